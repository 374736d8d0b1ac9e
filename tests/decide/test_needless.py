"""Accepted phrases and accepted exact negatives, as few rows as block the same terms."""

from __future__ import annotations

from itertools import combinations

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adopt.decide.needless import without_needless
from tests.plan.readings import actions


def exact(text: str, campaign: str = "1", ad_group: str = "11", code: str = "N101") -> dict[str, object]:
    return {
        "key": f"{code} {campaign} {ad_group} {text}",
        "code": code,
        "entity": "Negative Keyword",
        "campaign_id": campaign,
        "ad_group_id": ad_group,
        "search_term": text,
        "to_text": text,
    }


def phrase(text: str, campaign: str = "1", ad_group: str | None = None) -> dict[str, object]:
    whole = "Campaign Negative Keyword" if ad_group is None else "Negative Keyword"
    made = exact(text, campaign, "*" if ad_group is None else ad_group, "N103")
    return {
        **made,
        "entity": whole,
        "ad_group_id": ad_group,
        "search_term": None,
        "match_type": "phrase",
        "to_match_type": None if ad_group is None else "negativePhrase",
    }


def kept(*rows: dict[str, object]) -> list[str]:
    return without_needless(actions(*rows))["key"].to_list()


def test_a_phrase_of_the_campaign_stands_for_the_exact_ones_of_its_ad_groups() -> None:
    rows = [
        phrase("glass pan"),
        exact("red glass pans"),
        exact("glass pan lid", ad_group="12"),
        exact("glass"),
    ]
    assert kept(*rows) == ["N103 1 * glass pan", "N101 1 11 glass"]


def test_a_phrase_of_an_ad_group_stands_for_its_own_only() -> None:
    rows = [phrase("glass", ad_group="11"), exact("glass pan"), exact("glass pan", ad_group="12")]
    assert kept(*rows) == ["N103 1 11 glass", "N101 1 12 glass pan"]


@pytest.mark.parametrize(
    "text", ["pan glass", "glasses pan", "glass red pan"], ids=["order", "inside", "apart"]
)
def test_words_stand_whole_and_in_order(text: str) -> None:
    assert len(kept(phrase("glass pan"), exact(text))) == 2


def test_other_campaigns_products_and_keywords_stay() -> None:
    page = {
        **exact("b0glass0001"),
        "code": "N102",
        "entity": "Negative Product Targeting",
        "to_text": 'asin="B0GLASS0001"',
    }
    own = {**exact("glass pan", code="H201"), "entity": "Keyword"}
    rows = [phrase("glass"), exact("glass pan", campaign="2"), page, own]
    assert len(kept(*rows)) == 4


def test_without_an_accepted_phrase_nothing_is_needless() -> None:
    rows = [exact("glass pan"), exact("glass lid")]
    assert kept(*rows) == [row["key"] for row in rows]
    assert without_needless(actions().clear()).is_empty()


WORDS = st.lists(st.sampled_from(["glass", "glasses", "pan", "pans", "lid", "lids"]), min_size=1, max_size=4)
places = st.sampled_from([("1", "11"), ("1", "12"), ("2", "21")])


def blocks(text: str, term: str) -> bool:
    """Words in order and next to each other, a simple plural being its singular: as a person would check it."""
    fold = [
        [word[:-1] if word.endswith("s") and len(word) > 3 else word for word in one.split()]
        for one in (text, term)
    ]
    short, long = fold
    return any(long[at : at + len(short)] == short for at in range(len(long) - len(short) + 1))


@settings(deadline=None, max_examples=40)
@given(
    st.lists(st.tuples(WORDS, places), max_size=8),
    st.lists(st.tuples(WORDS, places, st.booleans()), max_size=3),
)
def test_what_is_left_blocks_the_same_terms_and_nothing_more_can_go(
    singles: list[tuple[list[str], tuple[str, str]]], phrases: list[tuple[list[str], tuple[str, str], bool]]
) -> None:
    rows = [exact(" ".join(words), *place) for words, place in singles]
    rows += [
        phrase(" ".join(words), place[0], None if whole else place[1]) for words, place, whole in phrases
    ]
    accepted = {row["key"]: row for row in rows}
    left = set(kept(*accepted.values()))
    for key, row in accepted.items():
        stands = [
            other
            for other in accepted.values()
            if other["code"] == "N103"
            and other["campaign_id"] == row["campaign_id"]
            and other["ad_group_id"] in {None, row["ad_group_id"]}
            and blocks(str(other["to_text"]), str(row["to_text"]))
        ]
        assert (key in left) == (row["code"] == "N103" or not stands)


def test_the_order_stays() -> None:
    rows = [exact("lid"), phrase("glass"), exact("glass pan"), exact("pan")]
    for first, second in combinations(rows, 2):
        found = kept(first, second)
        assert found == [key for key in (first["key"], second["key"]) if key in found]
    assert pl.Series(kept(*rows)).to_list() == ["N101 1 11 lid", "N103 1 * glass", "N101 1 11 pan"]
