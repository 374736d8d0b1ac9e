"""Amazon's side of the comparison, on the same days."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import polars as pl

from adopt.checks.desk import Desk
from adopt.checks.here import of_currency, of_market
from adopt.checks.prices.break_even import costs_of


class Keeps(NamedTuple):
    """What a sale of a SKU leaves before ads: ``share`` of its price, less ``fixed`` millionths a unit."""

    share: float
    fixed: float


def amazon_orders(desk: Desk, first: date, last: date) -> pl.DataFrame | None:
    """order, sku, quantity, price: lines of the days' orders; None where the report doesn't reach over all of them."""
    table = desk.tables.get("all_orders")
    if table is None:
        return None
    day = pl.col("purchase_date").dt.convert_time_zone(desk.zone.key).dt.date()
    rows = of_currency(desk, of_market(desk, table.frame, "sales_channel"), "currency").with_columns(
        day.alias("day")
    )
    ends = (rows["day"].min(), rows["day"].max())
    if not isinstance(ends[0], date) or not isinstance(ends[1], date) or ends[0] > first or ends[1] < last:
        return None
    discount = pl.col("item_promotion_discount_micros").fill_null(0).abs()
    sold = rows.filter(
        pl.col("day").is_between(first, last),
        pl.col("order_status").str.to_lowercase().fill_null("") != "cancelled",
        pl.col("quantity") > 0,
        pl.col("item_price_micros").is_not_null(),
    )
    return sold.select(
        pl.col("order_id").alias("order"), "sku", "quantity", price=pl.col("item_price_micros") - discount
    )


def amazon_spend(desk: Desk, first: date, last: date) -> float | None:
    """Ad spend of the days; None where the rows aren't of single days or don't reach over all of them."""
    if desk.ads is None or not desk.ads.daily:
        return None
    rows = desk.ads.rows
    ends = (rows["first_day"].min(), rows["last_day"].max())
    if not isinstance(ends[0], date) or not isinstance(ends[1], date) or ends[0] > first or ends[1] < last:
        return None
    return float(rows.filter(pl.col("first_day").is_between(first, last))["spend_micros"].sum())


def keeps(desk: Desk) -> dict[str, Keeps]:
    """By SKU: by costs and the fee preview, else by the margin that the seller gives."""
    found = {sku: Keeps(margin, 0.0) for sku, margin in desk.settings.margins.items()}
    costs, fees = costs_of(desk), desk.tables.get("fee_preview_us")
    if fees is None:
        return found
    rows = of_currency(desk, of_market(desk, fees.frame, "amazon_store"), "currency").sort(
        "sku", "your_price_micros"
    )
    for row in rows.iter_rows(named=True):
        price = row["sales_price_micros"] or row["your_price_micros"]
        total, referral = row["estimated_fee_total_micros"], row["estimated_referral_fee_per_unit_micros"]
        if row["sku"] in costs and price and total is not None and referral is not None:
            found[row["sku"]] = Keeps(1 - referral / price, costs[row["sku"]] + total - referral)
    return found
