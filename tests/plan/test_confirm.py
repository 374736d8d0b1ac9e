"""What is known of a plan's actions grows with every file, and only a newer one takes back what an older one said."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import dataframely as dy
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adopt.plan.confirm import refined, results_of_download, results_of_report
from adopt.schema import Compared, Result

DAY = date(2026, 11, 22)
_KEYS = ("a", "b", "c")
_CODES: dict[str, list[str | None]] = {
    "taken": [None],
    "rejected": ["too_long", "already_there"],
    "unknown": ["still_old", "too_early", "changed"],
}


def _code(status: str, place: int) -> str | None:
    codes = _CODES[status]
    return codes[place % len(codes)]


def result(key: str, status: str, code: str | None = None, days: int = 0) -> dict[str, Any]:
    return {
        "key": key,
        "status": status,
        "code": code,
        "message": None,
        "seen_on": DAY + timedelta(days=days),
    }


def results(*rows: dict[str, Any]) -> dy.DataFrame[Result]:
    return Result.validate(pl.DataFrame(list(rows), schema=Result.create_empty().schema))


def known(
    before: dict[str, Any], news: dict[str, Any], undone: tuple[str, ...] = ()
) -> tuple[str, str | None]:
    row = refined(results(before), results(news), undone).row(0, named=True)
    return row["status"], row["code"]


@pytest.mark.parametrize(
    ("before", "news", "now"),
    [
        (("unknown", "too_early", 0), ("taken", None, 1), ("taken", None)),
        (("unknown", "too_early", 0), ("unknown", "still_old", 1), ("unknown", "still_old")),
        (("taken", None, 0), ("unknown", "changed", 1), ("taken", None)),
        (("taken", None, 0), ("unknown", "still_old", 1), ("unknown", "still_old")),
        (("taken", None, 1), ("unknown", "still_old", 0), ("taken", None)),
        (("taken", None, 0), ("rejected", "too_long", 1), ("rejected", "too_long")),
        (("taken", None, 0), ("rejected", "already_there", 1), ("taken", None)),
        (("rejected", "too_long", 0), ("taken", None, 1), ("taken", None)),
        (("rejected", "too_long", 0), ("unknown", "still_old", 1), ("rejected", "too_long")),
        (("rejected", "too_long", 1), ("taken", None, 0), ("rejected", "too_long")),
        (("unknown", "still_old", 1), ("taken", None, 0), ("taken", None)),
        (("unknown", "still_old", 1), ("unknown", "too_early", 0), ("unknown", "still_old")),
    ],
)
def test_what_a_further_file_changes(
    before: tuple[str, str | None, int], news: tuple[str, str | None, int], now: tuple[str, str | None]
) -> None:
    assert known(result("a", *before), result("a", *news)) == now


def test_what_was_taken_back_stays_taken_although_the_old_value_is_in_force() -> None:
    assert known(result("a", "taken"), result("a", "unknown", "still_old", 1), ("a",)) == ("taken", None)


_ROWS = st.builds(
    lambda key, status, place, days: result(key, status, _code(status, place), days),
    st.sampled_from(_KEYS),
    st.sampled_from(sorted(_CODES)),
    st.integers(0, 5),
    st.integers(0, 3),
)
_RESULTS = st.lists(_ROWS, max_size=3, unique_by=lambda row: row["key"]).map(lambda rows: results(*rows))


@settings(deadline=None, max_examples=60)
@given(_RESULTS, _RESULTS)
def test_nothing_is_forgotten_and_the_same_file_twice_says_nothing_new(
    before: dy.DataFrame[Result], news: dy.DataFrame[Result]
) -> None:
    once = refined(before, news)
    assert set(once["key"]) == set(before["key"]) | set(news["key"])
    assert refined(once, news).equals(once)
    assert refined(before, Result.create_empty()).equals(before.sort("key"))


def compared(*rows: tuple[str, str, str, str | None]) -> dy.DataFrame[Compared]:
    whole = [
        {"key": key, "kind": kind, "stands": stands, "why": why, "old": None, "planned": None, "now": None}
        for key, kind, stands, why in rows
    ]
    return Compared.validate(pl.DataFrame(whole, schema=Compared.create_empty().schema))


def test_a_download_tells_what_is_in_force_and_calls_the_rest_unknown() -> None:
    rows = compared(
        ("a", "bid", "planned", None),
        ("b", "bid", "before", None),
        ("c", "bid", "changed", "bid"),
        ("d", "bid", "gone", "archived"),
        ("e", "target", "changed", "bid"),
        ("f", "negative", "changed", "state"),
        ("g", "campaign", "planned", "partly"),
        ("h", "nothing", "gone", "not_uploaded"),
    )
    later = results_of_download(rows, DAY, DAY + timedelta(days=1))
    assert dict(later.select("key", "status").iter_rows()) == {
        "a": "taken",
        "b": "unknown",
        "c": "unknown",
        "d": "unknown",
        "e": "taken",
        "f": "taken",
        "g": "unknown",
        "h": "unknown",
    }
    codes = later["code"].to_list()
    assert codes == [None, "still_old", "changed", "archived", None, None, "partly", "not_uploaded"]
    same_day = results_of_download(rows, DAY, DAY)
    assert same_day.filter(key="b")["code"].item() == "too_early"


def test_one_refused_row_refuses_its_action_and_its_own_fault_speaks() -> None:
    told = pl.DataFrame(
        {
            "key": ["a", "a", "a", "b", "c"],
            "fails": [True, True, None, None, False],
            "code": ["not_processed", "start_date", None, None, None],
            "message": ["later", "in the past", None, None, "rounded"],
        }
    )
    found = {row["key"]: row for row in results_of_report(told, DAY).to_dicts()}
    assert (found["a"]["status"], found["a"]["code"], found["a"]["message"]) == (
        "rejected",
        "start_date",
        "in the past",
    )
    assert found["b"]["status"] == found["c"]["status"] == "taken"
