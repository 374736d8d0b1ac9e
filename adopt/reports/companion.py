"""Reports beside the ads, each by its layout in ``words/companions.toml``: a new one is an entry there."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import NamedTuple

import polars as pl

from adopt.reports.companion_columns import CompanionColumns
from adopt.reports.currencies import currency_of
from adopt.reports.headers import Header, fold, tokens
from adopt.reports.open import Source
from adopt.reports.raw import ROW, Table
from adopt.reports.refusal import refuse
from adopt.reports.sieve import Sifted, open_with_sum
from adopt.schema import Reading, Rejected, Totals
from adopt.words.companions import Layout, companions
from adopt.words.places import place_code

_SAID = re.compile(r'([\w ]+)=\["?([^\]"]*)"?\]')
_LAST = 3
_WINDOW = re.compile(r"^([0-9]+) Day")
_CURRENCY = re.compile(r"[A-Z]{3}")


class Claim(NamedTuple):
    """A layout that fits a file, and the tables that it fits."""

    layout: Layout
    columns: tuple[CompanionColumns, ...]


def claims(source: Source) -> list[Claim]:
    """The layouts whose names stand in a file."""
    foreign = tuple(tokens("foreign_sheets"))
    tables = [
        table
        for table in source.tables(without=tokens("bulk_tabs"))
        if not (table.sheet and fold(table.sheet).startswith(foreign))
    ]
    heads = [(table, _folded(table)) for table in tables]
    found = [(layout, _tables(source, layout, heads)) for layout in companions().values()]
    return [Claim(layout, columns) for layout, columns in found if columns]


def read(source: Source, claim: Claim) -> Reading:
    """Rows, rejected rows, period and totals of a report.

    Raises:
        RefusedError: its dates or numbers can be read in two ways, a column stands there twice, or it has no rows.
    """
    layout, parts = claim
    if len(parts) > 1 and not layout.sheets:
        refuse(
            source.path, layout.kind, "several_tables", ", ".join(f"'{part.table.sheet}'" for part in parts)
        )
    sifted = [_sift(part) for part in parts]
    rows = pl.concat([_with_heading(part, found.good) for part, found in zip(parts, sifted, strict=True)])
    rejected = Rejected.validate(pl.concat([found.rejected for found in sifted]))
    if rows.is_empty() and rejected.is_empty():
        refuse(source.path, layout.kind, "no_rows")
    daily = "day" in parts[0].header.columns
    first_day, last_day = _period(rows, layout)
    sums = sum(found.sums for found in sifted)
    return Reading(
        path=source.path,
        digest=source.digest,
        kind=layout.kind,
        language=parts[0].header.language,
        marketplace=_marketplace(rows, layout),
        currency=_currency(rows, layout, parts),
        first_day=first_day,
        last_day=last_day,
        daily=daily,
        window_days=_window(parts[0].header),
        read=rows.height + rejected.height,
        data=rows,
        rejected=rejected,
        totals=Totals.of(rows) if layout.totals else Totals(),
        notes=(("rows_of_sums_left_out", str(sums)),) if sums else (),
        rejected_days=tuple(day for found in sifted for day in found.faulty_days("day")) if daily else (),
    )


def _folded(table: Table) -> list[dict[str, list[int]]]:
    """Folded name -> its places, for each of the first rows."""
    rows = []
    for cells in table.head:
        places: dict[str, list[int]] = {}
        for place, cell in enumerate(cells):
            if cell:
                places.setdefault(fold(cell), []).append(place)
        rows.append(places)
    return rows


def _tables(
    source: Source, layout: Layout, heads: Sequence[tuple[Table, list[dict[str, list[int]]]]]
) -> tuple[CompanionColumns, ...]:
    markers = {fold(name) for name in layout.markers}
    absent = {fold(name) for name in layout.absent}
    found = []
    sellers = source.names_for(layout.kind)
    for table, head in heads:
        rows = [_in_english(row, names) for names in (*sellers, {}) for row in head]
        if (table.sheet not in layout.sheets) if source.is_json else layout.sheets:
            continue
        fits = [place for place, row in enumerate(rows) if markers <= row.keys() and not absent & row.keys()]
        if fits:
            header = _header(table, rows[fits[0]], fits[0] % len(head), layout)
            found.append(CompanionColumns(source.path, layout.kind, table, header, layout=layout))
    return tuple(found)


def _in_english(row: dict[str, list[int]], names: Mapping[str, str]) -> dict[str, list[int]]:
    """A header row with the names that the seller gave under Amazon's English ones."""
    given = {fold(english): row[fold(name)] for english, name in names.items() if fold(name) in row}
    return row | given


def _header(table: Table, row: Mapping[str, Sequence[int]], place: int, layout: Layout) -> Header:
    columns: dict[str, int] = {}
    names: dict[str, str] = {}
    twice = []
    for column in layout.columns:
        places = [here for name in column.names for here in row.get(fold(name), ())]
        if column.type == "about" or not places:
            continue
        columns[column.ours], names[column.ours] = places[0], str(table.head[place][places[0]]).strip()
        if len(places) > 1:
            twice.append(column.ours)
    marks = (mark for name in names.values() for mark in re.findall(r"[(（]([^()（）]{1,6})[)）]", name))
    currencies = frozenset(code for mark in marks if (code := currency_of(mark)))
    return Header(place + 1, "en", columns, names, currencies, tuple(twice))


def _sift(columns: CompanionColumns) -> Sifted:
    columns.need()
    return _without_sums(columns, columns.sift(columns.fields))


def _without_sums(columns: CompanionColumns, sifted: Sifted) -> Sifted:
    """Less rows of sums at the end that can be read: they open with "Total" and lack what all other rows have."""
    last = sifted.good[ROW].tail(_LAST).to_list()
    cells = columns.rows.filter(pl.col(ROW).is_in(last)).collect()
    sums = cells.filter(open_with_sum(cells))[ROW].to_list() if cells.height else []
    is_sum = pl.col(ROW).is_in(sums)
    others = sifted.good.filter(~is_sum)
    always = [name for name in others.columns if others.height and not others[name].null_count()]
    lacking = pl.any_horizontal(pl.col(always).is_null()) if always else pl.lit(value=False)
    good = sifted.good.filter(~(is_sum & lacking))
    return sifted._replace(good=good, sums=sifted.sums + sifted.good.height - good.height)


def _with_heading(columns: CompanionColumns, rows: pl.DataFrame) -> pl.DataFrame:
    """Rows with what stands above the header (``ASIN=["B0..."]``), in the columns that ask for it."""
    above = " ".join(cell for line in columns.table.head[: columns.header.row - 1] for cell in line if cell)
    said = {fold(name): value for name, value in _SAID.findall(above)}
    asked = [column for column in columns.layout.columns if column.type == "about"]
    values = {
        column.ours: next((said[fold(name)] for name in column.names if fold(name) in said), None)
        for column in asked
    }
    filled = rows.with_columns(pl.lit(value, dtype=pl.String).alias(name) for name, value in values.items())
    return filled.select(ROW, pl.exclude(ROW))


def _period(rows: pl.DataFrame, layout: Layout) -> tuple[date | None, date | None]:
    found: list[date] = []
    for name in layout.period:
        ends = [end for end in (rows[name].min(), rows[name].max()) if isinstance(end, date)]
        found += [end.date() if isinstance(end, datetime) else end for end in ends]
    return (min(found), max(found)) if found else (None, None)


def _marketplace(rows: pl.DataFrame, layout: Layout) -> str | None:
    if layout.country is None:
        return None
    codes = {place_code(place) for place in rows[layout.country].drop_nulls().unique()}
    return codes.pop() if len(codes) == 1 else None


def _currency(rows: pl.DataFrame, layout: Layout, parts: Sequence[CompanionColumns]) -> str | None:
    said = set(rows[layout.currency].drop_nulls().unique()) if layout.currency else set()
    codes = {str(code).upper() for code in said} or {code for part in parts for code in part.currencies()}
    code = codes.pop() if len(codes) == 1 else None
    return code if code and _CURRENCY.fullmatch(code) else None


def _window(header: Header) -> int:
    """Days of attribution, as an ads report's own names say; 0 where the report has none."""
    days = [int(found[1]) for name in header.names.values() if (found := _WINDOW.match(name))]
    return days[0] if days else 0
