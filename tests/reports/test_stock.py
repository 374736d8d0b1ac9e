"""Which stock reports a run goes by."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from adopt.reports import Folder
from adopt.reports.choose import choose
from adopt.reports.newest import newest_word
from adopt.reports.stock import stock_read
from adopt.schema import LEDGER, PLANNING, Reading
from adopt.settings import load_settings
from tests.checks.desks import frame
from tests.checks.inventory.stocks import even, moved
from tests.decide.entities import download
from tests.plan.readings import LAST, reading

BULK = reading("bulk.xlsx", kind="bulk", data=download())
NOV = date(2026, 11, 20)


def planning(name: str, last: date, available: int) -> Reading:
    rows = frame(PLANNING, [even("A", available, snapshot_date=last)])
    return reading(name, kind=PLANNING, first_day=last, last_day=last, data=rows)


def ledger(name: str, last: date, units: list[int]) -> Reading:
    rows = frame(LEDGER, moved("A", units, [9] * len(units), last))
    return reading(name, kind=LEDGER, last_day=last, data=rows)


def test_the_newest_inventory_report_counts() -> None:
    found = stock_read([planning("new.csv", NOV, 5), planning("old.csv", date(2026, 11, 1), 90)], [BULK])
    assert found.tables is not None
    assert found.tables[PLANNING]["available"].to_list() == [5]
    assert found.paths == {Path("new.csv")}


def test_ledgers_add_up_and_of_a_day_the_newest_speaks() -> None:
    older, newer = ledger("a.txt", date(2026, 11, 19), [1, 2, 3]), ledger("b.txt", NOV, [7, 8])
    found = stock_read([newer, older], [BULK])
    assert found.tables is not None
    rows = found.tables[LEDGER].sort("day").select("day", "customer_shipments").rows()
    assert rows == [(date(2026, 11, 17), -1), (date(2026, 11, 18), -2), (date(2026, 11, 19), -7), (NOV, -8)]
    assert found.paths == {Path("a.txt"), Path("b.txt")}


def test_without_a_download_or_a_report_that_says_its_day_there_is_none() -> None:
    restock = reading("restock.csv", kind="restock_recommendations", data=pl.DataFrame({"sku": ["A"]}))
    for readings, bulks in (([planning("p.csv", NOV, 5)], []), ([restock], [BULK]), ([], [BULK])):
        found = stock_read(readings, bulks)
        assert (found.tables, found.used) == (None, ())


def test_a_run_rests_on_the_report_once() -> None:
    files = (reading("report.xlsx"), BULK, planning("p.csv", LAST, 5))
    sources = choose(Folder(path=Path(), readings=files, refusals=(), skipped=()), load_settings(), LAST)
    assert sources.stock is not None
    assert [one.path.name for one in sources.used].count("p.csv") == 1
    assert not [note for note in sources.notes if note[0] == "read_not_used"]


def test_the_newest_word_of_rows_without_the_key() -> None:
    parts = [
        pl.DataFrame({"a": [1, 2], "n": ["old", "old"]}),
        pl.DataFrame({"a": [2, None], "n": ["new", "new"]}),
    ]
    assert newest_word(parts, ("a", "absent")).rows() == [(1, "old"), (2, "new"), (None, "new")]


@pytest.mark.parametrize(
    ("older", "newer", "expected"),
    [
        (["US"], ["CA"], ["US 0", "CA 1"]),
        (["US"], ["US"], ["US 1"]),
        (["US"], ["Amazon.com"], ["Amazon.com 1"]),
        (["US", "CA"], ["CA"], ["US 0", "CA 1"]),
        ([None], ["CA"], ["CA 1"]),  # it may be the same again
        (["US", "CA"], [None], ["None 1"]),
        ([None], [None], ["None 1"]),
    ],
)
def test_each_marketplace_has_its_newest_word_of_a_day(
    older: list[str | None], newer: list[str | None], expected: list[str]
) -> None:
    parts = [
        pl.DataFrame({"country": places, "day": [NOV] * len(places), "file": [number] * len(places)})
        for number, places in enumerate((older, newer))
    ]
    kept = newest_word(parts, ("country", "day"), "country").sort("file", "country", descending=[False, True])
    assert [f"{place} {number}" for place, _, number in kept.rows()] == expected


def costs(*rows: tuple[str, date | None, int]) -> pl.DataFrame:
    schema = {"sku": pl.String, "from_date": pl.Date, "cost": pl.Int64}
    return pl.DataFrame(list(rows), schema=schema, orient="row")


@pytest.mark.parametrize(
    ("newer", "expected"),
    [
        ([costs(("b", None, 9))], [5, 6, 9]),
        ([costs(("a", None, 9))], [9]),
        ([costs(("a", NOV, 9))], [5, 6, 9]),  # what holds until then is still known
        ([costs(("a", date(2026, 1, 1), 9))], [5, 9]),
        ([costs(("a", NOV, 8)), costs(("a", date(2026, 1, 1), 9))], [5, 9]),
        ([costs(("a", date(2026, 1, 1), 8)), costs(("a", NOV, 9))], [5, 8, 9]),
    ],
)
def test_what_holds_from_a_day_on_leaves_what_held_before(
    newer: list[pl.DataFrame], expected: list[int]
) -> None:
    older = costs(("a", None, 5), ("a", date(2026, 6, 1), 6))
    kept = newest_word([older, *newer], ("country", "sku"), "country", "from_date")
    assert sorted(kept["cost"]) == expected
