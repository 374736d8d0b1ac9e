"""A broken rule of an upload sheet, as a row."""

from __future__ import annotations

import polars as pl

from adopt.words import bulksheet

FAULTS = {"row": pl.UInt32, "column": pl.String, "rule": pl.String, "value": pl.String}


def fault(rows: pl.DataFrame, broken: pl.Expr, column: str, rule: str | pl.Expr) -> pl.DataFrame:
    """Rows where ``broken``, as faults of ``column``: row (1-based), Amazon's header, rule, value.

    Args:
        rows: of a sheet, with sheet_row.
        broken: null counts as not broken.
        column: our name of it.
        rule: the code of the rule, or an expression for it.
    """
    header = bulksheet()["columns"].get(column, column)
    code = pl.lit(rule) if isinstance(rule, str) else rule
    return rows.filter(broken.fill_null(value=False)).select(
        row=pl.col("sheet_row").cast(pl.UInt32), column=pl.lit(header), rule=code, value=pl.col(column)
    )
