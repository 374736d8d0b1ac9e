from __future__ import annotations

from typing import Any

import pytest

from adopt.say.flips import flip_choices, flip_sentence
from adopt.say.speaker import Speaker

_NONE: dict[str, Any] = {
    "flip_orders": None,
    "flip_clicks": None,
    "flip_margin": None,
    "flip_cpc": None,
    "break_even_acos": 0.3,
    "margin_source": "sku",
    "cpc": 0.8,
}


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"flip_orders": 1}, "1 more order"),
        ({"flip_orders": 2}, "2 more orders"),
        ({"flip_clicks": 1034}, "1,034 more clicks without an order"),
        ({"flip_margin": 0.41}, "a margin of 41.0% or more"),
        ({"flip_margin": 0.21}, "a margin of 21.0% or less"),
        ({"flip_margin": 0.41, "margin_source": "target_acos"}, "a target ACoS of 41.0% or more"),
        ({"flip_cpc": 0.61}, "clicks at $0.61 or less"),
        ({"flip_cpc": 0.95}, "clicks at $0.95 or more"),
    ],
)
def test_each_choice(change: dict[str, Any], said: str) -> None:
    assert flip_choices({**_NONE, **change}, Speaker("en", "USD")) == [said]
    assert flip_sentence({**_NONE, **change}, Speaker("zh", "USD"))


def test_choices_are_joined_and_none_is_empty() -> None:
    row = {**_NONE, "flip_orders": 2, "flip_cpc": 0.61}
    assert flip_sentence(row, Speaker("en", "USD")) == "2 more orders; or clicks at $0.61 or less"
    assert flip_sentence(row, Speaker("zh", "USD")) == "再有 2 单；或每次点击花费降到 US$0.61 或更低"
    assert flip_sentence(_NONE, Speaker("en", "USD")) == ""


def test_a_phrase_falls_with_one_term_that_earns_before_all_of_them_together() -> None:
    row = {**_NONE, "code": "N103", "flip_known": True, "flip_orders": 33}
    assert flip_sentence(row, Speaker("en", "USD")) == "one of its search terms that earns; or 33 more orders"
    assert flip_sentence(row, Speaker("zh", "USD")) == "其中任一搜索词能盈利；或再有 33 单"
    assert flip_sentence({**row, "flip_known": None, "flip_orders": None}, Speaker("en", "USD")) == ""
