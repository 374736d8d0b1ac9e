from __future__ import annotations

import zipfile
from pathlib import Path

import polars as pl
import pytest

from adopt.lab.sample import sample_account, write_sample
from adopt.reports import read_folder
from adopt.schema import Bulk, SearchTermRow
from adopt.settings import load_settings

SAMPLE = Path(__file__).resolve().parents[2] / "sample_reports"


@pytest.fixture(scope="module")
def rows() -> pl.DataFrame:
    (reading,) = [one for one in read_folder(SAMPLE).readings if one.kind == "search_term"]
    assert isinstance(reading.data, pl.DataFrame)
    return SearchTermRow.validate(reading.data)


@pytest.fixture(scope="module")
def bulk() -> Bulk:
    (reading,) = [one for one in read_folder(SAMPLE).readings if one.kind == "bulk"]
    assert isinstance(reading.data, Bulk)
    return reading.data


def _content(path: Path) -> object:
    """A file's bytes; of a workbook its parts, since how tightly they are packed depends on the machine's zlib."""
    if path.suffix != ".xlsx":
        return path.read_bytes()
    with zipfile.ZipFile(path) as archive:
        return [(part.filename, part.date_time, archive.read(part)) for part in archive.infolist()]


def test_the_sample_is_what_its_script_makes(tmp_path: Path) -> None:
    made = write_sample(tmp_path / "one")
    assert {path.name for path in made} == {path.name for path in SAMPLE.iterdir() if path.is_file()}
    for path in made:
        assert _content(path) == _content(SAMPLE / path.name), path.name


def test_remaking_the_sample_gives_the_same_bytes(tmp_path: Path) -> None:
    for one, two in zip(write_sample(tmp_path / "one"), write_sample(tmp_path / "two"), strict=True):
        assert one.read_bytes() == two.read_bytes()


def test_the_whole_folder_is_recognised_and_reconciles() -> None:
    folder = read_folder(SAMPLE)
    assert sorted(one.kind for one in folder.readings) == [
        *("account_performance", "bulk", "business", "fba_inventory_planning"),
        *("search_term", "tickets", "unshipped_orders"),
    ]
    assert not folder.refusals
    totals = {one.kind: one.totals for one in folder.readings}
    assert totals["bulk"] == totals["search_term"]
    assert all(one.rejected.is_empty() for one in folder.readings)


def test_its_settings_load() -> None:
    settings = load_settings(SAMPLE / "adopt.toml")
    skus = set(sample_account().bulk.ads["sku"])
    assert settings.protect.brands == ("brindlewick",)
    assert set(settings.margins) < skus


@pytest.mark.parametrize("start", ["=", "+", "-", "'", '"'])
def test_terms_that_look_like_formulas_are_there(rows: pl.DataFrame, start: str) -> None:
    assert rows["search_term"].str.starts_with(start).any()


def test_terms_that_no_negative_can_hold_are_there(rows: pl.DataFrame) -> None:
    assert (rows["search_term"].str.split(" ").list.len() > 10).any()
    assert rows["search_term"].str.contains("[/#]").any()


def test_odd_rows_are_there(rows: pl.DataFrame, bulk: Bulk) -> None:
    assert (rows["orders"] > rows["clicks"]).sum() == 1
    assert rows["search_term"].str.contains("^b0[0-9a-z]{8}$").any()
    assert rows["search_term"].str.contains("brindlewick").any()
    strangers = set(rows["campaign"]) - set(bulk.campaigns["campaign"])
    assert strangers == {"Spice Rack Broad (old)"}
    assert bulk.ad_groups["ad_group"].is_duplicated().any()


def test_a_term_sells_in_one_ad_group_and_not_in_another(rows: pl.DataFrame) -> None:
    places = rows.group_by("search_term", "campaign").agg(pl.col("clicks", "orders").sum())
    both = places.group_by("search_term").agg(
        sells=(pl.col("orders") > 0).any(), fails=(pl.col("orders") == 0).any()
    )
    assert both.filter("sells", "fails").height


def test_what_is_negated_already_had_clicks_and_has_none_any_more(rows: pl.DataFrame, bulk: Bulk) -> None:
    assert set(bulk.negatives["level"]) == {"ad_group", "campaign"}
    assert set(bulk.negatives["kind"]) == {"keyword", "product"}
    exact = bulk.negatives.filter(match_type="negativeExact").row(0, named=True)
    named = bulk.campaigns.filter(campaign_id=exact["campaign_id"])["campaign"].item()
    here = rows.filter(campaign=named, search_term=exact["text"])
    assert here["clicks"].sum() > 0
    assert here.filter(pl.col("last_day") == rows["last_day"].max()).is_empty()


def test_some_entities_no_longer_run(bulk: Bulk) -> None:
    assert "paused" in set(bulk.campaigns["state"])
    assert {"paused", "archived"} <= set(bulk.targets["state"])
    assert bulk.targets["bid"].null_count() > 0


def test_workbooks_are_small() -> None:
    assert all(path.stat().st_size < 1_500_000 for path in SAMPLE.iterdir() if path.is_file())
