"""A reason names the aim behind it, and says where it buys growth at a loss."""

from __future__ import annotations

from typing import Any

import pytest

from adopt.say import LANGUAGES
from adopt.say.evidence import aim_of, hurdle_of
from adopt.say.flips import flip_sentence
from adopt.say.notes import warning
from adopt.say.speaker import Speaker
from tests.say.test_flips import _NONE as FLIP
from tests.say.test_reasons import _reason

_BID: dict[str, Any] = {"code": "B301", "reason": "bid_below_value", "from_bid": 0.95}
LOSS = "at a loss"


@pytest.mark.parametrize(
    ("row", "said", "loss"),
    [
        ({"aim_level": 1.0}, ' By your aim "launches".', False),
        ({"aim_level": 0.8}, ' By your aim "launches".', False),
        ({"aim_level": 1.2}, "counts an order as 120.0% of what it earns", False),
        ({**_BID, "aim_level": 1.0}, ' By your aim "launches".', False),
        ({**_BID, "aim_level": 0.8, "kappa": 0.8}, "bids at 80.0% of the level that earns most.", False),
        ({**_BID, "aim_level": 1.2, "kappa": 1.2}, "bids at 120.0% of the level that earns most.", True),
    ],
)
def test_the_aim_is_named(row: dict[str, Any], said: str, loss: bool) -> None:
    found = _reason(aim="launches", **row)
    assert said in found
    assert (LOSS in found) == loss
    assert "(T401)" not in found


def test_tacos_and_an_aim_are_told_apart() -> None:
    found = _reason(**_BID, aim="launches", aim_level=1.2, kappa=1.14)
    assert "TACoS sets all bids at 95.0% of that (T401). Your aim" in found
    assert "at 120.0% of the level" in found


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("row", [{}, {"aim_level": 1.2}, {**_BID, "aim_level": 1.2, "kappa": 1.2}])
def test_in_every_language(language: str, row: dict[str, Any]) -> None:
    found = _reason(language, aim="launches", **row)
    assert "launches" in found
    assert found.endswith("。" if language == "zh" else ".")


def test_without_an_aim_nothing_is_said_of_one() -> None:
    assert "aim" not in _reason().replace("aims", "")


def test_explained_with_its_level() -> None:
    english = Speaker("en", "USD")
    assert aim_of({"aim": "x", "aim_level": 1.0}, english) == "x"
    assert aim_of({"aim": "x", "aim_level": 1.2}, english) == "x (level 120.0%)"
    assert aim_of({"aim": "x", "aim_level": 1.2}, Speaker("zh", "USD")) == "x（水平 120.0%）"


def test_the_rate_that_a_bid_needs_is_shown_as_it_is_reckoned() -> None:
    row: dict[str, Any] = {
        "code": "B301", "order_value": 30.0, "break_even_acos": 0.4, "cpc": 1.0, "base_bid": 1.152, "bid_multiplier": 1.0,
        "alpha": None, "kappa": 1.2,
    }  # fmt: skip
    found = hurdle_of(row, 0.8, Speaker("en", "USD"))
    assert found.rate == pytest.approx(0.1)
    assert found.how.endswith("x 40.0% of it for ads x 0.96)")


def test_what_would_flip_an_aims_action() -> None:
    row = {**FLIP, "flip_margin": 0.41, "margin_source": "aim"}
    assert flip_sentence(row, Speaker("en", "USD")) == "an aim that allows 41.0% of an order or more for ads"


@pytest.mark.parametrize("code", ["aim_covers_nothing", "stages_unused"])
def test_warnings_have_a_sentence_in_every_language(code: str) -> None:
    said = {language: warning(code, "launches", Speaker(language, "USD").say) for language in LANGUAGES}
    assert len(set(said.values())) == len(LANGUAGES)
    assert all("launches" in one and not one.startswith(code) for one in said.values())


@pytest.mark.parametrize(("language", "words"), [("en", "that an earlier aim leaves"), ("zh", "前面的目标")])
def test_an_aim_that_comes_behind_another_is_told_what_may_keep_it_idle(language: str, words: str) -> None:
    assert words in warning("aim_covers_nothing", "winter", Speaker(language, "USD").say)
