"""The ads hear of stock: a run with the FBA inventory report and one without, on the sample reports."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from adopt.daily import Day, decide
from adopt.settings import load_settings
from adopt.words.companions import companions

SAMPLE = Path(__file__).resolve().parents[1] / "sample_reports"
DAY = date(2026, 11, 22)
SHORT, FULL = "BW-GP-01", "BW-KS-03"


def stock(folder: Path, **available: int) -> None:
    """The FBA inventory report: one unit a day of each product."""
    columns = {column.ours: column.names[0] for column in companions()["fba_inventory_planning"].columns}
    rows = [
        {
            "snapshot_date": "2026-11-21",
            "sku": sku.replace("_", "-"),
            "available": str(units),
            "currency": "USD",
            "marketplace": "US",
            **{f"units_shipped_t{days}": str(days) for days in (7, 30, 60, 90)},
        }
        for sku, units in available.items()
    ]
    with (folder / "fba.csv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(columns.values())
        writer.writerows([[row.get(name, "") for name in columns] for row in rows])


def day(folder: Path, **available: int) -> Day:
    folder.mkdir()
    for file in (one for one in SAMPLE.iterdir() if one.name != "FBA Inventory.csv"):
        (folder / file.name).write_bytes(file.read_bytes())
    if available:
        stock(folder, **available)
    # Margins at which some bids rise.
    return decide(folder, load_settings(folder / "adopt.toml", margins={SHORT: 0.8, FULL: 0.8}), DAY)


@pytest.fixture(scope="module")
def days(tmp_path_factory: pytest.TempPathFactory) -> tuple[Day, Day, Day]:
    """Without the report, with enough of all, and with one product about to run out."""
    root = tmp_path_factory.mktemp("stock")
    return (
        day(root / "none"),
        day(root / "enough", BW_GP_01=900, BW_KS_03=900),
        day(root / "short", BW_GP_01=5, BW_KS_03=900),
    )


def test_enough_stock_changes_no_action(days: tuple[Day, Day, Day]) -> None:
    plain, enough, _ = days
    assert enough.plan.actions.equals(plain.plan.actions)
    assert enough.plan.warnings == plain.plan.warnings
    assert "fba.csv" in [one.file for one in enough.plan.inputs]


def test_raises_of_the_short_product_wait_and_nothing_else_changes(days: tuple[Day, Day, Day]) -> None:
    plain, _, short = (one.plan.actions for one in days)
    bulk = days[0].bulk
    assert bulk is not None
    groups = bulk.ads.filter(sku=SHORT)["ad_group_id"].implode()
    place = pl.coalesce("to_ad_group_id", "ad_group_id").is_in(groups)
    up = (pl.col("to_bid") > pl.coalesce("from_bid", "cpc")) & (pl.col("consent") != "watch")
    waiting = short.filter(reason="runs_out")
    raised = plain.filter(place & up)
    assert raised["code"].n_unique() > 1
    assert set(raised["key"]) <= set(waiting["key"])
    assert set(waiting["consent"]) == {"watch"}
    assert set(waiting["detail"]) == {f"5.0 1 {SHORT}"}
    # All others are what they were, those of the product that lower or negate too.
    others = short.filter(pl.col("reason") != "runs_out").sort("key")
    before = plain.join(waiting.select("key"), on="key", how="anti").sort("key")
    assert others.equals(before)
    lowered = others.filter(place & (pl.col("to_bid") < pl.coalesce("from_bid", "cpc")))
    assert lowered.height > 0
    assert plain.filter(up & ~place).height > 0


def test_no_upload_carries_a_raise_of_it(days: tuple[Day, Day, Day], tmp_path: Path) -> None:
    plain, _, short = days
    held = short.plan.actions.filter(reason="runs_out")
    raised = plain.plan.actions.join(held.select("key"), on="key").filter(consent="safe")
    for name, one in (("plain", plain), ("short", short)):
        one.write(tmp_path / name)
    ids = set(raised.filter(code="B301")["target_id"])
    words = set(raised.filter(pl.col("to_text").is_not_null())["to_text"])
    assert ids
    assert words
    assert _written(tmp_path / "plain", ids, words) == (len(ids), len(words))
    assert _written(tmp_path / "short", ids, words) == (0, 0)


def _written(folder: Path, ids: set[str], words: set[str]) -> tuple[int, int]:
    """How many of the targets get a bid, and of the texts a keyword or target, by the upload files."""
    bids, created = set(), set()
    for file in folder.glob("*.xlsx"):
        if not file.name.startswith("recommendations"):
            rows = pl.read_excel(file, infer_schema_length=None).to_dicts()
            new = [row for row in rows if row["Operation"] == "Create"]
            bids |= {
                str(row.get("Keyword ID") or row.get("Product Targeting ID"))
                for row in rows
                if row not in new
            }
            created |= {
                str(row.get("Keyword Text") or row.get("Product Targeting Expression"))
                for row in new
                if not row["Entity"].startswith("Negative")
            }
    return len(bids & ids), len(created & words)
