"""Columns of a layout -> fields by their types. Blanks stay blank: no sessions reported isn't no sessions."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import blake2b
from typing import NoReturn

import polars as pl

from adopt.reports.columns import Columns
from adopt.reports.dates import DateStyle, date_readings, day, settle_dates
from adopt.reports.moments import MomentStyle, Order, local, moment, settle_moments
from adopt.reports.numbers import Style, count, micros, number
from adopt.reports.raw import OVERFLOW, ROW
from adopt.reports.refusal import refuse
from adopt.reports.sieve import Field, text
from adopt.words.companions import Layout, LayoutColumn, cells
from adopt.words.places import place_code

_NUMBERS = ("count", "number", "money", "share", "percent", "bounded")
_DAYS = ("date", "month")
_MOMENTS = ("time", "local")
_MANGLED = r"^[0-9](?:\.[0-9]+)?[eE]\+[0-9]+$"
_MONTH_FIRST, _DAY_FIRST = ("%m/%d/%y", "%m/%d/%Y"), ("%d/%m/%y", "%d/%m/%Y")


@dataclass
class CompanionColumns(Columns):
    """Columns of a report beside the ads, read as its layout says."""

    layout: Layout = field(kw_only=True)

    @cached_property
    def rows(self) -> pl.LazyFrame:
        """The rows under the header; cells that say nothing ("--", "N/A") are null."""
        rows = Columns.rows.func(self)  # type: ignore[attr-defined]  # the property of the class above
        nulls = cells()["nulls"]
        names = [name for name in rows.collect_schema().names() if name not in (ROW, OVERFLOW)]
        blank = pl.col(names).str.strip_chars().str.to_lowercase().is_in(nulls)
        return self._until(rows.with_columns(pl.when(~blank).then(pl.col(names))))

    def fields(self) -> list[Field]:
        """All columns of the layout, those that the file lacks as nulls."""
        return [made for column in self.layout.columns for made in self._fields(column)]

    def _fields(self, column: LayoutColumn) -> list[Field]:
        if column.type == "range":
            return [self._range(column, place) for place in (0, 1)]
        main = self._made(column)
        if column.type != "bounded":
            return [main]
        over = (
            pl.lit(None, dtype=pl.Boolean)
            if main.source is None
            else pl.col(main.source).str.contains("[<>+]")
        )
        return [main, main._replace(name=f"{main.name}_over", value=over, reason="missing", optional=True)]

    def _made(self, column: LayoutColumn) -> Field:
        source = self.header.cell(column.ours)
        value, reason = self._value(column, source)
        name = self.header.names.get(column.ours, column.names[0])
        return Field(column.ours, source, name, value, reason, not column.needed, None, signed=True)

    def _value(self, column: LayoutColumn, source: str | None) -> tuple[pl.Expr, str]:
        if source is None:
            return pl.lit(None, dtype=_TYPES[column.type]), "missing"
        if column.type in _NUMBERS:
            return self._number(column, source), "not_a_number"
        if column.type in _DAYS:
            return self._day(column, source), "not_a_date"
        if column.type in _MOMENTS:
            return self._moment(column, source), "not_a_time"
        make, reason = _OTHERS.get(column.type, (text, "missing"))
        return make(source), reason

    def _day(self, column: LayoutColumn, source: str) -> pl.Expr:
        if column.type == "month":
            return (text(source) + "-01").str.to_date("%Y-%m-%d", strict=False)
        found = day(pl.col(source), self._date_style((column.ours,)))
        return pl.coalesce(found, _written_day(source))

    def _moment(self, column: LayoutColumn, source: str) -> pl.Expr:
        order = self._order(column.ours)
        if column.type == "local":
            return local(pl.col(source), order)
        return moment(pl.col(source), order, self.layout.zone)

    def _number(self, column: LayoutColumn, source: str) -> pl.Expr:
        cell, style = pl.col(source), self.style(column.ours, whole=column.type == "count")
        if column.type == "count":
            return count(cell, style)
        if column.type == "money":
            return micros(cell, style)
        if column.type == "percent":
            return number(cell.str.strip_chars().str.strip_suffix("%").str.strip_chars(), style) / 100
        if column.type == "bounded":
            return number(cell.str.replace_all(r"[<>+\s]", ""), style)
        return number(cell, style)

    def _range(self, column: LayoutColumn, place: int) -> Field:
        """The first or the last day of "Jul 06, 2026 - Jul 29, 2026"."""
        made, name = self._made(column._replace(type="text")), ("first_day", "last_day")[place]
        if made.source is None:
            return made._replace(name=name, value=pl.lit(None, dtype=pl.Date))
        style = settle_dates(self.rows.select(_part(made.source, place)).collect().to_series())
        return made._replace(name=name, value=day(_part(made.source, place), style), reason="not_a_date")

    def _by_the_others(self, name: str, style: Style, example: str) -> Style:
        """Machines wrote these files: a lone dot is a decimal point ("0.787"), whatever could follow it."""
        if "," not in example:
            return style._replace(ambiguous=None, decimal=".")
        kinds = {column.ours: column.type for column in self.layout.columns}
        others = [
            other for other in self.header.columns if other != name and kinds[other] in ("money", "number")
        ]
        proven = {found.decimal for other in others if (found := self._told_by(other)).proven}
        if len(proven) == 1:
            return style._replace(ambiguous=None, decimal=proven.pop())
        return super()._by_the_others(name, style, example)

    def _date_style(self, names: tuple[str, ...]) -> DateStyle:
        (name,) = names
        if names not in self._dates:
            style = settle_dates(self._all(name))
            if style.ambiguous and (order := self._usual_order()):
                slashed = _MONTH_FIRST if order == "month" else _DAY_FIRST
                style = style._replace(slashed=slashed, ambiguous=None)
            self._dates[names] = style
        style = self._dates[names]
        if style.doubtful:
            self._refuse_dates(self._both(name, style.doubtful))
        return style

    def _order(self, name: str) -> Order:
        style: MomentStyle = settle_moments(self._all(name))
        order = self._usual_order() if style.ambiguous else style.order
        if order is None:
            self._refuse_dates(f"{self.header.names[name]}: '{style.ambiguous}'")
        return order

    def _refuse_dates(self, detail: str) -> NoReturn:
        """The whole table: without the rows in doubt, an older cost or a deadline that is gone would stand for theirs."""
        refuse(self.path, self.kind, "own_dates" if self.layout.template else "ambiguous_dates", detail)

    def _both(self, name: str, value: str) -> str:
        return f"{self.header.names[name]}: {date_readings(value)}"

    def _usual_order(self) -> Order | None:
        """The order that the report's country writes; None where nothing tells it."""
        if self.layout.date_order != "country":
            return self.layout.date_order  # type: ignore[return-value]  # the table says "month", "day" or nothing
        said = self.said(self.layout.country)
        codes = {code for place in said if (code := place_code(place))}
        if not codes or "US" in codes:
            return "month" if codes == {"US"} else None
        return "day"

    def said(self, ours: str | None) -> list[str]:
        """The distinct values of a column; none where the file lacks it."""
        source = self.header.cell(ours) if ours else None
        if source is None:
            return []
        values = self.rows.select(text(source)).unique().collect().to_series().drop_nulls()
        return sorted(values)

    def _until(self, rows: pl.LazyFrame) -> pl.LazyFrame:
        """The rows before the file's next section."""
        if not self.layout.until:
            return rows
        ends = rows.filter(pl.col("0").str.starts_with(self.layout.until)).select(pl.col(ROW).min())
        end = ends.collect().item()
        return rows if end is None else rows.filter(pl.col(ROW) < end)

    def _look_again(self, rejected: pl.DataFrame) -> bool:
        """Numbers only: dates have had the whole of their column already."""
        failed = set(rejected["column"])
        names = [ours for ours, header in self.header.names.items() if header in failed]
        before = dict(self._styles)
        for name in names:
            if name in self._styles:
                self._styles[name] = self._settled(name, self._all(name))
        return before != self._styles


def layout_schema(layout: Layout) -> pl.Schema:
    """Names and types of the rows that a layout gives, without `ROW`."""
    found: dict[str, pl.DataType] = {}
    for column in layout.columns:
        if column.type == "range":
            found |= {"first_day": pl.Date(), "last_day": pl.Date()}
            continue
        found[column.ours] = _TYPES[column.type]
        if column.type == "bounded":
            found[f"{column.ours}_over"] = pl.Boolean()
    return pl.Schema(found)


def _part(source: str, place: int) -> pl.Expr:
    parts = pl.col(source).str.replace(r"\s+[-–—]\s+", "\x00").str.split("\x00")
    return parts.list.get(place, null_on_oob=True)


def _id(source: str) -> pl.Expr:
    bare = text(source).str.replace(r"""^="?([^"]*)"?$""", "$1").str.replace(r"^'(.*)'$", "$1")
    return pl.when(~bare.str.contains(_MANGLED)).then(bare)


def _written_day(source: str) -> pl.Expr:
    """The day of "2026-11-15T00:00:00+00:00", which some reports write for a date."""
    return (
        pl.col(source).str.extract(r"^\s*([0-9]{4}-[0-9]{2}-[0-9]{2})[T ][0-9]{2}:").str.to_date(strict=False)
    )


def _flag(source: str) -> pl.Expr:
    table: dict[str, Sequence[str]] = cells()["flags"]
    known = {word: said == "true" for said, words in table.items() for word in words}
    return text(source).str.to_lowercase().replace_strict(known, default=None, return_dtype=pl.Boolean)


def _person(source: str) -> pl.Expr:
    """Who a cell names, as a name that tells people apart in this run and can't be traced back after it.

    Its key is made anew by every process and kept nowhere, so that not even a list of known addresses finds it.
    """
    return text(source).str.to_lowercase().map_elements(_alias, pl.String, skip_nulls=True)


_KEY = secrets.token_bytes(32)


def _alias(name: str) -> str:
    return blake2b(name.encode(), key=_KEY, digest_size=16).hexdigest()


_TYPES: dict[str, pl.DataType] = {
    **{name: pl.String() for name in ("text", "id", "about", "range", "person")},
    "count": pl.Int64(),
    "money": pl.Int64(),
    **{name: pl.Float64() for name in ("number", "share", "percent", "bounded")},
    "date": pl.Date(),
    "month": pl.Date(),
    "time": pl.Datetime("us", "UTC"),
    "local": pl.Datetime("us"),
    "flag": pl.Boolean(),
}

_OTHERS: dict[str, tuple[Callable[[str], pl.Expr], str]] = {
    "id": (_id, "mangled_id"),
    "flag": (_flag, "not_a_flag"),
    "person": (_person, "missing"),
}
