"""What the evidence of each search term alone says of it: that it loses, and whether that is known well enough."""

from __future__ import annotations

import numpy as np
import polars as pl

from adopt.decide.certificate import proved
from adopt.decide.keep import earned
from adopt.decide.waiting import value_of_waiting, value_of_waiting_later
from adopt.estimate.threads import by_pieces
from adopt.settings import Settings

WAITING = ("thin_evidence", "worth_waiting", "promise_spent")
"""Reasons that ask for further clicks; by all others something forbids the change, and no click would allow it."""


def losing_terms(terms: pl.DataFrame, settings: Settings) -> pl.DataFrame:
    """Terms with clicks that are expected to lose money, with the value of waiting."""
    order = pl.col("order_value") * pl.col("margin")
    loses = pl.col("cvr") * pl.col("order_value") * pl.col("margin") < pl.col("cpc")
    losing = terms.filter((pl.col("clicks") > 0) & loses & (order > 0))
    return losing.with_columns(waiting=waiting_value(losing, settings))


def waiting_value(rows: pl.DataFrame, settings: Settings) -> pl.Series:
    """What waiting for more clicks of each row is worth (currency): now, or after further ones without an order.

    With these a term must not come to look better.

    Args:
        rows: `TermEvidence` columns.
        settings: of the run.
    """
    per_click = settings.negate.horizon_days / (pl.col("days") + 5)
    size = pl.col("alpha") + pl.col("beta")
    # Where rates are of two kinds, the Beta with the right chance may be worth a click or none: one order would then mean the world.
    known = pl.max_horizontal(size, "effective_clicks") / size
    facts = rows.select(
        pl.col("alpha") * known,
        pl.col("beta") * known,
        "cpc",
        per_click=per_click,
        future=(pl.col("clicks") + 0.5) * per_click,
        worth=pl.col("order_value") * pl.col("margin"),
    )
    names = ("alpha", "beta", "worth", "cpc", "future", "per_click")
    return pl.Series(by_pieces(_waiting, *(facts[name].to_numpy() for name in names)), dtype=pl.Float64)


def _waiting(*facts: np.ndarray) -> np.ndarray:
    return np.asarray(np.maximum(value_of_waiting(*facts[:5]), value_of_waiting_later(*facts)))


def verdicts(rows: pl.DataFrame, settings: Settings) -> pl.Series:
    """What the evidence of each row alone says: a reason of `negations`, ``loses_money`` to negate; null where it earns.

    Args:
        rows: `TermEvidence` columns, and p_limit: how doubtful the run's promise lets a negated term be.
        settings: of the run.
    """
    losing = losing_terms(rows.with_row_index("at"), settings)
    thin, worth_waiting = undecided(settings)
    reason = (
        pl.when(thin)
        .then(pl.lit("thin_evidence"))
        .when(worth_waiting)
        .then(pl.lit("worth_waiting"))
        .when(earned())
        .then(pl.lit("has_earned"))
        .when(pl.col("p_profitable") > pl.col("p_limit"))
        .then(pl.lit("promise_spent"))
        .otherwise(pl.lit("loses_money"))
    )
    every = rows.with_row_index("at").select("at")
    told = every.join(losing.select("at", verdict=reason), on="at", how="left", maintain_order="left")
    return told["verdict"]


def surely_losing(rows: pl.DataFrame) -> pl.Series:
    """Whether the clicks of each row alone prove that it loses: `TermEvidence` columns."""
    return pl.Series(
        by_pieces(
            proved, *(rows[name].to_numpy() for name in ("effective_clicks", "orders", "break_even_cvr"))
        ),
        dtype=pl.Boolean,
    )


def undecided(settings: Settings) -> tuple[pl.Expr, pl.Expr]:
    """Too few clicks to judge; and worth the price of more clicks."""
    return pl.col("clicks") < settings.negate.min_clicks, pl.col("waiting") > 0
