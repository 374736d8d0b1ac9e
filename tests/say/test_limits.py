"""Limits in words: every one in both languages, with its own figures."""

from __future__ import annotations

import pytest

from adopt.say.limits import breach_sentence, limit_names
from adopt.say.notes import warning, withheld
from adopt.say.speaker import Speaker
from adopt.say.translate import translator
from adopt.schema import Limit

_FIGURES = {
    "one_change": (2.0, 1.0, "2", "1"),
    "bid_step": (2.5, 1.5, "2.50", "1.50"),
    "bid_cut": (2.5, 2.0, "2.50", "2.00"),
    "budget_step": (2.0, 1.5, "2.00", "1.50"),
    "percentage_step": (900.0, 30.0, "900", "30"),
    "negated_orders": (0.061, 0.05, "6.1%", "5.0%"),
    "negated_spend": (0.45, 0.4, "45.0%", "40.0%"),
    "cut_spend": (0.7, 0.67, "70.0%", "67.0%"),
    "raised_spend": (1.2, 0.4, "120.0%", "40.0%"),
    "changes": (12345.0, 5000.0, "12,345", "5,000"),
}


def test_every_limit_has_its_case() -> None:
    assert list(_FIGURES) == [limit.value for limit in Limit]


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("limit", _FIGURES)
def test_a_limit_says_how_far_it_is_passed_and_what_to_drop(limit: str, language: str) -> None:
    value, allowed, *figures = _FIGURES[limit]
    row = {"limit": limit, "value": value, "allowed": allowed, "drop": ["a", "b", "c"]}
    said = breach_sentence(row, Speaker(language, "USD"))
    assert all(figure in said for figure in (*figures, "3"))
    assert "{" not in said
    assert ("。 " in said) is False
    assert limit_names(limit, translator(language)) != limit
    nothing = breach_sentence({**row, "drop": []}, Speaker(language, "USD"))
    assert ("上面列出" if language == "zh" else "named above") in nothing


def test_warning_and_withheld_files_name_the_limits() -> None:
    zh = translator("zh")
    for said in (
        warning("over_limits", "changes, cut_spend", zh),
        withheld("over_limits", "changes, cut_spend", zh),
    ):
        assert "改动数量、减少的花费" in said
