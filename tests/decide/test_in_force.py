from __future__ import annotations

import polars as pl
import pytest

from adopt.decide.in_force import blocked_by
from adopt.schema import Negative

_NEGATIVE = {"row": 9, "negative_id": "5", "level": "ad_group", "kind": "keyword", "campaign_id": "1",
             "ad_group_id": "11", "match_type": "negativeExact", "state": "enabled"}  # fmt: skip


def _blocked(term: str, **negative: object) -> str | None:
    terms = pl.DataFrame(
        {"campaign_id": ["1"], "ad_group_id": ["11"], "search_term": [term], "is_asin": [False]}
    )
    negatives = Negative.cast(pl.DataFrame([{**_NEGATIVE, **negative}]))
    found: str | None = blocked_by(terms, negatives)[0]
    return found


@pytest.mark.parametrize(
    ("term", "negative"),
    [
        ("steel pan", {"text": "steel pan"}),
        ("steel pans", {"text": "Steel Pan"}),
        ("big steel pan lid", {"text": "steel pan", "match_type": "negativePhrase"}),
        ("steel pan", {"text": "steel pan", "level": "campaign", "ad_group_id": None}),
        ("b0abcdefgh", {"text": 'asin="B0ABCDEFGH"', "kind": "product", "match_type": "-"}),
    ],
)
def test_blocked(term: str, negative: dict[str, object]) -> None:
    assert _blocked(term, **negative) == f"{negative['text']} ({negative.get('match_type', 'negativeExact')})"


@pytest.mark.parametrize(
    ("term", "negative"),
    [
        ("big steel pan", {"text": "steel pan"}),
        ("pan steel", {"text": "steel pan", "match_type": "negativePhrase"}),
        ("cordless pan", {"text": "cord", "match_type": "negativePhrase"}),
        ("steel pan", {"text": "steel pan", "state": "archived"}),
        ("steel pan", {"text": "steel pan", "ad_group_id": "12"}),
        ("steel pan", {"text": "steel pan", "level": "campaign", "campaign_id": "2", "ad_group_id": None}),
    ],
)
def test_not_blocked(term: str, negative: dict[str, object]) -> None:
    assert _blocked(term, **negative) is None
