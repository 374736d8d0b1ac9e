"""Product pages from files to files: the sample reports with a list of products beside them."""

from __future__ import annotations

import shutil
from datetime import date, timedelta
from pathlib import Path

import polars as pl
import pytest

from adopt.daily import Day, decide, run
from adopt.settings import load_settings
from adopt.write.plan_file import plan_json

SAMPLE = Path(__file__).resolve().parents[1] / "sample_reports"
DAY = date(2026, 11, 22)
SETTINGS = load_settings(SAMPLE / "adopt.toml")


@pytest.fixture(scope="module")
def plain() -> Day:
    return decide(SAMPLE, SETTINGS, DAY)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The sample's folder, to lay a list into."""
    return shutil.copytree(SAMPLE, tmp_path / "reports")


def _pages(plain: Day) -> pl.DataFrame:
    """The ASINs among the search terms, and whether they sell: what their titles will say."""
    pages = plain.plan.terms.filter("is_asin").group_by("search_term").agg(pl.col("orders").sum())
    return pages.sort("search_term").with_columns(sells=pl.col("orders") > 0)


def _place_list(folder: Path, pages: pl.DataFrame, name: str = "keepa.csv") -> Path:
    table = pages.select(
        pl.lit("com").alias("Locale"),
        pl.lit(900).alias("Sales Rank: Current"),
        pl.when("sells").then(pl.lit("Steel Frying Pan")).otherwise(pl.lit("Doll's House")).alias("Title"),
        pl.col("search_term").str.to_uppercase().alias("ASIN"),
        pl.lit("Acme").alias("Brand"),
        pl.when("sells").then(24.99).otherwise(99.0).alias("Buy Box: Current"),
    )
    table.write_csv(folder / name)
    return folder / name


def _spread(day: Day, pages: pl.DataFrame) -> float:
    """How much better pages that sell are expected to be than the others, before their own clicks: a ratio."""
    found = day.plan.terms.join(pages.select("search_term", "sells"), on="search_term")
    sell, others = (found.filter(sells=sells)["prior_cvr"].to_numpy().mean() for sells in (True, False))
    return float(sell / others)


def test_titles_that_tell_part_the_pages_and_the_plan_names_the_list(folder: Path, plain: Day) -> None:
    pages = _pages(plain)
    path = _place_list(folder, pages)
    day = decide(folder, SETTINGS, DAY)
    (used,) = (file for file in day.plan.inputs if file.kind == "keepa_product_viewer")
    assert used.file == path.name
    assert not [note for note in day.plan.warnings if note[0] == "read_not_used"]
    assert _spread(plain, pages) < 1.5
    assert _spread(day, pages) > 2
    assert plan_json(day.plan) == plan_json(decide(folder, SETTINGS, DAY).plan)


def test_a_list_of_other_products_changes_no_decision(folder: Path, plain: Day) -> None:
    others = _pages(plain).with_columns(search_term=pl.format("b0other{}", pl.int_range(pl.len()) + 100))
    _place_list(folder, others)
    day = decide(folder, SETTINGS, DAY)
    assert day.plan.digest == plain.plan.digest
    assert day.plan.actions.equals(plain.plan.actions)
    assert day.plan.warnings == plain.plan.warnings


def test_a_fit_is_kept_as_long_as_such_a_list_is_there_or_is_not(
    folder: Path, plain: Day, tmp_path: Path
) -> None:
    def ran(days: int) -> Day:
        home, as_of = tmp_path / "home", DAY + timedelta(days=days)
        (day,) = run(folder, tmp_path / "out", SETTINGS, as_of, (), home).days.values()
        return day

    assert ran(0).fitted is not None
    path = _place_list(folder, _pages(plain))
    # What was fitted without pages doesn't know them.
    assert ran(1).fitted is not None
    later = ran(2)
    assert later.fitted is None
    assert {"fit", "keepa_product_viewer"} <= {file.kind for file in later.plan.inputs}
    assert _spread(later, _pages(plain)) > 2
    path.unlink()
    assert ran(3).fitted is not None
