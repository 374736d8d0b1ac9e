from __future__ import annotations

import polars as pl
import pytest

from adopt.decide.in_force import blocked_by, paused_for
from adopt.schema import Negative

_NEGATIVE = {"row": 9, "negative_id": "5", "level": "ad_group", "kind": "keyword", "campaign_id": "1",
             "ad_group_id": "11", "match_type": "negativeExact", "state": "enabled"}  # fmt: skip


def _term(term: str) -> pl.DataFrame:
    asin = term.startswith(("b0", "03"))
    return pl.DataFrame(
        {"campaign_id": ["1"], "ad_group_id": ["11"], "search_term": [term], "is_asin": [asin]}
    )


def _negatives(**negative: object) -> pl.DataFrame:
    return Negative.cast(pl.DataFrame([{**_NEGATIVE, **negative}]))


def _blocked(term: str, **negative: object) -> str | None:
    found: str | None = blocked_by(_term(term), _negatives(**negative))[0]
    return found


@pytest.mark.parametrize(
    ("term", "negative"),
    [
        ("steel pan", {"text": "steel pan"}),
        ("steel pans", {"text": "Steel Pan"}),
        ("big steel pan lid", {"text": "steel pan", "match_type": "negativePhrase"}),
        ("steel pan", {"text": "steel pan", "level": "campaign", "ad_group_id": None}),
        ("b0abcdefgh", {"text": 'asin="B0ABCDEFGH"', "kind": "product", "match_type": "-"}),
        ("030640615x", {"text": 'asin="030640615X"', "kind": "product", "match_type": "-"}),
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
        ("steel pan", {"text": "steel pan", "state": "paused"}),
        ("b0abcdefgh", {"text": "b0abcdefgh"}),
        ("steel pan", {"text": "steel pan", "ad_group_id": "12"}),
        ("steel pan", {"text": "steel pan", "level": "campaign", "campaign_id": "2", "ad_group_id": None}),
    ],
)
def test_not_blocked(term: str, negative: dict[str, object]) -> None:
    assert _blocked(term, **negative) is None


@pytest.mark.parametrize(
    ("negative", "found"),
    [
        ({}, "steel pan (negativeExact)"),
        ({"match_type": "negativePhrase"}, None),
        ({"ad_group_id": "12"}, None),
        ({"state": "enabled"}, None),
        ({"state": "archived"}, None),
    ],
)
def test_a_paused_negative_of_the_ad_group_needs_only_be_enabled(
    negative: dict[str, object], found: str | None
) -> None:
    paused = _negatives(**{"text": "steel pan", "state": "paused", **negative})
    assert paused_for(_term("steel pan"), paused)[0] == found
