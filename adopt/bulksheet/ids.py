"""IDs: real ones, texts that stand for them, and what a spreadsheet program left of them."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from adopt.bulksheet.fault import fault
from adopt.bulksheet.sheet import PARENTS
from adopt.words import bulksheet

NUMERIC = r"^[0-9]+$"
MANGLED = r'^(?:[0-9]+(?:[.,][0-9]*)?[eE]\+?[0-9]+|[0-9]+[.,][0-9]*|="?[^"]*"?|[0-9]{15}00+|[0-9]{3,}0{9,})$'
"""1.23E+14, 123456789012345.0, ="123", and numbers that end in many zeros: Excel keeps 15 digits, and shows six."""


def own_id() -> pl.Expr:
    """The cell with an entity's own ID."""
    pairs = bulksheet()["id"].items()
    return pl.coalesce(pl.when(pl.col("entity") == entity).then(name) for entity, name in pairs)


def is_new(column: str) -> pl.Expr:
    """Whether a cell holds a text that stands for an ID that Amazon will give."""
    return ~pl.col(column).str.contains(NUMERIC) & ~pl.col(column).str.contains(MANGLED)


def id_faults(rows: pl.DataFrame) -> Iterator[pl.DataFrame]:
    """IDs that are none, temporary ones of what exists, and real ones of what is created."""
    entity, creates = pl.col("entity"), pl.col("operation") == "Create"
    created = {name: parent for parent, name in bulksheet()["id"].items() if parent in PARENTS}
    for column in bulksheet()["ids"]:
        cell = pl.col(column)
        mangled = cell.str.contains(MANGLED)
        yield fault(rows, mangled, column, "mangled_id")
        numeric = cell.str.contains(NUMERIC)
        text_may_be = creates & pl.lit(column in created)
        yield fault(rows, ~numeric & ~mangled & ~text_may_be, column, "id")
        if column in created:
            yield fault(rows, creates & (entity == created[column]) & numeric, column, "temporary_id")
