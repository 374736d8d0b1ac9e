"""What must hold of all negatives of a plan together: what they block, and how few they are."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import dataframely as dy
import numpy as np
import polars as pl
from hypothesis import example, given, settings
from hypothesis import strategies as st

from adopt.decide.in_force import blockers
from adopt.decide.needless import without_needless
from adopt.plan import Plan
from adopt.schema import Action, SearchTermRow
from tests.properties.accounts import SETTINGS, account, download, plan, seeds

WIDE = SETTINGS.model_copy(
    update={
        "negate": SETTINGS.negate.model_copy(
            update={"phrase_terms": 2, "phrase_clicks": 5, "promise": 0.3, "with_orders": "ask"}
        )
    }
)
"""Settings by which small accounts have phrases too."""


def fold(word: str) -> str:
    """A simple English plural as its singular."""
    return word[:-1] if re.fullmatch(r".*[a-z]{3}s", word) else word


def blocks(text: str, match_type: str, term: str) -> bool:
    """Whether a negative keyword blocks a search term, word by word, as a person would check it."""
    negative, asked = ([fold(word) for word in one.lower().split()] for one in (text, term))
    if match_type == "negativeExact":
        return negative == asked
    return any(asked[at : at + len(negative)] == negative for at in range(len(asked) - len(negative) + 1))


WORDS = st.lists(
    st.sampled_from(["pan", "pans", "steel", "glass", "glasses", "as", "xs"]), min_size=1, max_size=5
)
few: Callable[..., Callable[..., None]] = settings(max_examples=5, deadline=None)


@settings(deadline=None)
@given(WORDS, WORDS, st.sampled_from(["negativeExact", "negativePhrase"]))
def test_matching_agrees_with_going_word_by_word(
    negative: list[str], asked: list[str], match_type: str
) -> None:
    text, term = " ".join(negative), " ".join(asked)
    place = {"campaign_id": "1", "ad_group_id": "11"}
    terms = pl.DataFrame([{**place, "search_term": term, "is_asin": False}])
    made = {
        "negative_id": "5",
        "level": "ad_group",
        "kind": "keyword",
        "text": text,
        "match_type": match_type,
    }
    hits = blockers(terms, pl.DataFrame([{**place, **made}]))
    assert (hits.height == 1) == blocks(text, match_type, term)


def junk(seed: int) -> dy.DataFrame[SearchTermRow]:
    """An account where many terms without an order share words."""
    rows = account(seed, terms=60)
    orders = rows.group_by("search_term").agg(pl.col("orders").sum())
    rng = np.random.default_rng(seed)
    worthless = sorted(orders.filter(pl.col("orders") == 0)["search_term"])
    words = {term: rng.choice(["toy", "free toy", "rent"]) for term in worthless if not term.startswith("b0")}
    named = pl.col("search_term").replace(words)
    renamed = pl.when(named != pl.col("search_term")).then(pl.format("{} {}", named, "search_term"))
    return SearchTermRow.validate(rows.with_columns(search_term=pl.coalesce(renamed, "search_term")))


def made(found: Plan) -> list[dict[str, Any]]:
    """Negatives that the plan makes or asks for."""
    changes = (pl.col("consent") != "watch") & pl.col("entity").str.contains("Negative")
    return found.actions.filter(changes & (pl.col("code") != "U101")).to_dicts()


def stopped(row: dict[str, Any], terms: pl.DataFrame) -> list[dict[str, Any]]:
    """The terms of the reports that a negative keyword blocks."""
    match_type = "negativePhrase" if row["code"] == "N103" else "negativeExact"
    here = terms.filter(campaign=row["campaign"]).filter(~pl.col("is_asin"))
    if row["ad_group"] != "*":
        here = here.filter(ad_group=row["ad_group"])
    return [term for term in here.to_dicts() if blocks(row["to_text"], match_type, term["search_term"])]


@few
@given(seed=seeds, known=st.booleans())
@example(seed=263396, known=False)  # an exact keyword's term without a click
def test_no_negative_blocks_a_term_worth_keeping(seed: int, known: bool) -> None:
    found = plan(junk(seed), download() if known else None, WIDE)
    rows = [row for row in made(found) if row["entity"].endswith("Keyword")]
    single = {(row["campaign"], row["ad_group"], row["search_term"]) for row in rows}
    for row in rows:
        for term in stopped(row, found.terms):
            place = (term["campaign"], term["ad_group"], term["search_term"])
            assert not {"acme", "gift"} & set(term["search_term"].split())
            assert not term["exact_target"]
            pays = term["cvr"] * term["order_value"] * term["margin"] >= term["cpc"]
            assert not (term["orders"] and pays)
            if row["code"] == "N103":
                assert term["p_profitable"] <= 0.5
                assert not (term["orders"] and term["sales"] * term["margin"] >= term["spend"])
            assert not term["orders"] or place in single


@few
@given(seed=seeds, known=st.booleans())
def test_phrases_ask_and_keep_what_they_say(seed: int, known: bool) -> None:
    found = plan(junk(seed), download() if known else None, WIDE)
    rows = made(found)
    exact = [row for row in rows if row["code"] in {"N101", "X101"}]
    for phrase in (row for row in rows if row["code"] == "N103"):
        hit = stopped(phrase, found.terms)
        assert phrase["consent"] == "ask"
        assert len(phrase["to_text"].split()) <= 4
        assert sum(term["clicks"] for term in hit) >= phrase["clicks"] >= WIDE.negate.phrase_clicks
        stands = [
            row
            for row in exact
            if row["campaign"] == phrase["campaign"]
            and phrase["ad_group"] in {"*", row["ad_group"]}
            and blocks(phrase["to_text"], "negativePhrase", row["search_term"])
        ]
        assert phrase["stands_for"] == len(stands)
        lost = sum(
            (term["cpc"] - term["cvr"] * term["order_value"] * term["margin"]) * term["clicks"]
            for term in hit
        )
        assert lost > 0


@few
@given(seed=seeds)
def test_with_all_accepted_no_fewer_terms_are_blocked_by_no_more_rows(seed: int) -> None:
    found = plan(junk(seed), download(), WIDE)
    every = Action.cast(
        found.actions.filter((pl.col("consent") != "watch") & pl.col("code").is_in(["N101", "N103"]))
    )
    left = without_needless(every).to_dicts()
    singles = every.filter(code="N101").to_dicts()

    def reach(rows: list[dict[str, Any]]) -> set[tuple[str, ...]]:
        hit = (term for row in rows for term in stopped(row, found.terms))
        return {(term["campaign"], term["ad_group"], term["search_term"]) for term in hit}

    assert reach(left) == reach(every.to_dicts()) >= reach(singles)
    # Each row of a phrase is paid for by what it blocks: never more rows than exact negatives of the same terms.
    assert len(left) <= len(reach(left))


@few
@given(seed=seeds, order=seeds)
def test_the_order_of_rows_changes_no_negative(seed: int, order: int) -> None:
    rows = junk(seed)
    shuffled = rows.sample(fraction=1, shuffle=True, seed=order)
    first, second = (plan(one, download(), WIDE).actions for one in (rows, shuffled))
    assert first.equals(second)


def test_such_accounts_have_phrases_of_both_levels() -> None:
    levels = {
        row["entity"]
        for seed in range(12)
        for row in made(plan(junk(seed), download(), WIDE))
        if row["code"] == "N103"
    }
    assert levels == {"Campaign Negative Keyword", "Negative Keyword"}
