"""The Sales and Traffic business report by date: total sales of each day, ads or not."""

from __future__ import annotations

from datetime import timedelta

import polars as pl

from adopt.reports.columns import Columns
from adopt.reports.headers import find_header, tokens
from adopt.reports.open import Source
from adopt.reports.refusal import refuse
from adopt.schema import DailySales, Reading, Totals

KIND = "business"
_MARKERS = ("date", "sales", "units")
_WEEK = timedelta(days=7)
_FEWEST = 3


def find(source: Source) -> list[Columns]:
    """The tables of a file that are such reports."""
    tables = source.tables(without=tokens("bulk_tabs"))
    found = [(table, find_header(table, KIND, _MARKERS, source.names_for(KIND))) for table in tables]
    return [Columns(source.path, KIND, table, header) for table, header in found if header]


def read(source: Source, columns: Columns) -> Reading:
    """Days, units and sales.

    Raises:
        RefusedError: a day stands there twice, its rows are of weeks or months, or there are no rows.
    """
    columns.need(*_MARKERS)
    sifted = columns.sift(
        lambda: [
            columns.day("date", ours="day"),
            columns.count("units"),
            columns.money("sales", ours="sales_micros"),
        ]
    )
    rows = sifted.good.sort("day")
    if not rows.height and not sifted.rejected.height:
        refuse(source.path, KIND, "no_rows")
    if rows["day"].is_duplicated().any():
        refuse(source.path, KIND, "duplicate_days", str(rows.filter(pl.col("day").is_duplicated())["day"][0]))
    told = pl.concat([rows["day"], sifted.faulty["day"]]).drop_nulls().unique().sort()
    if _is_of_weeks(told):
        refuse(source.path, KIND, "not_by_day", f"{told[-2]}, {told[-1]}")
    currencies = sorted(columns.currencies())
    return Reading(
        path=source.path,
        digest=source.digest,
        kind=KIND,
        language=columns.header.language,
        marketplace=None,
        currency=currencies[0] if len(currencies) == 1 else None,
        first_day=rows["day"].min(),  # type: ignore[arg-type]  # a date or None
        last_day=rows["day"].max(),  # type: ignore[arg-type]  # a date or None
        daily=True,
        window_days=0,
        read=rows.height + sifted.rejected.height,
        data=DailySales.validate(rows.select(list(DailySales.columns()))),
        rejected=sifted.rejected,
        totals=Totals.of(rows),
        notes=(("rows_of_sums_left_out", str(sifted.sums)),) if sifted.sums else (),
        rejected_days=sifted.faulty_days("day"),
    )


def _is_of_weeks(days: pl.Series) -> bool:
    """Whether most rows are a week or more behind the one before: the page shows weeks and months in the same columns."""
    gaps = days.diff().drop_nulls()
    return days.len() >= _FEWEST and 2 * int((gaps >= _WEEK).sum()) > gaps.len()
