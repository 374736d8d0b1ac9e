"""Automatic targets have the names of Amazon's console in each language; what a shopper may type stays as it is."""

from __future__ import annotations

import pytest

from adopt.decide.structure import CLAUSES
from adopt.reports.headers import tokens
from adopt.say.speaker import Speaker
from adopt.say.targets import subject, target_name

ENGLISH, CHINESE = Speaker("en", "USD"), Speaker("zh", "USD")


@pytest.mark.parametrize(
    ("token", "chinese"),
    [
        ("close-match", "紧密匹配"),
        ("loose-match", "宽泛匹配"),
        ("substitutes", "同类商品"),
        ("complements", "关联商品"),
    ],
)
def test_automatic_targets(token: str, chinese: str) -> None:
    assert token in CLAUSES
    assert target_name(token, ENGLISH, keyword=False) == token
    assert target_name(token, CHINESE, keyword=False) == chinese
    # The same words as in Chinese reports.
    assert tokens("auto_clauses")[chinese] == token
    assert target_name(token, CHINESE, keyword=True) == token


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({}, "同类商品"),
        ({"entity": "Keyword"}, "substitutes"),
        ({"search_term": "complements", "code": "N101"}, "complements"),
        ({"targeting": 'asin="B0ABCDEFGH"'}, 'asin="B0ABCDEFGH"'),
        ({"code": "B302", "entity": "Bidding Adjustment", "targeting": "placementProductPage"}, "商品页面"),
    ],
)
def test_what_an_action_is_about(row: dict[str, str], said: str) -> None:
    common = {"code": "B301", "entity": "Product Targeting", "search_term": None, "targeting": "substitutes"}
    assert subject(common | row, CHINESE) == said
