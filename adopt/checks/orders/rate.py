"""O108: the late shipment rate as our own log has it, ten to fifteen days before Amazon's report tells it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple

import polars as pl

from adopt.checks.desk import Desk
from adopt.checks.found import Figure, Found, share_of
from adopt.checks.headroom import room
from adopt.checks.orders.parcels import KIND
from adopt.checks.orders.unshipped import waiting
from adopt.estimate.share_interval import exact
from adopt.schema import FindingStatus


class Shipped(NamedTuple):
    """An order and its confirmation; None where it has none yet, or where a parcel of it has none."""

    order: str
    ship_by: datetime
    confirmed: datetime | None


def late_rate(desk: Desk) -> Sequence[Found]:
    """Late orders of those whose ship-by was in the last 10 and 30 days, today's included, and the exact room to the limit.

    What counts is when an order was confirmed, not the ship date that was entered. Late orders that still wait are counted
    too, where a report tells of them. An order that is neither confirmed nor late yet isn't counted.
    """
    every = _every(desk)
    windows = dict.fromkeys(int(desk.limit(key).number) for key in ("lsr_short_days", "lsr_long_days"))
    return [_window(every, days, desk) for days in windows]


def _every(desk: Desk) -> list[Shipped]:
    rows = (
        desk.tables[KIND]
        .frame.group_by("order_id")
        .agg(
            pl.col("ship_by").min(),
            confirmed=pl.when(pl.col("confirmed_at").is_not_null().all()).then(pl.col("confirmed_at").max()),
        )
    )
    found = [Shipped(*row) for row in rows.sort("order_id").iter_rows()]
    known = {one.order for one in found}
    if desk.tables.keys() & {"unshipped_orders", "orders_api"}:
        others = [one for one in waiting(desk).orders if one.order not in known]
        found += [Shipped(one.order, one.ship_by, None) for one in others]
    return found


def _window(every: Sequence[Shipped], days: int, desk: Desk) -> Found:
    first = desk.today - timedelta(days=days - 1)
    mine = [one for one in every if first <= one.ship_by.astimezone(desk.zone).date() <= desk.today]
    judged = [one for one in mine if one.confirmed is not None or one.ship_by < desk.now]
    n, of = sum(_is_late(one) for one in judged), len(judged)
    own: dict[str, Any] = {
        "subject": f"{days}d",
        "first_day": first,
        "last_day": desk.today,
        "kind": KIND,
        "file": desk.tables[KIND].file,
    }
    if not of:
        return Found(FindingStatus.NO_DATA, "own_lsr_none", **own)
    return _judged(n, of, desk, own)


def _judged(n: int, of: int, desk: Desk, own: dict[str, Any]) -> Found:
    limit, house = desk.limit("lsr"), desk.limit("mfn_on_time_ship")
    left, (low, high) = room(n, of, limit), exact(n, of)
    held, own_held = limit.holds(n / of), house.holds((of - n) / of)
    return Found(
        FindingStatus.FINE if held and own_held else FindingStatus.WATCH,
        "own_lsr_over" if not held else "own_lsr_fine" if own_held else "own_lsr_near",
        **share_of(n, of, limit),
        low=float(low),
        high=float(high),
        figures={
            "more": Figure("orders", left.more),
            "clean": Figure("orders", left.clean),
            "on_time": Figure("share", (of - n) / of),
            "house": Figure("share", house.number),
        },
        **own,
    )


def _is_late(one: Shipped) -> bool:
    return one.confirmed is None or one.confirmed > one.ship_by
