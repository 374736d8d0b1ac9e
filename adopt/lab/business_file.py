"""The simulated account's business report by date: all sales, with ads and without."""

from __future__ import annotations

import csv
from pathlib import Path

import polars as pl

from adopt.lab.account import Account
from adopt.lab.columns import cells, columns
from adopt.schema import MICROS

_FEATURED = "98.40%"


def daily_sales(account: Account) -> pl.DataFrame:
    """Every day's sales, whoever brought them: day, orders, units, sales_micros, sessions."""
    ads = account.orders.group_by("day").agg(
        pl.len().cast(pl.Int64).alias("ad_orders"),
        pl.col("units").sum().alias("ad_units"),
        pl.col("sales_micros").sum().alias("ad_sales"),
    )
    clicks = account.clicks.group_by("day").agg(pl.col("clicks").sum())
    return (
        account.organic.join(ads, on="day", how="left")
        .join(clicks, on="day", how="left")
        .with_columns(pl.col("ad_orders", "ad_units", "ad_sales", "clicks").fill_null(0))
        .select(
            "day",
            pl.col("orders") + pl.col("ad_orders"),
            pl.col("units") + pl.col("ad_units"),
            pl.col("sales_micros") + pl.col("ad_sales"),
            pl.col("sessions") + pl.col("clicks"),
        )
        .sort("day")
    )


def write_business_report(path: Path, account: Account) -> None:
    """Writes the account's report, as `write_daily_sales` does."""
    write_daily_sales(path, daily_sales(account))


def write_daily_sales(path: Path, days: pl.DataFrame) -> None:
    """Writes the report as Seller Central gives it in the US: dates as 11/21/26, money as text such as $1,234.56.

    Args:
        path: file to write.
        days: day, orders, units, sales_micros, sessions.
    """
    layout = columns("business", "columns")
    frame = days.with_columns(
        date=pl.col("day").dt.strftime("%m/%d/%y"),
        featured=pl.lit(_FEATURED),
        sales=pl.Series([f"${micros / MICROS:,.2f}" for micros in days["sales_micros"]], dtype=pl.String),
    )
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, quoting=csv.QUOTE_ALL)
        writer.writerow([column.header for column in layout])
        writer.writerows(cells(frame, layout))
