"""F101: what is told of files that no check looks at."""

from __future__ import annotations

from dataclasses import replace

from adopt.checks import File
from adopt.checks.desk import Cell
from adopt.checks.files.read import files_read
from tests.checks.desks import FINE, WATCH, desk
from tests.checks.said import both


def test_the_one_file_of_its_kind_that_counts_is_told_with_those_that_dont() -> None:
    bad = Cell(4, "available", "x", "not_a_number")
    files = (
        File("DE.csv", "fba_inventory_planning", 4, instead="US.csv"),
        File("UK.csv", "fba_inventory_planning", 4, 1, bad, instead="US.csv"),
        File("US.csv", "fba_inventory_planning", 4),
        File("orders.txt", "all_orders", 7),
    )
    there = replace(desk(), inputs=files)
    found = files_read(there)
    assert [(one.reason, one.subject, one.status) for one in found] == [
        ("rows_rejected", "UK.csv", WATCH),
        ("file_alone", "US.csv", WATCH),
        ("files_read", "", FINE),
    ]
    assert "They don't look at DE.csv, UK.csv." in both(found, "F101", there)
    assert "2 files with 11 rows (US.csv, orders.txt)" in both(found, "F101", there)


def test_offers_of_another_marketplace_are_told() -> None:
    there = replace(desk(), inputs=(File("keepa.json", "keepa_history", 3, elsewhere="DE"),))
    found = files_read(there)
    assert [(one.reason, one.subject, one.status) for one in found] == [
        ("file_elsewhere", "keepa.json", WATCH)
    ]
    assert "those of DE, and yours are in US" in both(found, "F101", there)
