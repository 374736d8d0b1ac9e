"""The reason of a bid's change says where the bid is heading, and where today's step ends."""

from __future__ import annotations

from typing import Any

import pytest

from adopt.decide import bid_changes
from adopt.say import reason_sentences
from adopt.settings import load_settings
from adopt.words import markets
from tests.decide.evidence import posterior, targets
from tests.say.test_reasons import _reason

_BID: dict[str, Any] = {
    "code": "B301",
    "reason": "bid_above_value",
    "detail": "step",
    "from_bid": 0.99,
    "to_bid": 0.5,
    "towards": 0.24,
}
_OF_STEP = "Today's step ends at $0.50; the rest follows on later days."


def test_the_level_is_said_and_where_the_step_ends() -> None:
    assert _reason(**_BID).endswith(f"placements, that is a bid of about $0.24. {_OF_STEP}")
    assert _reason("zh", **_BID).endswith("竞价约为 US$0.24。今天先调到 US$0.50，其余在以后几天完成。")


def test_a_bid_that_arrives_today_has_no_step() -> None:
    assert _reason(**_BID | {"detail": None}).endswith("that is a bid of about $0.24.")
    assert _reason(**_BID | {"detail": "cap"}).endswith("about $0.24. The new bid stops at your cap.")


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "a bid of about $0.24, and today's $0.11 is"), ("zh", "US$0.24，今天的 US$0.11")],
)
def test_a_sure_raise(language: str, said: str) -> None:
    raised = _BID | {"reason": "surely_below_value", "from_bid": 0.11, "to_bid": 0.16}
    assert said in _reason(language, **raised)


def test_what_tacos_and_an_aim_make_of_it_is_a_share_of_the_bid_said() -> None:
    # .30 x 80 % = .24
    found = _reason(**_BID, kappa=0.8, lent=3.0)
    assert "that is a bid of about $0.30. TACoS sets all bids at 80.0% of that (T401). Clicks" in found
    assert found.endswith(_OF_STEP)
    aimed = _reason(**_BID, kappa=1.2, aim="launches", aim_level=1.2)
    assert "that is a bid of about $0.20." in aimed
    assert "at 120.0% of the level that earns most" in aimed


def test_a_plan_of_an_earlier_version_says_what_it_knows() -> None:
    found = _reason(**_BID | {"towards": None})
    assert found.endswith("of less than $0.99. Today's step is limited; the rest follows on later days.")


@pytest.mark.parametrize(
    ("age", "level", "told"),
    [
        (400, 0.8 * 30 * 0.4 * 0.03, "$0.29"),
        # A young campaign hopes for more, but for no more than 1.2 times what a click is worth.
        (0, 1.2 * 30 * 0.4 * 0.03, "$0.43"),
    ],
)
def test_it_is_the_level_within_the_cap(age: int, level: float, told: str) -> None:
    row, settings = (
        {**posterior(1.2, 40), "age_days": age, "known_days": 400},
        load_settings(bid={"optimism": 1}),
    )
    found = bid_changes(targets(row), settings, markets()["US"], 2)
    assert found["towards"].to_list() == [pytest.approx(level)]
    assert f"that is a bid of about {told}. Today's step ends at" in reason_sentences(found, "USD", "en")[0]


def test_a_bid_that_waits_for_clicks_heads_nowhere_yet() -> None:
    found = bid_changes(targets({**posterior(80, 1000), "clicks": 1}), load_settings(), markets()["US"], 2)
    assert (found["reason"].to_list(), found["towards"].to_list()) == (["thin_evidence"], [None])
