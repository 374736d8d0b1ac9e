"""Rows in, good rows and rejected rows out, in one pass: each rejected row with its place and the reason."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

import dataframely as dy
import polars as pl

from adopt.reports.headers import tokens
from adopt.reports.numbers import NO_NUMBER
from adopt.reports.raw import EDGES, OVERFLOW, ROW
from adopt.schema import Rejected, rejected_frame

_BLANK = ("", " ")
_NO_NUMBER = (*_BLANK, *NO_NUMBER, *map(str.upper, NO_NUMBER))

_READ = "="  # ours + "=": the value that was read, before a blank cell has its default
_FLAG = "?"  # ours + "?": an optional cell that is filled and can't be read


class Field(NamedTuple):
    """One column of ours and how it comes from the sheet.

    Attributes:
        name: ours.
        source: the frame's column, None where the report hasn't got it.
        header: Amazon's name, for messages.
        value: what becomes of the cell; null where it can't be read.
        reason: why a filled cell can't be read: not_a_number, not_a_date, unknown_match_type, mangled_id, ...
        optional: a blank cell is fine.
        default: what a blank cell means then.
        signed: a number below zero is fine.
    """

    name: str
    source: str | None
    header: str
    value: pl.Expr
    reason: str = "missing"
    optional: bool = False
    default: int | str | None = None
    signed: bool = False


class Sifted(NamedTuple):
    """What became of the rows.

    Attributes:
        good: the good ones, in the file's order.
        rejected: the others, with the reason.
        sums: number of rows of sums that were left out.
        faulty: the rejected ones as `good` would have them, null where a cell can't be read.
    """

    good: pl.DataFrame
    rejected: dy.DataFrame[Rejected]
    sums: int
    faulty: pl.DataFrame

    def faulty_days(self, name: str) -> tuple[date | None, ...]:
        """The day of each rejected row, in order; None where it can't be read."""
        return tuple(self.faulty[name].sort())


def sift(
    rows: pl.LazyFrame,
    fields: Sequence[Field],
    *,
    file: str,
    sheet: str | None,
    extra: Sequence[pl.Expr] = (),
) -> Sifted:
    """Convert all fields and tell good rows from bad ones.

    Args:
        rows: text cells with `ROW`.
        fields: the columns wanted.
        file: name of the file, for the rejected rows.
        sheet: its sheet, None for text files.
        extra: more columns to carry along, unchecked.

    Returns:
        Good rows (``row``, the fields, the extras) and the others. Blank rows vanish; rows of sums are counted.
    """
    there = [field for field in fields if field.source is not None]
    overflow = [pl.col(OVERFLOW)] if OVERFLOW in rows.collect_schema().names() else []
    parts = [part for field in fields for part in _parts(field)]
    read = rows.with_columns(field.value.alias(field.name + _READ) for field in fields)
    frame = read.select(ROW, *parts, *extra, *overflow).collect()
    names = [ROW, *(field.name for field in fields), *(item.meta.output_name() for item in extra)]
    good = frame.select(names)
    if not frame.select(pl.any_horizontal(_suspicions(frame, there, overflow))).item():
        return Sifted(good, rejected_frame(), 0, good.clear())
    problems = [_problem(field, frame.schema[field.name]) for field in there]
    if overflow:
        problems.append(pl.col(OVERFLOW).is_not_null())
    bad = frame.select(pl.any_horizontal(problems)).to_series()
    first = pl.coalesce([pl.when(problem).then(place) for place, problem in enumerate(problems)])
    faults = frame.filter(bad).select(ROW, first.alias("fault"))
    rejected, sums = _explain(rows, faults, there, frame, file, sheet)
    faulty = good.filter(pl.col(ROW).is_in(rejected["row"].implode()))
    return Sifted(good.filter(~bad), rejected, sums, faulty)


def _parts(field: Field) -> list[pl.Expr]:
    """What a field's value, already read, comes to; and whether a cell of its column is filled and can't be read."""
    value = pl.col(field.name + _READ)
    filled = (value if field.default is None else value.fill_null(field.default)).alias(field.name)
    if not _may_be_wrong(field):
        return [filled]
    blank = _NO_NUMBER if field.reason == "not_a_number" else _BLANK
    cell = pl.col(field.source or "")
    wrong = pl.when(value.is_null()).then(~cell.is_in(blank)).fill_null(value=False)
    return [filled, wrong.alias(field.name + _FLAG)]


def _may_be_wrong(field: Field) -> bool:
    """Whether a filled cell of an optional column can fail: a text can't."""
    return field.optional and field.source is not None and field.reason != "missing"


def _suspicions(frame: pl.DataFrame, fields: Sequence[Field], overflow: Sequence[pl.Expr]) -> list[pl.Expr]:
    """Whether any row may be bad, told from aggregates: most files have none, and this is much cheaper."""
    parts = [column.is_not_null().any() for column in overflow]
    for field in fields:
        value = pl.col(field.name)
        if not field.optional:
            parts.append(value.has_nulls())
        elif _may_be_wrong(field):
            parts.append(pl.col(field.name + _FLAG).any())
        if frame.schema[field.name].is_numeric() and not field.signed:
            parts.append((value.min() < 0).fill_null(value=False))
    return parts or [pl.lit(value=False)]


def _problem(field: Field, dtype: pl.DataType) -> pl.Expr:
    wrong = pl.col(field.name).is_null()
    if field.optional:
        wrong = pl.col(field.name + _FLAG) if _may_be_wrong(field) else pl.lit(value=False)
    if dtype.is_numeric() and not field.signed:
        wrong = wrong | (pl.col(field.name) < 0).fill_null(value=False)
    return wrong


def _explain(
    rows: pl.LazyFrame,
    faults: pl.DataFrame,
    there: Sequence[Field],
    frame: pl.DataFrame,
    file: str,
    sheet: str | None,
) -> tuple[dy.DataFrame[Rejected], int]:
    """The bad rows with their cells, without blank rows and rows of sums."""
    cells = rows.filter(pl.col(ROW).is_in(faults[ROW].implode())).collect()
    filled = [pl.col(name).str.strip_chars().fill_null("") != "" for name in cells.columns if name != ROW]
    cells = cells.filter(pl.any_horizontal(filled)).join(faults, on=ROW, maintain_order="left")
    is_sum = open_with_sum(cells.drop("fault"))
    real = cells.filter(~is_sum)
    parts = [_fault(real, place, field, frame) for place, field in enumerate(there)]
    parts.append(_overflow(real, len(there)))
    table = pl.concat(parts).sort(ROW)
    table = table.select(
        pl.lit(file).alias("file"),
        pl.lit(sheet, dtype=pl.String).alias("sheet"),
        ROW,
        "column",
        "value",
        "reason",
    )
    return Rejected.validate(table), int(is_sum.sum())


def open_with_sum(cells: pl.DataFrame) -> pl.Series:
    """Of each row of text cells, whether its first filled one is "Total" or the like, in any language."""
    opening = pl.coalesce([_filled(pl.col(name)) for name in cells.columns if name != ROW])
    return cells.select(_folded(opening).is_in(list(tokens("totals"))).fill_null(value=False)).to_series()


def _fault(cells: pl.DataFrame, place: int, field: Field, frame: pl.DataFrame) -> pl.DataFrame:
    mine = cells.filter(pl.col("fault") == place)
    value = pl.col(str(field.source))
    read = mine.join(frame.select(ROW, pl.col(field.name).alias("read")), on=ROW, maintain_order="left")
    unsigned = frame.schema[field.name].is_numeric() and not field.signed
    negative = pl.col("read") < 0 if unsigned else pl.lit(value=False)
    reason = (
        pl.when(_filled(value).is_null())
        .then(pl.lit("missing"))
        .when(negative.fill_null(value=False))
        .then(pl.lit("negative"))
        .otherwise(pl.lit(field.reason))
    )
    shown = pl.when(_filled(value).is_not_null()).then(value)
    return read.select(
        ROW, pl.lit(field.header).alias("column"), shown.alias("value"), reason.alias("reason")
    )


def _overflow(cells: pl.DataFrame, place: int) -> pl.DataFrame:
    mine = cells.filter(pl.col("fault") == place)
    value = pl.col(OVERFLOW) if OVERFLOW in cells.columns else pl.lit(None, dtype=pl.String)
    return mine.select(
        ROW, pl.lit("").alias("column"), value.alias("value"), pl.lit("too_many_cells").alias("reason")
    )


def _filled(text: pl.Expr) -> pl.Expr:
    stripped = text.str.strip_chars(EDGES)
    return pl.when(stripped != "").then(stripped)


def _folded(text: pl.Expr) -> pl.Expr:
    return text.str.to_lowercase().str.replace_all("ß", "ss").str.replace_all(r"[^\p{L}\p{N}]", "")


def text(source: str) -> pl.Expr:
    """A cell without spaces around it; null where nothing is left."""
    return _filled(pl.col(source))


def fold_cells(cells: pl.Expr) -> pl.Expr:
    """Cells as `fold` leaves names; one without letters and digits ("-") stands for itself."""
    stripped = _filled(cells)
    folded = _folded(stripped.str.normalize("NFKC"))
    return pl.when(folded == "").then(stripped).otherwise(folded)
