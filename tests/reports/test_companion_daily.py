"""Companion reports in a day's folder: named, and no more."""

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

DAY = date(2026, 11, 20)


def chosen(folder: Path) -> Sources:
    return choose(read_folder(folder), load_settings(None), DAY)


@pytest.fixture
def folder(tmp_path: Path, csv_file: Callable[..., Path], report: Callable[..., list[list[str]]]) -> Path:
    csv_file(report({}, {"Clicks": "5"}))
    return tmp_path


def test_they_change_nothing_but_a_note(folder: Path) -> None:
    alone = chosen(folder)
    for kind in ("reimbursements", "ads_campaign", "settlement_v2"):
        write(companions()[kind], folder, currency="EUR", budget_currency="EUR")
    beside = chosen(folder)
    assert beside.rows.equals(alone.rows)
    assert [reading.path for reading in beside.used] == [reading.path for reading in alone.used]
    assert (beside.currency, beside.marketplace) == (alone.currency, alone.marketplace)
    names = "ads_campaign.csv, reimbursements.csv, settlement_v2.csv"
    assert [note for note in beside.notes if note not in alone.notes] == [("read_not_used", names)]


def test_one_that_cant_be_read_stops_nothing(folder: Path) -> None:
    layout = companions()["restock_recommendations"]
    write(layout, folder, country="Ruritania", recommended_ship_date="04/07/2026")
    (note,) = chosen(folder).notes
    assert note[0] == "file_refused"
    assert "restock_recommendations.csv" in note[1]
