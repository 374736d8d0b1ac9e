"""C101: the own price beside the featured offer and the lowest ones."""

from __future__ import annotations

from collections.abc import Sequence

from adopt.checks.desk import Desk
from adopt.checks.found import Figure, Found, told
from adopt.checks.prices.break_even import break_evens
from adopt.checks.prices.others import Others, others
from adopt.checks.prices.own import Own, lowest_by_asin, own_prices
from adopt.checks.shown import shown
from adopt.schema import MICROS, FindingStatus

_CENT = 0.005


def price_beside_others(desk: Desk) -> Sequence[Found]:
    """A finding for each own ASIN whose price stands out, the widest gap first; one that counts the others."""
    there, floors = others(desk), break_evens(desk)
    pairs = [(own, there[asin]) for asin, own in lowest_by_asin(own_prices(desk)).items() if asin in there]
    if not pairs:
        return [Found(FindingStatus.NO_DATA, "no_pairs")]
    judged = [one for own, other in pairs if (one := _judged(desk, own, other, floors.get(own.sku)))]
    found = shown(judged, desk, lambda one: (-(one.value or 0) / (one.target or 1),))
    if len(judged) < len(pairs):
        counted = {"asins": Figure("products", len(pairs) - len(judged))}
        first = pairs[0][1]
        found.append(
            Found(FindingStatus.FINE, "prices_in_line", figures=counted, kind=first.kind, file=first.file)
        )
    return found


def _judged(desk: Desk, own: Own, other: Others, floor: float | None) -> Found | None:
    price, prices = own.landed / MICROS, other.prices
    featured = prices.get("featured")
    if featured is None and "featured" in prices:
        return _found(own, other, price, other.least, "no_featured")
    mark = featured if featured is not None else other.least
    if mark is None or desk.limit("price_above").holds(_beyond(price, mark)):
        return None
    if floor is not None and mark < floor - _CENT:
        return _found(own, other, price, mark, "above_unprofitable", floor)
    return _found(
        own, other, price, mark, "above_featured" if featured is not None else "above_lowest", floor
    )


def _beyond(price: float, mark: float) -> float:
    """How far a price is above a mark, as a share of it, without the last bits of a division."""
    return round((price - mark) / mark, 9)


def _found(
    own: Own, other: Others, price: float, mark: float | None, reason: str, floor: float | None = None
) -> Found:
    figures = {
        "asin": Figure("text", own.asin),
        "holder": Figure("text", other.seller) if other.seller else Figure("unknown", ""),
        **{name: told("money", other.prices.get(name)) for name in ("fba", "fbm", "lowest")},
    }
    if mark:
        figures |= {"gap": Figure("money", price - mark), "share": Figure("share", (price - mark) / mark)}
    if floor is not None:
        figures["floor"] = Figure("money", floor)
    return Found(
        FindingStatus.WATCH,
        reason,
        subject=own.sku,
        figures=figures,
        unit="money",
        value=price,
        target=mark,
        op="<=",
        kind=other.kind,
        file=other.file,
    )
