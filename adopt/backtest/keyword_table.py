"""A published table of search keywords, with sums and no days, as an account that can be backtested by halves.

Such tables (that of the case "Air France Internet Marketing", say) were made by others, from real clicks. Each keyword
counts as a search term of its ad group that could be negated, whatever its match type was.
"""

from __future__ import annotations

import tomllib
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import polars as pl

from adopt.backtest.known import Known
from adopt.errors import InputError
from adopt.estimate.rows import spelt_terms
from adopt.estimate.value import ad_group_margins
from adopt.schema import MICROS, SearchTermRow
from adopt.settings import Settings

_FIRST, _LAST, _SEEN = date(2000, 1, 1), date(2000, 3, 30), date(2001, 1, 1)
"""The tables have no days: a season of 90, long past when it was seen, so that every order counts as come."""
_WINDOW_DAYS = 7
_COUNTS, _MONEY = ("impressions", "clicks", "orders"), ("spend", "sales")


@cache
def table_words() -> dict[str, Any]:
    """Header names, and the bar: `keyword_table.toml`."""
    return tomllib.loads(files("adopt.backtest").joinpath("keyword_table.toml").read_text(encoding="utf-8"))


def read_table(path: Path, sheet: str | None = None) -> pl.DataFrame:
    """A table as text cells: .csv, or a sheet of an .xls or .xlsx workbook (its first, if none is named).

    Raises:
        InputError: the file can't be read as such a table.
    """
    try:
        if path.suffix.lower() == ".csv":
            return pl.read_csv(path, infer_schema=False)
        book = {"sheet_name": sheet} if sheet else {"sheet_id": 1}
        return pl.read_excel(path, engine="calamine", infer_schema_length=0, **book)
    except Exception as error:  # whatever a broken file makes the readers raise
        raise InputError("{path} can't be read as a table: {error}", path=path, error=error) from error


def known_of_table(table: pl.DataFrame, name: str, settings: Settings) -> Known:
    """The table as an account of that name, in dollars.

    Raises:
        InputError: a column that is needed is missing, or holds no number.
    """
    rows = keyword_rows(table)
    return Known(
        name=name,
        currency="USD",
        settings=settings,
        rows=rows.with_columns(spelt_terms(), seen_on=pl.lit(_SEEN)),
        daily=False,
        first_day=_FIRST,
        last_day=_LAST,
        window_days=_WINDOW_DAYS,
        margins=ad_group_margins(None, settings.margins),
    )


def keyword_rows(table: pl.DataFrame) -> pl.DataFrame:
    """`SearchTermRow` rows of a table of text cells; rows without a keyword are left out. Errors as in `known_of_table`."""
    named = table.rename({found: name for name, found in _found(table.columns).items()})
    optional = table_words()["optional"]["columns"]
    missing = [
        pl.lit("0" if one in _COUNTS else "").alias(one) for one in optional if one not in named.columns
    ]
    cells = named.with_columns(missing).with_columns(pl.col("place", "campaign", "group").fill_null(""))
    numbers = [_number(cells, name) for name in (*_COUNTS, *_MONEY)]
    kept = (
        cells.with_columns(numbers).with_row_index("line", 2).filter(pl.col("term").str.strip_chars() != "")
    )
    nothing = pl.lit(None, dtype=pl.String)
    count = {name: pl.col(name).round().cast(pl.Int64) for name in _COUNTS}
    money = {f"{name}_micros": (pl.col(name) * MICROS).round().cast(pl.Int64) for name in _MONEY}
    rows = kept.select(
        row=pl.col("line").cast(pl.UInt32),
        campaign_id=nothing,
        ad_group_id=nothing,
        target_id=nothing,
        campaign=pl.concat_str("place", "campaign", separator=" / ").str.strip_chars(" /"),
        ad_group=pl.col("group"),
        portfolio=nothing,
        targeting=pl.lit("*"),
        match_type=pl.lit("broad"),
        search_term=pl.col("term"),
        first_day=pl.lit(_FIRST),
        last_day=pl.lit(_LAST),
        **count,
        units=count["orders"],
        **money,
    )
    return SearchTermRow.validate(rows.select(SearchTermRow.column_names()))


def _found(headers: list[str]) -> dict[str, str]:
    """The table's header of each column that it has."""
    by_name = {header.strip().lower(): header for header in reversed(headers)}
    words = table_words()
    found = {
        name: next((by_name[one] for one in ways if one in by_name), None)
        for name, ways in words["columns"].items()
    }
    lacking = [
        name for name, one in found.items() if one is None and name not in words["optional"]["columns"]
    ]
    if lacking:
        ways = "; ".join(", ".join(words["columns"][name]) for name in lacking)
        raise InputError("the table lacks a column named one of: {ways}", ways=ways)
    return {name: one for name, one in found.items() if one is not None}


def _number(cells: pl.DataFrame, name: str) -> pl.Series:
    """The column as numbers; empty cells are 0."""
    plain = cells[name].str.strip_chars().str.replace_all(r"[$,]", "").fill_null("")
    made = plain.replace("", "0").cast(pl.Float64, strict=False)
    wrong = cells.filter(made.is_null())
    if wrong.height:
        raise InputError("{name} is '{cell}'; expected a number", name=name, cell=wrong[name][0])
    return made.rename(name)
