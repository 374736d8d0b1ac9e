"""Sessions, units and Buy Box of each ASIN on each day, put together from files of one day each."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import polars as pl

from adopt.checks.desk import Desk, Table
from adopt.checks.here import files_here, of_one_market

SCHEMA = pl.Schema(
    {
        "asin": pl.String(),
        "day": pl.Date(),
        "sessions": pl.Int64(),
        "page_views": pl.Int64(),
        "units": pl.Int64(),
        "sales_micros": pl.Int64(),
        "buy_box": pl.Float64(),
    }
)
"""Units and sales in all, B2B among them; ``buy_box`` is the share of page views, null where it isn't told."""


def asin_days(desk: Desk) -> pl.DataFrame:
    """`SCHEMA`, one row for an ASIN's day here that is over, by ASIN and day; of files that tell the same day the newest speaks."""
    parts = [
        rows.with_columns(place=pl.lit(place))
        for place, rows in enumerate((*_of_traffic(desk), *_of_child_items(desk)))
    ]
    rows = pl.concat([pl.DataFrame(schema={**SCHEMA, "place": pl.Int32()}), *parts], how="vertical_relaxed")
    newest = pl.col("place") == pl.col("place").max().over("asin", "day")
    told = _with_page_views(rows.filter(newest).select(SCHEMA.names()), desk)
    return told.filter(pl.col("day") < desk.today).sort("asin", "day")


def known_rows(table: Table) -> pl.DataFrame:
    """A business report by ASIN, one row for an ASIN: its SKUs share a page, so their sessions aren't added up."""
    return (
        table.frame.group_by("asin")
        .agg(
            sessions=pl.col("sessions_total").max(),
            page_views=pl.col("page_views_total").max(),
            units=_told_sum("units_ordered"),
            sales_micros=_told_sum("sales_micros"),
            buy_box=pl.col("featured_offer_buy_box_percentage").max(),
        )
        .sort("asin")
    )


def _told_sum(name: str) -> pl.Expr:
    """A sum that is null where nothing was told: no units reported isn't no units."""
    return pl.when(pl.col(name).is_not_null().any()).then(pl.col(name).sum())


def _of_traffic(desk: Desk) -> Iterator[pl.DataFrame]:
    """ASIN rows of reports of a single day; a report of several days adds them up."""
    for table in files_here(desk, "sales_and_traffic"):
        single = pl.col("asin").is_not_null() & (pl.col("first_day") == pl.col("last_day"))
        yield (
            table.frame.filter(single)
            .group_by("asin", day="last_day")
            .agg(
                pl.col("sessions", "page_views").max(),
                units=_told_sum("units"),
                sales_micros=_told_sum("sales_micros"),
                buy_box=pl.col("buy_box_share").max(),
            )
            .select(SCHEMA.names())
        )


def _of_child_items(desk: Desk) -> Iterator[pl.DataFrame]:
    for table in desk.every("business_report_child_item"):
        if day := day_of(table, desk):
            yield known_rows(table).with_columns(day=pl.lit(day)).select(SCHEMA.names())


def day_of(table: Table, desk: Desk) -> date | None:
    """The day of a business report by ASIN, which doesn't say it; None where it is of several days, or can't be told.

    It is the one day of the business report by date that has the same units and sales; else what the seller says of such
    downloads (``child_report_age``, the days between the day and the download).
    """
    units, sales = (int(table.frame[name].sum()) for name in ("units_ordered", "sales_micros"))
    if "business" in desk.tables and units:
        days = desk.tables["business"].frame
        same = days.filter((pl.col("units") == units) & (pl.col("sales_micros") == sales))["day"].to_list()
        if len(same) == 1:
            return same[0]  # type: ignore[no-any-return]
    age = int(desk.limit("child_report_age").number)
    return table.downloaded - timedelta(days=age) if age and table.downloaded else None


def _with_page_views(told: pl.DataFrame, desk: Desk) -> pl.DataFrame:
    """Page views by ASIN and day from the report that has nothing else, where no other tells them."""
    table = desk.tables.get("asin_page_views")
    if table is None:
        return told
    views = (
        of_one_market(desk, table.frame, "marketplace")
        .filter(pl.col("ends") - pl.col("starts") == pl.duration(days=1))
        .group_by("asin", day=pl.col("starts").dt.date())
        .agg(views=pl.col("page_views").sum())
    )
    both = told.join(views, on=["asin", "day"], how="full", coalesce=True)
    return both.with_columns(page_views=pl.coalesce("page_views", "views")).select(SCHEMA.names())
