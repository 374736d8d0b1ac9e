"""Aims from files to files, on the sample reports."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from adopt.daily import Day, decide
from adopt.decide.flip import with_flips
from adopt.decide.shade import with_shade
from adopt.settings import load_settings
from adopt.words import markets
from adopt.write.plan_file import plan_document
from adopt.write.sheets.bids import bids

SAMPLE = Path(__file__).resolve().parents[1] / "sample_reports"
AIMS: list[dict[str, object]] = [
    {"name": "growth", "portfolio": "prep", "level": 1.2, "steer": False},
    {"name": "knives", "sku": "BW-KS-*", "target_acos": 0.15},
    {"stage": "mature", "campaign": "*rack*", "level": 0.8},
    {"stage": "launch"},
]


def _day(*aims: dict[str, object]) -> Day:
    return decide(SAMPLE, load_settings(SAMPLE / "adopt.toml", aims=list(aims)), date(2026, 11, 22))


@pytest.fixture(scope="module")
def plain() -> Day:
    return _day()


@pytest.fixture(scope="module")
def aimed() -> Day:
    return _day(*AIMS)


def test_each_ad_group_has_the_share_of_its_aim(aimed: Day) -> None:
    shares = (
        aimed.plan.targets.group_by("aim").agg(pl.col("margin").unique().sort()).sort("aim", nulls_last=True)
    )
    assert dict(shares.iter_rows()) == {
        "growth": [0.3, 0.34],
        "knives": [0.15],
        "campaign *rack*, stage mature": [0.3],
        None: [0.3],
    }
    held = aimed.plan.terms.filter(pl.col("aim") == "growth")["margin"].unique().sort().to_list()
    assert held == pytest.approx([0.36, 0.408])


def test_what_no_aim_covers_keeps_its_evidence_and_its_bids(plain: Day, aimed: Day) -> None:
    free = pl.col("aim").is_null()
    rest = aimed.plan.terms.filter(free)
    assert rest.height > 0
    keys = ["campaign", "ad_group", "search_term"]
    assert rest.equals(plain.plan.terms.join(rest, on=keys, how="semi", maintain_order="left"))
    assert ("aim_covers_nothing", "stage launch") in aimed.plan.warnings


def test_fewer_terms_are_negated_for_growth_and_more_for_a_stricter_target(plain: Day, aimed: Day) -> None:
    def negated(day: Day, title: str) -> set[str]:
        covered = aimed.plan.terms.filter(pl.col("aim") == title).select("ad_group_id", "search_term")
        gone = day.plan.actions.filter(
            pl.col("code").is_in(["N101", "N102"]) & (pl.col("consent") != "watch")
        )
        return set(gone.join(covered, on=["ad_group_id", "search_term"], how="semi")["key"])

    assert len(negated(aimed, "knives")) > len(negated(plain, "knives"))
    assert len(negated(aimed, "growth")) < len(negated(plain, "growth"))


def test_bids_of_growth_are_higher_and_told_at_their_price(plain: Day, aimed: Day) -> None:
    of_growth = aimed.plan.actions.filter((pl.col("aim") == "growth") & (pl.col("code") == "B301"))
    assert (of_growth["kappa"] == 1.2).all()
    assert set(of_growth["break_even_acos"]) <= {0.3, 0.34}
    both = plain.plan.actions.filter(code="B301").join(of_growth, on="target_id", suffix="_aimed")
    assert both.height > 0
    assert (both["to_bid_aimed"] >= both["to_bid"]).all()
    assert aimed.bulk is not None
    rows = bids(aimed.plan, aimed.bulk)
    assert rows.height == aimed.plan.actions.filter(code="B301", consent="safe").height


def test_the_plans_file_holds_aims_and_which_one_decided(plain: Day, aimed: Day) -> None:
    told = plan_document(aimed.plan)
    assert [aim["name"] for aim in told["settings"]["aims"]] == ["growth", "knives", "", ""]
    evidence = [action["evidence"] for action in told["actions"]]
    assert {one.get("aim") for one in evidence} >= {"growth", "knives", None}
    assert {one["margin_source"] for one in evidence} >= {"aim", "sku"}
    assert all("aim" not in action["evidence"] for action in plan_document(plain.plan)["actions"])


def test_what_would_flip_an_action_under_an_aim_is_confirmed_by_its_rule(aimed: Day) -> None:
    settings = with_shade(aimed.plan.settings, aimed.plan.facts.shade, aimed.plan.facts.cpc_elasticity)
    found = with_flips(aimed.plan.actions, settings, markets()["US"], 2)
    free = pl.col("reason") != "runs_out"  # what waits for stock isn't turned by evidence
    judged = found.filter(pl.col("aim").is_not_null() & pl.col("flip_known").is_not_null() & free)
    assert judged.filter(pl.col("code").is_in(["N101", "N102", "H201", "H202"]))["flip_known"].all()
    assert set(judged["code"]) >= {"N101", "H201", "B301"}
