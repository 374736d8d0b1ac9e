"""The console's Sponsored Products search term report, every generation: daily or summary, 7 or 14 days."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

import polars as pl

from adopt.reports.columns import Columns
from adopt.reports.headers import Header, find_header, fold, match_row, tokens
from adopt.reports.open import Source
from adopt.reports.raw import ROW, Table
from adopt.reports.refusal import refuse
from adopt.reports.repeats import refuse_repeats
from adopt.reports.sieve import Field, text
from adopt.reports.sums import rows_of_sums, without_sums
from adopt.schema import Reading, SearchTermRow, Totals
from adopt.words import headers, languages, markets, sureness

KIND = "search_term"
MARKERS = ("campaign", "search_term", "clicks", "spend")
_BULK_ONLY = ("product", "campaign_id")
_WINDOWS = (7, 14)
_ISO = {"UK": "GB"}


def find(source: Source) -> list[Columns]:
    """The tables of a file that are such reports; tabs of bulk downloads have a reader of their own."""
    tables = source.tables(without=tokens("bulk_tabs"))
    found = [
        (table, find_header(table, KIND, MARKERS, source.names_for(KIND)))
        for table in tables
        if not _is_foreign(table)
    ]
    return [
        Columns(source.path, KIND, table, header)
        for table, header in found
        if header and not _is_bulk(table, header)
    ]


def _is_bulk(table: Table, header: Header) -> bool:
    cells = table.head[header.row - 1]
    known = [language for language in (header.language, "en") if language in headers("bulk_terms")]
    return any(
        not match_row(cells, header.row, "bulk_terms", language).lacks(_BULK_ONLY) for language in known
    )


def _is_foreign(table: Table) -> bool:
    return bool(table.sheet) and fold(str(table.sheet)).startswith(tuple(tokens("foreign_sheets")))


def read(source: Source, columns: Columns, part: Part | None = None) -> Reading:
    """Rows, rejected rows and totals of a report.

    Args:
        source: the file.
        columns: its table.
        part: one of `parts`; the report as a whole by default.

    Raises:
        RefusedError: columns are missing or ambiguous, or it mixes currencies or countries, or tells days twice.
    """
    window = window_of(columns.header)
    daily = columns.header.cell("date") is not None
    columns.need(*_needed(window, daily=daily))
    carried = _carried(columns)
    lines = columns.rows
    if part is not None:
        lines = lines.filter(_parted(columns) == part.name, ~pl.col(ROW).is_in(part.sums))
    found = columns.sift(lambda: _fields(columns, window, daily=daily), rows=lines, carried=carried)
    sifted = without_sums(found)
    sums = sifted.sums + (len(part.sums) if part else 0)
    refuse_repeats(source.path, KIND, sifted.good, daily=daily)
    told = {name: said(sifted.good[name]) for name in carried}
    if part and part.name and columns.header.cell("country"):
        told["country"] = [part.name]  # of a part whose rows are all rejected, too
    rows = _rows(sifted.good)
    if not rows.height and not sifted.rejected.height:
        refuse(source.path, KIND, "no_rows")
    return Reading(
        path=source.path,
        digest=source.digest
        if part is None
        else hashlib.sha256(f"{source.digest} {part.name}".encode()).hexdigest(),
        kind=KIND,
        language=columns.header.language,
        marketplace=_marketplace(columns, told.get("country", [])),
        currency=currency_said(columns, told.get("currency", [])),
        first_day=rows["first_day"].min(),  # type: ignore[arg-type]  # a date or None
        last_day=rows["last_day"].max(),  # type: ignore[arg-type]  # a date or None
        daily=daily,
        window_days=window,
        read=rows.height + sifted.rejected.height,
        data=SearchTermRow.validate(rows),
        rejected=sifted.rejected,
        totals=Totals.of(rows),
        notes=(
            *notes(rows, sums),
            *_unknown_country(told.get("country", [])),
            *unsure(columns.header, KIND),
        ),
        rejected_days=sifted.faulty_days("first_day") if daily else (),
    )


class Part(NamedTuple):
    """One of several countries (without a column of them: currencies) in a report.

    Attributes:
        name: what its column says; empty cells count as one of them, so that no row is lost.
        sums: the numbers of its rows that sum up others, of this country or of more.
    """

    name: str
    sums: tuple[int, ...]


def parts(columns: Columns) -> list[Part]:
    """Each country of a report, with the rows of sums told by the report as a whole.

    Raises:
        RefusedError: as `read`.
    """
    window, daily = window_of(columns.header), columns.header.cell("date") is not None
    found = columns.sift(lambda: _fields(columns, window, daily=daily), carried=_carried(columns))
    lines = columns.rows.select(ROW, _parted(columns).alias("part")).collect()
    sums = lines.filter(pl.col(ROW).is_in(rows_of_sums(found).implode()))
    return [Part(name, tuple(sums.filter(part=name)[ROW])) for name in sorted(lines["part"].unique())]


def _carried(columns: Columns) -> list[str]:
    return [name for name in ("currency", "country") if columns.header.cell(name)]


def _parted(columns: Columns) -> pl.Expr:
    cell = columns.header.cell("country") or columns.header.cell("currency")
    return (text(cell) if cell else pl.lit(None, dtype=pl.String)).fill_null("")


def _needed(window: int, *, daily: bool) -> Sequence[str]:
    days = ["date"] if daily else ["start_date", "end_date"]
    texts = ["campaign", "ad_group", "targeting", "match_type", "search_term"]
    return [*days, *texts, "impressions", "clicks", "spend", f"sales_{window}", f"orders_{window}"]


def _fields(columns: Columns, window: int, *, daily: bool) -> list[Field]:
    return [
        *day_fields(columns, daily=daily),
        columns.text("portfolio", optional=True),
        columns.text("campaign"),
        columns.text("ad_group"),
        columns.text("targeting"),
        columns.token("match_type", "match_types", "unknown_match_type"),
        columns.term("search_term"),
        *figure_fields(columns, window),
    ]


def window_of(header: Header) -> int:
    """The attribution window whose columns a report has: 7 or 14 days."""
    return next((days for days in _WINDOWS if header.cell(f"orders_{days}")), _WINDOWS[0])


def day_fields(columns: Columns, *, daily: bool) -> list[Field]:
    """The days of a row: its one day, or its own first and last."""
    if daily:
        return [columns.day("date", ours="first_day")]
    return [
        columns.day("start_date", "end_date", ours="first_day"),
        columns.day("end_date", "start_date", ours="last_day"),
    ]


def figure_fields(columns: Columns, window: int) -> list[Field]:
    """Counts and money of a row, conversions within the attribution window."""
    return [
        columns.count("impressions"),
        columns.count("clicks"),
        columns.count(f"orders_{window}", ours="orders"),
        columns.count(f"units_{window}", ours="units", optional=True),
        columns.money("spend", ours="spend_micros"),
        columns.money(f"sales_{window}", ours="sales_micros"),
    ]


def _rows(good: pl.DataFrame) -> pl.DataFrame:
    """Amazon's older auto rows say BROAD where they name no target: ``*`` never has a match type."""
    no_id = pl.lit(None, dtype=pl.String)
    last_day = pl.col("last_day" if "last_day" in good.columns else "first_day")
    match_type = pl.when(pl.col("targeting") == "*").then(pl.lit("-")).otherwise("match_type")
    return good.with_columns(
        match_type.alias("match_type"),
        _in_english(good).alias("targeting"),
        last_day.alias("last_day"),
        campaign_id=no_id,
        ad_group_id=no_id,
        target_id=no_id,
    ).select(list(SearchTermRow.columns()))


def _in_english(good: pl.DataFrame) -> pl.Expr:
    """Targeting with the auto clauses of other languages in Amazon's English: uploads and bulk downloads have that."""
    known = tokens("auto_clauses")
    targeting = good.filter(pl.col("match_type") == "-")["targeting"].unique()
    clauses = {cell: known[fold(cell)] for cell in targeting if fold(cell) in known}
    if not clauses:
        return pl.col("targeting")
    return (
        pl.when(pl.col("match_type") == "-").then(pl.col("targeting").replace(clauses)).otherwise("targeting")
    )


def notes(rows: pl.DataFrame, sums: int) -> tuple[tuple[str, str], ...]:
    """What real reports contain and a reader may wonder at: (code, number of rows)."""
    counts = rows.select(
        orders_exceed_clicks=(pl.col("orders") > pl.col("clicks")).sum(),
        clicks_exceed_impressions=(pl.col("clicks") > pl.col("impressions")).sum(),
        rows_of_sums_left_out=pl.lit(sums),
    ).row(0, named=True)
    return tuple((code, str(number)) for code, number in counts.items() if number)


def unsure(header: Header, kind: str) -> tuple[tuple[str, str], ...]:
    """What to compare with the console before trusting it: names known from hearsay, names told by their words."""
    hearsay = sureness(kind, header.language) == "L"
    return (
        *([("language_unsure", header.language)] if hearsay else []),
        *(("column_guessed", name) for name in header.guessed),
    )


def said(cells: pl.Series) -> list[str]:
    """What a column says, blanks apart, each thing once."""
    return sorted({cell.strip() for cell in cells.unique().drop_nulls() if cell.strip()})


def currency_said(columns: Columns, told: list[str]) -> str | None:
    """The one currency that a file's own column tells, else its header and its amounts.

    Raises:
        RefusedError: there is more than one.
    """
    found = {code.upper() for code in told} or columns.currencies()
    if len(found) > 1:
        refuse(columns.path, KIND, "several_currencies", ", ".join(sorted(found)))
    return next(iter(found), None)


def _marketplace(columns: Columns, said: list[str]) -> str | None:
    if len(said) > 1:
        refuse(columns.path, KIND, "several_countries", ", ".join(said))
    return country_code(said[0]) if said else None


def _unknown_country(said: list[str]) -> tuple[tuple[str, str], ...]:
    return tuple(("unknown_country", name) for name in said if country_code(name) is None)


def country_code(name: str) -> str | None:
    """Two-letter code of the marketplace that a country's name stands for, in any language that reports come in."""
    return _our_countries().get(name.casefold()) or _translated_countries().get(name.casefold())


@cache
def _our_countries() -> dict[str, str]:
    return {name.casefold(): market.code for market in markets().values() for name in market.names}


@cache
def _translated_countries() -> dict[str, str]:
    from babel import (
        Locale,
    )  # its tables of names take a tenth of a second, and English reports don't need them

    return {
        Locale(language).territories[_ISO.get(code, code)].casefold(): code
        for language in languages()
        for code in markets()
    }
