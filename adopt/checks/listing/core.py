"""Which ASINs matter, and what is known of them beside their traffic."""

from __future__ import annotations

import re
from typing import NamedTuple

import polars as pl

from adopt.checks.desk import Desk
from adopt.checks.here import of_market
from adopt.checks.listing.days import known_rows

_STOCK = {
    "fba_myi_unsuppressed": (None, ("afn_fulfillable_quantity", "mfn_fulfillable_quantity")),
    "fba_inventory_planning": ("marketplace", ("available",)),
}
"""Units that can be sold now, by report: its column of the marketplace, and columns that add up."""


class Ground(NamedTuple):
    """What is looked at before a page is blamed; None is unknown.

    Attributes:
        stock: sellable units now.
        suppressed: whether the listing is suppressed.
    """

    stock: int | None
    suppressed: bool | None


def core_asins(days: pl.DataFrame, desk: Desk) -> list[str]:
    """The seller's own list (``core_asins``), else those that make ``core_share`` of the sales, ``core_most`` at most.

    Without any sales: those with the most sessions.
    """
    if own := re.findall(r"\b[A-Z0-9]{10}\b", str(desk.limit("core_asins").value).upper()):
        return list(dict.fromkeys(own))
    share, most = desk.limit("core_share").number, int(desk.limit("core_most").number)
    total = pl.col("sales_micros").sum()
    before = pl.col("sales_micros").cum_sum() - pl.col("sales_micros")
    ranked = _sold(days, desk).sort("sales_micros", "sessions", "asin", descending=[True, True, False])
    needed = (total == 0) | ((before < share * total) & (pl.col("sales_micros") > 0))
    return ranked.filter(needed)["asin"].to_list()[:most]


def ground_of(desk: Desk, asins: list[str]) -> dict[str, Ground]:
    """Stock and suppression of each ASIN."""
    stock, listings = _stock(desk), desk.tables.get("listings_suppressed_fyp")
    hidden = set(listings.frame["asin"]) if listings else None
    return {asin: Ground(stock.get(asin), None if hidden is None else asin in hidden) for asin in asins}


def _sold(days: pl.DataFrame, desk: Desk) -> pl.DataFrame:
    """Sales and sessions by ASIN: of all known days, or of the newest business report by ASIN."""
    rows = days
    if days["sales_micros"].sum() == 0 and (every := desk.every("business_report_child_item")):
        rows = known_rows(every[-1])
    return rows.group_by("asin").agg(pl.col("sales_micros", "sessions").sum())


def _stock(desk: Desk) -> dict[str, int]:
    for kind, (place, columns) in _STOCK.items():
        if kind in desk.tables:
            told = desk.tables[kind].frame
            if place:
                told = of_market(desk, told, place)
            rows = told.filter(pl.any_horizontal(pl.col(columns).is_not_null()))
            units = pl.sum_horizontal(pl.col(columns)).sum().alias("stock")
            return dict(rows.filter(pl.col("asin").is_not_null()).group_by("asin").agg(units).iter_rows())
    return {}
