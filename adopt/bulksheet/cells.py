"""Cells that are needed, should be blank, or are no values at all."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import polars as pl

from adopt.bulksheet.fault import Rule, broken_of, fault, of_file
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
    for rule in broken_of(rows, _too_much(own=against.own)):
        yield fault(rows, *rule)
    placed = rows.filter(~is_audience())
    for rule in broken_of(placed, _too_little(own=against.own)):
        yield _lacked(sheet, placed, rule)


_SPACED = ("keyword_text", "campaign_name", "ad_group_name", "sku")
"""Columns with a rule of their own for spaces, or where they may be meant."""


@cache
def _too_much(*, own: bool) -> list[Rule]:
    return [*_unwanted(own=own), *_unclean()]


@cache
def _too_little(*, own: bool) -> list[Rule]:
    return list(_lacking(own=own))


def _unwanted(*, own: bool) -> Iterator[Rule]:
    """Filled cells that should be blank."""
    blank = [_pairs(table) for table in (("blank", "own_blank") if own else ("blank",))]
    for column in sheet_columns():
        barred = [kind for pairs in blank for kind in pairs.get(column, [])]
        yield Rule(pl.col(column).is_not_null() & _kind().is_in(barred), column, "not_blank")


def _unclean() -> Iterator[Rule]:
    """Cells that are no values."""
    for column in sheet_columns():
        if column not in bulksheet()["ids"]:  # an ID that begins so is mangled
            yield Rule(pl.col(raw(column)).str.starts_with("="), column, "formula")
        if column not in _SPACED:
            yield Rule(pl.col(raw(column)).str.contains(r"^\s|\s$"), column, "padded")


def _lacking(*, own: bool) -> Iterator[Rule]:
    """Blank cells that should be filled."""
    needed = _pairs("own_required" if own else "required")
    unsure = {} if own else _pairs("disputed")
    for column in sheet_columns():
        wanting = pl.lit(column in bulksheet()["always"]) | _kind().is_in(needed.get(column, []))
        yield Rule(pl.col(column).is_null() & wanting, column, "missing")
        disputed = _kind().is_in(unsure.get(column, []))
        yield Rule(pl.col(column).is_null() & disputed, column, "disputed")


def _lacked(sheet: Sheet, rows: pl.DataFrame, rule: Rule) -> pl.DataFrame:
    if rule.column not in sheet.absent:
        return fault(rows, *rule)
    return of_file(rule.column, "missing_column" if rule.code == "missing" else rule.code)


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
