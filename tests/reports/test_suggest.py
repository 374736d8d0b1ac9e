from __future__ import annotations

import csv
import tomllib
from datetime import date, datetime
from functools import cache
from pathlib import Path

import pytest
from click.testing import CliRunner

from adopt.cli import main
from adopt.lab.account import Account, simulate
from adopt.lab.columns import columns
from adopt.lab.console_file import write_console_report
from adopt.reports import identify
from adopt.reports.headers import fold, folded
from adopt.reports.refusal import RefusedError
from adopt.reports.suggest import suggest
from adopt.schema import Reading

MADE = datetime(2026, 11, 21)  # noqa: DTZ001  Excel knows no zones


@cache
def account() -> Account:
    return simulate(3, "badly_tuned", days=20, last_day=date(2026, 11, 20))


@pytest.fixture
def unknown(tmp_path: Path) -> Path:
    """A report whose names say nothing: column 1, column 2, ..."""
    write_console_report(tmp_path / "english.csv", account().report, MADE)
    with (tmp_path / "english.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    path = tmp_path / "unknown.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([[f"column {place}" for place in range(len(rows[0]))], *rows[1:]])
    return path


def test_columns_are_told_by_their_cells(unknown: Path) -> None:
    layout = [
        folded("search_term", "en").get(fold(column.header)) for column in columns("search_term", "daily")
    ]
    guesses = suggest(unknown)
    assert {guess.ours for guess in guesses} >= {
        "date", "campaign", "ad_group", "targeting", "match_type", "search_term",
        "impressions", "clicks", "spend", "sales_7", "orders_7",
    }  # fmt: skip
    for guess in guesses:
        assert layout[int(guess.name.removeprefix("column "))] == guess.ours
    assert {guess.ours for guess in guesses if guess.sure} >= {
        "date",
        "clicks",
        "spend",
        "orders_7",
        "match_type",
    }


def test_the_proposal_reads_the_report(unknown: Path) -> None:
    answer = CliRunner().invoke(main, ["identify", "--suggest", str(unknown)])
    assert answer.exit_code == 0, answer.output
    names = tomllib.loads(answer.stdout)["headers"]["unknown"]
    reading, plain = identify(unknown, [names]), identify(unknown.with_name("english.csv"))
    assert isinstance(reading, Reading)
    assert isinstance(plain, Reading)
    assert reading.totals._replace(impressions=0) == plain.totals._replace(impressions=0)


def test_a_table_without_figures_gives_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("a,b\nx,y\n")
    with pytest.raises(RefusedError):
        suggest(path)


def test_a_column_without_a_cell_is_none_of_them(unknown: Path) -> None:
    before = suggest(unknown)
    with unknown.open(encoding="utf-8", newline="") as file:
        names, *rows = list(csv.reader(file))
    with unknown.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([[*names, "empty"], *([*row, ""] for row in rows)])
    assert suggest(unknown) == before


def test_an_upload_sheet_gives_nothing(tmp_path: Path) -> None:
    path = tmp_path / "bids.csv"
    path.write_text("Product,Entity,Operation,Keyword ID,Bid\nSponsored Products,Keyword,Update,,0.7\n")
    with pytest.raises(RefusedError):
        suggest(path)


def test_a_file_whose_quotes_do_not_close_is_refused_in_words(tmp_path: Path) -> None:
    path = tmp_path / "adopt.toml"
    path.write_text('[margins]\n"SKU-1" = 0.34\n"SKU-2" = 0.31\n')
    with pytest.raises(RefusedError, match="a quotation mark is missing"):
        suggest(path)
