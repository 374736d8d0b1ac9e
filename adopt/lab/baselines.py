"""Today's negation rules, re-implemented from their published formulas, as opponents for adopt.

Each rule takes a frame with one row per campaign, ad group and search term (`term_sums`) and returns the `KEY`
columns of the rows that it negates, sorted.
"""

from __future__ import annotations

import polars as pl

from adopt.schema import MICROS

KEY = ["campaign", "ad_group", "search_term"]

_B1_CLICKS = 10
_B3_CLICKS = 10
_B3_ORDERS_MISSED = 1.5
_B3_CVR = (0.01, 0.20)
_B9_CLICKS = 10


def term_sums(rows: pl.DataFrame) -> pl.DataFrame:
    """Report rows summed per campaign, ad group and search term: clicks, orders, spend, sales (currency), exact.

    ``exact`` tells whether any row came through an exact keyword.
    """
    return (
        rows.group_by(KEY)
        .agg(
            pl.col("clicks", "orders").sum(),
            (pl.col("spend_micros").sum() / MICROS).alias("spend"),
            (pl.col("sales_micros").sum() / MICROS).alias("sales"),
            (pl.col("match_type") == "exact").any().alias("exact"),
        )
        .sort(KEY)
    )


def b1_published(terms: pl.DataFrame, target_acos: float) -> pl.DataFrame:
    """B1, ppcopt: no order, and 10 clicks or a spend of 2 x target ACoS x sales per click.

    The second limit compares total spend with twice the affordable cost of one click, so it fires after about two
    clicks: a unit error, kept here as published.
    """
    return _b1(terms, 2 * target_acos * _mean(terms, "sales", "clicks"))


def b1_fixed(terms: pl.DataFrame, target_acos: float) -> pl.DataFrame:
    """B1 with its unit error mended: the spend limit is 2 x target ACoS x order value."""
    return _b1(terms, 2 * target_acos * _mean(terms, "sales", "orders"))


def b3_balanced(terms: pl.DataFrame) -> pl.DataFrame:
    """B3, SADDL 2.0 balanced: no sales after max(10, 1.5 / conversion rate) clicks, exact keywords left alone.

    The conversion rate is the account's, between 1 % and 20 %.
    """
    low, high = _B3_CVR
    cvr = min(max(_mean(terms, "orders", "clicks"), low), high)
    enough = pl.col("clicks") >= max(_B3_CLICKS, _B3_ORDERS_MISSED / cvr)
    return _negated(terms, ~pl.col("exact") & (pl.col("sales") == 0) & enough)


def b9_ten_clicks(terms: pl.DataFrame) -> pl.DataFrame:
    """B9: 10 clicks and no order."""
    return _negated(terms, (pl.col("orders") == 0) & (pl.col("clicks") >= _B9_CLICKS))


def _b1(terms: pl.DataFrame, spend_limit: float) -> pl.DataFrame:
    spent = (pl.col("clicks") > 0) & (pl.col("spend") >= spend_limit)
    return _negated(terms, (pl.col("orders") == 0) & ((pl.col("clicks") >= _B1_CLICKS) | spent))


def _mean(terms: pl.DataFrame, over: str, under: str) -> float:
    """Ratio of two sums; infinite where there is nothing to divide by, so that no limit on it is ever reached."""
    total = float(terms[under].sum())
    return float(terms[over].sum()) / total if total else float("inf")


def _negated(terms: pl.DataFrame, rule: pl.Expr) -> pl.DataFrame:
    return terms.filter(rule).select(KEY).sort(KEY)
