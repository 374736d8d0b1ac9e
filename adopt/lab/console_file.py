"""The simulated account's search term report, as Amazon's console gives it: .xlsx, or .csv after re-saving."""

from __future__ import annotations

import csv
from datetime import date, datetime
from pathlib import Path

import polars as pl

from adopt.lab.columns import Column, cells, columns, dollars, tables, with_ratios
from adopt.lab.report import summarised
from adopt.lab.translated import ENGLISH, amount_in, country_in, day_in, layout_in, separator_in, token_in
from adopt.lab.xlsx import Sheet, write_xlsx


def write_console_report(
    path: Path, report: pl.DataFrame, made: datetime, *, summary: bool = False, language: str = ENGLISH
) -> None:
    """Writes a report to ``path``, whose ending (.xlsx or .csv) decides the form.

    Args:
        path: file to write.
        report: daily rows, as `adopt.lab.report.visible_report` gives them.
        made: time that the workbook claims for itself.
        summary: one row per target and term instead of one per day.
        language: of headers, tokens, and of dates and numbers in a .csv; columns without a known name stay away.
    """
    layout = layout_in(columns("search_term", "summary" if summary else "daily"), "search_term", language)
    rows = cells(_fields(summarised(report) if summary else report, language), layout)
    if path.suffix == ".csv":
        _write_csv(path, layout, rows, language)
        return
    headers, formats = [column.header for column in layout], [column.format for column in layout]
    write_xlsx(path, [Sheet(tables()["search_term"]["sheet"], headers, formats, rows)], made)


def _fields(report: pl.DataFrame, language: str) -> pl.DataFrame:
    match = pl.col("match_type")
    words = {
        token.upper(): token_in(token, "match_types", language) for token in ("exact", "phrase", "broad")
    }
    known = {token: word for token, word in words.items() if word != token.lower()}
    return with_ratios(report).with_columns(
        day="first_day",
        portfolio=pl.col("portfolio").fill_null("No Portfolio"),
        currency=pl.lit("USD"),
        retailer=pl.lit("Amazon"),
        country=pl.lit(country_in("US", language)),
        match_type=pl.when(match == "-").then(match).otherwise(match.str.to_uppercase().replace(known)),
        roas=pl.col("roas").fill_null(0.0),
        other_units=pl.col("units") - pl.col("own_units"),
        own_sales=dollars("own_sales_micros"),
        other_sales=(dollars("sales_micros") - dollars("own_sales_micros")).round(2),
    )


def _write_csv(path: Path, layout: list[Column], rows: list[tuple[object, ...]], language: str) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=separator_in(language))
        writer.writerow([column.header for column in layout])
        writer.writerows(
            [_shown(column.format, value, language) for column, value in zip(layout, row, strict=True)]
            for row in rows
        )


def _shown(kind: str, value: object, language: str) -> str:
    """A cell as a spreadsheet program shows it, which is what it saves as text."""
    if value is None or kind == "text":
        return str(value or "")
    if language != ENGLISH and isinstance(value, date):
        return day_in(value, language)
    if language != ENGLISH and kind == "money" and isinstance(value, float):
        return amount_in(value, language)
    patterns = {"date": "{:%b %d, %Y}", "share": "{:.4%}", "money": "${:,.2f}", "ratio": "{:.2f}"}
    return patterns.get(kind, "{}").format(value)
