"""What others ask for an ASIN now, of every report that tells it; prices with shipping."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import polars as pl

from adopt.checks.desk import Desk
from adopt.checks.here import in_order, of_currency, of_market
from adopt.checks.prices.steps import now_of, series_of
from adopt.schema import MICROS
from adopt.words.places import place_code

_SERIES = {"featured": "BUY_BOX_SHIPPING", "fba": "NEW_FBA", "fbm": "NEW_FBM_SHIPPING", "lowest": "NEW"}
_VIEWER = {
    "featured": "buy_box_current_micros",
    "fba": "new_3rd_party_fba_current_micros",
    "fbm": "new_3rd_party_fbm_current_micros",
    "lowest": "new_current_micros",
}


@dataclass
class Others:
    """Offers for an ASIN.

    Attributes:
        prices: ``featured``, ``fba``, ``fbm``, ``lowest`` -> price; None: there is no such offer; absent: it isn't told.
        seller: who has the featured offer, where it is told.
        kind, file: of the first report that tells anything.
    """

    kind: str
    file: str
    prices: dict[str, float | None] = field(default_factory=dict)
    seller: str | None = None

    @property
    def least(self) -> float | None:
        """The lowest offer there is."""
        return min((price for price in self.prices.values() if price is not None), default=None)


def others(desk: Desk) -> dict[str, Others]:
    """Offers by ASIN: Keepa's history before its list, then the planning report, then the seller's own list."""
    found: dict[str, Others] = {}
    for asin, kind, prices, seller in (*_history(desk), *_viewer(desk), *_planning(desk), *_listed(desk)):
        one = found.setdefault(asin, Others(kind, desk.tables[kind].file))
        one.prices = dict(prices) | one.prices
        one.seller = one.seller or seller
    return found


_Told = tuple[str, str, Mapping[str, float | None], str | None]


def _history(desk: Desk) -> Iterator[_Told]:
    names = {series: name for name, series in _SERIES.items()}
    for (asin, series), steps in series_of(desk, names).items():
        yield asin, "keepa_history", {names[series]: now_of(steps) or None}, None


def viewer_rows(desk: Desk, frame: pl.DataFrame) -> pl.DataFrame:
    """Rows of a Keepa list that are of the account's marketplace, or name none; by ASIN, in an order of their own."""
    return in_order(of_market(desk, frame, "locale", _locale), "asin")


def _locale(name: str) -> str | None:
    """Keepa names marketplaces by domain: com, co.uk, de."""
    return place_code(f"Amazon.{name.strip().removeprefix('.')}") or place_code(name)


def _viewer(desk: Desk) -> Iterator[_Told]:
    """A blank is no offer where the list has the column at all."""
    table = desk.tables.get("keepa_product_viewer")
    if table is None:
        return
    rows = viewer_rows(desk, table.frame)
    told = {name: column for name, column in _VIEWER.items() if rows[column].count()}
    for row in rows.iter_rows(named=True):
        prices = {name: _money(row[column]) for name, column in told.items()}
        yield row["asin"], table.kind, prices, row["buy_box_buy_box_seller"]


def _planning(desk: Desk) -> Iterator[_Told]:
    """0.0 is what this report writes for nothing, so it never tells that there is no offer."""
    table = desk.tables.get("fba_inventory_planning")
    if table is None:
        return
    rows = of_currency(desk, of_market(desk, table.frame, "marketplace"), "currency")
    for row in in_order(rows, "asin", "sku").iter_rows(named=True):
        prices = {
            "featured": row["featuredoffer_price_micros"],
            "lowest": row["lowest_price_new_plus_shipping_micros"],
        }
        there = {name: price / MICROS for name, price in prices.items() if price}
        if row["asin"] and there:
            yield row["asin"], table.kind, there, None


def _listed(desk: Desk) -> Iterator[_Told]:
    """Of the seller's own list, the newest day of each ASIN."""
    table = desk.tables.get("competitor_prices")
    if table is None:
        return
    rows = of_currency(desk, table.frame, "currency")
    newest = rows.filter(pl.col("date") == pl.col("date").max().over("asin"))
    landed = pl.col("price_micros") + pl.col("shipping_micros").fill_null(0)
    for asin, least in newest.filter(landed > 0).group_by("asin").agg(landed.min()).sort("asin").iter_rows():
        yield asin, table.kind, {"lowest": least / MICROS}, None


def _money(micros: int | None) -> float | None:
    return micros / MICROS if micros else None
