"""A broken rule of a sheet, as a row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import polars as pl

from adopt.bulksheet.sheet import ROW, raw

FAULTS = {"row": pl.UInt32, "column": pl.String, "rule": pl.String, "value": pl.String, "detail": pl.String}
"""Row of the sheet (1-based; 1 for what concerns the file), column, code of the rule, the cell, the fault's own words."""

NONE = pl.DataFrame(schema=FAULTS)
"""No fault."""

YES = pl.col(ROW).is_not_null()
"""Every row. Polars fails to filter what comes of a large join by a literal."""


class Rule(NamedTuple):
    """A rule of one column: where it is broken (null counts as not), our name of the column, and its code."""

    broken: pl.Expr
    column: str
    code: str


def broken_of(rows: pl.DataFrame, rules: Sequence[Rule]) -> Iterator[Rule]:
    """Those of the rules that some row breaks; all are looked at in one pass, for nearly every one is kept on nearly every sheet."""
    some = rows.select(rule.broken.any().alias(str(place)) for place, rule in enumerate(rules)).row(0)
    yield from (rule for rule, found in zip(rules, some, strict=True) if found)


def fault(
    rows: pl.DataFrame,
    broken: pl.Expr,
    column: str,
    rule: str | pl.Expr,
    detail: str | pl.Expr | None = None,
) -> pl.DataFrame:
    """Rows where ``broken``, as faults of ``column``, with the columns of `FAULTS`.

    Args:
        rows: of a sheet, with sheet_row.
        broken: null counts as not broken.
        column: our name of it.
        rule: the code of the rule, or an expression for it.
        detail: what is this fault's own: a limit, Amazon's spelling, another row.
    """
    # Most sheets have no rows of most kinds, and nearly no sheet has rows that break a rule.
    if rows.is_empty() or (found := rows.filter(broken.fill_null(value=False))).is_empty():
        return NONE
    written = raw(column) if raw(column) in rows.columns else column
    return found.select(
        row=pl.col(ROW).cast(pl.UInt32),
        column=pl.lit(column),
        rule=_text(rule),
        value=pl.col(written).cast(pl.String) if written in rows.columns else pl.lit(None, dtype=pl.String),
        detail=_text(detail),
    )


def of_file(
    column: str, rule: str, value: str | None = None, *, row: int = 1, detail: str | None = None
) -> pl.DataFrame:
    """One fault of the file itself, in its header's row unless another is named."""
    return pl.DataFrame([(row, column, rule, value, detail)], schema=FAULTS, orient="row")


def _text(value: str | pl.Expr | None) -> pl.Expr:
    return value.cast(pl.String) if isinstance(value, pl.Expr) else pl.lit(value, dtype=pl.String)
