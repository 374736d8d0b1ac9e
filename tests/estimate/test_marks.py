"""What marks tell of a term beside its words: how many campaigns found it, and which clause where no keyword did."""

from __future__ import annotations

import polars as pl

from adopt.estimate.marks import Marks, marked
from adopt.estimate.prior import fit_prior
from adopt.settings import load_settings


def terms(*rows: tuple[str, str, str, str]) -> pl.DataFrame:
    names = ["search_term", "campaign", "targeting", "match_type"]
    return pl.DataFrame(rows, schema=dict.fromkeys(names, pl.String), orient="row")


def marks_of(found: Marks, row: int) -> set[str]:
    codes = found.pairs.filter((pl.col("row") == row) & (pl.col("code") < found.single.len()))["code"]
    return set(found.single.gather(codes))


def test_a_term_of_several_campaigns_says_so_up_to_three() -> None:
    places = ["a", "b", "c", "d"]
    frame = terms(
        ("red pan", "a", "pan", "broad"),
        *(("steel pan", place, "pan", "broad") for place in places[:2]),
        *(("big pan", place, "pan", "broad") for place in places),
    )
    found = marked(frame)
    counts = [marks_of(found, row) & {"n1", "n2", "n3", "n4"} for row in range(frame.height)]
    assert counts == [set(), {"n2"}, {"n2"}, *[{"n3"}] * 4]


def test_two_ad_groups_of_a_campaign_are_one_place() -> None:
    found = marked(terms(("steel pan", "a", "pan", "broad"), ("steel pan", "a", "wok", "phrase")))
    assert not {"n1", "n2"} & set(found.single)


def test_what_found_a_term_is_a_mark_where_no_keyword_did() -> None:
    found = marked(terms(("steel pan", "a", "loose-match", "-"), ("red pan", "a", "loose-match", "broad")))
    assert "gloose-match" in marks_of(found, 0)
    assert not any(name.startswith("g") for name in marks_of(found, 1))


def test_a_clause_that_finds_what_does_not_sell_lowers_what_is_expected_of_its_other_terms() -> None:
    clauses = [("close-match", 0.10), ("loose-match", 0.02)]
    rows = [
        (f"{place}{number} pan", "auto", clause, "-", rate)
        for clause, rate in clauses
        for number in range(200)
        for place in clause[0]
    ]
    frame = pl.DataFrame(
        rows, orient="row", schema=["search_term", "campaign", "targeting", "match_type", "rate"]
    ).with_columns(
        ad_group=pl.lit("g"), effective_clicks=pl.lit(50.0), orders=(50 * pl.col("rate")).cast(pl.Int64)
    )
    prior = fit_prior(frame, load_settings().estimate)
    means = frame.with_columns(mean=pl.Series(prior.mean)).group_by("targeting").agg(pl.col("mean").mean())
    worth = dict(means.rows())
    assert worth["loose-match"] < 0.04
    assert worth["close-match"] > 0.08
