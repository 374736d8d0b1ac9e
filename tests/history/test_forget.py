"""Forgotten is gone: from the rows, from past versions, from the log, from the names of folders."""

from __future__ import annotations

from pathlib import Path

import pytest

from adopt.errors import InputError
from adopt.history import Account, History
from tests.history.readings import ACCOUNT, bulk, business, companion, day, report

OTHER = Account("other", "US", "USD")


@pytest.fixture
def history(tmp_path: Path) -> History:
    made = History(tmp_path / "home")
    for clicks in (10, 20):
        made.ingest(report(0, 9, clicks=clicks, terms=("secret", "pan")), ACCOUNT, day(clicks))
    made.ingest(business(0, 9), ACCOUNT, day(10))
    made.ingest(bulk(9, "enabled"), ACCOUNT, day(10))
    for number in (3, 9):
        rows = [{"campaign": "secret", "day": day(n), "clicks": number} for n in range(number)]
        made.ingest(companion("ads_campaign", rows, 0, number - 1), ACCOUNT, day(number))
        listed = companion("listings_all", [{"sku": "secret", "listing_id": f"id{number}"}])
        made.ingest(listed, ACCOUNT, day(number))
    made.ingest(report(0, 9, terms=("lid",)), OTHER, day(10))
    return made


def traces(home: Path, *words: str) -> list[str]:
    names = [str(path) for path in home.rglob("*") if any(word in path.name for word in words)]
    files = [path for path in home.rglob("*") if path.is_file()]
    return names + [str(path) for path in files if any(word.encode() in path.read_bytes() for word in words)]


@pytest.mark.parametrize("name", ["acme", "acme-US-USD"])
def test_an_account_leaves_no_trace(history: History, name: str) -> None:
    assert traces(history.home, "acme", "secret")
    assert history.forget(name) > 0
    assert traces(history.home, "acme", "secret") == []
    assert {one.account for one in history.coverage()} == {OTHER.key}
    assert history.search_terms(OTHER, day(0), day(9)).height == 10


def test_a_forgotten_account_can_be_read_again(history: History) -> None:
    history.forget("acme")
    assert history.ingest(report(0, 9), ACCOUNT, day(10)).outcome == "stored"
    assert history.search_terms(ACCOUNT, day(0), day(9)).height == 20


def test_a_range_goes_and_stays_gone(history: History) -> None:
    history.forget("acme", day(3), day(5))
    rows = history.search_terms(ACCOUNT, day(0), day(9))
    assert rows["first_day"].unique().sort().to_list() == [day(n) for n in (0, 1, 2, 6, 7, 8, 9)]
    assert history.restatements(ACCOUNT).filter(day=day(4)).is_empty()
    again = history.ingest(report(0, 9, clicks=20, terms=("secret", "pan")), ACCOUNT, day(20))
    assert again.outcome == "known"
    (one,) = [own for own in history.coverage() if own.kind == "search_term" and own.account == ACCOUNT.key]
    assert one.gaps == ((day(3), day(5)),)


def test_days_of_other_reports_go_too(history: History) -> None:
    history.forget("acme", day(3), day(4))
    ads = history.companion(ACCOUNT, "ads_campaign", day(20))
    assert ads is not None
    assert ads["day"].to_list() == [day(n) for n in (0, 1, 2, 5, 6, 7, 8)]
    (one,) = [own for own in history.coverage() if own.kind == "ads_campaign"]
    assert one.gaps == ((day(3), day(4)),)


def test_forgetting_the_newest_snapshot_leaves_the_one_before(history: History) -> None:
    history.forget("acme", day(9), day(9))
    listed = history.companion(ACCOUNT, "listings_all", day(20))
    assert listed is not None
    assert listed["listing_id"].to_list() == ["id3"]


def test_an_unknown_account_is_said(history: History) -> None:
    with pytest.raises(InputError, match="no account 'nobody'"):
        history.forget("nobody")
