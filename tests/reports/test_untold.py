"""Days of which the ads reports don't tell all."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import polars as pl
import pytest

from adopt.reports.untold import gaps, quiet_days, untold_days
from adopt.schema import Reading, SearchTermRow
from tests.plan.readings import reading, rows

FIRST = date(2026, 11, 1)


def day(number: int) -> date:
    return FIRST + timedelta(days=number)


def report(
    first: int, last: int, rejected: tuple[int | None, ...] = (), of_a_day: int = 49, *, daily: bool = True
) -> Reading:
    """Rows of each day, and the days of rejected ones."""
    told = rows(
        *(
            {"first_day": day(number), "last_day": day(number)}
            for number in range(first, last + 1)
            for _ in range(of_a_day)
        )
    )
    lost = tuple(None if one is None else day(one) for one in rejected)
    made = reading(data=told, first_day=day(first), last_day=day(last), daily=daily)
    return replace(made, read=told.height + len(lost), rejected_days=lost)


def test_between_reports() -> None:
    assert gaps([report(8, 9), report(0, 1), report(2, 3)]) == ((day(4), day(7)),)
    assert untold_days([report(8, 9), report(0, 6)]) == ((day(7), day(7)),)
    assert untold_days([report(0, 9)]) == ()


@pytest.mark.parametrize(
    ("rejected", "untold"),
    [
        ((3,), ()),
        ((3, 3), ((3, 3),)),
        ((3, 4, 4, 7, 7, 7), ((4, 4), (7, 7))),
        ((None,), ()),
        ((None,) * 10, ()),
        ((None,) * 11, ((0, 9),)),
        ((*(None,) * 12, 3, 3), ((0, 9),)),
    ],
)
def test_much_of_a_day_was_rejected(
    rejected: tuple[int | None, ...], untold: tuple[tuple[int, int], ...]
) -> None:
    assert untold_days([report(0, 9, rejected)]) == tuple((day(one), day(two)) for one, two in untold)


def test_a_day_without_a_good_row() -> None:
    good = report(0, 9)
    assert isinstance(good.data, pl.DataFrame)
    others = SearchTermRow.validate(good.data.filter(pl.col("last_day") != day(5)))
    assert untold_days([replace(good, data=others, rejected_days=(day(5),))]) == ((day(5), day(5)),)


@pytest.mark.parametrize(
    ("apart", "daily", "quiet"), [(31, True, True), (30, True, False), (400, False, False)]
)
def test_a_month_without_a_row_may_be_a_wrong_date(apart: int, daily: bool, quiet: bool) -> None:
    whole = report(0, 450, of_a_day=1, daily=daily)
    assert isinstance(whole.data, pl.DataFrame)
    apart_from = SearchTermRow.validate(
        whole.data.filter((pl.col("last_day") == day(0)) | (pl.col("last_day") >= day(apart)))
    )
    spans = quiet_days([replace(whole, data=apart_from)])
    assert spans == (((day(1), day(apart - 1)),) if quiet else ())
    assert untold_days([replace(whole, data=apart_from)]) == ()
