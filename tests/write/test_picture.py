from __future__ import annotations

from typing import Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adopt.say.evidence import hurdle_of
from adopt.say.speaker import Speaker
from adopt.write.picture import picture

_ROW: dict[str, Any] = {
    "code": "N101",
    "search_term": "steel pan",
    "targeting": "close-match",
    "clicks": 40,
    "orders": 0,
    "spend": 40.0,
    "days": 60,
    "alpha": 2.0,
    "beta": 98.0,
    "prior_cvr": 0.05,
    "cvr": 0.02,
    "cvr_low": 0.004,
    "cvr_high": 0.047,
    "cpc": 1.0,
    "order_value": 30.0,
    "break_even_acos": 0.4,
    "break_even_cvr": 1 / 12,
    "margin_source": "sku",
    "base_bid": None,
    "bid_multiplier": None,
    "flip_orders": 3,
    "flip_clicks": None,
    "flip_margin": 0.62,
    "flip_cpc": 0.41,
    "flip_known": True,
}


def drawn(language: str = "en", **changes: Any) -> tuple[list[str], int]:
    """The texts of the picture, and how many hills it has."""
    row, speaker = {**_ROW, **changes}, Speaker(language, "USD")
    svg = ET.fromstring(picture(row, "Negate search term", hurdle_of(row, 0.8, speaker), speaker))  # noqa: S314 (our own text)
    inner = [(one.tag.rsplit("}", 1)[1], one.text or "") for one in svg.iter()]
    return [text for tag, text in inner if tag == "text"], sum(tag == "polygon" for tag, _ in inner)


def test_it_tells_what_decides() -> None:
    texts, hills = drawn()
    said = " | ".join(texts)
    assert hills == 2
    for part in (
        "Negate search term: steel pan",
        "40 clicks, no order, $40.00 spent in 60 days",
        "Break-even 8.3%",
        "too low 99.8%",
        "0.2% high enough",
        "expected 2.0%, 90%: 0.4% to 4.7%",
        "before its clicks 5.0%",
        "What would change it: 3 more orders; or a margin of 62.0% or more",
        "or clicks at $0.41 or less",
    ):
        assert part in said


def test_a_bid_is_held_against_what_it_needs() -> None:
    texts, _ = drawn(code="B301", base_bid=0.96, bid_multiplier=1.0)
    assert "Today's bid needs 10.0%" in texts


def test_chinese_and_text_that_looks_like_markup() -> None:
    texts, _ = drawn("zh", search_term='<b>"pan" & \x0bpot')
    assert texts[0].endswith('<b>"pan" & pot')
    assert any("盈亏平衡点" in text for text in texts)


@settings(deadline=None)
@given(st.floats(0.05, 3000), st.floats(0.05, 100_000), st.floats(0.0001, 5))
def test_every_posterior_can_be_drawn(alpha: float, beta: float, needed: float) -> None:
    mean = alpha / (alpha + beta)
    texts, hills = drawn(alpha=alpha, beta=beta, cvr=mean, cvr_low=mean, cvr_high=mean, break_even_cvr=needed)
    assert hills >= 1
    assert not [text for text in texts if "nan" in text]


@pytest.mark.parametrize("above", [0.999, 0.001])
def test_nothing_is_told_as_certain(above: float) -> None:
    texts, _ = drawn(alpha=500.0, beta=500.0, break_even_cvr=0.4 if above > 0.5 else 0.9)
    assert not [text for text in texts if "100.0%" in text and "high" in text]
