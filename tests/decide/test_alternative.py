from __future__ import annotations

import polars as pl

from adopt.decide.alternative import phrases_instead


def phrase_instead(term: str, others: pl.Series) -> str | None:
    return phrases_instead(pl.Series([term]), others)[0]


def test_the_narrowest_phrase_that_blocks_no_term_to_keep() -> None:
    term = "extra deep non stick pan with glass lid for induction and gas"
    others = pl.Series(["pan with glass lid", "non stick pan"])
    found = phrase_instead(term, others)
    assert found is not None
    assert found in term
    assert len(found.split()) == 4
    assert not any(f" {found} " in f" {other} " for other in others)


def test_none_where_every_phrase_would_block_a_good_term() -> None:
    assert phrase_instead("50% off", pl.Series(["anything"])) is None
    assert phrase_instead("steel pan!", pl.Series(["steel pan"])) is None


def test_forbidden_characters_are_left_out_of_the_phrase() -> None:
    assert phrase_instead("pan 10/12 inch steel", pl.Series(["pan"])) == "inch steel"


def test_terms_of_a_campaign_are_answered_in_their_order() -> None:
    terms = pl.Series(["50% off", "pan 10/12 inch steel", "50% off", "red pan 10/12"])
    assert phrases_instead(terms, pl.Series(["pan"])) == [None, "inch steel", None, "red pan"]
    assert phrases_instead(terms.clear(), pl.Series(["pan"])) == []
