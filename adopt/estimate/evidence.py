"""The evidence table: one row per search term of an ad group, and one per target, each with its posterior."""

from __future__ import annotations

from typing import NamedTuple

import dataframely as dy
import numpy as np
import polars as pl

from adopt.estimate.elsewhere import Borrowing, borrow, borrow_again
from adopt.estimate.fit import Fit, fit_of
from adopt.estimate.group_money import with_group_money
from adopt.estimate.memory import give_back
from adopt.estimate.mix import mix
from adopt.estimate.own_term import lendings, own_term
from adopt.estimate.posterior import moved, with_posterior
from adopt.estimate.prior import Prior, Strengths, fit_prior, fit_strengths, kept_prior
from adopt.estimate.rivalry import rivalry
from adopt.estimate.rows import IDS, UNIT, sum_by, with_floats
from adopt.estimate.scatter import betas
from adopt.estimate.text import is_asin, is_book_page, term_words
from adopt.estimate.value import fitted_ties, with_value
from adopt.schema import ProductPage, TargetEvidence, TermEvidence
from adopt.settings import Settings

TARGET = [*IDS, "campaign", "ad_group", "targeting", "match_type", "join", "join_reason"]
_MAIN = ["target_id", "targeting", "match_type", "join", "join_reason"]
_MANY = 100_000
"""Terms from which on it matters what memory the fits leave behind."""
_COUNTED = ["clicks", "orders", "effective_ppm", "newest_clicks"]


class Terms(NamedTuple):
    """Evidence of search terms, the prior that it rests on, and what was fitted; None where there was too little to fit.

    ``lendings`` are what targets of single terms learn from other targets (`adopt.estimate.own_term.lendings`).
    """

    evidence: dy.DataFrame[TermEvidence]
    prior: Prior
    fit: Fit | None = None
    lendings: pl.DataFrame | None = None


def term_evidence(
    cells: pl.DataFrame,
    margins: pl.DataFrame,
    days: int,
    settings: Settings,
    kept: Fit | None = None,
    products: dy.DataFrame[ProductPage] | None = None,
    stopped: pl.Series | None = None,
) -> Terms:
    """What is known of each search term within its ad group, all targets of the ad group taken together.

    Args:
        cells: joined sums per target and term (`adopt.estimate.rows.aggregate`, with join, join_reason and goods).
        margins: margins of ad groups (`adopt.estimate.value.ad_group_margins`).
        days: length of the window that the sums cover.
        settings: of the run.
        kept: what was fitted before under the same settings; None to fit anew. An account that has too few orders by
            now is never judged by it.
        products: what the pages of ASINs show; None where no report tells.
        stopped: IDs of targets that are paused or archived: nothing silences them.
    """
    frame = _by_term(cells, stopped)
    kept = kept if frame["orders"].sum() >= settings.estimate.min_orders else None
    prior = _prior(frame, settings, kept, products)
    frame = with_group_money(frame, cells, settings.estimate)
    ties = kept.ties if kept else fitted_ties(frame, settings)
    frame = with_value(frame, margins, settings, ties).with_columns(
        prior_cvr=pl.Series(prior.mean, dtype=pl.Float64),
        days=pl.lit(days, pl.Int64),
        is_asin=is_asin(pl.col("search_term")) | pl.col("is_book_page"),
        orders_elsewhere=pl.col("orders").sum().over("search_term") - pl.col("orders"),
    )
    borrowed = _borrowed(frame, prior, kept)
    level_doubt = _level_doubt(frame, settings)
    frame = with_posterior(frame, prior.scatter, borrowed.lent, prior.doubts, level_doubt)
    frame = frame.with_columns(words=term_words())
    evidence = TermEvidence.validate(frame.select(TermEvidence.column_names()))
    if frame.height > _MANY:
        give_back()
    return Terms(
        evidence, prior, kept or fit_of(prior, borrowed, ties), lendings(frame, borrowed.lent, cells)
    )


def _by_term(cells: pl.DataFrame, stopped: pl.Series | None) -> pl.DataFrame:
    """Sums of each term of an ad group, with its main target, and whether one that runs is for it alone."""
    main = [pl.col(name).sort_by("clicks", "targeting", descending=[True, False]).first() for name in _MAIN]
    own_page = pl.col("targeting").str.to_lowercase() == pl.format('asin="{}"', "search_term")
    runs = ~pl.col("target_id").is_in([] if stopped is None else stopped.implode()).fill_null(value=False)
    exact = (((pl.col("match_type") == "exact") | own_page) & runs).any().alias("exact_target")
    book = is_book_page(pl.col("search_term")).all().alias("is_book_page")
    return with_floats(sum_by(cells, UNIT, *main, exact, book))


def _prior(
    frame: pl.DataFrame, settings: Settings, kept: Fit | None, products: dy.DataFrame[ProductPage] | None
) -> Prior:
    brands = settings.protect.brands
    if kept is None:
        return fit_prior(frame, settings.estimate, brands, products)
    return kept_prior(frame, kept.prior, settings.estimate, brands, products)


def _level_doubt(frame: pl.DataFrame, settings: Settings) -> float:
    """How well an account knows its own level: rates, order values and groups are all estimated from its orders."""
    own = settings.estimate
    return float((own.level_doubt / max(int(frame["orders"].sum()), own.min_orders, 1)) ** 0.5)


def _borrowed(frame: pl.DataFrame, prior: Prior, kept: Fit | None) -> Borrowing:
    clicks, orders = frame["effective_clicks"].to_numpy(), frame["orders"].to_numpy().astype(float)
    if kept is None:
        return borrow(frame["search_term"], clicks, orders, prior)
    return borrow_again(frame["search_term"], clicks, orders, prior.mean, kept.borrowing)


def target_evidence(
    cells: pl.DataFrame,
    terms: Terms,
    entities: pl.DataFrame,
    margins: pl.DataFrame,
    days: int,
    settings: Settings,
) -> dy.DataFrame[TargetEvidence]:
    """What is known of each target on the cells given: leave out negated terms before.

    The prior of a target is the click-weighted mean of its terms' priors; its strength is fitted on targets. The clicks of a
    target of a single term are counted with those of the same term elsewhere (`adopt.estimate.own_term`). The rate that
    they then tell is moved to the search terms that it finds of late (`adopt.estimate.mix`). How near its clicks' cost comes to its
    bid tells of its rivals (`adopt.estimate.rivalry`).

    Args:
        cells: joined sums per target and term, of the terms that stay.
        terms: evidence of all terms.
        entities: one row per target: bid, bid_multiplier, age_days, known_days, budget, state, as from `target_entities`.
        margins, days, settings: as in `term_evidence`.
    """
    placed = _placed(cells, terms)
    sums = with_floats(sum_by(cells, TARGET))
    means = _means(placed, settings)
    frame = sums.join(means, on=TARGET, nulls_equal=True, maintain_order="left")
    frame = with_group_money(frame, cells, settings.estimate)
    frame = with_value(frame, margins, settings).with_columns(days=pl.lit(days, pl.Int64))
    lent = own_term(frame, placed, terms.lendings, TARGET)
    frame = frame.with_columns(lent=pl.Series(lent.clicks))
    scatter = betas(*_target_strengths(frame, terms.prior, settings))
    frame = with_posterior(frame, scatter, lent, at_break_even=False)
    frame = moved(frame, pl.col("mix"))
    frame = frame.join(entities, on=TARGET, how="left", nulls_equal=True, maintain_order="left")
    frame = frame.with_columns(rivalry=rivalry())
    return TargetEvidence.validate(frame.select(TargetEvidence.column_names()))


def _placed(cells: pl.DataFrame, terms: Terms) -> pl.DataFrame:
    """The clicks of each term of a target, with the term's rate (``term_cvr``) and prior."""
    worth = terms.evidence.select(*UNIT, "prior_cvr", term_cvr="cvr")
    # Sums of fractions depend on their order, and one key sorts a target's terms as well as all nine.
    counted = cells.select(*TARGET, "search_term", *_COUNTED).sort("search_term", maintain_order=True)
    return counted.join(worth, on=UNIT, nulls_equal=True, maintain_order="left")


def _means(placed: pl.DataFrame, settings: Settings) -> pl.DataFrame:
    """The click-weighted mean of the priors of each target's terms, and ``mix``: what those of late are worth."""
    weight = pl.col("effective_ppm") + 1
    mean = (pl.col("prior_cvr") * weight).sum() / weight.sum()
    of_late = mix(settings.estimate.mix_clicks).alias("mix")
    return placed.group_by(TARGET, maintain_order=True).agg(mean.alias("prior_cvr"), of_late)


def _target_strengths(frame: pl.DataFrame, prior: Prior, settings: Settings) -> Strengths:
    orders = frame["orders"].to_numpy().astype(float)
    if orders.sum() < settings.estimate.min_orders:
        return prior.strengths
    mean = np.clip(frame["prior_cvr"].to_numpy(), 1e-4, 1 - 1e-4)
    own = settings.estimate
    clicks = frame["effective_clicks"].to_numpy()
    return fit_strengths(mean, clicks, orders, own.target_strength, own.target_strength_spread)
