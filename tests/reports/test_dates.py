from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from adopt.reports.dates import date_readings, day, settle_dates

NOVEMBER = date(2026, 11, 3)


def read(cells: list[str]) -> list[date | None]:
    frame = pl.DataFrame({"a": cells})
    return frame.select(day(pl.col("a"), settle_dates(frame["a"]))).to_series().to_list()


@pytest.mark.parametrize(
    "cell",
    [
        "2026-11-03",
        "2026-11-03 00:00:00",
        "2026-11-03T00:00:00",
        "20261103",
        "Nov 03, 2026",
        "Nov 3, 2026",
        "November 3, 2026",
        "03.11.2026",
        "46329",
        "46329.0",
        " 2026-11-03 ",
    ],
)
def test_dates_that_speak_for_themselves(cell: str) -> None:
    assert read([cell]) == [NOVEMBER]


@pytest.mark.parametrize(
    ("cells", "first"),
    [
        (["3/11/2026", "25/11/2026"], NOVEMBER),
        (["11/3/2026", "11/25/2026"], NOVEMBER),
        (["11/3/26", "11/25/26"], NOVEMBER),
        (["03-11-2026", "25-11-2026"], NOVEMBER),
        (["5/5/2026"], date(2026, 5, 5)),
    ],
)
def test_slashed_dates_are_settled_by_the_column(cells: list[str], first: date) -> None:
    assert settle_dates(pl.Series(cells)).ambiguous is None
    assert read(cells)[0] == first


def test_slashed_dates_with_two_readings_are_ambiguous() -> None:
    assert settle_dates(pl.Series(["3/4/2026", "5/5/2026"])).ambiguous == "3/4/2026"
    assert date_readings("3/4/2026") == "'3/4/2026' is 2026-04-03 or 2026-03-04"


@pytest.mark.parametrize(
    "cell", ["3-Nov-26", "03-nov-26", "3. Nov. 26", "3. Nov 26", "3-nov.-26", "3-Nov-26 0:00"]
)
def test_days_as_excel_saves_them_have_two_digits_of_the_year(cell: str) -> None:
    assert read([cell]) == [NOVEMBER]


@pytest.mark.parametrize(
    "cell", ["3-Nov", "3 Nov 26", "Nov 3 - 26", "3 - 26 Nov", "31-Nov-26", "3-Pan-26", "Nov-26"]
)
def test_parts_of_a_day_are_no_day(cell: str) -> None:
    assert read([cell]) == [None]


@pytest.mark.parametrize("cell", ["yesterday", "", "1899-01-01", "2026-13-01", "99999"])
def test_other_texts_are_no_dates(cell: str) -> None:
    assert read([cell, "2026-11-03"]) == [None, NOVEMBER]
