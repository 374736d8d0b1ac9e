"""L107: listings that Amazon hides from search or has taken down."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import polars as pl

from adopt.checks.desk import Desk
from adopt.checks.found import Figure, Found
from adopt.checks.listing.days import asin_days
from adopt.checks.shown import shown
from adopt.schema import MICROS, FindingStatus


def suppressed(desk: Desk) -> Sequence[Found]:
    """A finding for each SKU of the report: those that sold most first, then the newest."""
    table = desk.tables["listings_suppressed_fyp"]
    texts = ("status", "reason", "issue_description")
    skus = (
        table.frame.group_by("sku")
        .agg(
            pl.col("asin").drop_nulls().sort().first(),
            pl.col("status_change_date").max().alias("since"),
            *(_listed(name) for name in texts),
        )
        .join(_daily_sales(desk), on="asin", how="left")
    )
    found = [
        Found(
            FindingStatus.ACT,
            "suppressed",
            subject=row["sku"],
            first_day=row["since"],
            at_stake=row["sales"],
            kind=table.kind,
            file=table.file,
            figures={
                "asin": _said(row["asin"]),
                "status": _said(row["status"]),
                "reason": _said(row["reason"]),
                "issue": _said(row["issue_description"]),
                "since": _said(row["since"]),
            },
        )
        for row in skus.iter_rows(named=True)
    ]
    return shown(found, desk, lambda one: (-one.first_day.toordinal() if one.first_day else 0,))


def _daily_sales(desk: Desk) -> pl.DataFrame:
    """Sales of an average known day, by ASIN; currency."""
    days = asin_days(desk).drop_nulls("sales_micros")
    return days.group_by("asin").agg(sales=pl.col("sales_micros").sum() / pl.len() / MICROS)


def _listed(name: str) -> pl.Expr:
    """What the rows of a SKU say in a column, each once; empty where none says anything."""
    text = pl.col(name).str.strip_chars()
    return text.filter(text != "").unique().sort().str.join("; ")


def _said(value: str | date | None) -> Figure:
    return Figure("text", value) if value else Figure("unknown", "")
