"""The lines of money on the screen."""

from __future__ import annotations

from dataclasses import replace

import polars as pl
import pytest

from adopt.cli.screen_money import money_lines
from adopt.say import Speaker
from adopt.schema import Action
from tests.properties.accounts import account, plan


@pytest.mark.parametrize(
    ("language", "said", "wrong"),
    [
        ("en", "Negate no search term today.", "Expected to be wrong"),
        ("zh", "今天不否定任何搜索词。", "预期错误比例"),
    ],
)
def test_no_share_of_wrong_negations_stands_beside_none(language: str, said: str, wrong: str) -> None:
    made = plan(account(7))
    some = money_lines(made, Speaker(language, made.currency))
    assert any(wrong in line for line in some)
    assert said not in some
    asked = Action.validate(
        made.actions.with_columns(
            consent=pl.when(pl.col("entity").str.starts_with("Negative"))
            .then(pl.lit("ask"))
            .otherwise("consent")
        )
    )
    none = money_lines(replace(made, actions=asked), Speaker(language, made.currency))
    assert none[0] == said
    assert not any(wrong in line for line in none)


@pytest.mark.parametrize(
    ("asked", "gain", "said"),
    [
        (2.0, -236.55, "TACoS asks for bids to stay at their level: that costs about $236.55"),
        (1.5, -236.55, "TACoS asks for another level of all bids: that costs about $236.55"),
        (1.5, 12.0, "TACoS asks for another level of all bids: about $12.00"),
    ],
)
def test_what_tacos_asks_for_is_told_with_its_price(asked: float, gain: float, said: str) -> None:
    made = plan(account(7))
    level = {"code": "T401", "consent": "ask", "entity": "Account", "from_value": 2.0, "to_value": asked}
    row = made.actions.head(1).with_columns(
        pl.lit(value).alias(name) for name, value in {**level, "money_per_week": gain}.items()
    )
    lines = money_lines(replace(made, actions=Action.validate(row)), Speaker("en", "USD"))
    assert [line for line in lines if line.startswith(said)]
