"""C104: more offers than usual: someone has joined the listing, perhaps with a copy."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import NamedTuple

from adopt.checks.desk import Desk
from adopt.checks.found import Figure, Found
from adopt.checks.prices.others import viewer_rows
from adopt.checks.prices.own import lowest_by_asin, own_prices
from adopt.checks.prices.steps import held, now_of, series_of
from adopt.checks.shown import shown
from adopt.schema import FindingStatus

_USUAL = timedelta(days=30)


class Count(NamedTuple):
    """Offers of an ASIN now and usually."""

    asin: str
    now: float
    usual: float
    kind: str


def more_offers(desk: Desk) -> Sequence[Found]:
    """A finding for each ASIN that was joined, the largest jump first; one that counts the others."""
    own = lowest_by_asin(own_prices(desk))
    found: dict[str, Count] = {}
    for one in (*_history(desk), *_viewer(desk)):
        if not own or one.asin in own:
            found.setdefault(one.asin, one)
    if not found:
        return [Found(FindingStatus.NO_DATA, "no_offer_counts")]
    limit = desk.limit("offers_jump")
    jumps = [one for one in found.values() if not limit.holds(one.now - one.usual)]
    said = shown(
        (_found(desk, one) for one in jumps), desk, lambda one: ((one.target or 0) - (one.value or 0),)
    )
    if len(jumps) < len(found):
        kind = next(iter(sorted(one.kind for one in found.values())))
        counted = {"asins": Figure("products", len(found) - len(jumps))}
        said.append(
            Found(FindingStatus.FINE, "offers_usual", figures=counted, kind=kind, file=desk.tables[kind].file)
        )
    return said


def _found(desk: Desk, one: Count) -> Found:
    return Found(
        FindingStatus.ACT,
        "offers_jumped",
        subject=one.asin,
        unit="offers",
        value=one.now,
        target=one.usual,
        op="<=",
        kind=one.kind,
        file=desk.tables[one.kind].file,
    )


def _history(desk: Desk) -> Iterator[Count]:
    """Against the median of the 30 days before the last few, in which a newcomer may already be counted."""
    recent = timedelta(days=desk.limit("offers_recent_days").number)
    for (asin, _), steps in sorted(series_of(desk, ["COUNT_NEW"], recent + _USUAL).items()):
        past = held(steps, desk.now - recent - _USUAL, desk.now - recent)
        if past and past.median is not None:
            yield Count(asin, now_of(steps) or 0, past.median, "keepa_history")


def _viewer(desk: Desk) -> Iterator[Count]:
    """Against the list that was downloaded before."""
    table, before = desk.tables.get("keepa_product_viewer"), desk.before.get("keepa_product_viewer")
    if table is None or before is None:
        return
    name = "new_offer_count_current"
    usual = {row["asin"]: row[name] for row in viewer_rows(desk, before.frame).iter_rows(named=True)}
    for row in viewer_rows(desk, table.frame).iter_rows(named=True):
        now, then = row[name], usual.get(row["asin"])
        if now is not None and then is not None:
            yield Count(row["asin"], now, then, table.kind)
