"""All changes against what would have been: an outcome for each, with draws that add up to plans and totals."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

import dataframely as dy
import numpy as np
import polars as pl

from adopt.estimate.outcome import targets as of
from adopt.estimate.outcome import terms
from adopt.estimate.outcome.attribution import Window, windows
from adopt.estimate.outcome.days import ALL_SUMS, TARGET, TERM, compared
from adopt.estimate.outcome.draws import REPEATS, add_up, curse, group_weights
from adopt.estimate.outcome.effect import effects
from adopt.estimate.outcome.outcomes import outcomes
from adopt.estimate.outcome.surprise import surprise
from adopt.schema.outcome import Applied, Outcome

HERE, ELSEWHERE, BIDS, BESIDE = 1, 2, 3, 4
"""Kinds of entities: a term in an ad group, a term in all other places; a target, its terms at all other targets."""


class Judged(NamedTuple):
    """What came of changes.

    Attributes:
        outcomes: a row for each applied action, by plan and key.
        draws: profit that each brought: a line for each repeat, a column for each row; NaN where it can't be told.
        units: the entities behind them: number (row of ``outcomes``), kind, entity's names, the days that count, what
            came on them and what was expected.
        surprise: from `adopt.estimate.outcome.surprise.surprise`: how changed terms sold since, against the plans' rates.
    """

    outcomes: dy.DataFrame[Outcome]
    draws: np.ndarray
    units: pl.DataFrame
    surprise: np.ndarray


class _Kind(NamedTuple):
    """Entities of one kind: their changes, the days of all of them, what was left alone between at days.

    ``shared``: the days with the terms that count for changes of their own, where these are left out of ``days``.
    """

    number: int
    entity: list[str]
    courses: pl.DataFrame
    days: pl.DataFrame
    alone: pl.DataFrame
    surprise: np.ndarray
    shared: pl.DataFrame | None = None


def judged(applied: dy.DataFrame[Applied], days: pl.DataFrame) -> Judged:
    """What came of each action. Formulas and sources: docs/outcome.md.

    Args:
        applied: of all plans of an account.
        days: of the account, from `adopt.estimate.outcome.days.ripe_days`.
    """
    changes = applied.sort("plan", "key").with_row_index("number")
    learnt = surprise(changes, days)
    told = list(_told(changes, days, learnt)) if days.height and changes.height else []
    draws = np.zeros((REPEATS, changes.height))
    for units, profit in told:
        add_up(draws, profit, units["number"].to_numpy())
    every = pl.concat([units for units, _ in told], how="diagonal") if told else pl.DataFrame()
    last = days["day"].max()
    return Judged(
        outcomes(changes, every, draws, last if isinstance(last, date) else None), draws, every, learnt
    )


def _told(
    changes: pl.DataFrame, days: pl.DataFrame, learnt: np.ndarray
) -> Iterator[tuple[pl.DataFrame, np.ndarray]]:
    """Units of each kind and common windows, and draws of the profit that each change of them brought."""
    weights, known = group_weights(days), days["day"].unique()
    for kind in _kinds(changes, days, learnt):
        for at, own in windows(kind.courses):
            units = _units(own, at, kind, changes)
            if units.height:
                names = [day.toordinal() for day in at]
                came = effects(
                    units, compared(kind.alone, kind.entity, at), weights, kind.surprise, kind.number, *names
                )
                expected = {"clicks": came.clicks, "spend": came.spend, "orders": came.orders}
                yield (
                    units.with_columns(
                        pl.lit(int(known.is_between(*at.after).sum())).alias("counted"),
                        *(
                            pl.Series(f"{name}_expected", drawn.mean(axis=0))
                            for name, drawn in expected.items()
                        ),
                    ),
                    np.where(units["others"].to_numpy(), np.nan, came.profit),
                )


def _kinds(changes: pl.DataFrame, days: pl.DataFrame, learnt: np.ndarray) -> Iterator[_Kind]:
    last = days["day"].max()
    assert isinstance(last, date)
    parts = terms.term_parts(changes, days)
    here, there = terms.term_courses(parts, last)
    # A changed term counts for its own change, wherever it is: targets are judged on the other terms.
    free, bids = terms.left_alone(days, parts), of.target_parts(changes, days)
    courses, apart = of.target_courses(bids, last), of.apart(free, bids)
    believed = np.ones(REPEATS)
    yield _Kind(HERE, TERM, here, days, free, learnt)
    yield _Kind(ELSEWHERE, TERM, there, terms.elsewhere(days, parts), free, learnt)
    yield _Kind(BIDS, TARGET, courses, of.by_target(free), apart, believed, of.by_target(days))
    beside = courses.with_columns(standing=pl.lit(0.0))
    yield _Kind(BESIDE, TARGET, beside, of.beside(free, bids), apart, believed)


def _units(own: pl.DataFrame, at: Window, kind: _Kind, changes: pl.DataFrame) -> pl.DataFrame:
    """The entities with their sums before and after, and what the plan knew of them; nothing elsewhere is no unit."""
    seen = kind.days.filter(pl.col("day").is_between(*at.after), pl.col("clicks") > 0)
    sums = compared(kind.days, kind.entity, at)
    known = own.join(sums, on=kind.entity, how="left", maintain_order="left")
    known = known.with_columns(pl.col(ALL_SUMS).fill_null(0.0)).join(
        seen.group_by(kind.entity).agg(last_seen=pl.col("day").max()),
        on=kind.entity,
        how="left",
        maintain_order="left",
    )
    clicked = (pl.col("clicks") > 0) | (pl.col("clicks_after") > 0)
    if kind.number in {ELSEWHERE, BESIDE}:
        known = known.filter(clicked)
    known = _without_others(known, at, kind, clicked)
    about = changes.select("number", "alpha", "beta", "worth", "code", curse=pl.Series(curse(changes)))
    fresh = pl.col("code").str.starts_with("U") & pl.lit(kind.number == HERE)
    named = known.join(about, on="number", how="left", maintain_order="left")
    if kind.number == BESIDE:
        named = of.with_own_rate(named)
    return named.with_columns(
        kind=pl.lit(kind.number), fresh=fresh, marginal=pl.lit(kind.number in {BIDS, BESIDE})
    ).sort(*kind.entity, "number")


def _without_others(known: pl.DataFrame, at: Window, kind: _Kind, clicked: pl.Expr) -> pl.DataFrame:
    """With ``others``: all clicks of a target were of terms that count for other changes, so that its own can't be told.

    Such targets of a change of their whole campaign are left out: the others tell of it.
    """
    if kind.shared is None:
        return known.with_columns(others=pl.lit(value=False))
    seen = compared(kind.shared, kind.entity, at).filter(clicked).select(kind.entity)
    there = known.join(seen.with_columns(there=True), on=kind.entity, how="left", maintain_order="left")
    told = there.with_columns(others=pl.col("there").fill_null(value=False) & ~clicked).drop("there")
    return told.filter(~pl.col("others") | (pl.col("rank") == 0))
