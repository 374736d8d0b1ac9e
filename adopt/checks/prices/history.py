"""C102: today's price beside its own past, weighted by time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import NamedTuple

from adopt.checks.desk import Desk
from adopt.checks.found import Figure, Found, told
from adopt.checks.prices.others import viewer_rows
from adopt.checks.prices.own import lowest_by_asin, own_prices
from adopt.checks.prices.steps import held, now_of, series_of
from adopt.checks.shown import shown
from adopt.schema import MICROS, FindingStatus

_FROM = ("BUY_BOX_SHIPPING", "NEW_FBA", "NEW")
"""The series that stands for the price of an ASIN: the first that ever had one."""

_MONTH, _QUARTER = timedelta(days=30), timedelta(days=90)


class Past(NamedTuple):
    """A price and its past; None where there is none."""

    asin: str
    now: float | None
    month: float | None
    quarter: float | None
    low: float | None
    out: float | None
    kind: str


def price_history(desk: Desk) -> Sequence[Found]:
    """A finding for each ASIN whose price moved far, the farthest first; one that counts the others."""
    every = _pasts(desk)
    judged = [one for past in every if (one := _judged(desk, past))]
    found = shown(judged, desk, lambda one: (-abs((one.value or 0) / (one.target or 1) - 1),))
    compared = sum(past.now is not None and past.quarter is not None for past in every)
    if compared > len(judged):
        kind = every[0].kind
        figures = {
            "asins": Figure("products", compared - len(judged)),
            "silent": Figure("count", len(every) - compared),
        }
        found.append(
            Found(
                FindingStatus.FINE, "prices_steady", figures=figures, kind=kind, file=desk.tables[kind].file
            )
        )
    return found or [Found(FindingStatus.NO_DATA, "no_price_history")]


def _pasts(desk: Desk) -> list[Past]:
    """Of the own ASINs where they are known, else of all; Keepa's history before its list."""
    own = lowest_by_asin(own_prices(desk))
    found: dict[str, Past] = {}
    for one in (*_history(desk), *_listed(desk)):
        if not own or one.asin in own:
            found.setdefault(one.asin, one)
    return [found[asin] for asin in sorted(found)]


def _history(desk: Desk) -> Iterator[Past]:
    series = series_of(desk, _FROM, _QUARTER)
    for asin in sorted({asin for asin, _ in series}):
        for name in _FROM:
            steps = series.get((asin, name), [])
            quarter = held(steps, desk.now - _QUARTER, desk.now)
            if quarter and quarter.mean is not None:
                month = held(steps, desk.now - _MONTH, desk.now)
                last = month.mean if month else None
                yield Past(asin, now_of(steps), last, quarter.mean, quarter.low, quarter.out, "keepa_history")
                break


def _listed(desk: Desk) -> Iterator[Past]:
    table = desk.tables.get("keepa_product_viewer")
    if table is None:
        return
    names = (
        "buy_box_current_micros",
        "buy_box_30_days_avg_micros",
        "buy_box_90_days_avg_micros",
        "buy_box_lowest_micros",
    )
    for row in viewer_rows(desk, table.frame).iter_rows(named=True):
        now, month, quarter, low = (row[name] / MICROS if row[name] else None for name in names)
        yield Past(row["asin"], now, month, quarter, low, row["buy_box_90_days_oos"], table.kind)


def _judged(desk: Desk, past: Past) -> Found | None:
    """None of a price that isn't known, or that is near its mean."""
    if past.now is None or not past.quarter:
        return None
    move, limit = past.now / past.quarter - 1, desk.limit("price_move")
    if limit.holds(round(abs(move), 9)):
        return None
    figures = {
        "month": told("money", past.month),
        "low": told("money", past.low),
        "out": told("share", past.out),
        "move": Figure("share", abs(move)),
    }
    return Found(
        FindingStatus.WATCH,
        "price_fell" if move < 0 else "price_rose",
        subject=past.asin,
        figures=figures,
        unit="money",
        value=past.now,
        target=past.quarter,
        op="=",
        first_day=(desk.now - _QUARTER).astimezone(desk.zone).date(),
        last_day=desk.today,
        kind=past.kind,
        file=desk.tables[past.kind].file,
    )
