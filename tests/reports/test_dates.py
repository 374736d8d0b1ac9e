from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from adopt.reports import Refusal, identify
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


@pytest.mark.parametrize(
    ("taken", "left", "readings"),
    [
        (
            ["2026-10-09", "2026-11-11"],
            ["09/23/2026", "11/25/2026"],
            "'2026-10-09' is 2026-10-09 or 2026-09-10",
        ),
        (
            ["2026-03-11 00:00:00", "2026-04-11 00:00:00"],
            ["25.11.2026", "11/25/2026", "11/26/2026"],
            None,
        ),
        (
            ["2026-03-11 00:00:00", "2026-04-11"],
            ["11/25/26", "11/26/26"],
            "'2026-03-11' is 2026-03-11 or 2026-11-03",
        ),
        (["46092", "46123"], ["11/25/2026", "11/26/2026"], "'46092' is 2026-03-11 or 2026-11-03"),
        (["11-Mar-26", "11-Apr-26"], ["11/25/2026", "11/26/2026"], "'11-Apr-26' is 2026-04-11 or 2026-11-04"),
        (["11. Mär 26", "11. Apr 26"], ["11/25/26", "11/26/26"], "'11. Apr 26' is 2026-04-11 or 2026-11-04"),
        (
            ["11-Mar-26 0:00", "11-Apr-26"],
            ["11/25/26", "11/26/26"],
            "'11-Apr-26' is 2026-04-11 or 2026-11-04",
        ),
    ],
)
def test_days_that_a_program_may_have_turned_are_ambiguous(
    taken: list[str], left: list[str], readings: str | None
) -> None:
    found = settle_dates(pl.Series([*taken, *left])).turned
    assert (date_readings(found) if found else None) == readings


@pytest.mark.parametrize(
    ("taken", "left"),
    [
        (["2026-11-03"], ["11/25/2026", "11/26/2026"]),
        (["2026-11-03", "2026-11-04"], ["11/25/2026"]),
        (["2026-11-03", "2026-11-13"], ["11/25/2026", "11/26/2026"]),
        (["2026-11-03", "2026-11-04"], ["11/05/2026", "11/26/2026"]),
        (["2026-11-11", "2026-10-10"], ["11/25/2026", "11/26/2026"]),
        (["11-Nov-26", "13-Nov-26"], ["11/25/2026", "11/26/2026"]),
    ],
)
def test_days_that_no_program_turned_are_not(taken: list[str], left: list[str]) -> None:
    assert settle_dates(pl.Series([*taken, *left])).doubtful is None


@pytest.mark.parametrize("kind", ["search_term", "ledger_detail"])
def test_a_file_with_such_days_is_refused(kind: str, tmp_path: Path) -> None:
    days = ["2026-03-11", "2026-04-11", "11/25/2026", "11/26/2026"]
    heads = {
        "search_term": (
            (
                "Date,Campaign Name,Ad Group Name,Targeting,Match Type,Customer Search Term,Impressions,Clicks,Spend,"
                "7 Day Total Sales,7 Day Total Orders (#)"
            ),
            ",Pans,Steel,pan,BROAD,steel pan,9,3,1.25,0,0",
        ),
        "ledger_detail": ("Date,Event Type,Unreconciled Quantity,Quantity", ",Receipts,0,1"),
    }
    head, row = heads[kind]
    path = tmp_path / "report.csv"
    path.write_text("\n".join([head, *(day + row for day in days)]) + "\n", encoding="utf-8")
    found = identify(path)
    assert isinstance(found, Refusal), found
    assert (found.kind, found.reason) == (kind, "ambiguous_dates")
    assert "'2026-03-11' is 2026-03-11 or 2026-11-03" in found.detail


@pytest.mark.parametrize(
    ("start", "end", "doubtful"),
    [
        ("2026-01-09", "09/30/2026", "2026-01-09"),
        ("09/15/2026", "2026-11-10", "2026-11-10"),
        ("2026-09-09", "09/30/2026", None),
        ("2026-01-09", "2026-09-30", None),
    ],
)
def test_start_and_end_of_a_summary_may_be_one_day_each(start: str, end: str, doubtful: str | None) -> None:
    assert settle_dates(pl.Series([start, end, start, end]), columns=2).doubtful == doubtful


def test_a_summary_with_a_turned_start_is_refused(tmp_path: Path) -> None:
    head = (
        "Start Date,End Date,Campaign Name,Ad Group Name,Targeting,Match Type,Customer Search Term,Impressions,"
        "Clicks,Spend,7 Day Total Sales,7 Day Total Orders (#)"
    )
    path = tmp_path / "report.csv"
    path.write_text(
        f"{head}\n2026-01-09,09/30/2026,Pans,Steel,pan,BROAD,steel pan,9,3,1.25,0,0\n", encoding="utf-8"
    )
    found = identify(path)
    assert isinstance(found, Refusal), found
    assert found.reason == "ambiguous_dates"
    assert "'2026-01-09' is 2026-01-09 or 2026-09-01" in found.detail


@pytest.mark.parametrize(
    ("cells", "readings"),
    [
        (["26/9/23", "26/10/1", "26/11/21"], "'26/10/1' is 2001-10-26 or 2026-10-01"),
        (["26.09.23", "26.09.24"], "'26.09.23' is 2023-09-26 or 2026-09-23"),
        (["26-09-23", "26-09-24", "27-01-02"], "'26-09-23' is 2023-09-26 or 2026-09-23"),
        (["23/09/26", "24/09/26", "01/10/26"], None),
        (["9/23/26", "10/1/26"], None),
        (["23.09.26", "24.09.26"], None),
        (["26/09/26"], None),
        (["18/05/21", "18/07/22", "18/09/23"], None),
        (["30/12/25", "31/12/25", "01/01/26"], None),
        (["31.12.25", "31.01.26"], None),
        (["25/12/26", "25/01/27"], None),
        (["26/11/29", "26/12/30"], "'26/11/29' is 2029-11-26 or 2026-11-29"),
    ],
)
def test_years_of_two_digits_in_front_are_no_days(cells: list[str], readings: str | None) -> None:
    found = settle_dates(pl.Series(cells)).doubtful
    assert (date_readings(found) if found else None) == readings


@pytest.mark.parametrize("mark", "/.-")
def test_a_report_with_years_in_front_is_refused_though_its_first_rows_are_of_one_day(
    mark: str, csv_file: Callable[..., Path], report: Callable[..., list[list[Any]]]
) -> None:
    days = ["26/09/23"] * 2_100 + ["26/09/24"]
    rows = [
        {"Date": one.replace("/", mark), "Customer Search Term": f"pan {n}"} for n, one in enumerate(days)
    ]
    found = identify(csv_file(report(*rows)))
    assert isinstance(found, Refusal), found
    assert found.reason == "ambiguous_dates"
