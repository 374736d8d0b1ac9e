"""W601: terms and targets that wait for clicks, and how many more would decide them.

A decision whose evidence is still too thin changes nothing. What it waits for is told exactly: the decision is asked
again, by its own rule, with ever more clicks without an order (`adopt.decide.flip`). Formulas: docs/decisions.md.
"""

from __future__ import annotations

import dataframely as dy
import polars as pl

from adopt.decide.flip import FLIPS, with_flips
from adopt.decide.losing import WAITING
from adopt.schema import Action, Consent
from adopt.settings import Settings
from adopt.words import Market


def with_watches(
    found: dy.DataFrame[Action], settings: Settings, market: Market | None, decimals: int
) -> dy.DataFrame[Action]:
    """The actions, in their order, those that wait for clicks as W601: which decision waits, and for how much.

    No row that only watches has a new bid.

    Args:
        found: every action of a run, N101, N102 and B301 that only watch among them.
        settings, market, decimals: as in `adopt.decide.flip.with_flips`.
    """
    rows = found.with_row_index("place")
    waits = (pl.col("consent") == Consent.WATCH.value) & pl.col("reason").is_in(WAITING)
    waiting = Action.cast(rows.filter(waits).select(Action.column_names()))
    told = _told(with_flips(waiting, settings, market, decimals, ("clicks",))).with_columns(
        place=rows.filter(waits)["place"]
    )
    held = pl.when(pl.col("consent") != Consent.WATCH.value).then("to_bid")
    every = (
        pl.concat([rows.filter(~waits), told.select(rows.columns)]).sort("place").with_columns(to_bid=held)
    )
    return Action.validate(every.select(Action.column_names()))


def _told(waiting: pl.DataFrame) -> pl.DataFrame:
    """Adds which decision waits, the clicks without an order or the orders that decide it, and the days they take."""
    exact = waiting.with_columns(
        waits_for=pl.col("code"),
        clicks_needed=pl.coalesce("flip_clicks", "clicks_needed"),
        orders_needed=_orders_needed(),
    )
    return exact.with_columns(
        code=pl.lit("W601"),
        detail=pl.lit(None, dtype=pl.String),
        key=pl.format("W601|{}", "key"),
        days_needed=(pl.col("clicks_needed") * pl.col("days") / pl.col("clicks")).ceil().cast(pl.Int64),
    ).drop(FLIPS)


def _orders_needed() -> pl.Expr:
    """Orders, each by a further click, from which on a term is expected to earn: (a + j) / (a + b + j) >= c*.

    Null for a bid, which waits for clicks of whatever outcome, and where not even an order with every click would pay.
    """
    needed, size = pl.col("break_even_cvr"), pl.col("alpha") + pl.col("beta")
    orders = ((needed * size - pl.col("alpha")) / (1 - needed)).ceil().clip(1)
    return pl.when(pl.col("code").str.starts_with("N") & (needed < 1)).then(orders).cast(pl.Int64)
