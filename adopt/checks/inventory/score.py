"""I105: the inventory performance index, and the storage used of what Amazon grants."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import polars as pl

from adopt.checks.desk import Desk
from adopt.checks.found import Figure, Found
from adopt.checks.here import of_market
from adopt.checks.inventory.on_hand import where_from
from adopt.schema import FindingStatus

_KIND = "ipi"


def performance_index(desk: Desk) -> Sequence[Found]:
    """The newest score of each marketplace against the threshold of the day, and the storage where it runs short."""
    rows = desk.tables[_KIND].frame.filter(pl.col("date") <= desk.today).sort("date", "row")
    rows = of_market(desk, rows, "marketplace")
    source = where_from(desk, _KIND)
    found: list[Found] = []
    for (place,), own in sorted(
        rows.group_by("marketplace", maintain_order=True), key=lambda one: str(one[0])
    ):
        scores = own.unique("date", keep="last", maintain_order=True).to_dicts()
        found += _of_place(str(place), scores, desk, source)
    return found or [Found(FindingStatus.NO_DATA, "ipi_absent", **source)]


def _of_place(
    place: str, scores: Sequence[Mapping[str, Any]], desk: Desk, source: Mapping[str, Any]
) -> Iterator[Found]:
    newest, before = scores[-1], scores[-2] if len(scores) > 1 else None
    limit, near = desk.limit("ipi_threshold"), desk.limit("ipi_near")
    room = newest["ipi"] - limit.number
    age = (desk.today - newest["date"]).days
    old = not desk.limit("ipi_age_days").holds(age)
    low, close = not limit.holds(newest["ipi"]), not near.holds(room)
    judged = [
        (old, FindingStatus.NO_DATA, "ipi_old"),
        (low, FindingStatus.ACT, "ipi_low"),
        (close, FindingStatus.WATCH, "ipi_near"),
    ]
    status, reason = next(
        ((status, reason) for so, status, reason in judged if so), (FindingStatus.FINE, "ipi_fine")
    )
    yield Found(
        status,
        reason if before or reason == "ipi_old" else f"{reason}_first",
        place,
        unit="points",
        value=float(newest["ipi"]),
        target=limit.number,
        op=limit.op,
        figures={
            "day": Figure("text", newest["date"]),
            "age": Figure("days", age),
            "room": Figure("points", abs(room)),
            **({"before": Figure("points", before["ipi"])} if before else {}),
            **({"before_day": Figure("text", before["date"])} if before else {}),
        },
        **{**source, "first_day": newest["date"], "last_day": newest["date"]},
    )
    if not old:
        yield from _storage(place, newest, desk, source)


def _storage(place: str, newest: Mapping[str, Any], desk: Desk, source: Mapping[str, Any]) -> Iterator[Found]:
    """The share of the storage limit that is used, where it runs short."""
    limit = desk.limit("capacity_share")
    granted, used = newest["capacity_cuft"], newest["used_cuft"]
    if not granted or used is None or limit.holds(used / granted):
        return
    over = used >= granted
    yield Found(
        FindingStatus.ACT if over else FindingStatus.WATCH,
        "storage_full" if over else "storage_short",
        f"{place} storage",
        unit="share",
        value=used / granted,
        target=limit.number,
        op=limit.op,
        figures={"used": Figure("number", used), "granted": Figure("number", granted)},
        **{**source, "first_day": newest["date"], "last_day": newest["date"]},
    )
