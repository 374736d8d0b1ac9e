"""How little is known of a term's words, as the lines that foretell it say."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest

from adopt.estimate.groups import term_folds
from adopt.estimate.logistic import Foretold
from adopt.estimate.marks import marked
from adopt.estimate.text_lines import TextLines, fit_text
from adopt.settings import load_settings

SETTINGS = load_settings().estimate
PLACE = {"campaign": "c", "targeting": "pan", "match_type": "broad"}


def _account() -> pl.DataFrame:
    """Pans of 40 kinds, the first of them clicked on a hundred times as often as the last."""
    rng = np.random.default_rng(3)
    kinds = [f"kind{number}" for number in range(40)]
    terms = [f"{kind} pan {size}" for kind in kinds for size in ("small", "large", "deep")]
    clicks = np.repeat(np.geomspace(300, 3, 40), 3).round()
    orders = rng.binomial(clicks.astype(int), 0.1)
    return pl.DataFrame({"search_term": terms, "effective_clicks": clicks, "orders": orders}).with_columns(
        pl.lit(value).alias(name) for name, value in PLACE.items()
    )


def _fitted() -> tuple[TextLines, Foretold]:
    account = _account()
    return fit_text(account, term_folds(account["search_term"], SETTINGS.folds), SETTINGS)


def _told(lines: TextLines, *terms: str) -> np.ndarray:
    new = pl.DataFrame({"search_term": terms}).with_columns(
        pl.lit(value).alias(name) for name, value in PLACE.items()
    )
    return lines.foretold(new).doubts


def test_the_more_clicks_a_word_has_the_better_it_is_known() -> None:
    # By all lines: which of them a term's own fold leaves is luck.
    doubts = _told(_fitted()[0], *(f"kind{number} pan" for number in range(40)))
    assert doubts[0] < 0.75 * doubts[-1]
    assert np.corrcoef(np.arange(40), doubts)[0, 1] > 0.95


def test_each_word_and_pair_that_no_line_knows_adds_what_nothing_says_of_it() -> None:
    known, word, pair = _told(_fitted()[0], "pan", "pan novel", "kind0 kind1")
    # The word, and its pair with the one before.
    assert word - known == pytest.approx(2 * SETTINGS.text_c)
    alone = _told(_fitted()[0], "kind0", "kind1", "")
    assert pair == pytest.approx(alone[0] + alone[1] - alone[2] + SETTINGS.text_c)


def test_a_term_has_the_same_doubt_by_itself_as_among_all() -> None:
    account, (lines, among) = _account(), _fitted()
    alone = [lines.foretold(account[place : place + 1]).doubts[0] for place in (0, 57, 119)]
    assert alone == pytest.approx(among.doubts[[0, 57, 119]])


def test_of_an_asin_as_little_is_known_as_of_a_term_of_new_words_unless_its_page_is_known() -> None:
    asin = pl.DataFrame({"search_term": ["b0aaaaaaa1"], "effective_clicks": [9.0], "orders": [1]})
    account = pl.concat(
        [_account(), asin.with_columns(pl.lit(value).alias(name) for name, value in PLACE.items())]
    )
    page = pl.DataFrame(
        {"asin": ["B0AAAAAAA1"], "title": ["kind0 pan small"], "brand": [None], "price": [None]},
        schema_overrides={"brand": pl.String, "price": pl.Float64},
    )
    lines, told = fit_text(account, term_folds(account["search_term"], SETTINGS.folds), SETTINGS)
    # Its own word, which no other term has, and three more: typed terms have three each.
    assert lines.hidden == pytest.approx(3 * SETTINGS.text_c)
    assert told.doubts[-1] > 4 * SETTINGS.text_c > 2 * told.doubts[:-1].mean()
    assert marked(account).hidden.tolist() == [False] * 120 + [True]
    assert not marked(account, products=page).hidden.any()
