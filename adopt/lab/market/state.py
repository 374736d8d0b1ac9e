"""What has happened in a marketplace so far: the account as it stands, and the log of every day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import polars as pl

CLICKS = {
    "day": pl.Date,
    "hour": pl.Int64,
    "target_id": pl.String,
    "campaign_id": pl.String,
    "ad_group_id": pl.String,
    "term": pl.UInt32,
    "placement": pl.String,
    "clicks": pl.Int64,
    "spend_micros": pl.Int64,
}
"""One row per day, hour, target, search term and placement with clicks."""

ORDERS = {
    "day": pl.Date,
    "hour": pl.Int64,
    "target_id": pl.String,
    "campaign_id": pl.String,
    "ad_group_id": pl.String,
    "term": pl.UInt32,
    "placement": pl.String,
    "shown_after": pl.Int64,
    "own": pl.Boolean,
    "sku": pl.String,
    "units": pl.Int64,
    "sales_micros": pl.Int64,
}
"""One row per order that a click brought, booked on the click: days until reports show it, whether it is for the
advertised product, which it is for."""

SHOWN = {
    "day": pl.Date,
    "target_id": pl.String,
    "campaign_id": pl.String,
    "ad_group_id": pl.String,
    "term": pl.UInt32,
    "placement": pl.String,
    "impressions": pl.Int64,
}
"""Impressions per day, target, search term and placement; the term is null for those of all terms without clicks."""

ORGANIC = {
    "day": pl.Date,
    "sku": pl.String,
    "orders": pl.Int64,
    "units": pl.Int64,
    "sales_micros": pl.Int64,
    "sessions": pl.Int64,
}
"""Sales without ads per day and product."""

SPENT = {"day": pl.Date, "campaign_id": pl.String, "hour": pl.Int64}
"""Campaigns whose daily budget ran out: the last hour in which they were served."""


@dataclass(frozen=True, eq=False)
class State:
    """An account on the morning of a day.

    Attributes:
        day: the next day to be lived.
        entities: the account as it stands, with the columns of `adopt.lab.layout.ENTITY`.
        clicks, orders, shown, organic, spent: logs, with the columns of `CLICKS`, `ORDERS`, `SHOWN`, `ORGANIC`, `SPENT`.
        rank: units sold a day, by product, older days counting less: what sales without ads follow.
        made: how many entities uploads have created so far, for the IDs of the next.
    """

    day: date
    entities: pl.DataFrame
    clicks: pl.DataFrame
    orders: pl.DataFrame
    shown: pl.DataFrame
    organic: pl.DataFrame
    spent: pl.DataFrame
    rank: tuple[float, ...]
    made: int = 0
