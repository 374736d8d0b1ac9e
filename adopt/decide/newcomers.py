"""Which products are new: those that the seller names, and fresh listings, as long as nothing advertises them."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import dataframely as dy
import polars as pl

from adopt.schema import Bulk, Listing
from adopt.settings import NewProduct, Settings
from adopt.words import Market


class Newcomer(NamedTuple):
    """A product to launch, with what is known of it.

    Attributes:
        sku: the seller's name of it; a vendor's is the ASIN.
        asin: None where it isn't known.
        price: currency, None where it isn't known.
        margin, margin_source: share of the price that may be spent on ads, and where it comes from.
        named: what the seller says of it; None where only a listings report knows it.
        before: whether the download has ads of it that are archived: it was launched, or stopped, by somebody.
    """

    sku: str
    asin: str | None
    price: float | None
    margin: float
    margin_source: str
    named: NewProduct | None
    before: bool = False


def newcomers(
    bulk: Bulk,
    listings: dy.DataFrame[Listing] | None,
    settings: Settings,
    as_of: date,
    market: Market | None,
) -> list[Newcomer]:
    """New products without an ad, sorted by SKU: named ones, and listings opened within ``launch.new_days``.

    Args:
        bulk: the download, which alone knows what is advertised.
        listings: the seller's listings; None without a report of them.
        settings: of the run.
        as_of: the day of the run.
        market: of the run; products that are named for another one aren't new here.
    """
    known = {} if listings is None else {row["sku"]: row for row in listings.iter_rows(named=True)}
    here = market.code if market else None
    named, margins = settings.launch.products_in(here), settings.margins_in(here)
    advertised = _advertised(bulk)
    before = _named_by(bulk.ads) - advertised
    fresh = {
        sku
        for sku, row in known.items()
        if row["active"]
        and _fresh(row["opened"], settings.launch.new_days, as_of)
        and row["asin"] not in advertised
    }
    return [
        _newcomer(sku, named.get(sku), known.get(sku, {}), margins.get(sku), settings, before)
        for sku in sorted({*named, *fresh} - advertised)
    ]


def _newcomer(
    sku: str,
    named: NewProduct | None,
    listing: dict[str, object],
    margin: float | None,
    settings: Settings,
    before: set[str],
) -> Newcomer:
    said = named or NewProduct()
    trusted = margin is not None and settings.objective != "acos"
    price = said.price or listing.get("price")
    asin = said.asin or listing.get("asin")
    return Newcomer(
        sku=sku,
        asin=str(asin) if asin else None,
        price=float(price) if isinstance(price, float | int) and price > 0 else None,
        margin=margin if trusted and margin is not None else settings.target_acos,
        margin_source="sku" if trusted else "target_acos",
        named=named,
        before=bool({sku, asin} & before),
    )


def _fresh(opened: date | None, days: int, as_of: date) -> bool:
    return opened is not None and 0 <= (as_of - opened).days <= days


def _advertised(bulk: Bulk) -> set[str]:
    """SKUs and ASINs of ads that aren't archived, nor are their ad group and campaign."""
    live = pl.col("state") != "archived"
    groups = bulk.ad_groups.filter(live & (pl.col("campaign_state") != "archived"))
    return _named_by(bulk.ads.filter(live).join(groups, on="ad_group_id", how="semi"))


def _named_by(ads: pl.DataFrame) -> set[str]:
    return {*ads["sku"].drop_nulls(), *ads["asin"].drop_nulls()}


def is_vendor(bulk: Bulk) -> bool:
    """Whether the account advertises by ASIN, as vendors do: it has ads, and none of them a SKU."""
    return bulk.ads.height > 0 and bulk.ads["sku"].null_count() == bulk.ads.height
