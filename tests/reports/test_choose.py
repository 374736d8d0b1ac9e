"""Which reports a run adds together, and which it leaves out with a word."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from adopt.errors import InputError
from adopt.reports import Folder
from adopt.reports.choose import choose
from adopt.schema import Reading, Rejected, SearchTermRow, bulk_frames
from adopt.settings import load_settings
from tests.plan.readings import FIRST, LAST, reading


def _report(name: str, last: date, *, days: int = 30, daily: bool = True) -> Reading:
    return reading(name, first_day=last - timedelta(days=days - 1), last_day=last, daily=daily)


def _bulk(name: str, **period: Any) -> Reading:
    return reading(
        name, name, kind="bulk", data=bulk_frames(), **{"first_day": None, "last_day": None, **period}
    )


def _chosen(*reports: Reading) -> tuple[list[str], list[tuple[str, str]]]:
    folder = Folder(path=Path(), readings=reports, refusals=(), skipped=())
    sources = choose(folder, load_settings(), LAST + timedelta(days=1))
    told = [f"{first} – {last}" for first, last in sources.untold]
    assert told == [days for code, days in sources.notes if code == "days_missing"]
    return [used.path.name for used in sources.used], list(sources.notes)


@pytest.mark.parametrize(
    ("gap", "used", "notes"),
    [
        (1, ["new", "old"], []),
        (2, ["new", "old"], [("days_missing", f"{FIRST - timedelta(days=1)} – {FIRST - timedelta(days=1)}")]),
        (7, ["new", "old"], [("days_missing", f"{FIRST - timedelta(days=6)} – {FIRST - timedelta(days=1)}")]),
        (8, ["new"], [("older_left_out", "old")]),
        (700, ["new"], [("older_left_out", "old")]),
        (0, ["new"], [("overlap_left_out", "old")]),
    ],
)
def test_reports_of_one_time_are_added_together(
    gap: int, used: list[str], notes: list[tuple[str, str]]
) -> None:
    assert _chosen(_report("old", FIRST - timedelta(days=gap)), _report("new", LAST)) == (used, notes)


def test_a_month_in_between_joins_the_ones_around_it() -> None:
    months = [_report(str(n), LAST - timedelta(days=30 * n)) for n in range(3)]
    assert _chosen(*months) == (["0", "1", "2"], [])


@pytest.mark.parametrize(("age", "used"), [(7, "daily"), (8, "summary"), (185, "summary")])
def test_a_fresh_summary_goes_before_days_that_ended_a_week_earlier(age: int, used: str) -> None:
    daily, summary = _report("daily", LAST - timedelta(days=age)), _report("summary", LAST, daily=False)
    assert _chosen(daily, summary)[0] == [used]


@pytest.mark.parametrize("behind", [".xlsx", " (1).xlsx"])
def test_the_bulk_download_that_was_made_last_is_used(behind: str) -> None:
    older = "bulk-a1b2c3-20260801-20260929-1790726400000.xlsx"
    newer = f"bulk-a1b2c3-20260802-20260931-1790812800000{behind}"  # its period can't be read
    bulks = [_bulk(newer), _bulk(older, first_day=FIRST, last_day=LAST - timedelta(days=1))]
    assert _chosen(_report("terms", LAST), *bulks) == (["terms", newer], [("older_left_out", older)])


def test_a_renamed_bulk_download_is_taken_for_the_oldest() -> None:
    dated = _bulk("bulk-a1b2c3-20260801-20260929-1790726400000.xlsx")
    assert _chosen(_report("terms", LAST), _bulk("renamed.xlsx"), dated)[0] == ["terms", dated.path.name]


@pytest.mark.parametrize(("older", "newer"), [("b.csv", "b (1).csv"), ("b (2).csv", "b (10).csv")])
def test_a_later_download_of_the_same_name_is_used(older: str, newer: str) -> None:
    terms = _chosen(_report(older, LAST), _report(newer, LAST))
    assert terms == ([newer], [("overlap_left_out", older)])
    bulks = _chosen(_report("terms", LAST), _bulk(older), _bulk(newer))
    assert bulks == (["terms", newer], [("older_left_out", older)])


@pytest.mark.parametrize(("count", "end"), [(1, ""), (5, ""), (6, ", …")])
def test_days_that_were_rejected_in_part_are_told_in_one_line(count: int, end: str) -> None:
    days = [FIRST + timedelta(days=day) for day in range(count)]
    report = replace(_report("new", LAST), rejected_days=tuple(days))
    sources = choose(
        Folder(path=Path(), readings=(report,), refusals=(), skipped=()),
        load_settings(),
        LAST + timedelta(days=1),
    )
    assert sources.untold == tuple((day, day) for day in days)
    named = ", ".join(str(day) for day in days[:5])
    assert [told for code, told in sources.notes if code == "days_damaged"] == [named + end]


def _rejected(*days: date | None) -> dict[str, Any]:
    fault = {
        "file": "new.csv",
        "sheet": None,
        "row": 2,
        "column": "Date",
        "value": "23-Sep",
        "reason": "not_a_date",
    }
    rejected = Rejected.cast(pl.DataFrame([fault | {"row": n + 2} for n in range(len(days))]))
    return {"rejected": rejected, "rejected_days": days, "read": len(days)}


def test_a_report_without_a_row_that_can_be_used_stops_the_run() -> None:
    old, nothing = _report("old.csv", LAST), SearchTermRow.create_empty()
    new = reading("new.csv", data=nothing, first_day=None, last_day=None, **_rejected(None, None))
    with pytest.raises(
        InputError, match=r"most rows of these can't be used: new\.csv \(row 2, column Date: '23-Sep'\)"
    ):
        _chosen(old, new)


def test_rows_of_a_report_that_name_no_country_stop_nothing() -> None:
    good, nothing = reading("new.csv"), SearchTermRow.create_empty()
    broken = reading(
        "new.csv", data=nothing, first_day=None, last_day=None, marketplace=None, **_rejected(None)
    )
    folder = Folder(path=Path(), readings=(good, broken), refusals=(), skipped=())
    assert choose(folder, load_settings(), LAST + timedelta(days=1)).used == (good,)


@pytest.mark.parametrize(("more", "stops"), [(0, False), (1, True)])
def test_a_report_is_used_if_as_many_rows_can_be_as_are_rejected(more: int, stops: bool) -> None:
    rows = reading("new.csv").data
    assert isinstance(rows, pl.DataFrame)
    new = reading("new.csv", **_rejected(*[LAST] * (rows.height + more)))
    folder = Folder(path=Path(), readings=(new,), refusals=(), skipped=())
    if stops:
        with pytest.raises(InputError, match="most rows"):
            choose(folder, load_settings(), LAST + timedelta(days=1))
    else:
        assert choose(folder, load_settings(), LAST + timedelta(days=1)).used == (new,)


def test_a_download_that_isnt_used_may_have_lost_its_rows() -> None:
    row = {
        "file": "old",
        "sheet": None,
        "row": 2,
        "column": "Ad ID",
        "value": "6.01E+14",
        "reason": "mangled_id",
    }
    lost = Rejected.validate(pl.DataFrame([row], schema=Rejected.create_empty().schema))
    old = replace(_bulk("old", last_day=LAST - timedelta(days=1)), rejected=lost)
    new = _bulk("new", last_day=LAST)
    assert _chosen(old, new, _report("terms", LAST))[0] == ["terms", "new"]
    with pytest.raises(InputError, match="most rows of these can't be used: old"):
        _chosen(old, _report("terms", LAST))
