from __future__ import annotations

import polars as pl
import pytest

from adopt.estimate.marks import features
from adopt.estimate.spelling import one_spelling, parts_of_compounds


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("steel pans", "Steel pan"),
        ("poêle à crêpes", "poele a crepe"),
        ("المقلاة", "مقلاه"),  # the pan
        ("مِقْلاة", "مقلاة"),  # with vowel signs
        ("أواني والأكواب", "اواني اكواب"),
        ("ﾌﾗｲﾊﾟﾝ", "フライパン"),
    ],
)
def test_spellings_of_the_same_words_are_one(one: str, other: str) -> None:
    folded = pl.Series([one, other]).to_frame("term").select(one_spelling(pl.col("term"))).to_series()
    assert folded[0] == folded[1]


def test_what_tells_words_apart_stays() -> None:
    words = pl.Series("term", ["gas", "ga", "かき", "がき", "กะทะ", "กทะ", "ال", "pan"])
    assert words.to_frame().select(one_spelling(pl.col("term"))).to_series().n_unique() == words.len()


def test_compounds_fall_into_words_that_the_account_has() -> None:
    words = pl.Series(
        "word", ["edelstahlpfanne", "pfanne", "edelstahl", "bratpfanne", "pfannenwender", "brat"]
    )
    found = sorted(parts_of_compounds(words).rows())
    assert found == [
        ("bratpfanne", "brat"),
        ("bratpfanne", "pfanne"),
        ("edelstahlpfanne", "edelstahl"),
        ("edelstahlpfanne", "pfanne"),
        ("pfannenwender", "pfanne"),
    ]


def test_short_words_numbers_and_no_words_have_no_parts() -> None:
    assert parts_of_compounds(pl.Series("word", ["span", "pan", "2000", "20001234", "pants"])).is_empty()
    assert parts_of_compounds(pl.Series("word", [], dtype=pl.String)).is_empty()


def test_a_compound_shares_the_mark_of_its_part() -> None:
    terms = pl.DataFrame(
        {
            "search_term": ["edelstahlpfanne", "pfanne"],
            "campaign": ["a", "b"],
            "targeting": ["p", "q"],
            "match_type": ["x", "y"],
        }
    )
    assert features(terms).toarray().tolist() == [[1], [1]]
