"""Gaps in the last days and old downloads are told, before decisions rest on them."""

from __future__ import annotations

from pathlib import Path

import pytest

from adopt.history import Coverage, Freshness, History, freshness
from tests.history.readings import ACCOUNT, business, companion, day, report


def covered(*gaps: tuple[int, int], last: int = 40, newest: int = 41, days: int = 30) -> Coverage:
    holes = tuple((day(first), day(end)) for first, end in gaps)
    return Coverage(ACCOUNT.key, "business", True, 3, day(0), day(last), days, holes, day(newest), 0)


@pytest.mark.parametrize(
    ("gaps", "said"),
    [
        ([], []),
        ([(2, 9)], []),
        ([(5, 10)], []),
        ([(5, 11)], [(11, 11)]),
        ([(12, 12), (20, 25)], [(12, 12), (20, 25)]),
    ],
)
def test_gaps_inside_the_days_asked_for(gaps: list[tuple[int, int]], said: list[tuple[int, int]]) -> None:
    (one,) = freshness([covered(*gaps)], day(41), 30)
    assert one.gaps == tuple((day(first), day(last)) for first, last in said)
    assert (one.days_old, one.days_since_download) == (1, 0)


def test_a_store_tells_it_by_kind(tmp_path: Path) -> None:
    history = History(tmp_path / "home")
    history.ingest(report(0, 9), ACCOUNT, day(10))
    history.ingest(report(0, 14, daily=False), ACCOUNT, day(15))
    history.ingest(business(0, 4), ACCOUNT, day(5))
    history.ingest(business(8, 9), ACCOUNT, day(10))
    history.ingest(companion("listings_all", [{"sku": "pan"}]), ACCOUNT, day(3))
    weekly = [{"day": day(number), "search_query": "pan", "range": "Weekly"} for number in (0, 7)]
    history.ingest(companion("search_query_performance", weekly, 0, 7), ACCOUNT, day(10))
    assert history.freshness(ACCOUNT, day(20), 60) == (
        Freshness(ACCOUNT.key, "business", ((day(5), day(7)),), 11, 10),
        Freshness(ACCOUNT.key, "listings_all", (), 17, 17),
        Freshness(ACCOUNT.key, "search_query_performance", (), 13, 10),
        Freshness(ACCOUNT.key, "search_term", (), 6, 5),
    )
