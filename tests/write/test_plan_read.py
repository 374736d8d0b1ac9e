from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from adopt.decide import with_shade
from adopt.errors import InputError
from adopt.write import plan_json
from adopt.write.bulk_sheet import negative_expression
from adopt.write.plan_read import read_plan


def test_what_was_written_is_read_back(make_plan: Any, action: Any, created: Any, tmp_path: Path) -> None:
    looked_at = {
        "alpha": 1.25,
        "beta": 98.5,
        "prior_cvr": 0.04,
        "p_limit": 0.21,
        "base_bid": 0.9,
        "towards": 0.4,
        "age_days": 40,
        "known_days": 52,
    }
    plan = make_plan(
        [
            action(**looked_at),
            action("N102"),
            action("B301", kappa=0.95),
            action("B301", key="aimed", kappa=1.2, aim="growth", aim_level=1.2, margin_source="aim"),
            action("T402"),
            action("H201", **looked_at),
            action("U101"),
            action("W601"),
            action("L501"),
        ],
        created=created,
    )
    path = tmp_path / "plan.json"
    path.write_text(plan_json(plan), encoding="utf-8")
    told = read_plan(path)
    assert (told.currency, told.marketplace, told.settings) == (
        plan.currency,
        plan.marketplace,
        with_shade(plan.settings, plan.facts.shade, plan.facts.cpc_elasticity),
    )
    names = ["key", "reason", "detail", "from_bid", "to_bid", "to_text", "to_campaign", "clicks", *looked_at]
    names += [
        "waits_for",
        "clicks_needed",
        "orders_needed",
        "days_needed",
        "from_value",
        "to_value",
        "measured",
        "against",
        "kappa",
        "aim",
        "aim_level",
        "margin_source",
    ]
    # A product's negative is written as Amazon's expression, however the plan had it.
    as_written = plan.actions.with_columns(to_text=negative_expression(pl.col("to_text")))
    assert_frame_equal(told.actions.select(names), as_written.select(names))
    assert_frame_equal(told.created, created)


def test_a_plan_without_campaigns_to_create_is_read(make_plan: Any, action: Any, tmp_path: Path) -> None:
    path = tmp_path / "plan.json"
    found = json.loads(plan_json(make_plan([action()])))
    del found["created"]
    path.write_text(json.dumps(found), encoding="utf-8")
    assert read_plan(path).created.is_empty()


@pytest.mark.parametrize("text", ["", "{}", "[1]", '{"schema": 1}', '{"schema": 1, "actions": [{}]}'])
def test_what_is_no_plan_is_told_in_one_sentence(text: str, tmp_path: Path) -> None:
    path = tmp_path / "plan.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=r"plan\.json: isn't a plan of this version of adopt"):
        read_plan(path)


def test_settings_of_another_version(make_plan: Any, action: Any, tmp_path: Path) -> None:
    path = tmp_path / "plan.json"
    found = json.loads(plan_json(make_plan([action()])))
    found["settings"]["no_such_setting"] = 1
    path.write_text(json.dumps(found), encoding="utf-8")
    with pytest.raises(InputError, match="run adopt daily again"):
        read_plan(path)
    with pytest.raises(InputError, match="can't be read"):
        read_plan(tmp_path / "missing.json")
