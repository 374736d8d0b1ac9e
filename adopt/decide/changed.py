"""Evidence as it would be with a little more of it: further orders, clicks without one, another margin, another CPC."""

from __future__ import annotations

import numpy as np
import polars as pl

from adopt.estimate.above import chance_above


def with_more(rows: pl.DataFrame, orders: pl.Series, clicks: pl.Series) -> pl.DataFrame:
    """The rows after further orders (each by a further click) and further clicks without an order.

    The posterior is updated as by any click (Beta(alpha + orders, beta + clicks)). What a click costs and an order
    brings stay as they are expected now.

    Args:
        rows: alpha, beta, clicks, effective_clicks, orders, spend, sales, cpc, order_value, cvr, break_even_cvr and p_profitable, as in
            `TermEvidence`.
        orders, clicks: one number per row.
    """
    more = rows.with_columns(
        alpha=pl.col("alpha") + orders,
        beta=pl.col("beta") + clicks,
        orders=pl.col("orders") + orders,
        clicks=pl.col("clicks") + orders + clicks,
        effective_clicks=pl.col("effective_clicks") + orders + clicks,
        spend=pl.col("spend") + (orders + clicks) * pl.col("cpc"),
        sales=pl.col("sales") + orders * pl.col("order_value"),
    )
    return _judged(more.with_columns(cvr=pl.col("alpha") / (pl.col("alpha") + pl.col("beta"))))


def at_margin(rows: pl.DataFrame, margin: pl.Series) -> pl.DataFrame:
    """The rows if this share of an order's value were left for ads; columns as in `with_more`, and margin."""
    return _judged(
        rows.with_columns(margin=margin, break_even_cvr=pl.col("break_even_cvr") * pl.col("margin") / margin)
    )


def at_cpc(rows: pl.DataFrame, cpc: pl.Series) -> pl.DataFrame:
    """The rows if a click cost this much (currency); columns as in `with_more`, and cpc."""
    return _judged(
        rows.with_columns(
            cpc=cpc,
            spend=pl.col("spend") * cpc / pl.col("cpc"),
            break_even_cvr=cpc / (pl.col("order_value") * pl.col("margin")),
        )
    )


def _judged(rows: pl.DataFrame) -> pl.DataFrame:
    alpha, beta, needed = (rows[name].to_numpy() for name in ("alpha", "beta", "break_even_cvr"))
    above = chance_above(alpha, beta, np.nan_to_num(needed, posinf=1))
    return rows.with_columns(p_profitable=pl.Series(above, dtype=pl.Float64))
