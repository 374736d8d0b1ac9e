"""Numbers and folds that stand for values."""

from __future__ import annotations

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from adopt.estimate.distinct import numbers
from adopt.estimate.groups import folds_of, term_folds

terms = st.lists(st.sampled_from(["pan", "steel pan", "Pfanne", "ñ", "平底锅", "wok"]), max_size=12)


@given(terms)
def test_rows_have_one_number_where_their_values_are_one(made: list[str]) -> None:
    found = numbers(pl.Series(made, dtype=pl.String))
    assert sorted(set(found.tolist())) == list(range(len(set(made))))
    assert len(set(zip(made, found.tolist(), strict=True))) == len(set(made))


@given(terms)
def test_a_term_is_in_one_fold_whatever_the_order_of_rows(made: list[str]) -> None:
    rows = pl.Series(made, dtype=pl.String)
    known = term_folds(rows, 3)
    assert known["search_term"].to_list() == sorted(set(made))
    assert known["fold"].is_between(0, 2).all()
    assert known.equals(term_folds(rows.reverse(), 3))
    said = dict(known.iter_rows())
    # A new term moves none of the others.
    more = term_folds(pl.concat([rows, pl.Series(["a new one"])]), 3)
    assert more.filter(pl.col("search_term").is_in(known["search_term"].implode())).equals(known)
    assert folds_of(rows, known).tolist() == [said[term] for term in made]
