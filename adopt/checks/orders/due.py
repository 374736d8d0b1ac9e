"""O101 to O103: orders that wait, by the hours that are left."""

from __future__ import annotations

from collections.abc import Sequence

from adopt.checks.desk import Desk
from adopt.checks.found import Figure, Found
from adopt.checks.orders.business import business_days_after
from adopt.checks.orders.parcels import hours_between
from adopt.checks.orders.unshipped import Order, Waiting, waiting
from adopt.checks.shown import shown
from adopt.schema import FindingStatus


def due_soon(desk: Desk) -> Sequence[Found]:
    """Orders whose ship-by is ahead: one with less than ``ship_soon_hours`` left, or of which Amazon warns, is today's work."""
    found = waiting(desk)
    ahead = [one for one in found.orders if one.ship_by >= desk.now]
    urgent = [one for one in ahead if _is_urgent(one, desk)]
    others = [one for one in ahead if not _is_urgent(one, desk)]
    if not ahead:
        late = Figure("orders", len(found.orders))
        return [Found(FindingStatus.FINE, "order_none_ahead", figures={"late": late}, **found.source)]
    told = shown([_due(one, desk, found) for one in urgent], desk)
    if others:
        first = min(one.ship_by for one in others)
        told.append(
            Found(
                FindingStatus.FINE,
                "order_ahead",
                n=len(others),
                of=len(ahead),
                figures={"others": Figure("orders", len(others)), "first": Figure("time", first)},
                **found.source,
            )
        )
    return told


def late(desk: Desk) -> Sequence[Found]:
    """Orders past their ship-by, and when Amazon cancels each by itself: seven business days after it."""
    found = waiting(desk)
    past = [one for one in found.orders if one.ship_by < desk.now]
    told = shown([_late(one, desk, found) for one in past], desk)
    if not past:
        waits = Figure("orders", len(found.orders))
        told.append(Found(FindingStatus.FINE, "order_none_late", figures={"waiting": waits}, **found.source))
    return told


def unconfirmed(desk: Desk) -> Sequence[Found]:
    """Orders that are older than the house rule's 24 hours; Amazon itself asks for the ship-by alone."""
    found, limit = waiting(desk), desk.limit("confirm_within_hours")
    ages = [hours_between(one.since, desk.now) for one in found.orders if one.since and one.since <= desk.now]
    older = [age for age in ages if not limit.holds(age)]
    if not ages:
        return [Found(FindingStatus.FINE, "order_none_waiting", **found.source)]
    return [
        Found(
            FindingStatus.WATCH if older else FindingStatus.FINE,
            "order_unconfirmed" if older else "order_fresh",
            unit="hours",
            value=max(ages),
            target=limit.number,
            op=limit.op,
            figures={
                "older": Figure("count", len(older)),
                "every": Figure("orders", len(ages)),
                "oldest": Figure("span", max(ages)),
            },
            **found.source,
        )
    ]


def _is_urgent(one: Order, desk: Desk) -> bool:
    left = hours_between(desk.now, one.ship_by)
    return one.near_late or one.near_cancel or not desk.limit("ship_soon_hours").holds(left)


def _due(one: Order, desk: Desk, found: Waiting) -> Found:
    limit = desk.limit("ship_soon_hours")
    warned = one.near_late or one.near_cancel
    return Found(
        FindingStatus.ACT,
        "order_warned" if warned else "order_due",
        subject=one.order,
        unit="hours",
        value=hours_between(desk.now, one.ship_by),
        target=limit.number,
        op=limit.op,
        due=one.ship_by,
        **found.source,
    )


def _late(one: Order, desk: Desk, found: Waiting) -> Found:
    days = int(desk.limit("auto_cancel_business_days").number)
    cancelled = business_days_after(one.ship_by, days, desk.zone)
    lapsed = cancelled < desk.now
    return Found(
        FindingStatus.ACT,
        "order_lapsed" if lapsed else "order_late",
        subject=one.order,
        unit="hours",
        value=hours_between(one.ship_by, desk.now),
        target=0,
        op="<=",
        due=cancelled,
        figures={
            "ship_by": Figure("time", one.ship_by),
            "cancelled": Figure("time", cancelled),
            "late": Figure("span", hours_between(one.ship_by, desk.now)),
        },
        **found.source,
    )
