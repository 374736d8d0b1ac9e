"""Which of several files of a kind is the newer one."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from adopt.reports.in_turn import name_turn, oldest_first
from tests.plan.readings import reading

DAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    "names",
    [
        ["orders.txt", "orders (1).txt"],
        ["orders (2).txt", "orders (10).txt"],
        ["orders.txt", "orders(1).txt"],  # as Firefox writes it
        ["orders.json.gz", "orders (1).json.gz"],
        ["orders.json.gz", "orders.json (1).gz"],
        ["a (1) b.txt", "a b.txt"],  # a number in the middle is part of the name
        ["costs (2025).csv", "costs (2026).csv", "costs.csv"],  # nobody downloads a file so often
        ["orders (2).txt", "prices (1).txt"],
        ["orders", "orders (1)"],
    ],
)
def test_a_later_download_of_the_same_name_is_the_newer_one(names: list[str]) -> None:
    assert sorted(names, key=name_turn) == names


@pytest.mark.parametrize(
    ("kind", "files", "expected"),
    [
        ("fba_returns", {"a.txt": 0, "a (1).txt": 0}, ["a.txt", "a (1).txt"]),
        ("fba_returns", {"a (1).txt": 0, "a.txt": 1}, ["a (1).txt", "a.txt"]),
        # The newest order has been shipped, and has gone from the list.
        ("unshipped_orders", {"a (1).txt": 0, "a.txt": 1}, ["a.txt", "a (1).txt"]),
        ("unshipped_orders", {"a (1).txt": 0, "a.txt": 1, "b.txt": 2}, ["a.txt", "a (1).txt", "b.txt"]),
        ("unshipped_orders", {"b.txt": 0, "a (1).txt": 0, "a.txt": 1}, ["b.txt", "a.txt", "a (1).txt"]),
        ("business", {"b.csv": 0, "a.csv": 1}, ["b.csv", "a.csv"]),
    ],
)
def test_the_last_day_tells_but_of_what_is_still_open(
    kind: str, files: dict[str, int], expected: list[str]
) -> None:
    readings = [reading(name, kind=kind, last_day=DAY + timedelta(days=n)) for name, n in files.items()]
    assert [one.path.name for one in oldest_first(readings)] == expected


def test_files_that_tell_no_day_come_first() -> None:
    dated, undated = reading("a.txt", last_day=DAY), reading("b.txt", last_day=None)
    assert [one.path.name for one in oldest_first([dated, undated])] == ["b.txt", "a.txt"]
