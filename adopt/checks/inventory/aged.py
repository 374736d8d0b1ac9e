"""I104: old stock, the next day on which Amazon charges for it, and the units that get there by then."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

import polars as pl

from adopt.checks.desk import Desk
from adopt.checks.found import Figure, Found
from adopt.checks.inventory.on_hand import planned, where_from
from adopt.checks.shown import shown
from adopt.schema import MICROS, PLANNING, FindingStatus
from adopt.words.zones import day_begins

_OLDER = {
    181: (
        "inv_age_181_to_270_days",
        "inv_age_271_to_365_days",
        "inv_age_366_to_455_days",
        "inv_age_456_plus_days",
    ),
    271: ("inv_age_271_to_365_days", "inv_age_366_to_455_days", "inv_age_456_plus_days"),
    366: ("inv_age_366_to_455_days", "inv_age_456_plus_days"),
}
"""Columns with the units of an age and more."""
_YOUNGER = {
    181: (("inv_age_91_to_180_days", 90),),
    271: (("inv_age_181_to_270_days", 90),),
    366: (("inv_age_331_to_365_days", 35), ("inv_age_271_to_365_days", 95)),
}
"""Columns with the units just younger, and how many days of age they span; the first that is filled counts."""
_DECEMBER = 12


class Aging(NamedTuple):
    """A product's old stock.

    Attributes:
        old: units of 181 days and more.
        charged: units that Amazon says it will charge, and ``fee``, for how much (None: not said).
        crossing: units expected to get to each age by the snapshot.
    """

    old: int
    charged: int
    fee: float | None
    crossing: Mapping[int, float]


def aged_stock(desk: Desk) -> Sequence[Found]:
    """A finding for each product with units to be charged, or that are about to get old enough; the others are counted."""
    source = where_from(desk, PLANNING)
    paces = dict(desk.stock.select("sku", "pace").iter_rows())
    rows = planned(desk)
    snapshot = next_snapshot(desk.today, int(desk.limit("aged_surcharge_snapshot_day").number))
    days = (snapshot - desk.today).days
    near = not desk.limit("aged_notice_days").holds(days)
    if not _tells(rows):
        return [Found(FindingStatus.NO_DATA, "aged_unknown", **source)]
    found = []
    for row in rows.iter_rows(named=True):
        aging = _aging(row, paces.get(row["sku"]) or 0.0, days)
        if aging.charged or any(round(units) for units in aging.crossing.values()):
            found.append(_aged(row["sku"], aging, snapshot, desk, source, near=near))
    kept = rows.height - len(found)
    figures = {"snapshot": Figure("text", snapshot)}
    fine = Found(FindingStatus.FINE, "aged_fine", n=kept, of=rows.height, figures=figures, **source)
    return [*shown(found, desk), *([fine] if kept else [])]


def next_snapshot(today: date, day: int) -> date:
    """The next day on which Amazon counts old units; today, if it is one."""
    if today.day <= day:
        return today.replace(day=day)
    year, month = (today.year + 1, 1) if today.month == _DECEMBER else (today.year, today.month + 1)
    return date(year, month, day)


def _tells(rows: pl.DataFrame) -> bool:
    names = {*_OLDER[181], "inv_age_91_to_180_days", "inv_age_0_to_90_days"}
    return any(rows[name].is_not_null().any() for name in names)


def _aging(row: Mapping[str, Any], pace: float, days: int) -> Aging:
    """What gets old by the snapshot: ages within a span are taken as even, and the oldest units sell first."""
    crossing = {}
    for age, spans in _YOUNGER.items():
        units, width = next(((row[name], width) for name, width in spans if row[name] is not None), (0, 1))
        older = sum(row[name] or 0 for name in _OLDER[age])
        crossing[age] = max(units * min(days / width, 1.0) - max(pace * days - older, 0.0), 0.0)
    fees = [row[name] for name in row if name.startswith("estimated_ais_") and row[name] is not None]
    return Aging(
        old=sum(row[name] or 0 for name in _OLDER[181]),
        charged=sum(row[name] or 0 for name in row if name.startswith("quantity_to_be_charged_ais_")),
        fee=sum(fees) / MICROS if fees else None,
        crossing=crossing,
    )


def _aged(
    sku: str, aging: Aging, snapshot: date, desk: Desk, source: Mapping[str, Any], *, near: bool
) -> Found:
    reason = (
        ("aged_charged" if aging.fee is not None else "aged_unpriced") if aging.charged else "aged_crossing"
    )
    return Found(
        FindingStatus.ACT if aging.charged and near else FindingStatus.WATCH,
        reason,
        sku,
        unit="units",
        value=float(aging.charged),
        target=0.0,
        op="<=",
        due=day_begins(snapshot, desk.zone),
        at_stake=aging.fee,
        figures={
            "old": Figure("units", aging.old),
            "snapshot": Figure("text", snapshot),
            **{f"at_{age}": Figure("units", round(units)) for age, units in aging.crossing.items()},
        },
        **source,
    )
