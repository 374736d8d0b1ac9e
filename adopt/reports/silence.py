"""Rows of the Ads API that say null where others say how much was sold: whether that means nothing."""

from __future__ import annotations

import polars as pl

from adopt.reports.columns import Columns


def with_zeros(columns: Columns, rows: pl.LazyFrame, window: int) -> tuple[pl.LazyFrame, int]:
    """Rows with 0 for orders and sales that are both null, if no row writes a 0 and some tell orders; and how many these are.

    Where zeros are written, null is something else, and where no row tells orders, none may have been asked for: such rows stay
    as they are. Where a row tells that it has no order, its sales are 0 in any case.

    Args:
        columns: of the report.
        rows: its rows.
        window: days within which its orders count.
    """
    orders, sales = (str(columns.header.cell(f"{name}_{window}")) for name in ("orders", "sales"))
    none, unsold = (_is_zero(name) for name in (orders, sales))
    silent = pl.col(orders).is_null() & pl.col(sales).is_null()
    told = rows.select(
        silent=silent.sum(),
        zeros=(none | (unsold & pl.col(orders).is_null())).any(),
        some=pl.col(orders).is_not_null().any(),
    ).collect()
    number, zeros, some = told.row(0)
    means_none = silent if some and not zeros else pl.lit(value=False)
    filled = rows.with_columns(
        pl.when(means_none).then(pl.lit("0")).otherwise(orders).alias(orders),
        pl.when(means_none | (none & pl.col(sales).is_null()))
        .then(pl.lit("0"))
        .otherwise(sales)
        .alias(sales),
    )
    return filled, number if some and not zeros else 0


def _is_zero(name: str) -> pl.Expr:
    return (pl.col(name).cast(pl.Float64, strict=False) == 0).fill_null(value=False)
