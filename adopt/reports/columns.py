"""Columns of a recognised table -> fields of ours, each column read by its own evidence."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import polars as pl

from adopt.reports.currencies import currency_of, has_cents
from adopt.reports.dates import DateStyle, date_readings, day, settle_dates
from adopt.reports.headers import Header, tokens
from adopt.reports.ids import identifier
from adopt.reports.number_shapes import Dress
from adopt.reports.numbers import Style, count, micros, number, readings, settle, speaks_for_itself
from adopt.reports.raw import EDGES, OVERFLOW, Table
from adopt.reports.refusal import refuse
from adopt.reports.sieve import Field, Sifted, fold_cells, sift, text

_SAMPLE = 2_000
_ROUNDED = r"^[0-9](?:[.,][0-9]+)?E\+[0-9]{2}$"
"""As Excel shows a number of twelve digits and more; Amazon's search terms have no capitals."""
_AMOUNTS = ("spend", "sales", "sales_7", "sales_14", "daily_budget", "bid")


@dataclass
class Columns:
    """A table whose header is known, and what its columns have shown of themselves so far.

    A sample settles how most columns write their numbers and dates. Where it doesn't, or where cells then can't be
    read, the whole column is looked at.
    """

    path: Path
    kind: str
    table: Table
    header: Header
    _styles: dict[str, Style] = field(default_factory=dict)
    _whole: dict[str, bool] = field(default_factory=dict)
    _dates: dict[tuple[str, ...], DateStyle] = field(default_factory=dict)
    _spellings: dict[tuple[str, str], dict[str, str]] = field(default_factory=dict)
    _stored: dict[str, frozenset[str]] = field(default_factory=dict)

    @cached_property
    def rows(self) -> pl.LazyFrame:
        """The rows under the header, as text; cells right of a text file's header count as `OVERFLOW`."""
        rows = self.table.frame.slice(self.header.row)
        names = self.table.head[self.header.row - 1]
        width = max(place for place, name in enumerate(names) if name) + 1
        if self.table.numbers_are_cells or width == len(names):
            return rows
        beyond = [str(place) for place in range(width, len(names))]
        return rows.with_columns(pl.coalesce(*beyond, OVERFLOW).alias(OVERFLOW)).drop(beyond)

    @cached_property
    def sample(self) -> pl.DataFrame:
        """The first rows."""
        return self.rows.head(_SAMPLE).collect()

    def need(self, *names: str) -> None:
        """Refuse the file where a needed column is missing, or one of ours stands there twice.

        Raises:
            RefusedError: either.
        """
        if missing := self.header.lacks(names):
            refuse(self.path, self.kind, "missing_columns", ", ".join(missing))
        if self.header.twice:
            refuse(self.path, self.kind, "duplicate_columns", ", ".join(self.header.twice))

    def sift(
        self,
        fields: Callable[[], Sequence[Field]],
        *,
        rows: pl.LazyFrame | None = None,
        carried: Sequence[str] = (),
    ) -> Sifted:
        """Good and rejected rows; once more where a look at the whole of a column changes how it is read.

        Args:
            fields: makes the fields, by the styles known at the time.
            rows: some of the table's rows, all by default.
            carried: columns to take along as they are.
        """
        rows = self.rows if rows is None else rows
        extra = [pl.col(str(self.header.cell(name))).alias(name) for name in carried]

        def once() -> Sifted:
            return sift(rows, fields(), file=self.path.name, sheet=self.table.sheet, extra=extra)

        sifted = once()
        while self._look_again(sifted.rejected):  # ends: each round settles at least one more column for good
            sifted = once()
        return sifted

    def text(self, name: str, *, ours: str = "", optional: bool = False, default: str | None = None) -> Field:
        """A text without spaces around it."""
        return self._field(name, ours, text, optional=optional, default=default)

    def term(self, name: str) -> Field:
        """What a shopper typed; rejected where a spreadsheet program has written a number of its own (8.80123E+12)."""
        value = lambda source: pl.when(~text(source).str.contains(_ROUNDED)).then(text(source))  # noqa: E731  as above
        return self._field(name, "", value, reason="mangled_number")

    def token(
        self,
        name: str,
        kind: str,
        reason: str,
        *,
        ours: str = "",
        optional: bool = False,
        default: str | None = None,
    ) -> Field:
        """One of Amazon's tokens as ours; ``reason`` where it is none of them."""
        value = lambda source: self._as_token(name, source, kind)  # noqa: E731  one line says it
        return self._field(name, ours, value, reason=reason, optional=optional, default=default)

    def hint(self, made: Field) -> Field:
        """The same field, but a cell that can't be read is no fault of the row: it becomes null."""
        return made._replace(source=None)

    def id(self, name: str, *, ours: str = "", optional: bool = False) -> Field:
        """An ID as text; rejected where a spreadsheet program has eaten its digits."""
        value = lambda source: identifier(source, numbers=self._has_numbers(source))  # noqa: E731  one line says it
        return self._field(name, ours, value, reason="mangled_id", optional=optional)

    def count(self, name: str, *, ours: str = "", optional: bool = False) -> Field:
        """A whole number; a blank cell of an optional column is 0."""
        value = lambda source: count(pl.col(source), self.style(name, whole=True))  # noqa: E731  one line says it
        default = 0 if optional else None
        return self._field(
            name, ours, value, pl.Int64, reason="not_a_number", optional=optional, default=default
        )

    def money(self, name: str, *, ours: str = "", optional: bool = False) -> Field:
        """Millionths; a blank cell of an optional column is 0."""
        value = lambda source: micros(pl.col(source), self.style(name, whole=False))  # noqa: E731  one line says it
        default = 0 if optional else None
        return self._field(
            name, ours, value, pl.Int64, reason="not_a_number", optional=optional, default=default
        )

    def amount(self, name: str, *, ours: str = "", optional: bool = True) -> Field:
        """A number with decimals; null where a cell of an optional column is blank."""
        value = lambda source: number(pl.col(source), self.style(name, whole=False))  # noqa: E731  one line says it
        return self._field(name, ours, value, pl.Float64, reason="not_a_number", optional=optional)

    def day(self, name: str, *others: str, ours: str = "", optional: bool = False) -> Field:
        """A date; the columns named are settled together."""
        value = lambda source: day(pl.col(source), self._date_style((name, *others)))  # noqa: E731  one line says it
        return self._field(name, ours, value, pl.Date, reason="not_a_date", optional=optional)

    def style(self, name: str, *, whole: bool) -> Style:
        """How a column writes its numbers.

        Raises:
            RefusedError: it can be read in two ways, and no other column of the file settles it.
        """
        style = self._first_style(name, whole=whole)
        return style if style.ambiguous is None else self._by_the_others(name, style, style.ambiguous)

    def currencies(self) -> set[str]:
        """What the header and the amounts read so far say of the currency; a ¥ of decimals says nothing, as yen have none."""
        signed = {(style.currency, style.cents) for style in self._styles.values() if style.currency}
        told = {code for code, _ in signed if has_cents(code) or (code, True) not in signed}
        return set(self.header.currencies) | told

    def _field(
        self,
        name: str,
        ours: str,
        value: Callable[[str], pl.Expr],
        dtype: type[pl.DataType] = pl.String,
        *,
        reason: str = "missing",
        optional: bool = False,
        default: int | str | None = None,
    ) -> Field:
        source = self.header.cell(name)
        made = pl.lit(default, dtype=dtype) if source is None else value(source)
        return Field(ours or name, source, self.header.names.get(name, name), made, reason, optional, default)

    def _as_token(self, name: str, source: str, kind: str) -> pl.Expr:
        """Spellings that occur are few: fold each of them once, not each cell."""
        if (name, kind) not in self._spellings:
            self._spellings[name, kind] = _spellings(self.sample[source], kind)
        known = self._spellings[name, kind]
        return pl.col(source).replace_strict(known, default=None, return_dtype=pl.String)

    def _all(self, name: str) -> pl.Series:
        return self.rows.select(str(self.header.cell(name))).unique().collect().to_series()

    def _settled(self, name: str, values: pl.Series) -> Style:
        whole, cells = self._whole[name], self.table.numbers_are_cells
        if cells and not whole and not speaks_for_itself(values) and (stored := self._stored_in(name)):
            return self._by_its_texts(values, stored)
        return settle(values, whole=whole, numbers_are_cells=cells)

    def _by_its_texts(self, values: pl.Series, stored: frozenset[str]) -> Style:
        """A workbook's column of both: its numbers say nothing of how its texts are written."""
        texts = values.filter(~values.is_in(list(stored)))
        return settle(texts, whole=False, numbers_are_cells=False)._replace(stored=stored)

    def _stored_in(self, name: str) -> frozenset[str]:
        """The spellings of a column's cells that the workbook holds as numbers."""
        if name not in self._stored:
            cells = self.table.stored(self.header.columns[name], self.header.row)
            self._stored[name] = frozenset(cells.unique())
        return self._stored[name]

    def _first_style(self, name: str, *, whole: bool) -> Style:
        if name not in self._styles:
            self._whole[name] = whole
            style = self._settled(name, self.sample[str(self.header.cell(name))])
            known = whole or (style.proven and not self.table.numbers_are_cells)
            self._styles[name] = style if known else self._settled(name, self._all(name))
        return self._styles[name]

    def _by_the_others(self, name: str, style: Style, example: str) -> Style:
        """One program wrote the file: what its other amounts prove holds for this column too; yen have no decimals."""
        if (mark := self._thousands(name)) and not any(map(has_cents, self._said_currencies() or {"USD"})):
            return style._replace(decimal="." if mark == "," else ",", dress=style.dress or Dress())
        others = [other for other in _AMOUNTS if other != name and other in self.header.columns]
        proven = {told.decimal for other in others if (told := self._told_by(other)).proven}
        if len(proven) != 1:
            column = self.header.names[name]
            refuse(self.path, self.kind, "ambiguous_numbers", f"{column}: {readings(example)}")
        return style._replace(decimal=proven.pop(), dress=style.dress or Dress())

    def _told_by(self, name: str) -> Style:
        """How a column writes its texts, of which numbers that a workbook stores are none."""
        stored = self._stored_in(name)
        return self._by_its_texts(self._all(name), stored) if stored else self._first_style(name, whole=False)

    def _thousands(self, name: str) -> str:
        """The one sign that stands between the digits of a column, where there is one."""
        cells = self._all(name)
        marks = [mark for mark in (",", ".") if cells.str.contains(rf"[0-9]\{mark}[0-9]").any()]
        return marks[0] if len(marks) == 1 else ""

    def _said_currencies(self) -> set[str]:
        if self.header.cell("currency") is None:
            return self.currencies()
        told = self._all("currency").drop_nulls().str.strip_chars(EDGES).str.to_uppercase()
        return self.currencies() | {code for code in told if currency_of(code)}

    def _date_style(self, names: tuple[str, ...]) -> DateStyle:
        group = tuple(sorted(names))
        if group not in self._dates:
            cells = pl.concat([self.sample[str(self.header.cell(name))] for name in group])
            style = settle_dates(cells, len(group))
            if style.needs_all:
                style = settle_dates(pl.concat([self._all(name) for name in group]), len(group))
            self._dates[group] = style
        style = self._dates[group]
        if style.doubtful:
            columns = ", ".join(self.header.names[name] for name in names)
            refuse(self.path, self.kind, "ambiguous_dates", f"{columns}: {date_readings(style.doubtful)}")
        return style

    def _look_again(self, rejected: pl.DataFrame) -> bool:
        """Settle anew, on the whole of the column, what could not be read; whether that changes anything."""
        failed = set(rejected["column"])
        ours = {name for name, header in self.header.names.items() if header in failed}
        before = (dict(self._styles), dict(self._dates), dict(self._spellings))
        for name in ours & self._styles.keys():
            self._styles[name] = self._settled(name, self._all(name))
        for group in [group for group in self._dates if ours & set(group)]:
            self._dates[group] = settle_dates(pl.concat([self._all(name) for name in group]), len(group))
        for name, kind in [pair for pair in self._spellings if pair[0] in ours]:
            self._spellings[name, kind] = _spellings(self._all(name), kind)
        return before != (self._styles, self._dates, self._spellings)

    def _has_numbers(self, source: str) -> bool:
        longest = self.rows.select(pl.col(source).str.len_chars().max()).collect().item()
        return (longest or 0) > 15 and self.table.has_numbers(int(source), self.header.row)  # noqa: PLR2004  exact in a float


def _spellings(cells: pl.Series, kind: str) -> dict[str, str]:
    frame = pl.DataFrame({"cell": cells.drop_nulls().unique()})
    known = fold_cells(pl.col("cell")).replace_strict(
        dict(tokens(kind)), default=None, return_dtype=pl.String
    )
    return dict(frame.with_columns(known.alias("token")).drop_nulls().sort("cell").iter_rows())


__all__ = ["Columns"]
