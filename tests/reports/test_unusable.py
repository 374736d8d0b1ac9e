"""Reports whose rows are mostly lost stop a run, however many files there are."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from adopt.errors import InputError
from adopt.reports import identify
from adopt.reports.unusable import stop_at_lost_rows
from adopt.schema import Reading, Rejected
from tests.reports.test_bulk import COLUMNS

Write = Callable[..., Path]
Cells = Callable[..., list[list[Any]]]


class Place(type(Path())):  # type: ignore[misc]  # the platform's own path
    """A path that counts how often it is compared."""

    compared = 0

    def __eq__(self, other: object) -> bool:
        Place.compared += 1
        return bool(super().__eq__(other))

    __hash__ = type(Path()).__hash__


def reading(path: Path) -> Reading:
    found = identify(path)
    assert isinstance(found, Reading), found
    return found


def test_a_file_is_held_against_its_own_parts_alone(csv_file: Write, report: Cells) -> None:
    one = reading(csv_file(report({}, {"Clicks": "many"})))
    parts = [replace(one, path=Place(f"{place // 2}.csv")) for place in range(400)]
    Place.compared = 0
    stop_at_lost_rows(parts)
    assert Place.compared <= 2 * len(parts)


def test_parts_of_a_file_count_together(csv_file: Write, report: Cells) -> None:
    sound = reading(csv_file(report({}, {}, {"Customer Search Term": "pot"})))
    lost = replace(reading(csv_file(report({"Clicks": "many"}, {"Clicks": "few"}))), path=sound.path)
    stop_at_lost_rows([sound, lost])
    with pytest.raises(InputError, match=r"most rows of these can't be used: .*row 2, column Clicks: 'many'"):
        stop_at_lost_rows([sound, lost, lost])


def download(csv_file: Write, *ids: str, product: str = "Sponsored Products") -> Reading:
    """A bulk download of a campaign for each of these IDs."""
    rows = [
        {
            "Product": product,
            "Entity": "Campaign",
            "Campaign ID": one,
            "Campaign Name": f"Pans {place}",
            "State": "enabled",
        }
        for place, one in enumerate(ids)
    ]
    cells = [[row.get(name, "") for name in COLUMNS] for row in rows]
    return reading(csv_file([COLUMNS, *cells], name="bulk.csv"))


def test_a_download_whose_ids_a_spreadsheet_program_rounded_stops_the_run(csv_file: Write) -> None:
    stop_at_lost_rows([download(csv_file, "601178210434436", "601178210434437", "6.01E+14")])
    with pytest.raises(InputError, match=r"bulk\.csv \(row 3, column Campaign ID: '6\.01E\+14'\)"):
        stop_at_lost_rows([download(csv_file, "601178210434436", "6.01E+14", "6.02E+14")])


def test_rows_of_other_ad_products_are_no_loss(csv_file: Write) -> None:
    others = download(csv_file, "1", "2", product="Sponsored Brands")
    assert others.rejected.height == 2
    stop_at_lost_rows([others])


def test_lost_rows_of_a_downloads_search_terms_are_no_loss_of_its_entities(csv_file: Write) -> None:
    lost = download(csv_file, "6.01E+14", "6.02E+14")
    tab = Rejected.validate(lost.rejected.with_columns(sheet=pl.lit("SP Search Term Report")))
    stop_at_lost_rows([replace(lost, rejected=tab)])
