"""What the comparisons of single kinds of actions share."""

from __future__ import annotations

from typing import NamedTuple

import polars as pl

from adopt.estimate.text import plain
from adopt.schema import Bulk, Compared, Found, Kind, Stands

ARCHIVED = "archived"
NOT_THERE = "not_in_download"
_RESIDUE = 1e-6


class Part(NamedTuple):
    """Rows of `Compared` and of `Found` for one kind of actions."""

    rows: pl.DataFrame
    found: pl.DataFrame


def part(
    rows: pl.DataFrame, kind: Kind, stands: pl.Expr, why: pl.Expr, found: pl.DataFrame | None = None
) -> Part:
    """A part from rows with key, old, planned and now; ``found``: key, entity, entity_id, row."""
    made = rows.with_columns(kind=pl.lit(kind.value), stands=stands, why=why)
    names, none = Compared.column_names(), Found.create_empty()
    return Part(made.select(names), none if found is None else found.select(Found.column_names()))


def no_amounts() -> dict[str, pl.Expr]:
    """Old, planned and now of what has no amount."""
    return {name: pl.lit(None, pl.Float64) for name in ("old", "planned", "now")}


def same(one: pl.Expr, other: pl.Expr, digits: int) -> pl.Expr:
    """Whether two amounts are the same when written with so many decimals; Amazon's own carry residues of fractions."""
    return ((one - other).abs() <= 0.5 * 10.0**-digits + _RESIDUE).fill_null(value=False)


def product(text: pl.Expr) -> pl.Expr:
    """An expression of one product in the one form ``asin="b0..."``, whether it is given as such or as an ASIN alone."""
    asin = text.str.extract(r'^(?i)(?:asin=)?"?([A-Z0-9]{10})"?$')
    return plain(pl.when(asin.is_not_null()).then(pl.format('asin="{}"', asin)).otherwise(text))


def tells_all(bulk: Bulk) -> bool:
    """Whether a download holds what had no impressions: without that box ticked, what is new is missing from it."""
    return bulk.targets.is_empty() or bool((bulk.targets["impressions"] == 0).any())


def chosen(cases: list[tuple[pl.Expr, Stands, str | None]]) -> tuple[pl.Expr, pl.Expr]:
    """How rows stand and why: of the cases (which, stands, why) the first that holds; one holds always."""
    stands = pl.coalesce(pl.when(which).then(pl.lit(how.value)) for which, how, _ in cases)
    place = pl.coalesce(pl.when(which).then(pl.lit(at)) for at, (which, _, _) in enumerate(cases))
    why = place.replace_strict(
        {at: why for at, (_, _, why) in enumerate(cases)}, default=None, return_dtype=pl.String
    )
    return stands, why
