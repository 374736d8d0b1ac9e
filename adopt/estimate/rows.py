"""Report rows become sums: first per target and search term, then for whatever is decided upon."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import polars as pl

from adopt.estimate.maturity import PPM, effective_clicks_ppm
from adopt.estimate.text import plain
from adopt.schema import MICROS

NAMES = ["campaign", "ad_group", "targeting", "match_type", "search_term"]
IDS = ["campaign_id", "ad_group_id", "target_id"]
KEYS = [*IDS, *NAMES]
UNIT = ["campaign_id", "ad_group_id", "campaign", "ad_group", "search_term"]
"""What a negative of an ad group blocks: one of its search terms, whichever target brought it."""
SUMS = ["impressions", "clicks", "orders", "units", "spend_micros", "sales_micros", "effective_ppm"]
"""Whole numbers only: their sums are the same in whatever order rows arrive."""
CELL = [*SUMS, "newest_clicks"]
"""What the evidence table sums: newest_clicks are those of the newest days alone."""


def spelt_terms(name: str = "search_term") -> pl.Expr:
    """A column of terms in the one spelling of the evidence table: lower case, single plain spaces, accents as part of letters."""
    return plain(pl.col(name))


def aggregate(
    rows: pl.DataFrame | pl.LazyFrame,
    seen_on: date | pl.Expr,
    window_days: int,
    learned: Sequence[float] | None = None,
    newest: date | None = None,
) -> pl.DataFrame:
    """The evidence table: sums (``CELL``) per campaign, ad group, target and search term, sorted by these.

    Args:
        rows: `SearchTermRow` with days in every row.
        seen_on: the day on which rows were downloaded; decides how mature each day is.
        window_days: attribution window of the report.
        learned: maturity after 1, 2, 3, ... days, where the seller's own history tells it.
        newest: the first of the days whose clicks newest_clicks counts; None for all.
    """
    late = pl.lit(value=True) if newest is None else pl.col("last_day") >= newest
    sums = pl.col(CELL).sum()
    return (
        rows.lazy()
        .with_columns(
            effective_clicks_ppm(seen_on, window_days, learned),
            newest_clicks=pl.when(late).then("clicks").otherwise(0),
        )
        .group_by(KEYS)
        .agg(sums)
        # Folding the term after summing touches each distinct term once instead of every day's row.
        .with_columns(spelt_terms())
        .group_by(KEYS)
        .agg(sums)
        .collect(engine="streaming")
        # Several threads, which compare column by column, take three times as long in all.
        .sort(KEYS, nulls_last=True, multithreaded=False)
    )


def sum_by(cells: pl.DataFrame, keys: Sequence[str], *more: pl.Expr) -> pl.DataFrame:
    """Sums of the evidence table by ``keys``, sorted by them, with ``more`` aggregates beside them."""
    return (
        cells.group_by(keys, maintain_order=True).agg(pl.col(SUMS).sum(), *more).sort(keys, nulls_last=True)
    )


def with_floats(frame: pl.DataFrame) -> pl.DataFrame:
    """Replaces whole millionths by spend and sales (currency) and effective clicks."""
    return frame.with_columns(
        spend=pl.col("spend_micros") / MICROS,
        sales=pl.col("sales_micros") / MICROS,
        # More orders than clicks occur; the likelihood needs at least as many trials as successes.
        effective_clicks=pl.max_horizontal(pl.col("effective_ppm") / PPM, pl.col("orders")).cast(pl.Float64),
    ).drop("effective_ppm", "spend_micros", "sales_micros")


def fill_days(rows: pl.DataFrame, first_day: date, last_day: date) -> pl.DataFrame:
    """Rows of a source without dates take the days of its period."""
    return rows.with_columns(
        pl.col("first_day").fill_null(pl.lit(first_day)),
        pl.col("last_day").fill_null(pl.lit(last_day)),
    )


def without(cells: pl.DataFrame, negated: pl.DataFrame) -> pl.DataFrame:
    """The evidence table less the terms of ``negated`` (actions), each within its own ad group."""
    return cells.join(negated, on=UNIT, how="anti", nulls_equal=True, maintain_order="left")
