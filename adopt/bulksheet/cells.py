"""Cells that are needed, should be blank, or are no values at all."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from adopt.bulksheet.fault import YES, fault, of_file
from adopt.bulksheet.sheet import Against, Sheet, raw, sheet_columns
from adopt.words import bulksheet

_AUDIENCE = ("audience_id", "shopper_cohort_percentage", "shopper_cohort_type")


def is_audience() -> pl.Expr:
    """Whether a bid adjustment is for an audience: a row of the same entity without a placement."""
    filled = pl.any_horizontal(pl.col(name).is_not_null() for name in _AUDIENCE)
    return (pl.col("entity") == "Bidding Adjustment") & pl.col("placement").is_null() & filled


def cell_faults(sheet: Sheet, rows: pl.DataFrame, against: Against) -> Iterator[pl.DataFrame]:
    """Entities with operations they don't take, and blank or filled cells that shouldn't be.

    Args:
        sheet: whose columns may be absent.
        rows: its rows in Amazon's words.
        against: whose sheet it is.
    """
    yield from _operations(rows, own=against.own)
    yield fault(rows, is_audience(), "entity", "placement_of_audience")
    placed = rows.filter(~is_audience())
    needed = _pairs("own_required" if against.own else "required")
    unsure = {} if against.own else _pairs("disputed")
    blank = [_pairs(table) for table in (("blank", "own_blank") if against.own else ("blank",))]
    for column in sheet_columns():
        wanting = pl.lit(column in bulksheet()["always"]) | _kind().is_in(needed.get(column, []))
        yield from _needed(sheet, placed, column, wanting, "missing")
        disputed = _kind().is_in(unsure.get(column, []))
        yield from _needed(sheet, placed, column, disputed, "disputed")
        barred = [kind for pairs in blank for kind in pairs.get(column, [])]
        yield fault(rows, pl.col(column).is_not_null() & _kind().is_in(barred), column, "not_blank")
        if column not in bulksheet()["ids"]:  # an ID that begins so is mangled
            yield fault(rows, pl.col(raw(column)).str.starts_with("="), column, "formula")
        padded = pl.col(raw(column)).str.contains(r"^\s|\s$") & ~pl.lit(column in _SPACED)
        yield fault(rows, padded, column, "padded")


_SPACED = ("keyword_text", "campaign_name", "ad_group_name", "sku")
"""Columns with a rule of their own for spaces, or where they may be meant."""


def _needed(
    sheet: Sheet, rows: pl.DataFrame, column: str, wanting: pl.Expr, rule: str
) -> Iterator[pl.DataFrame]:
    lacking = rows.filter(pl.col(column).is_null() & wanting)
    if column not in sheet.absent:
        yield fault(lacking, YES, column, rule)
    elif lacking.height and rule == "missing":
        yield of_file(column, "missing_column")
    elif lacking.height:
        yield of_file(column, rule)


def _operations(rows: pl.DataFrame, *, own: bool) -> Iterator[pl.DataFrame]:
    """Only pairs of entity and operation that Amazon's tables have; of adopt's own sheets, only what adopt writes."""
    yield fault(
        rows, pl.col("entity").is_in(bulksheet()["unsupported"]), "entity", "campaign_negative_product"
    )
    tables = bulksheet()["required"]
    takes = {entity: ", ".join(operations) for entity, operations in tables.items()}
    pairs = [f"{entity}/{operation}" for entity, by in tables.items() for operation in by]
    known = pl.col("operation").is_in(bulksheet()["tokens"]["operation"])
    wrong = known & pl.col("entity").is_in(list(takes)) & ~_kind().is_in(pairs)
    detail = pl.col("entity").replace_strict(takes, default=None, return_dtype=pl.String)
    yield fault(rows, wrong, "operation", "operation", detail)
    if own:
        ours = [
            f"{entity}/{operation}" for entity, by in bulksheet()["own_required"].items() for operation in by
        ]
        yield fault(rows, ~_kind().is_in(ours), "entity", "token")


def _kind() -> pl.Expr:
    return pl.concat_str("entity", pl.lit("/"), "operation", ignore_nulls=True)


def _pairs(table: str) -> dict[str, list[str]]:
    """Our column -> ``entity/operation`` of each row that a table names it for."""
    found: dict[str, list[str]] = {}
    for entity, by in bulksheet()[table].items():
        for operation, names in by.items():
            for name in names:
                found.setdefault(name, []).append(f"{entity}/{operation}")
    return found
