"""The seller's own prices as a shopper pays them: with shipping, less what runs off them today."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import NamedTuple

import polars as pl

from adopt.checks.desk import Desk
from adopt.checks.here import of_currency, of_market

SOURCES = (
    ("fba_inventory_planning", "your_price_micros", "sales_price_micros", None),
    ("fee_preview_us", "your_price_micros", "sales_price_micros", None),
    ("listings_all", "price_micros", None, "zshop_shipping_fee_micros"),
    ("listings_open_lite", "price_micros", None, None),
    ("fba_myi_unsuppressed", "your_price_micros", None, None),
)
"""Reports that tell own prices, the best first, with their columns of the price, the sale price and the shipping."""

_PLACES = {"fba_inventory_planning": "marketplace", "fee_preview_us": "amazon_store"}


class Own(NamedTuple):
    """An own offer; money in millionths.

    Attributes:
        sku, asin: the offer.
        usual: the price without sale or promotion.
        landed: what a shopper pays now.
        kind, file: of the report.
    """

    sku: str
    asin: str | None
    usual: int
    landed: int
    kind: str
    file: str


def own_prices(desk: Desk) -> list[Own]:
    """An offer for each SKU with a price, by SKU; 0 is no price."""
    found: dict[str, Own] = {}
    for kind, *columns in SOURCES:
        for one in _of(desk, kind, *columns):
            found.setdefault(one.sku, one)
    running: dict[str | None, list[_Promotion]] = {}
    for promotion in _running(desk):
        running.setdefault(promotion.sku, []).append(promotion)
    of_all = running.get(None, [])
    return [_after(found[sku], [*of_all, *running.get(sku, [])]) for sku in sorted(found)]


def lowest_by_asin(own: Iterable[Own]) -> dict[str, Own]:
    """The cheapest own offer of each ASIN: the one that a shopper sees."""
    found: dict[str, Own] = {}
    for one in own:
        if one.asin and (
            one.asin not in found or (one.landed, one.sku) < (found[one.asin].landed, found[one.asin].sku)
        ):
            found[one.asin] = one
    return dict(sorted(found.items()))


def _of(desk: Desk, kind: str, *columns: str | None) -> Iterator[Own]:
    table = desk.tables.get(kind)
    if table is None:
        return
    frame = table.frame
    if place := _PLACES.get(kind):
        frame = of_currency(desk, of_market(desk, frame, place), "currency")
    names = ("price", "sale", "shipping")
    told = [
        (pl.col(column) if column else pl.lit(None, dtype=pl.Int64)).alias(name)
        for name, column in zip(names, columns, strict=True)
    ]
    rows = frame.select("sku", "asin", *told).filter(pl.col("price") > 0).sort("sku", *names, "asin")
    for sku, asin, price, sale, shipping in rows.iter_rows():
        usual, reduced = price + (shipping or 0), sale if sale and 0 < sale < price else price
        yield Own(sku, asin, usual, reduced + (shipping or 0), kind, table.file)


class _Promotion(NamedTuple):
    sku: str | None
    price: int | None
    share: float | None


def _running(desk: Desk) -> Iterator[_Promotion]:
    """Promotions of the seller's calendar that run now."""
    table = desk.tables.get("promotions")
    if table is None:
        return
    frame = of_currency(desk, of_market(desk, table.frame, "marketplace"), "currency")
    ends = pl.col("ends_at").is_null() | (pl.col("ends_at") > desk.now)
    for row in frame.filter(pl.col("starts_at") <= desk.now, ends).iter_rows(named=True):
        yield _Promotion(row["sku"], row["price_micros"], row["discount_percent"])


def _after(own: Own, running: Iterable[_Promotion]) -> Own:
    """The lowest of the price and its promotions: Amazon's combine in ways that no report tells."""
    prices = [own.landed]
    for one in running:
        if one.price:
            prices.append(one.price)
        elif one.share:
            prices.append(int(own.landed * (1 - Fraction(str(one.share)))))
    return own._replace(landed=min(prices))
