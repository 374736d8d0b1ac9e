"""Listings of the seller, from whichever reports say them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from adopt.reports import read_folder
from adopt.reports.choose import choose
from adopt.reports.sources import Sources
from adopt.settings import load_settings
from adopt.words.companions import companions
from tests.reports.layouts import write

ALL, OPEN = (companions()[kind] for kind in ("listings_all", "listings_open_lite"))


@pytest.fixture
def folder(tmp_path: Path, csv_file: Callable[..., Path], report: Callable[..., list[list[str]]]) -> Path:
    csv_file(report({}, {"Clicks": "5"}))
    return tmp_path


def chosen(folder: Path) -> Sources:
    return choose(read_folder(folder), load_settings(None), date(2026, 11, 20))


def test_without_a_report_nothing_is_known_of_them(folder: Path) -> None:
    assert chosen(folder).listings is None


@pytest.mark.parametrize(("status", "active"), [("Active", True), ("Inactive", False), ("", True)])
def test_a_report_of_all_listings(folder: Path, status: str, active: bool) -> None:
    path = write(ALL, folder, sku="NEW", asin="B0NEWNEWNE", price_micros="24.99", status=status)
    found = chosen(folder)
    assert found.listings is not None
    assert found.listings.rows() == [("NEW", "B0NEWNEWNE", 24.99, date(2026, 11, 3), active)]
    assert path in [reading.path for reading in found.used]
    assert "read_not_used" not in dict(found.notes)


def test_a_report_of_active_listings_knows_no_day(folder: Path) -> None:
    write(OPEN, folder, sku="NEW", asin="B0NEWNEWNE", price_micros="19")
    found = chosen(folder).listings
    assert found is not None
    assert found.rows() == [("NEW", "B0NEWNEWNE", 19.0, None, True)]


def test_of_both_the_one_that_says_more_is_believed(folder: Path) -> None:
    write(OPEN, folder, sku="NEW", asin="B0NEWNEWNE", price_micros="19")
    write(ALL, folder, sku="NEW", asin="B0NEWNEWNE", price_micros="24.99", status="Active")
    found = chosen(folder).listings
    assert found is not None
    assert found.select("price", "opened").rows() == [(24.99, date(2026, 11, 3))]
