"""What a backtest takes from folders and from the history."""

from __future__ import annotations

import shutil
from datetime import date, timedelta
from pathlib import Path

import polars as pl
import pytest

from adopt.backtest import Known, backtest, data, known_in_folder, known_in_history, page, sections
from adopt.errors import InputError
from adopt.history import History
from adopt.settings import load_settings
from tests.history.readings import ACCOUNT, day, report

REPORTS = Path(__file__).resolve().parents[2] / "../shared/reports/search_term"
OWN = load_settings()
AS_OF = date(2026, 1, 26)


def weekly(home: Path, weeks: int) -> History:
    """A download a week of the last 14 days; sums grow, as late orders come in."""
    history = History(home)
    for number in range(weeks):
        first = max(7 * number - 7, 0)
        made = report(first, 7 * number + 6, clicks=20 if number == weeks - 1 else 10)
        history.ingest(made, ACCOUNT, day(7 * number + 7))
    return history


def test_the_history_alone_is_replayed_on_what_downloads_of_the_time_told(tmp_path: Path) -> None:
    weekly(tmp_path, 8)
    (known,) = known_in_history(tmp_path, OWN, day(60))
    result = backtest(known)
    assert (known.first_day, known.last_day) == (day(0), day(55))
    assert result.cuts[0] == day(20)
    assert result.late_known
    assert len(result.cuts) == 4


def test_days_before_a_gap_of_the_history_are_left_out_and_named(tmp_path: Path) -> None:
    for first, last in ((0, 9), (12, 25), (26, 50)):
        History(tmp_path).ingest(report(first, last), ACCOUNT, day(last + 1))
    (known,) = known_in_history(tmp_path, OWN, day(60))
    assert (known.first_day, known.last_day) == (day(12), day(50))
    assert known.notes == (("history_gap", f"{day(10)} – {day(11)}"),)


def test_only_gaps_before_the_day_of_the_run_count(tmp_path: Path) -> None:
    for first, last in ((0, 59), (62, 64)):
        History(tmp_path).ingest(report(first, last), ACCOUNT, day(last + 1))
    for as_of in (day(58), day(60), day(61)):
        (known,) = known_in_history(tmp_path, OWN, as_of)
        assert (known.first_day, known.last_day) == (day(0), min(day(59), as_of))
        assert not known.notes
    (known,) = known_in_history(tmp_path, OWN, day(65))
    assert (known.first_day, known.last_day) == (day(62), day(64))


@pytest.mark.parametrize(
    ("days", "clicking", "left_out"),
    [
        pytest.param(7, 7, True, id="no day is old enough"),
        pytest.param(60, 20, True, id="no click after the first decision"),
        pytest.param(0, 0, False, id="a summary without a click"),
    ],
)
def test_that_nothing_came_is_told_in_words_and_without_tables(
    days: int, clicking: int, left_out: bool, tmp_path: Path
) -> None:
    known = silent_after(tmp_path, days, clicking)
    result = backtest(known)
    head, rest = sections(result, "en")
    assert head.text[0].startswith("Too little to tell: no click came that could be counted.")
    assert ("The last 7 days don't count" in head.text[0]) is left_out
    assert sections(result, "zh")[0].text[0].startswith("数据不足")
    assert not head.tables
    assert not rest.tables
    assert data(result)["verdict"] == [head.text[0]]
    assert "Too little to tell" in page([result], ["en"])


def test_a_negation_in_one_deal_of_ten_is_no_sentence_about_0_terms(tmp_path: Path) -> None:
    weekly(tmp_path, 8)
    (known,) = known_in_history(tmp_path, OWN, day(60))
    result = backtest(known)
    seldom = result.gains[0]._replace(negated=0.2, silent=0.2, clicks=0.0)
    told = data(result._replace(gains=(seldom, *result.gains[1:])))["verdict"]
    assert told[0] == "adopt would have negated nothing on what was known then."


def silent_after(home: Path, days: int, clicking: int) -> Known:
    """An account that was clicked for so many days of those known; of no day, a summary."""
    History(home).ingest(report(0, max(days, 1) - 1), ACCOUNT, day(max(days, 1)))
    (known,) = known_in_history(home, OWN, day(90))
    counts = ["clicks", "orders", "units", "spend_micros", "sales_micros"]
    live = pl.col("first_day") < day(clicking)
    rows = known.rows.with_columns(
        pl.when(live).then(pl.col(name)).otherwise(0).alias(name) for name in counts
    )
    return known._replace(rows=rows, daily=days > 0)


def test_a_history_without_days_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no search terms by day"):
        known_in_history(tmp_path, OWN, AS_OF)


def alone(name: str, folder: Path) -> Path:
    if not (REPORTS / name).exists():
        pytest.skip("no real reports beside the repository")
    shutil.copy(REPORTS / name, folder)
    return folder


@pytest.mark.filterwarnings("ignore:Workbook contains no default style")
@pytest.mark.parametrize(
    ("name", "cuts"),
    [
        ("uk_gbp_daily_2023.xlsx", 4),
        ("in_inr_daily_vendor14_2020.xlsx", 0),
        ("us_usd_summary_2022.xlsx", 0),
        ("us_usd_summary_2022_hand_edited.xlsx", 0),
    ],
)
def test_real_reports_are_told_for_what_they_are(name: str, cuts: int, tmp_path: Path) -> None:
    (known,) = known_in_folder(alone(name, tmp_path), OWN, AS_OF, None)
    result = backtest(known)
    assert len(result.cuts) == cuts
    assert result.counted[1] <= known.last_day
    assert 0 < result.clicks <= known.rows["clicks"].sum()
    ours = result.gains[0]
    # None of these accounts is large enough to tell a small gain from none.
    assert ours.gain.low <= ours.gain.value <= ours.gain.high
    assert all(one.negated >= one.silent >= 0 for one in result.gains)
    assert data(result)["verdict"]
    assert len(sections(result, "zh")) == 6


def test_a_long_time_after_the_download_changes_nothing(tmp_path: Path) -> None:
    folder = alone("uk_gbp_daily_2023.xlsx", tmp_path)
    (one,), (other,) = (known_in_folder(folder, OWN, AS_OF + timedelta(days=more), None) for more in (0, 400))
    assert one.rows.equals(other.rows)
