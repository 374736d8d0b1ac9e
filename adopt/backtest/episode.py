"""One stretch of a backtest: what was decided on it by whom, what was foretold, and the rows that came."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import polars as pl

from adopt.backtest.surprise import with_guesses
from adopt.backtest.view import View
from adopt.lab.baselines import KEY
from adopt.schema import MICROS

_SUMS = ["clicks", "orders", "spend", "sales", "profit"]


class Episode(NamedTuple):
    """Decisions, and what came of the terms.

    Attributes:
        gone: by policy: `KEY`, and since, the first day without the term.
        came: rows that decisions couldn't know: `KEY`, day, week (from 0), clicks, orders, spend, sales and profit (currency;
            profit is margin x sales - spend).
        foretold: as from `with_outcome`, one row for each decision day and term; later clicks are counted once.
        long: likewise from the first decision day that knows the term, with all that came after it.
    """

    gone: Mapping[str, pl.DataFrame]
    came: pl.DataFrame
    foretold: pl.DataFrame
    long: pl.DataFrame


def outcomes(rows: pl.DataFrame, margins: pl.DataFrame, target_acos: float) -> pl.DataFrame:
    """Report rows as money: `KEY`, day, clicks, orders, spend, sales and profit, one line for each term and day."""
    worth = pl.col("sales") * pl.col("margin").fill_null(target_acos)
    return (
        rows.group_by(*KEY, day="first_day")
        .agg(
            pl.col("clicks", "orders").sum(),
            (pl.col("spend_micros").sum() / MICROS).alias("spend"),
            (pl.col("sales_micros").sum() / MICROS).alias("sales"),
        )
        .join(margins.select("campaign", "ad_group", "margin"), on=["campaign", "ad_group"], how="left")
        .with_columns(profit=worth - pl.col("spend"))
        .drop("margin")
        .sort(*KEY, "day")
    )


def with_outcome(view: View, came: pl.DataFrame) -> pl.DataFrame:
    """The evidence of a view, simpler guesses, and sums of what came: came_clicks, came_orders, came_spend, came_sales, came_profit.

    Terms without a later click are left out: they tell nothing.
    """
    later = came.group_by(KEY).agg(pl.col(_SUMS).sum().name.prefix("came_"))
    return (
        # An ad group whose rows have and lack IDs has its term twice; clicks must not count twice.
        with_guesses(view.terms, view.settings.estimate)
        .sort("clicks", "alpha", descending=True)
        .unique(KEY, keep="first", maintain_order=True)
        .join(later.filter(pl.col("came_clicks") > 0), on=KEY)
        .sort(KEY)
    )
