"""Which change a day of an entity counts for: the last one before it. Nothing counts twice.

An entity is a search term in an ad group, a search term in all other places, or a target. Of changes of the same day the
narrower one has it: a bid before what its campaign's placements or budget do.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

import polars as pl

HORIZON = 28
"""Days after a change that count at most: the longer ago, the less do its likes tell. A choice."""
BASE = 14
"""Days before a change of a target that it is held against: two whole weeks, so that every day of the week weighs alike."""

_DAY = timedelta(days=1)


def in_force(parts: pl.DataFrame, entity: Sequence[str], last: date, *, adds_up: bool) -> pl.DataFrame:
    """The days that count for each part of a change, and the day that its course began.

    Changes of one entity within `BASE` days of each other are steps of one course, held against what was before its
    first step; a change that was taken back ends it.

    Args:
        parts: number (of the change), ``entity``, made_on, on, until, rank (the narrower the lower), promised (per week).
        entity: columns that name it.
        last: last day that is known well enough.
        adds_up: whether the promises of a course's earlier steps stand beside each later one.

    Returns:
        The parts that count, with first, last, seen (day of the plan that began the course) and standing (promised per week
        by then); by entity and day.
    """
    order = [*entity, "on", "rank", "number"]
    once = parts.sort(order).unique([*entity, "on"], keep="first", maintain_order=True)
    before = (pl.col("on") - pl.col("on").shift()).over(entity).dt.total_days()
    ended = (pl.col("until").shift() < pl.col("on") - _DAY).over(entity).fill_null(value=False)
    begins = before.is_null() | (before > BASE) | ended
    marked = once.with_columns(begins=begins, follows=pl.col("on").shift(-1).over(entity) - _DAY)
    steps = marked.with_columns(course=pl.col("begins").cum_sum().over(entity))
    of_course = [*entity, "course"]
    standing = pl.col("promised").cum_sum().over(of_course) if adds_up else pl.col("promised")
    return steps.with_columns(
        seen=pl.col("made_on").first().over(of_course),
        standing=standing,
        first=pl.col("on") + _DAY,
        last=pl.min_horizontal(pl.col("on") + timedelta(days=HORIZON), "until", "follows", pl.lit(last)),
    ).drop("begins", "follows", "course")


class Window(NamedTuple):
    """Days that are compared: those before, with the earlier ones from which rates are known, and those after."""

    first: date
    last: date
    known_from: date
    after_first: date
    after_last: date

    @property
    def after(self) -> tuple[date, date]:
        """First and last day that count."""
        return self.after_first, self.after_last


def windows(parts: pl.DataFrame) -> list[tuple[Window, pl.DataFrame]]:
    """Parts that share their days: these, and the parts; those without a day that counts are left out."""
    key = ["before_first", "before_last", "known_from", "first", "last"]
    some = parts.filter(pl.col("first") <= pl.col("last"))
    return [(Window(*days), own) for days, own in some.sort(*key).group_by(key, maintain_order=True)]
