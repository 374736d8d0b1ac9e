"""The simulated account's search term report, as Amazon's console gives it: .xlsx, or .csv after re-saving."""

from __future__ import annotations

import csv
from datetime import datetime
from pathlib import Path

import polars as pl

from adopt.lab.columns import Column, cells, columns, dollars, tables, with_ratios
from adopt.lab.report import summarised
from adopt.lab.xlsx import Sheet, write_xlsx


def write_console_report(path: Path, report: pl.DataFrame, made: datetime, *, summary: bool = False) -> None:
    """Writes a report to ``path``, whose ending (.xlsx or .csv) decides the form.

    Args:
        path: file to write.
        report: daily rows, as `adopt.lab.report.visible_report` gives them.
        made: time that the workbook claims for itself.
        summary: one row per target and term instead of one per day.
    """
    layout = columns("search_term", "summary" if summary else "daily")
    rows = cells(_fields(summarised(report) if summary else report), layout)
    if path.suffix == ".csv":
        _write_csv(path, layout, rows)
        return
    headers, formats = [column.header for column in layout], [column.format for column in layout]
    write_xlsx(path, [Sheet(tables()["search_term"]["sheet"], headers, formats, rows)], made)


def _fields(report: pl.DataFrame) -> pl.DataFrame:
    match = pl.col("match_type")
    return with_ratios(report).with_columns(
        day="first_day",
        portfolio=pl.col("portfolio").fill_null("No Portfolio"),
        currency=pl.lit("USD"),
        retailer=pl.lit("Amazon"),
        country=pl.lit("United States"),
        match_type=pl.when(match == "-").then(match).otherwise(match.str.to_uppercase()),
        roas=pl.col("roas").fill_null(0.0),
        other_units=pl.col("units") - pl.col("own_units"),
        own_sales=dollars("own_sales_micros"),
        other_sales=(dollars("sales_micros") - dollars("own_sales_micros")).round(2),
    )


def _write_csv(path: Path, layout: list[Column], rows: list[tuple[object, ...]]) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([column.header for column in layout])
        writer.writerows(
            [_shown(column.format, value) for column, value in zip(layout, row, strict=True)] for row in rows
        )


def _shown(kind: str, value: object) -> str:
    """A cell as a spreadsheet program shows it, which is what it saves as text."""
    if value is None or kind == "text":
        return str(value or "")
    patterns = {"date": "{:%b %d, %Y}", "share": "{:.4%}", "money": "${:,.2f}", "ratio": "{:.2f}"}
    return patterns.get(kind, "{}").format(value)
