"""Rows of rules from outside in what is written: uploads of those trusted, and who is to blame for a bad one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from adopt.errors import UnsafePlanError
from adopt.schema import Bulk, RuleWords
from adopt.write import write_outputs
from adopt.write.plan_file import plan_document, plan_json
from adopt.write.plan_read import read_plan
from adopt.write.sheets.bids import bids
from adopt.write.sheets.keywords import keywords
from adopt.write.sheets.negatives import negatives
from tests.decide.outside import WORDS

_RULE = RuleWords(**WORDS, source="seller-rules 0.3")


@pytest.fixture
def own_plan(make_plan: Any, action: Any) -> Any:
    """A plan of one bid and one negative of a trusted rule, but for what is said of the bid."""

    def make(**changes: Any) -> Any:
        rows = [
            {**action("B301", key="X101|bid", reason="quiet", **changes), "code": "X101"},
            {**action("N101", key="X101|negative", reason="quiet"), "code": "X101"},
        ]
        return make_plan(rows, rules=(_RULE,))

    return make


def test_a_trusted_bid_and_negative_are_uploaded(own_plan: Any, bulk: Bulk) -> None:
    plan = own_plan()
    assert bids(plan, bulk)["key"].to_list() == ["X101|bid"]
    assert negatives(plan, bulk)["key"].to_list() == ["X101|negative"]
    assert keywords(plan, bulk).is_empty()


def test_their_money_has_a_line_of_its_own(own_plan: Any, bulk: Bulk, tmp_path: Path) -> None:
    plan = own_plan()
    write_outputs(plan, bulk, tmp_path, ("en", "zh"))
    total = round(float(plan.actions["money_per_week"].sum()), 4)
    for name, sheet, said in (
        ("recommendations.xlsx", "Summary", "Gain per week by rules of others that you trust"),
        ("recommendations.zh.xlsx", "摘要", "您信任的外部规则每周带来的收益"),
    ):
        rows = list(openpyxl.load_workbook(tmp_path / name)[sheet].iter_rows(values_only=True))
        (line,) = [row for row in rows if row[0] == said]
        assert line[1] == pytest.approx(total)
        assert [row[1] for row in rows[1:3]] == [0, 0]  # no negation or keyword of adopt's


def test_a_plan_s_file_tells_the_change_and_the_words(own_plan: Any, tmp_path: Path) -> None:
    plan = own_plan()
    bid, negative = plan_document(plan)["actions"]
    assert (bid["from"], bid["to"]) == (plan.actions["from_bid"][0], plan.actions["to_bid"][0])
    assert negative["to"]["match_type"] == "negativeExact"
    (tmp_path / "plan.json").write_text(plan_json(plan), encoding="utf-8")
    told = read_plan(tmp_path / "plan.json")
    assert told.rules == (_RULE,)
    assert told.actions["to_bid"].to_list() == plan.actions["to_bid"].to_list()


def test_a_row_that_amazon_would_refuse_is_blamed_on_its_rule(
    own_plan: Any, bulk: Bulk, tmp_path: Path
) -> None:
    with pytest.raises(UnsafePlanError) as failed:
        write_outputs(own_plan(to_bid=99_999.0), bulk, tmp_path)
    assert "X101 (seller-rules 0.3)" in str(failed.value)
    assert "take X101 out of rules.trusted" in str(failed.value)
    assert not list(tmp_path.iterdir())
