"""Marks of product pages, and what they are worth to search terms that are ASINs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import polars as pl
import pytest
from scipy import special

from adopt.estimate.elsewhere import borrow
from adopt.estimate.fit import Fit, fit_from, fit_of, tables_of
from adopt.estimate.marks import Marks, marked
from adopt.estimate.pages import told_of
from adopt.estimate.prior import fit_prior, kept_prior
from adopt.estimate.value import Ties
from adopt.schema import ProductPage
from adopt.settings import load_settings

SETTINGS = load_settings().estimate
KINDS, FILL, TYPED, PAGES = 12, 60, 1500, 600
ASIN = "b0aaaaaaa1"


def _pages(**columns: Sequence[object]) -> pl.DataFrame:
    return pl.DataFrame(columns, schema_overrides=ProductPage.create_empty().schema).select(
        pl.col(name) if name in columns else pl.lit(None, kind).alias(name)
        for name, kind in ProductPage.create_empty().schema.items()
    )


def _names(marks: Marks, row: int) -> set[str]:
    """All marks of a row but pairs of words."""
    own = marks.pairs.filter((pl.col("row") == row) & (pl.col("code") < marks.single.len()))
    return set(marks.single.gather(own["code"]))


def _marked(*terms: str, products: pl.DataFrame | None) -> Marks:
    frame = pl.DataFrame({"search_term": terms, "campaign": "c", "targeting": "pan", "match_type": "broad"})
    return marked(frame, (), products)


def test_a_page_shares_the_words_of_its_title_with_terms_that_shoppers_type() -> None:
    shown = _pages(asin=[ASIN.upper()], title=["Acmé Steel-Pans, (28 cm) | Non-Stick"], price=[24.99])
    marks = _marked("steel-pan 28", ASIN, "b0aaaaaaa2", products=shown)
    both = _names(marks, 0) & _names(marks, 1)
    assert both == {"wsteel-pan", "w28", "cc", "mbroad"}
    title = {"acme", "steel-pan", "28", "cm", "non-stick"}
    assert _names(marks, 1) - both == {
        *(f"w{word}" for word in (*title, ASIN)),
        *(f"t{word}" for word in title),
        *("asin", "$9"),
    } - {"wsteel-pan", "w28"}
    assert _names(marks, 2) == {"wb0aaaaaaa2", "cc", "mbroad", "asin"}
    # The title's pairs of words are those of typed terms; the ASIN and its title are no pair.
    assert marks.known(pl.Series(["psteel-pan 28"])).item(0, "code") is not None
    often = marks.frequent()["name"].to_list()
    assert "psteel-pan 28" in often
    assert f"p{ASIN} acme" not in often


def test_the_only_term_of_an_account_makes_no_pair_with_its_title() -> None:
    marks = _marked(ASIN, products=_pages(asin=[ASIN.upper()], title=["Pan"]))
    assert (marks.pairs["code"] < marks.single.len()).all()


@pytest.mark.parametrize(
    ("price", "mark"), [(22.6, "$8"), (22.7, "$9"), (31.9, "$9"), (32.0, "$10"), (0.5, "$-2")]
)
def test_prices_fall_into_bands_of_half_a_doubling(price: float, mark: str) -> None:
    marks = _marked(ASIN, products=_pages(asin=[ASIN.upper()], price=[price]))
    assert mark in _names(marks, 0)


def test_without_a_title_the_brand_gives_the_words() -> None:
    marks = _marked(ASIN, products=_pages(asin=[ASIN.upper()], brand=["Acme Co"]))
    assert {"wacme", "wco", "oacme co", "tacme"} <= _names(marks, 0)


def test_titles_without_spaces_are_cut_like_terms() -> None:
    marks = _marked("鍋", ASIN, products=_pages(asin=[ASIN.upper()], title=["【新品】鍋"]))
    assert {"w鍋", "w新", "w品"} <= _names(marks, 1)
    assert not {name for name in _names(marks, 1) if "【" in name}


def test_pages_of_others_change_nothing() -> None:
    shown = _pages(asin=["B0AAAAAAA9"], title=["Steel pan"], brand=["Acme"], price=[9.0])
    alone, beside = (_marked("steel pan", ASIN, products=products) for products in (None, shown))
    assert beside.pairs.equals(alone.pairs)
    assert beside.single.equals(alone.single)


def test_it_is_told_what_the_pages_tell() -> None:
    assert told_of(None) == ()
    assert told_of(_pages(asin=[ASIN.upper()], title=["Pan"], price=[9.0])) == ("title", "price")


class _World(NamedTuple):
    """Typed terms and pages of one account, whose rates hang on the same word; ``rates`` are the truth."""

    terms: pl.DataFrame
    rates: np.ndarray
    products: pl.DataFrame

    @property
    def is_page(self) -> np.ndarray:
        return np.arange(TYPED + PAGES) >= TYPED

    def told(self, products: pl.DataFrame | None, rows: np.ndarray) -> float:
        """Expected log-likelihood of a new click, in thousandths, by the held-out means."""
        mean = fit_prior(self.terms, SETTINGS, (), products).mean[rows]
        rate = self.rates[rows]
        return 1000 * float(np.mean(rate * np.log(mean) + (1 - rate) * np.log(1 - mean)))

    def shuffled(self) -> pl.DataFrame:
        titles = np.random.default_rng(9).permutation(self.products["title"].to_numpy())
        return self.products.with_columns(title=pl.Series(titles, dtype=pl.String))


def _world(seed: int) -> _World:
    """One word in a title of eleven makes the difference that it makes in typed terms; the others make none."""
    rng = np.random.default_rng(seed)
    effect = rng.permutation(np.linspace(-1.5, 1.5, KINDS))
    typed, paged = rng.integers(0, KINDS, TYPED), rng.integers(0, KINDS, PAGES)
    asins = [f"b0{number:08d}" for number in range(PAGES)]
    words = [f"w{rng.integers(FILL)} kind{kind} n{number}" for number, kind in enumerate(typed)]
    rates = special.expit(-2.6 + effect[np.concatenate([typed, paged])])
    clicks = rng.poisson(8, TYPED + PAGES) + 1
    terms = pl.DataFrame(
        {
            "campaign": "c",
            "ad_group": "g",
            "targeting": "pan",
            "match_type": "broad",
            "search_term": [*words, *asins],
            "effective_clicks": clicks.astype(float),
            "orders": rng.binomial(clicks, rates).astype(np.int64),
        }
    )
    titles: list[object] = [
        f"Kind{kind} " + " ".join(f"W{word}" for word in rng.integers(0, FILL, 10)) for kind in paged
    ]
    return _World(terms, rates, _pages(asin=[asin.upper() for asin in asins], title=titles))


@pytest.fixture(scope="module", params=[1, 2])
def world(request: pytest.FixtureRequest) -> _World:
    return _world(request.param)


def test_titles_that_tell_bring_pages_most_of_the_way_to_the_truth(world: _World) -> None:
    blind, seeing = (world.told(products, world.is_page) for products in (None, world.products))
    rate = world.rates[world.is_page]
    best = 1000 * float(np.mean(rate * np.log(rate) + (1 - rate) * np.log(1 - rate)))
    assert best > seeing > blind + 10
    assert (seeing - blind) / (best - blind) > 0.6


def test_junk_titles_mislead_neither_pages_nor_typed_terms(world: _World) -> None:
    for rows in (world.is_page, ~world.is_page):
        assert world.told(world.shuffled(), rows) > world.told(None, rows) - 0.5


def _fit(world: _World, products: pl.DataFrame | None) -> Fit:
    prior = fit_prior(world.terms, SETTINGS, (), products)
    clicks, orders = (world.terms[name].to_numpy().astype(float) for name in ("effective_clicks", "orders"))
    fit = fit_of(prior, borrow(world.terms["search_term"], clicks, orders, prior), Ties(10.0, 4.0))
    assert fit is not None
    return fit


def test_a_kept_fit_of_pages_gives_the_same_to_the_last_bit() -> None:
    world = _world(3)
    tables = tables_of(_fit(world, world.products))
    kept = fit_from(tables)
    assert kept.digest == tables.digest
    again = kept_prior(world.terms, kept.prior, SETTINGS, (), world.products)
    assert again.mean.tolist() == fit_prior(world.terms, SETTINGS, (), world.products).mean.tolist()


def test_a_kept_fit_works_where_a_list_came_or_went() -> None:
    world = _world(4)
    without, beside = (_fit(world, products).prior for products in (None, world.products))
    came = kept_prior(world.terms, without, SETTINGS, (), world.products)
    assert came.mean.tolist() == kept_prior(world.terms, without, SETTINGS).mean.tolist()
    went = kept_prior(world.terms, beside, SETTINGS)
    assert ((went.mean > 0) & (went.mean < 1)).all()


def test_a_page_that_the_fit_did_not_see_is_foretold_by_its_title() -> None:
    world = _world(5)
    prior = _fit(world, world.products).prior
    best = int(np.argmax(world.rates[world.is_page]))
    worst = int(np.argmin(world.rates[world.is_page]))
    titles = world.products["title"].gather([best, worst])
    new = _pages(asin=["B0NEWNEWN1", "B0NEWNEWN2"], title=titles.to_list())
    asked = world.terms.head(2).with_columns(search_term=pl.Series(["b0newnewn1", "b0newnewn2"]))
    mean = kept_prior(asked, prior, SETTINGS, (), new).mean
    assert mean[0] > 2 * mean[1]
