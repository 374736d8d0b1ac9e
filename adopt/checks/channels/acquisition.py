"""V101: what a new customer of the shop costs, beside what Amazon's ads cost an order."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

import polars as pl

from adopt.checks.channels.amazon import amazon_orders, amazon_spend
from adopt.checks.channels.contribution import before_ads
from adopt.checks.channels.shop import Shop, nothing, of_shop, shop_of
from adopt.checks.desk import Desk
from adopt.checks.found import Figure, Found
from adopt.schema import MICROS, FindingStatus


def acquisition_cost(desk: Desk) -> Sequence[Found]:
    """One finding; where the orders don't reach back far enough, the cost is a lower bound and isn't judged."""
    shop = shop_of(desk)
    if isinstance(shop, Found):
        return [shop]
    new, unnamed = new_customers(shop), shop.own["customer"].null_count()
    if unnamed == shop.own.height:
        return [nothing("no_customers_told", desk)]
    figures = {
        "spend": Figure("money", shop.spent / MICROS),
        "new": Figure("count", new),
        "orders": Figure("orders", shop.own.height),
        "unnamed": Figure("count", unnamed),
        "since": Figure("text", shop.since.isoformat()),
        "amazon": _amazon(desk, shop),
    }
    own = of_shop(desk, shop) | {"figures": figures, "unit": "money", "op": "<="}
    if not new:
        stake = shop.spent / MICROS or None
        status = FindingStatus.WATCH if shop.spent else FindingStatus.FINE
        return [Found(status, "no_new_customers", at_stake=stake, **own)]
    own |= {"value": shop.spent / MICROS / new, "n": new, "of": shop.own.height}
    if not desk.limit("channel_reach_days").holds((shop.first - shop.since) / timedelta(days=1)):
        return [Found(FindingStatus.NO_DATA, "acquisition_short", **own)]
    left = before_ads(desk, shop)
    if left is None:
        return [Found(FindingStatus.FINE, "acquisition_told", **own)]
    target = left.mean / MICROS
    pays = own["value"] <= target
    reason = "acquisition_pays" if pays else "acquisition_over"
    return [Found(FindingStatus.FINE if pays else FindingStatus.WATCH, reason, target=target, **own)]


def new_customers(shop: Shop) -> int:
    """Customers whose first order falls in the window."""
    firsts = shop.orders.drop_nulls("customer").group_by("customer").agg(pl.col("day").min())
    return firsts.filter(pl.col("day").is_between(shop.first, shop.last)).height


def _amazon(desk: Desk, shop: Shop) -> Figure:
    """Ad spend per order at Amazon on the same days: Amazon doesn't tell who is new."""
    spend, lines = amazon_spend(desk, shop.first, shop.last), amazon_orders(desk, shop.first, shop.last)
    orders = lines["order"].n_unique() if lines is not None else 0
    return Figure("money", spend / MICROS / orders) if spend is not None and orders else Figure("text", "-")
