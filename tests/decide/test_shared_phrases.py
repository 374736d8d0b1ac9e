"""Phrases that terms share, found by numbers: the same as by going through the words of each."""

from __future__ import annotations

from collections import defaultdict

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adopt.decide import shared_phrases as module
from adopt.decide.shared_phrases import shared_phrases
from adopt.estimate.text import folded
from adopt.settings import load_settings

NEGATE = load_settings(None, negate={"phrase_terms": 2, "phrase_clicks": 3}).negate
LONGEST = 3
words = st.lists(st.sampled_from(["pan", "pans", "lid", "glass", "wok"]), min_size=1, max_size=6)
rows = st.lists(st.tuples(words, st.sampled_from("ab"), st.integers(1, 3), st.booleans()), max_size=8)


def naive(made: list[tuple[list[str], str, int, bool]]) -> set[tuple[int, str, str]]:
    """Row, phrase and its spelling where it stands first, of phrases with two terms and three clicks, none to be kept."""
    where: dict[tuple[str, str], dict[int, str]] = defaultdict(dict)
    for number, (typed, place, _, _) in enumerate(made):
        plain = [
            word.removesuffix("s") if word == "pans" else word.replace("glass", "glas") for word in typed
        ]
        for size in range(1, LONGEST + 1):
            for at in range(len(typed) - size + 1):
                phrase = " ".join(plain[at : at + size])
                where[place, phrase].setdefault(number, " ".join(typed[at : at + size]))
    return {
        (number, phrase, text)
        for (_, phrase), found in where.items()
        if len(found) >= NEGATE.phrase_terms
        and sum(made[one][2] for one in found) >= NEGATE.phrase_clicks
        and not any(made[one][3] for one in found)
        for number, text in found.items()
    }


@settings(deadline=None)
@given(rows, st.sampled_from([1, 3, 1 << 17]))
def test_they_are_those_that_one_finds_by_hand(
    made: list[tuple[list[str], str, int, bool]], at_once: int
) -> None:
    frame = pl.DataFrame(
        {
            "search_term": [" ".join(typed) for typed, *_ in made],
            "campaign": [place for _, place, *_ in made],
            "clicks": [clicks for *_, clicks, _ in made],
            "kept": [kept for *_, kept in made],
        },
        schema={"search_term": pl.String, "campaign": pl.String, "clicks": pl.Int64, "kept": pl.Boolean},
    ).with_columns(words=folded(pl.col("search_term")))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "_TERMS", at_once)
        found = shared_phrases(frame.with_row_index("row"), ["campaign"], NEGATE, LONGEST)
    rows = found.select("row", "phrase", "text").rows()
    assert len(rows) == len(set(rows))
    assert set(rows) == naive(made)
    assert found.select((pl.col("phrase").str.count_matches(" ") + 1 == pl.col("size")).all()).item()
