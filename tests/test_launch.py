"""A launch from files to files, on the sample reports."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from adopt.after.apply import apply
from adopt.daily import Day, decide, run
from adopt.settings import load_settings

SAMPLE = Path(__file__).resolve().parents[1] / "sample_reports"
DAY = date(2026, 11, 22)
NAMED: dict[str, Any] = {
    "start": DAY,
    "keywords": ["silicone garlic peeler"],
    "like": "BW-GP-01",
    "price": 24.99,
    "margin": 0.35,
}


def day(**product: Any) -> Day:
    return decide(
        SAMPLE, load_settings(SAMPLE / "adopt.toml", launch={"products": {"NEW-1": NAMED | product}}), DAY
    )


@pytest.fixture(scope="module")
def launched() -> Day:
    return day()


def test_a_named_product_is_ready_to_upload(launched: Day, tmp_path: Path) -> None:
    assert (tmp_path / "launch.xlsx") in launched.write(tmp_path, ("en", "zh"))
    sheet = pl.read_excel(tmp_path / "launch.xlsx", infer_schema_length=None)
    assert sheet["Operation"].unique().to_list() == ["Create"]
    assert sheet["Campaign ID"].unique(maintain_order=True).to_list() == [
        "NEW-1 | Launch | auto",
        "NEW-1 | Launch | exact",
    ]
    words = sheet.filter(pl.col("Entity") == "Keyword")["Keyword Text"].to_list()
    assert words[0] == "silicone garlic peeler"
    assert len(words) > 5
    terms = launched.plan.terms.filter(pl.col("search_term").is_in(words[1:]))
    assert terms.filter((pl.col("orders") >= 2) & (pl.col("p_profitable") >= 0.9)).height >= len(words) - 1


def test_nothing_else_of_the_plan_changes(launched: Day) -> None:
    plain = decide(SAMPLE, load_settings(SAMPLE / "adopt.toml"), DAY)
    others = launched.plan.actions.filter(pl.col("code") != "L501")
    assert others.equals(plain.plan.actions)
    assert plain.plan.created.is_empty()


def test_the_same_day_gives_the_same_plan(launched: Day, tmp_path: Path) -> None:
    for name, one in (("a", launched), ("b", day())):
        one.write(tmp_path / name)
    for name in ("launch.xlsx", "plan.json", "recommendations.xlsx"):
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()


def test_a_start_to_come_is_shown_and_not_written(tmp_path: Path) -> None:
    settings = load_settings(
        SAMPLE / "adopt.toml", launch={"products": {"NEW-1": NAMED | {"start": date(2026, 11, 23)}}}
    )
    (done,) = run(SAMPLE, tmp_path, settings, DAY).days.values()
    row = done.plan.actions.filter(pl.col("code") == "L501").row(0, named=True)
    assert (row["consent"], row["reason"]) == ("ask", "not_yet")
    assert not (tmp_path / "launch.xlsx").exists()


def test_the_margin_given_with_a_launch_holds_once_it_runs() -> None:
    """Its ads run in the sample account already: all of its evidence goes by the margin, as if it stood in [margins]."""
    named = {"BW-KS-03": NAMED | {"margin": 0.12, "like": ""}}
    settings = load_settings(SAMPLE / "adopt.toml", launch={"products": named})
    elsewhere = load_settings(
        SAMPLE / "adopt.toml", launch={"products": {"BW-KS-03": named["BW-KS-03"] | {"marketplace": "JP"}}}
    )
    here, there = (decide(SAMPLE, one, DAY).plan.targets for one in (settings, elsewhere))
    own = here.filter(pl.col("margin") == 0.12)
    assert own["margin_source"].unique().to_list() == ["sku"]
    assert there.filter(pl.col("margin") == 0.12).is_empty()
    assert here.height == there.height > own.height > 0


@pytest.mark.parametrize(("days", "start"), [(0, "20261122"), (2, "20261124")])
def test_a_launch_accepted_later_starts_no_earlier_than_its_upload(
    tmp_path: Path, days: int, start: str
) -> None:
    settings = load_settings(SAMPLE / "adopt.toml", launch={"products": {"NEW-1": NAMED}})
    run(SAMPLE, tmp_path, settings, DAY)
    apply(tmp_path / "recommendations.xlsx", DAY + timedelta(days=days), tmp_path / "accepted", bulk=SAMPLE)
    sheet = pl.read_excel(tmp_path / "accepted" / "launch.xlsx", infer_schema_length=None)
    assert sheet["Start Date"].drop_nulls().cast(pl.String).unique().to_list() == [start]
