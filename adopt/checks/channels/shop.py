"""The shop's orders and the spend for it, over the last days that both tell of."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, NamedTuple

import polars as pl

from adopt.checks.desk import Desk
from adopt.checks.found import Figure, Found
from adopt.schema import FindingStatus
from adopt.words.companions import cells

_DAY = timedelta(days=1)


class Shop(NamedTuple):
    """The window; money in millionths of the account's currency.

    Attributes:
        first, last: its days.
        since: the first day of any order.
        orders: order, day, customer, net (without tax and refunds), of every order that became a sale, of all days.
        lines: order, sku, quantity of the same orders.
        spend: date, channel, spend_micros, sessions, other_costs_micros, of the window's days.
    """

    first: date
    last: date
    since: date
    orders: pl.DataFrame
    lines: pl.DataFrame
    spend: pl.DataFrame

    @property
    def own(self) -> pl.DataFrame:
        """Orders of the window."""
        return self.orders.filter(pl.col("day").is_between(self.first, self.last))

    @property
    def spent(self) -> int:
        """Ad spend of the window."""
        return int(self.spend["spend_micros"].sum())


def shop_of(desk: Desk) -> Shop | Found:
    """The shop, or why nothing can be said of it."""
    orders, lines = _orders(desk)
    # Today isn't over: its spend has orders to come.
    spend = desk.tables["channel_spend"].frame.filter(pl.col("date") < desk.today)
    if orders.is_empty() or spend.is_empty():
        return nothing("no_shop_orders" if orders.is_empty() else "no_shop_spend", desk)
    last, since, last_order = _day(spend["date"].max()), _day(orders["day"].min()), _day(orders["day"].max())
    if last_order < last and not desk.limit("channel_lag_days").holds((last - last_order).days):
        return nothing("shop_old", desk, figures={"last": Figure("text", last_order.isoformat())})
    start = last - (int(desk.limit("channel_window_days").number) - 1) * _DAY
    first = max(start, _day(spend["date"].min()), since)
    within = spend.filter(pl.col("date").is_between(first, last))
    sold = orders.filter(pl.col("day").is_between(first, last))
    if sold.is_empty() or within.is_empty():
        return nothing("no_shop_orders" if sold.is_empty() else "no_shop_spend", desk)
    return _other_currency(desk, sold, within) or Shop(first, last, since, orders, lines, within)


def nothing(reason: str, desk: Desk, **more: Any) -> Found:
    """A finding without data, of the shop."""
    table = desk.tables["shopify_orders"]
    return Found(FindingStatus.NO_DATA, reason, kind=table.kind, file=table.file, **more)


def of_shop(desk: Desk, shop: Shop) -> dict[str, Any]:
    """What all findings of the shop share."""
    files = [desk.tables[kind].file for kind in ("shopify_orders", "channel_spend")]
    return {
        "first_day": shop.first,
        "last_day": shop.last,
        "kind": "shopify_orders",
        "file": ", ".join(files),
    }


def _orders(desk: Desk) -> tuple[pl.DataFrame, pl.DataFrame]:
    """One row an order and one a line: Shopify writes what is of the order on its first line only.

    A total has its tax within or on top of the prices, so it is what remains without it either way; what was paid back
    is taken without its part of the tax.
    """
    frame = desk.tables["shopify_orders"].frame
    names = (
        "customer",
        "currency",
        "financial_status",
        "cancelled_at",
        "created_at",
        "total_micros",
        "taxes_micros",
    )
    whole = frame.group_by("order").agg(*(pl.col(name).max() for name in (*names, "refunded_micros")))
    void = pl.col("financial_status").str.to_lowercase().is_in(cells()["shop"]["void"]).fill_null(value=False)
    sales = whole.filter(pl.col("cancelled_at").is_null(), ~void, pl.col("created_at") <= desk.now)
    total, taxes = pl.col("total_micros").fill_null(0), pl.col("taxes_micros").fill_null(0)
    refunded = pl.col("refunded_micros").fill_null(0)
    kept = pl.when(total > 0).then((1 - refunded / total).clip(0, 1)).otherwise(0.0)
    orders = sales.select(
        "order",
        "customer",
        pl.col("currency").str.to_uppercase(),
        day=pl.col("created_at").dt.convert_time_zone(desk.zone.key).dt.date(),
        net=((total - taxes) * kept).round().cast(pl.Int64),
    ).sort("day", "order")
    lines = frame.join(orders, on="order", how="semi").select("order", "sku", "quantity")
    return orders, lines.filter(pl.col("quantity") > 0)


def _other_currency(desk: Desk, orders: pl.DataFrame, spend: pl.DataFrame) -> Found | None:
    """Amounts of two currencies are never added or compared."""
    said = {*orders["currency"].drop_nulls(), *spend["currency"].str.to_uppercase()}
    ours = desk.currency or (desk.market.currency if desk.market else None)
    if said == {ours}:
        return None
    figures = {
        "theirs": Figure("text", ", ".join(sorted(said))),
        "ours": Figure("text", ours or "-"),
    }
    return nothing("other_currency", desk, figures=figures)


def _day(value: Any) -> date:
    assert isinstance(value, date)
    return value
