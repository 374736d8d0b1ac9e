"""What is kept is what was read: the newest download of each day, once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from adopt.errors import InputError
from adopt.history import Account, History, account_of
from adopt.say import translator
from adopt.schema import Bulk, DailySales, SearchTermRow
from tests.history.readings import ACCOUNT, bulk, business, day, report, spoilt


@pytest.fixture
def history(tmp_path: Path) -> History:
    return History(tmp_path / "home")


def clicks(history: History, last: int = 99, account: Account = ACCOUNT) -> dict[date, int]:
    rows = history.search_terms(account, day(0), day(last))
    return {one: int(own["clicks"].sum()) for (one,), own in rows.group_by("first_day")}


def test_what_was_read_reads_back(history: History) -> None:
    reading = report(0, 13)
    stored = history.ingest(reading, ACCOUNT, day(14))
    assert (stored.outcome, stored.days) == ("stored", 14)
    back = history.search_terms(ACCOUNT, day(0), day(13))
    assert_frame_equal(back, reading.data.sort("first_day", "row"))  # type: ignore[union-attr]


def test_reading_twice_changes_nothing(history: History) -> None:
    history.ingest(report(0, 5), ACCOUNT, day(6))
    before = history.coverage(), clicks(history), history.restatements(ACCOUNT)
    assert history.ingest(report(0, 5), ACCOUNT, day(9)).outcome == "known"
    assert (history.coverage(), clicks(history)) == before[:2]
    assert_frame_equal(history.restatements(ACCOUNT), before[2])


def test_a_log_is_summed_up_so_that_whoever_opens_it_reads_few_commits(history: History) -> None:
    for number in range(12):
        history.ingest(report(number, number), ACCOUNT, day(number + 1))
    log = {path.name for path in (history.home / "files" / "_delta_log").iterdir()}
    assert "_last_checkpoint" in log
    assert clicks(history) == dict.fromkeys(map(day, range(12)), 20)


def test_the_newest_download_of_a_day_wins_and_withdrawn_rows_go(history: History) -> None:
    history.ingest(report(0, 9, clicks=10), ACCOUNT, day(10))
    history.ingest(report(5, 14, clicks=20, terms=("pan",)), ACCOUNT, day(15))
    assert clicks(history) == {day(n): 20 for n in range(15)}
    assert history.search_terms(ACCOUNT, day(5), day(14))["search_term"].unique().to_list() == ["steel pan"]


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0)])
def test_the_order_of_reading_does_not_matter(history: History, order: tuple[int, ...]) -> None:
    downloads = [
        (report(0, 9, clicks=10), 10),
        (report(3, 12, clicks=20), 13),
        (report(6, 15, clicks=30), 16),
    ]
    for number in order:
        reading, on = downloads[number]
        history.ingest(reading, ACCOUNT, day(on))
    assert clicks(history) == {day(n): 2 * (10 if n < 3 else 20 if n < 6 else 30) for n in range(16)}


def test_a_day_that_the_newest_download_has_nothing_of_stays_empty(history: History) -> None:
    newer = report(0, 9, clicks=20)
    assert isinstance(newer.data, pl.DataFrame)
    kept = SearchTermRow.validate(newer.data.filter(pl.col("first_day") != day(4)))
    history.ingest(replace(newer, data=kept), ACCOUNT, day(11))
    assert history.ingest(report(0, 9), ACCOUNT, day(10)).outcome == "older"
    assert day(4) not in clicks(history)


def test_a_day_whose_rows_were_rejected_stays_as_it_was_known(history: History) -> None:
    history.ingest(report(0, 9, clicks=10), ACCOUNT, day(10))
    stored = history.ingest(spoilt(report(0, 9, clicks=20), day(4)), ACCOUNT, day(11))
    assert (stored.outcome, stored.days) == ("stored", 9)
    assert clicks(history) == {day(n): 20 if n == 4 else 40 for n in range(10)}
    assert history.restatements(ACCOUNT).filter(day=day(4))["clicks"].to_list() == [20]


def test_a_known_row_that_may_be_the_rejected_one_stays(history: History) -> None:
    history.ingest(report(0, 9, clicks=10), ACCOUNT, day(10))
    history.ingest(spoilt(report(0, 9, clicks=20), day(4), term="pot"), ACCOUNT, day(11))
    assert clicks(history)[day(4)] == 20
    known = history.search_terms(ACCOUNT, day(4), day(4))["search_term"].to_list()
    assert sorted(known) == ["steel pan", "steel pot"]


def test_rows_rejected_every_day_keep_no_day_from_being_restated(history: History) -> None:
    every = tuple(map(day, range(10)))
    history.ingest(replace(report(0, 9, clicks=10), rejected_days=every), ACCOUNT, day(10))
    stored = history.ingest(replace(report(0, 9, clicks=20), rejected_days=every), ACCOUNT, day(11))
    assert stored.days == 10
    assert set(clicks(history).values()) == {40}


def test_a_rejected_row_of_an_unknown_day_may_be_of_any(history: History) -> None:
    history.ingest(report(0, 9, clicks=10), ACCOUNT, day(10))
    newer = spoilt(report(0, 9, clicks=20), day(4), days=(None,))
    history.ingest(spoilt(newer, day(6), days=(None,), term="pan"), ACCOUNT, day(11))
    assert clicks(history) == {day(n): 20 if n in (4, 6) else 40 for n in range(10)}


def test_a_day_known_from_rejected_rows_alone_is_a_gap_that_any_download_fills(history: History) -> None:
    history.ingest(spoilt(report(0, 9, clicks=20), day(4)), ACCOUNT, day(11))
    assert history.coverage()[0].gaps == ((day(4), day(4)),)
    history.ingest(report(0, 9, clicks=10), ACCOUNT, day(10))
    assert history.coverage()[0].gaps == ()
    assert clicks(history) == {day(n): 20 if n == 4 else 40 for n in range(10)}


def test_a_file_that_proves_no_day_changes_none(history: History) -> None:
    history.ingest(report(0, 1, clicks=10), ACCOUNT, day(2))
    both = spoilt(report(0, 1, clicks=20), day(0), day(1), term="pan")
    assert history.ingest(both, ACCOUNT, day(3)).outcome == "older"
    assert set(clicks(history).values()) == {20}


def test_total_sales_of_a_rejected_day_stay(history: History) -> None:
    history.ingest(business(0, 2, 100), ACCOUNT, day(3))
    newer = business(0, 2, 200)
    assert isinstance(newer.data, pl.DataFrame)
    kept = DailySales.validate(newer.data.filter(pl.col("day") != day(1)))
    history.ingest(replace(newer, data=kept, rejected_days=(day(1),)), ACCOUNT, day(4))
    sales = history.sales(ACCOUNT, day(0), day(2))
    assert sales["sales_micros"].to_list() == [200_000_000, 100_000_000, 200_000_000]


def test_a_report_that_lay_around_never_replaces_a_newer_one(history: History) -> None:
    history.ingest(report(0, 9, clicks=20), ACCOUNT, day(10))
    stored = history.ingest(report(0, 7, clicks=10), ACCOUNT, day(40))
    assert (stored.outcome, stored.days) == ("older", 0)
    assert set(clicks(history).values()) == {40}


def test_older_values_stay_reachable(history: History) -> None:
    history.ingest(report(0, 9, clicks=10), ACCOUNT, day(10))
    history.ingest(report(5, 14, clicks=20), ACCOUNT, day(15))
    then, now = history.as_known_on(ACCOUNT, day(12)), history.as_known_on(ACCOUNT, day(15))
    assert then["clicks"].to_list() == [20] * 10
    assert now["clicks"].to_list() == [20] * 5 + [40] * 10
    assert history.as_known_on(ACCOUNT, day(9)).is_empty()
    assert history.restatements(ACCOUNT).filter(day=day(7))["clicks"].to_list() == [20, 40]


def test_accounts_and_windows_never_meet(history: History) -> None:
    other = Account("acme", "CA", "CAD")
    history.ingest(report(0, 3), ACCOUNT, day(4))
    history.ingest(report(0, 3, clicks=50), other, day(4))
    history.ingest(report(0, 3, clicks=70, window_days=14), ACCOUNT, day(4))
    assert set(clicks(history).values()) == {20}
    assert set(clicks(history, account=other).values()) == {100}
    assert history.search_terms(ACCOUNT, day(0), day(3), 14)["clicks"].unique().to_list() == [70]


def test_summaries_are_never_added_to_days(history: History) -> None:
    history.ingest(report(0, 9), ACCOUNT, day(10))
    history.ingest(report(0, 9, clicks=500, daily=False), ACCOUNT, day(10))
    assert set(clicks(history).values()) == {20}
    assert [(one.daily, one.files, one.days) for one in history.coverage()] == [(False, 1, 0), (True, 1, 10)]


def test_total_sales_by_day(history: History) -> None:
    history.ingest(business(0, 9, 100), ACCOUNT, day(10))
    history.ingest(business(8, 12, 200), ACCOUNT, day(13))
    sales = history.sales(ACCOUNT, day(7), day(9))
    assert sales["sales_micros"].to_list() == [100_000_000, 200_000_000, 200_000_000]


def test_entities_as_they_were_downloaded(history: History) -> None:
    first, second = bulk(5, "enabled", "paused"), bulk(8, "archived")
    history.ingest(first, ACCOUNT, day(6))
    history.ingest(second, ACCOUNT, day(9))
    then, now = history.snapshot(ACCOUNT, day(8)), history.snapshot(ACCOUNT, day(9))
    assert isinstance(then, Bulk)
    assert isinstance(now, Bulk)
    assert_frame_equal(then.campaigns, first.data.campaigns)  # type: ignore[union-attr]
    assert now.campaigns["state"].to_list() == ["archived"]
    assert history.snapshot(ACCOUNT, day(5)) is None


def test_coverage_tells_gaps_and_restatements(history: History) -> None:
    history.ingest(report(0, 4), ACCOUNT, day(5))
    history.ingest(report(3, 9, clicks=20), ACCOUNT, day(10))
    history.ingest(report(13, 15), ACCOUNT, day(16))
    (one,) = history.coverage()
    assert (one.first_day, one.last_day, one.days, one.files) == (day(0), day(15), 13, 3)
    assert one.gaps == ((day(10), day(12)),)
    assert (one.newest_download, one.restated) == (day(16), 2)
    assert history.size() > 0


def test_nothing_is_made_by_looking(history: History) -> None:
    assert history.coverage() == ()
    assert history.search_terms(ACCOUNT, day(0), day(9)).is_empty()
    assert not history.home.exists()


def test_names_with_quotes_and_other_scripts(history: History) -> None:
    odd = Account("O'Neil 厨具 / %20", "US", "USD")
    history.ingest(report(0, 3), odd, day(4))
    history.ingest(report(0, 3, clicks=20), odd, day(5))
    assert set(clicks(history, account=odd).values()) == {40}


@pytest.mark.parametrize("name", ["my ads", "广告 数据", "Müller & Söhne", "100% #1 {x}", "it's"])
def test_the_folder_may_have_any_name(name: str, tmp_path: Path) -> None:
    history = History(tmp_path / name / "home")
    history.ingest(report(0, 3), Account("O'Neil 厨具 / %20", "US", "USD"), day(4))
    history.ingest(report(0, 3), ACCOUNT, day(4))
    history.ingest(report(2, 5, clicks=20), ACCOUNT, day(6))
    assert clicks(history) == {day(at): 20 if at < 2 else 40 for at in range(6)}
    assert history.forget(ACCOUNT.key) > 0
    assert not clicks(history)
    assert [one.name for one in tmp_path.iterdir()] == [name]


@pytest.mark.parametrize("name", ["ads [US]", "a|b", "a^b", "a%20b", "shop=US"])
def test_a_folder_that_cannot_hold_a_history_is_one_sentence(name: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="can't lie in a folder whose path has"):
        History(tmp_path / name).ingest(report(0, 3), ACCOUNT, day(4))
    with pytest.raises(InputError, match="can't lie in a folder whose path has"):
        History(tmp_path / name).search_terms(ACCOUNT, day(0), day(9))
    assert list(tmp_path.iterdir()) == []


def test_a_damaged_store_is_one_sentence(history: History) -> None:
    history.ingest(report(0, 3), ACCOUNT, day(4))
    for log in (history.home / "files" / "_delta_log").glob("*.json"):
        log.write_text("nonsense", encoding="utf-8")
    with pytest.raises(InputError, match="can't be read"):
        history.coverage()


@pytest.mark.parametrize("size", [None, 0, 300])
def test_a_file_that_is_missing_or_cut_short_is_one_sentence(size: int | None, history: History) -> None:
    history.ingest(report(0, 3), ACCOUNT, day(4))
    broken = next((history.home / "search_terms").rglob("*.parquet"))
    if size is None:
        broken.unlink()
    else:
        broken.write_bytes(broken.read_bytes()[:size])
    said = rf"can't be read: {broken.name} is missing or damaged\. Name another"
    with pytest.raises(InputError, match=said) as caught:
        history.search_terms(ACCOUNT, day(0), day(9))
    assert f"{broken.name} 缺失或损坏" in caught.value.said(translator("zh"))
    with pytest.raises(InputError, match=said):
        history.ingest(report(2, 5), ACCOUNT, day(6))


def test_a_damaged_table_that_is_written_is_one_sentence(history: History) -> None:
    history.ingest(report(0, 3), ACCOUNT, day(4))
    for log in (history.home / "search_terms" / "_delta_log").glob("*.json"):
        log.write_text("nonsense", encoding="utf-8")
    with pytest.raises(InputError, match="can't be read"):
        history.ingest(report(2, 5), ACCOUNT, day(6))


def test_an_account_needs_a_name_and_a_marketplace() -> None:
    assert account_of("acme", None, "USD") == Account("acme", "US", "USD")
    assert account_of("acme", "DE", "EUR").key == "acme-DE-EUR"
    with pytest.raises(InputError, match="account's name"):
        account_of(None, "US", "USD")
    with pytest.raises(InputError, match="several marketplaces"):
        account_of("acme", None, "EUR")
