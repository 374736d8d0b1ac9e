"""The language of a seller's console changes no decision: copies of one account in each give the identical plan."""

from __future__ import annotations

import tempfile
from dataclasses import fields
from datetime import date, datetime
from functools import cache
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adopt.daily import Day, decide
from adopt.lab.account import Account, simulate
from adopt.lab.bulk_file import bulk_name, write_bulk
from adopt.lab.chosen_file import write_api_report, write_unified_report
from adopt.lab.console_file import write_console_report
from adopt.schema import Bulk
from adopt.settings import load_settings
from adopt.words import headers
from adopt.write.sheets.bids import bids
from adopt.write.sheets.negatives import negatives

LAST = date(2026, 11, 20)
MADE = datetime(2026, 11, 21)  # noqa: DTZ001  Excel knows no zones
REPORTS = [name for name in headers("search_term") if name not in ("en", "pl")]
UNIFIED = [name for name in headers("unified") if name in headers("bulk") and name != "en"]
BULKS = [name for name in headers("bulk") if name != "en"]


@cache
def account(seed: int) -> Account:
    return simulate(seed, "sparse", days=20, last_day=LAST)


def day(seed: int, report: str | None, bulk: str, *, suffix: str = ".csv", summary: bool = False) -> Day:
    """The day of an account whose files are in these languages; without a report, by the bulk download's tab."""
    seen = account(seed)
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        if report:
            path = folder / f"report{suffix}"
            write_console_report(path, seen.report, MADE, summary=summary, language=report)
        name = bulk_name("a1", seen.first_day, seen.last_day, MADE)
        write_bulk(folder / name, seen.sheet, seen.report, MADE, language=bulk)
        return decide(folder, load_settings(), date(2026, 11, 21))


@cache
def english(seed: int, suffix: str, *, summary: bool) -> Day:
    return day(seed, "en", "en", suffix=suffix, summary=summary)


@pytest.mark.parametrize("language", REPORTS)
@settings(max_examples=4, deadline=None, derandomize=True)
@given(seed=st.integers(0, 3), suffix=st.sampled_from([".csv", ".xlsx"]), summary=st.booleans())
def test_a_report_in_any_language_gives_the_same_plan(
    language: str, seed: int, suffix: str, summary: bool
) -> None:
    bulk = language if language in BULKS else "en"
    other, plain = (
        day(seed, language, bulk, suffix=suffix, summary=summary),
        english(seed, suffix, summary=summary),
    )
    assert {reading.language for reading in other.folder.readings} == {language, bulk}
    assert plain.plan.actions.height > 0
    assert other.plan.actions.equals(plain.plan.actions)
    assert other.plan.terms.equals(plain.plan.terms)
    assert other.bulk is not None
    assert plain.bulk is not None
    for sheet in (bids, negatives):
        assert sheet(other.plan, other.bulk).equals(sheet(plain.plan, plain.bulk))


def of_file(seed: int, name: str, language: str = "en") -> Day:
    """The day of an account whose report is of the unified page or of the API."""
    seen = account(seed)
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        if name.endswith(".csv"):
            write_unified_report(folder / name, seen.report, language=language)
        else:
            write_api_report(folder / name, seen.report)
        bulk = bulk_name("a1", seen.first_day, seen.last_day, MADE)
        write_bulk(folder / bulk, seen.sheet, seen.report, MADE, language=language)
        return decide(folder, load_settings(), date(2026, 11, 21))


@pytest.mark.parametrize("seed", [0, 1])
@pytest.mark.parametrize(
    ("name", "language"),
    [
        *(("unified.csv", language) for language in ("en", *UNIFIED)),
        ("terms.json", "en"),
        ("terms.json.gz", "en"),
    ],
)
def test_the_same_account_by_another_way_gives_the_same_plan(name: str, language: str, seed: int) -> None:
    other, plain = of_file(seed, name, language), english(seed, ".csv", summary=False)
    assert plain.plan.actions.height > 0
    assert other.plan.actions.equals(plain.plan.actions)
    assert other.plan.terms.equals(plain.plan.terms)
    assert other.bulk is not None
    assert plain.bulk is not None
    for sheet in (bids, negatives):
        assert sheet(other.plan, other.bulk).equals(sheet(plain.plan, plain.bulk))


@pytest.mark.parametrize("language", BULKS)
def test_a_download_in_any_language_has_the_same_entities(language: str) -> None:
    other, plain = day(1, None, language).bulk, day(1, None, "en").bulk
    assert other is not None
    assert plain is not None
    for part in fields(Bulk):
        theirs, ours = getattr(other, part.name), getattr(plain, part.name)
        if part.name == "uploads":  # Amazon takes several English spellings of one token
            theirs, ours = (
                frame.with_columns(pl.all().exclude("row").str.to_lowercase()) for frame in (theirs, ours)
            )
        assert theirs.equals(ours), part.name


@pytest.mark.parametrize("language", BULKS)
def test_upload_rows_are_english(language: str) -> None:
    bulk = day(1, None, language).bulk
    assert bulk is not None
    assert set(bulk.uploads["product"]) == {"Sponsored Products"}
    assert set(bulk.uploads["state"].drop_nulls()) <= {"enabled", "paused", "archived"}
    assert {"Campaign", "Ad Group", "Keyword", "Bidding Adjustment"} <= set(bulk.uploads["entity"])
