"""C103: offers that were there and aren't: a time to hold the price, never to match their last one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta

import polars as pl

from adopt.checks.desk import Desk
from adopt.checks.found import Figure, Found
from adopt.checks.here import of_currency
from adopt.checks.prices.others import viewer_rows
from adopt.checks.prices.own import lowest_by_asin, own_prices
from adopt.checks.prices.steps import held, now_of, series_of
from adopt.checks.shown import shown
from adopt.schema import FindingStatus

_LOOKS_BACK = timedelta(days=30)
_SERIES = {"AMAZON": "Amazon", "NEW_FBA": "FBA", "NEW_FBM_SHIPPING": "FBM"}


def rivals_out(desk: Desk) -> Sequence[Found]:
    """A finding for each ASIN with an offer that has gone; one that counts the others."""
    own = lowest_by_asin(own_prices(desk))
    gone: dict[str, dict[str, str]] = {}
    seen: dict[str, str] = {}
    for asin, kind, who in (*_history(desk), *_viewer(desk), *_listed(desk)):
        if own and asin not in own:
            continue
        seen.setdefault(asin, kind)
        if who:
            gone.setdefault(asin, {}).setdefault(who, kind)
    if not seen:
        return [Found(FindingStatus.NO_DATA, "no_rivals_told")]
    found = shown((_found(desk, asin, who) for asin, who in gone.items()), desk)
    if len(gone) < len(seen):
        kind = next(iter(sorted(seen.values())))
        counted = {"asins": Figure("products", len(seen) - len(gone))}
        found.append(
            Found(FindingStatus.FINE, "rivals_there", figures=counted, kind=kind, file=desk.tables[kind].file)
        )
    return found


def _found(desk: Desk, asin: str, gone: dict[str, str]) -> Found:
    kind = next(iter(gone.values()))
    figures = {"who": Figure("text", ", ".join(sorted(gone)))}
    return Found(
        FindingStatus.WATCH,
        "rival_out",
        subject=asin,
        figures=figures,
        kind=kind,
        file=desk.tables[kind].file,
    )


_Told = tuple[str, str, str | None]


def _history(desk: Desk) -> Iterator[_Told]:
    for (asin, series), steps in series_of(desk, _SERIES, _LOOKS_BACK).items():
        past = held(steps, desk.now - _LOOKS_BACK, desk.now)
        was_there = past is not None and past.mean is not None
        yield asin, "keepa_history", _SERIES[series] if was_there and now_of(steps) is None else None


def _viewer(desk: Desk) -> Iterator[_Told]:
    """Amazon's own offer: blank now, and not blank through all of the last 90 days."""
    table = desk.tables.get("keepa_product_viewer")
    if table is None:
        return
    for row in viewer_rows(desk, table.frame).iter_rows(named=True):
        out = row["amazon_90_days_oos"]
        if out is not None:
            yield row["asin"], table.kind, "Amazon" if not row["amazon_current_micros"] and out < 1 else None


def _listed(desk: Desk) -> Iterator[_Told]:
    """Sellers of the last 30 days who aren't in the list's newest day."""
    table = desk.tables.get("competitor_prices")
    if table is None:
        return
    rows = of_currency(desk, table.frame, "currency").filter(pl.col("date") >= desk.today - _LOOKS_BACK)
    newest = pl.col("date").max().over("asin")
    last = (
        rows.group_by("asin", "seller").agg(pl.col("date").max()).with_columns(gone=pl.col("date") < newest)
    )
    for asin, seller, _, gone in last.sort("asin", "seller").iter_rows():
        yield asin, table.kind, seller if gone else None
