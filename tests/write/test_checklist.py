from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from adopt.checks import File, findings
from adopt.checks.found import Figure, Found, frame_of
from adopt.schema import FindingStatus
from adopt.write.checklist import as_csv, as_markdown, checklist, write_checklists
from tests.checks.desks import desk, table

DAY = date(2026, 11, 23)
RATES = table(
    "account_performance",
    {
        "marketplace": "US",
        "metric": "orderDefectRate",
        "channel": "mfn",
        "status": "BAD",
        "count": 9,
        "of": 400,
    },
    {
        "marketplace": "US",
        "metric": "orderDefectRate",
        "channel": "afn",
        "status": "GOOD",
        "count": 1,
        "of": 400,
    },
)


def found(**changes: object) -> Found:
    return replace(Found(FindingStatus.ACT, "no_orders", subject="=1+1"), **changes)  # type: ignore[arg-type]


def test_one_row_for_each_task_with_a_key_that_can_be_merged_on() -> None:
    every = findings(desk(RATES))
    rows = list(csv.DictReader(io.StringIO(as_csv(checklist(every, DAY, "US", "USD", "en"), "en"))))
    assert len(rows) == every.height
    keys = [row["Key"] for row in rows]
    assert keys[0] == "2026-11-23/US/A101/MFN"
    assert len(set(keys)) == len(keys)
    first, fine = rows[0], next(row for row in rows if row["Key"].endswith("A101/AFN"))
    assert (first["Priority"], first["Status"], first["Done?"]) == ("High", "Todo", "No")
    assert (fine["Status"], fine["Done?"], fine["Due (UTC)"]) == ("Done", "Yes", "")
    assert first["Value"] == "2.2% (9/400)"
    assert first["Target"] == "< 1.0%"


def test_what_has_no_time_is_due_at_the_end_of_the_marketplace_s_day() -> None:
    every = frame_of([("A101", found(subject=""))])
    of_japan = checklist(every, DAY, "JP", "JPY", "en").row(0, named=True)
    assert (of_japan["due_utc"], of_japan["due_et"]) == ("2026-11-23 14:59", "2026-11-23 09:59")


def test_a_deadline_is_told_in_both_zones() -> None:
    due = datetime(2026, 7, 1, 6, 59, 59, tzinfo=UTC)
    row = checklist(frame_of([("A101", found(due=due))]), DAY, "US", "USD", "en").row(0, named=True)
    assert (row["due_utc"], row["due_et"]) == ("2026-07-01 06:59", "2026-07-01 02:59")


@pytest.mark.parametrize(
    ("marketplace", "local"),
    [("US", "2026-06-30 23:59 PDT"), ("DE", "2026-07-01 08:59 CEST"), ("JP", "2026-07-01 15:59 JST")],
)
def test_a_deadline_is_told_in_the_marketplace_s_zone_and_to_chinese_readers_in_beijing_s(
    marketplace: str, local: str
) -> None:
    every = frame_of([("A101", found(due=datetime(2026, 7, 1, 6, 59, 59, tzinfo=UTC)))])
    english, chinese = (checklist(every, DAY, marketplace, "USD", language) for language in ("en", "zh"))
    assert "due_beijing" not in english.columns
    assert (english["due_local"][0], chinese["due_local"][0]) == (local, local)
    assert chinese["due_beijing"][0] == "2026-07-01 14:59"
    assert f" ({local}; 2026-07-01 02:59 ET): " in as_markdown(english, "en")
    assert f"**（{local}；北京 2026-07-01 14:59；美东 2026-07-01 02:59）：" in as_markdown(chinese, "zh")
    assert "Beijing" not in as_csv(english, "en")
    assert "截止（站点）,截止（北京）,截止（美东）,截止（UTC）" in as_csv(chinese, "zh")


@pytest.mark.parametrize("sign", ["=", "+", "-", "@"])
def test_no_cell_is_taken_for_a_formula(sign: str) -> None:
    bad = File(f"{sign}cmd.csv", None, refusal="damaged")
    rows = checklist(findings(replace(desk(), inputs=(bad,))), DAY, None, None, "en")
    read = [cell for row in csv.reader(io.StringIO(as_csv(rows, "en"))) for cell in row]
    assert f"'{sign}cmd.csv" in read
    assert not [cell for cell in read if cell.startswith(("=", "+", "@", "-"))]


def test_a_title_is_short_enough_to_be_shown_whole() -> None:
    rows = checklist(frame_of([("A101", found(subject="x" * 200))]), DAY, "US", "USD", "en")
    assert len(rows["task"][0]) < 80


def test_the_page_has_a_box_for_each_task() -> None:
    every = findings(desk(RATES))
    for language in ("en", "zh"):
        text = as_markdown(checklist(every, DAY, "US", "USD", language), language)
        assert text.count("- [ ]") + text.count("- [x]") == every.height
        assert text.count("- [x]") == (every["status"] == "fine").sum()


def test_files_of_both_languages(tmp_path: Path) -> None:
    written = write_checklists(findings(desk(RATES)), DAY, "US", "USD", tmp_path / "new", ("en", "zh"))
    assert [path.name for path in written] == [
        "checklist.csv",
        "checklist.md",
        "checklist.zh.csv",
        "checklist.zh.md",
    ]
    header = written[2].read_text(encoding="utf-8").splitlines()[0]
    assert header.startswith("任务,键")


def test_a_figure_of_no_money_needs_no_currency() -> None:
    every = frame_of(
        [
            (
                "F101",
                Found(
                    FindingStatus.FINE,
                    "files_read",
                    figures={
                        "files": Figure("count", 1),
                        "rows": Figure("count", 2),
                        "names": Figure("text", "a.csv"),
                    },
                ),
            )
        ]
    )
    assert "a.csv" in checklist(every, DAY, None, None, "zh")["why"][0]
