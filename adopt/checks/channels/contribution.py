"""V103: what an order leaves after everything, in the shop and at Amazon."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import polars as pl

from adopt.checks.channels.amazon import Keeps, amazon_orders, amazon_spend, keeps
from adopt.checks.channels.shop import Shop, nothing, of_shop, shop_of
from adopt.checks.desk import Desk
from adopt.checks.found import Figure, Found
from adopt.checks.prices.break_even import costs_of
from adopt.schema import MICROS, FindingStatus


class Left(NamedTuple):
    """What orders leave before ads, in millionths: the mean of those whose goods' costs are all known."""

    mean: float
    known: int
    orders: int


def contribution_per_order(desk: Desk) -> Sequence[Found]:
    """One finding, with Amazon's figure beside it where its reports reach over the same days."""
    shop = shop_of(desk)
    if isinstance(shop, Found):
        return [shop]
    left = before_ads(desk, shop)
    if left is None:
        return [nothing("shop_costs_unknown", desk)]
    ads = shop.spent / left.orders
    after, amazon = left.mean - ads, amazon_after_ads(desk, shop)
    figures = {
        "before": Figure("money", left.mean / MICROS),
        "ads": Figure("money", ads / MICROS),
        "known": Figure("count", left.known),
        "orders": Figure("orders", left.orders),
        "amazon": Figure("text", "-") if amazon is None else Figure("money", amazon / MICROS),
    }
    loses = after < 0
    return [
        Found(
            FindingStatus.WATCH if loses else FindingStatus.FINE,
            "order_loses" if loses else "order_leaves",
            unit="money",
            value=after / MICROS,
            target=0,
            op=">=",
            figures=figures,
            at_stake=-after * left.orders / MICROS if loses else None,
            **of_shop(desk, shop),
        )
    ]


def before_ads(desk: Desk, shop: Shop) -> Left | None:
    """The shop's mean before ads; None where no order's costs are all known."""
    costs = costs_of(desk)
    lines = shop.lines.join(shop.own, on="order", how="semi")
    goods = lines.with_columns(cost=pl.col("sku").replace_strict(costs, default=None, return_dtype=pl.Int64))
    sums = _known(goods.with_columns(amount=pl.col("quantity") * pl.col("cost")))
    known = shop.own.join(sums, on="order")
    if known.is_empty():
        return None
    orders, other = shop.own.height, int(shop.spend["other_costs_micros"].sum())
    mean = int((known["net"] - known["amount"]).sum()) / known.height - other / orders
    return Left(mean, known.height, orders)


def amazon_after_ads(desk: Desk, shop: Shop) -> float | None:
    """Amazon's mean after ads, in millionths, of the orders whose goods' margins are all known."""
    lines, spend = amazon_orders(desk, shop.first, shop.last), amazon_spend(desk, shop.first, shop.last)
    if lines is None or spend is None or lines.is_empty():
        return None
    own = keeps(desk)
    share = _told(own, "share").alias("share")
    rows = lines.with_columns(share, _told(own, "fixed").alias("fixed"))
    sums = _known(
        rows.with_columns(amount=pl.col("price") * pl.col("share") - pl.col("quantity") * pl.col("fixed"))
    )
    if sums.is_empty():
        return None
    return float(sums.sort("order")["amount"].sum()) / sums.height - spend / lines["order"].n_unique()


def _told(own: Mapping[str, Keeps], name: str) -> pl.Expr:
    values = {sku: getattr(one, name) for sku, one in own.items()}
    return pl.col("sku").replace_strict(values, default=None, return_dtype=pl.Float64)


def _known(lines: pl.DataFrame) -> pl.DataFrame:
    """Sums of the orders of which every line has an amount."""
    whole = pl.col("amount").is_not_null().all().alias("whole")
    return lines.group_by("order").agg(pl.col("amount").sum(), whole).filter(pl.col("whole")).drop("whole")
