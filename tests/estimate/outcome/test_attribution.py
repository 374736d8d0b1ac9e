"""A day belongs to the last change before it, and to nothing else."""

from __future__ import annotations

from datetime import date

import polars as pl

from adopt.estimate.outcome.attribution import BASE, HORIZON, in_force, windows
from tests.estimate.outcome.frames import day

_LAST = day(200)


def parts(*rows: tuple[int, int, str, int, float, int | None]) -> pl.DataFrame:
    """number, day on which, entity, rank, promised, last day."""
    known = [
        {"number": number, "on": day(on), "made_on": day(on), "name": name, "rank": rank, "promised": money}
        | {"until": None if until is None else day(until)}
        for number, on, name, rank, money, until in rows
    ]
    return pl.DataFrame(known, schema_overrides={"until": pl.Date})


def spans(found: pl.DataFrame) -> list[tuple[int, date, date, float]]:
    return found.select("number", "first", "last", "standing").rows()


def test_a_change_counts_from_the_day_after_it_until_the_day_before_the_next_or_four_weeks() -> None:
    found = in_force(
        parts((0, 0, "a", 0, 1.0, None), (1, 10, "a", 0, 2.0, None)), ["name"], _LAST, adds_up=True
    )
    assert spans(found) == [(0, day(1), day(9), 1.0), (1, day(11), day(10 + HORIZON), 3.0)]


def test_days_end_where_it_was_taken_back_or_where_nothing_is_known() -> None:
    undone = in_force(
        parts((0, 0, "a", 0, 1.0, 4), (1, 6, "a", 0, 2.0, None)), ["name"], day(8), adds_up=True
    )
    assert spans(undone) == [(0, day(1), day(4), 1.0), (1, day(7), day(8), 2.0)]


def test_steps_within_two_weeks_are_one_course_held_against_what_was_before_it() -> None:
    rows = parts(
        (0, 0, "a", 0, 1.0, None), (1, BASE, "a", 0, 2.0, None), (2, 2 * BASE + 1, "a", 0, 4.0, None)
    )
    found = in_force(rows, ["name"], _LAST, adds_up=True)
    assert found["seen"].to_list() == [day(0), day(0), day(2 * BASE + 1)]
    assert found["standing"].to_list() == [1.0, 3.0, 4.0]


def test_of_one_day_the_narrower_change_has_the_entity() -> None:
    found = in_force(
        parts((0, 0, "a", 1, 1.0, None), (1, 0, "a", 0, 2.0, None)), ["name"], _LAST, adds_up=True
    )
    assert found["number"].to_list() == [1]


def test_a_part_without_a_day_is_in_no_window() -> None:
    found = in_force(
        parts((0, 0, "a", 0, 1.0, None), (1, 1, "a", 0, 1.0, None)), ["name"], day(1), adds_up=False
    )
    ready = found.with_columns(
        before_first=pl.lit(day(-9)), before_last=pl.lit(day(-1)), known_from=pl.lit(day(-9))
    )
    assert windows(ready) == []
