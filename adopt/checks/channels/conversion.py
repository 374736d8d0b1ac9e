"""V102: visits that become orders, in the shop and at Amazon."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from adopt.checks.channels.shop import Shop, nothing, of_shop, shop_of
from adopt.checks.desk import Desk
from adopt.checks.found import Figure, Found
from adopt.checks.here import of_market
from adopt.estimate.share_interval import exact
from adopt.schema import FindingStatus


def shop_conversion(desk: Desk) -> Sequence[Found]:
    """One finding, of the days of which sessions are given."""
    shop = shop_of(desk)
    if isinstance(shop, Found):
        return [shop]
    visits = shop.spend.drop_nulls("sessions").group_by("date").agg(pl.col("sessions").sum())
    sessions = int(visits["sessions"].sum())
    if not sessions:
        return [nothing("no_shop_sessions", desk)]
    orders = shop.own.join(visits, left_on="day", right_on="date", how="semi").height
    # Orders without a visit (by phone, by subscription) can be more than the visits: no share of them, then.
    low, high = exact(orders, sessions) if orders <= sessions else (None, None)
    return [
        Found(
            FindingStatus.FINE,
            "shop_converts",
            unit="share",
            value=orders / sessions,
            n=orders,
            of=sessions,
            low=low if low is None else float(low),
            high=high if high is None else float(high),
            figures={
                "days": Figure("days", visits.height),
                "orders": Figure("orders", orders),
                "ends": _ends(low, high),
                "amazon": _amazon(desk, shop),
            },
            **of_shop(desk, shop),
        )
    ]


def _ends(low: float | None, high: float | None) -> Figure:
    return Figure("text", "-" if low is None or high is None else f"{low:.2%} – {high:.2%}")


def _amazon(desk: Desk, shop: Shop) -> Figure:
    """Order items / sessions at Amazon: of the same days where a report tells days, else of the report's own."""
    days = desk.tables.get("sales_and_traffic")
    if days is not None:
        rows = of_market(desk, days.frame, "marketplace").filter(
            pl.col("day").is_between(shop.first, shop.last)
        )
        if figure := _rate(rows, "order_items", "sessions"):
            return figure
    asins = desk.tables.get("business_report_child_item")
    found = _rate(asins.frame, "total_order_items", "sessions_total") if asins is not None else None
    return found or Figure("text", "-")


def _rate(rows: pl.DataFrame, items: str, sessions: str) -> Figure | None:
    both = rows.select(items, sessions).drop_nulls()
    visits = int(both[sessions].sum())
    return Figure("share", int(both[items].sum()) / visits) if visits else None
