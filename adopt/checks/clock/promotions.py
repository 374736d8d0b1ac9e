"""T102: promotions and coupons that start or end at midnight of the wrong zone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import NamedTuple

import polars as pl

from adopt.checks.clock.midnight import Wrong, wrong_end, wrong_start
from adopt.checks.desk import Desk, Table
from adopt.checks.found import Figure, Found
from adopt.checks.shown import shown
from adopt.schema import FindingStatus
from adopt.words.clock import has_amazons_hours
from adopt.words.places import place_code
from adopt.words.zones import zone_of

_COLUMNS = {
    "promotions": ("promotion_id", "type", "starts_at", "ends_at"),
    "promotion_performance": ("promotion_id", "type", "starts", "ends"),
    "coupon_performance": ("coupon_id", None, "starts", "ends"),
}
"""Where each report has the name, the type and the two moments."""


class Promotion(NamedTuple):
    """A promotion or coupon; ``market`` as its report names it."""

    kind: str
    file: str
    name: str
    market: str | None
    type: str | None
    starts: datetime
    ends: datetime


def wrong_midnights(desk: Desk) -> Sequence[Found]:
    """Promotions that run or will run, whose start or end is another place's midnight, or that of the other season."""
    every = [one for kind in _COLUMNS if kind in desk.tables for one in _promotions(desk.tables[kind])]
    ahead = [one for one in every if one.ends > desk.now]
    told = [found for one in ahead if (found := _judged(one, desk)) is not None]
    numbered = shown(_with_names_of_their_own(told), desk)
    if others := len(ahead) - len(told):
        figures = {"others": Figure("promotions", others)}
        numbered.append(Found(FindingStatus.FINE, "promo_fine", n=others, of=len(ahead), figures=figures))
    return numbered or [Found(FindingStatus.FINE, "promo_none_ahead")]


def _promotions(table: Table) -> list[Promotion]:
    """Rows of several SKUs in the same hours are one."""
    name, type_, starts, ends = _COLUMNS[table.kind]
    rows = table.frame.select(
        pl.col(name),
        pl.col("marketplace"),
        pl.col(type_).alias("type") if type_ else pl.lit(None, dtype=pl.String).alias("type"),
        pl.col(starts),
        pl.col(ends),
    )
    return [Promotion(table.kind, table.file, *row) for row in sorted(set(rows.iter_rows()), key=str)]


def _judged(one: Promotion, desk: Desk) -> Found | None:
    if has_amazons_hours(one.type or ""):
        return None
    code = place_code(one.market or "") or (desk.market.code if desk.market else None)
    zone = zone_of(code)
    start, end = wrong_start(one.starts, zone), wrong_end(one.ends, zone)
    if start and one.starts > desk.now:
        return _found(one, "promo_start", one.starts, start, desk)
    if end:
        return _found(one, "promo_end", one.ends, end, desk)
    return _found(one, "promo_start", one.starts, start, desk) if start else None


def _found(one: Promotion, reason: str, moment: datetime, wrong: Wrong, desk: Desk) -> Found:
    """What is still ahead can be set right; a start that is past can't."""
    can = moment > desk.now
    told = f"{reason}_season" if wrong.zone is None else reason
    return Found(
        FindingStatus.ACT if can else FindingStatus.WATCH,
        told if can else f"{told}_past",
        subject=one.name,
        unit="hours",
        value=(moment - wrong.meant).total_seconds() / 3600,
        target=0,
        op="=",
        due=moment if can else None,
        figures={
            "moment": Figure("time", moment),
            "meant": Figure("time", wrong.meant),
            "place": Figure("place", wrong.zone),
        },
        kind=one.kind,
        file=one.file,
    )


def _with_names_of_their_own(found: Sequence[Found]) -> list[Found]:
    """A name that several bear (one in several marketplaces, or kept in two reports) is numbered by their moments."""
    ordered = sorted(found, key=lambda one: (one.subject, one.kind or "", one.figures["moment"].value))
    bearers, places = Counter(one.subject for one in ordered), Counter[str]()
    named = []
    for one in ordered:
        places[one.subject] += 1
        numbered = f"{one.subject} #{places[one.subject]}"
        named.append(replace(one, subject=numbered) if bearers[one.subject] > 1 else one)
    return named
