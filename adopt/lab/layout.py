"""The simulated seller's campaigns, ad groups, ads, targets and bids, in the order of a bulk download."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

import numpy as np
import polars as pl

from adopt.lab.terms import Pool
from adopt.lab.world import CampaignKind, Product, Vocabulary, World

AUTO_CLAUSES = ("close-match", "loose-match", "substitutes", "complements")
PLACEMENT_SHARES = {
    "placementTop": 0.35,
    "placementProductPage": 0.30,
    "placementRestOfSearch": 0.35,
    "placementAmazonBusiness": 0.0,
}
"""How the clicks of every campaign fall on Amazon's placements."""

ENTITY = {
    "row": pl.UInt32,
    "entity": pl.String,
    "kind": pl.String,
    "campaign_id": pl.String,
    "campaign": pl.String,
    "portfolio_id": pl.String,
    "portfolio": pl.String,
    "targeting_type": pl.String,
    "strategy": pl.String,
    "budget": pl.Float64,
    "start_date": pl.Date,
    "placement": pl.String,
    "percentage": pl.Float64,
    "ad_group_id": pl.String,
    "ad_group": pl.String,
    "default_bid": pl.Float64,
    "ad_id": pl.String,
    "sku": pl.String,
    "asin": pl.String,
    "target_id": pl.String,
    "targeting": pl.String,
    "resolved": pl.String,
    "match_type": pl.String,
    "bid": pl.Float64,
    "state": pl.String,
    "campaign_state": pl.String,
    "ad_group_state": pl.String,
}
"""Columns of an entity row: those of the bulk download, under our names."""

_START = date(2025, 3, 3)
_BLANK_BIDS = 0.08
_HEAD = 2

Row = dict[str, object]


class Pools(NamedTuple):
    """What one product can meet: search terms, and product pages."""

    words: Pool
    pages: Pool


def new_id(rng: np.random.Generator) -> str:
    """An ID as Amazon gives them: 15 digits."""
    return str(rng.integers(10**14, 10**15))


def order_value(product: Product, words: Vocabulary, world: World) -> float:
    """Expected sales of one order that an ad for ``product`` brings, in dollars: halo and second units included."""
    others = [other.price for other in words.products if other != product]
    price = (1 - world.halo) * product.price + world.halo * sum(others) / len(others)
    return price * (1 + world.second_unit)


def cost_multiplier(top: pl.Expr) -> pl.Expr:
    """What a top-of-search adjustment of ``top`` % does to the mean cost per click of a campaign."""
    return 1 + top * PLACEMENT_SHARES["placementTop"] / 100


def lay_out(
    rng: np.random.Generator, words: Vocabulary, pools: dict[str, Pools], world: World
) -> pl.DataFrame:
    """All entity rows of the account, with the columns of `ENTITY`; ``pools`` by SKU."""
    portfolios = {name: new_id(rng) for name in sorted({p.portfolio for p in words.products} - {""})}
    rows: list[Row] = []
    for product in words.products:
        click_value = order_value(product, words, world) * product.margin * world.base_cvr
        for kind in words.campaigns:
            base: Row = {
                "kind": kind.kind,
                "campaign_id": new_id(rng),
                "campaign": f"SP | {product.name} | {kind.kind.title()}",
                "portfolio_id": portfolios.get(product.portfolio),
                "portfolio": product.portfolio or None,
                "campaign_state": "enabled",
            }
            bids = _Bids(rng, click_value * world.bid_level, world.bid_sd)
            rows += _campaign(base, kind)
            rows += _ad_group(rng, base, product, bids)
            rows += _targets(rng, rows[-1], kind, product, pools[product.sku], bids)
    return pl.DataFrame(rows, schema=ENTITY).with_columns(
        row=pl.int_range(_HEAD, pl.len() + _HEAD, dtype=pl.UInt32)
    )


class _Bids:
    """Bids around a level, in whole cents."""

    def __init__(self, rng: np.random.Generator, level: float, spread: float) -> None:
        self._rng, self._level, self._spread = rng, level, spread

    def draw(self) -> float:
        return round(self._level * float(np.exp(self._rng.normal() * self._spread)), 2)


def _campaign(base: Row, kind: CampaignKind) -> Iterator[Row]:
    yield {
        **base,
        "entity": "Campaign",
        "state": "enabled",
        "targeting_type": "auto" if kind.kind == "auto" else "manual",
        "strategy": kind.strategy,
        "budget": kind.budget,
        "start_date": _START,
    }
    for placement in PLACEMENT_SHARES:
        yield {
            **base,
            "entity": "Bidding Adjustment",
            "strategy": kind.strategy,
            "placement": placement,
            "percentage": kind.top if placement == "placementTop" else 0.0,
        }


def _ad_group(rng: np.random.Generator, base: Row, product: Product, bids: _Bids) -> Iterator[Row]:
    # Every campaign of a product calls its ad group by the product's name: names repeat, as they do in real accounts.
    group = {**base, "ad_group_id": new_id(rng), "ad_group": product.name, "ad_group_state": "enabled"}
    group |= {"state": "enabled", "default_bid": bids.draw()}
    yield {**group, "entity": "Ad Group"}
    yield {**group, "entity": "Product Ad", "ad_id": new_id(rng), "sku": product.sku, "asin": product.asin}


def _targets(
    rng: np.random.Generator, group: Row, kind: CampaignKind, product: Product, pools: Pools, bids: _Bids
) -> Iterator[Row]:
    common = {key: value for key, value in group.items() if key not in {"entity", "ad_id", "sku", "asin"}}
    keyword = kind.kind in {"broad", "phrase", "exact"}
    for targeting, resolved in _targeting(kind, product, pools):
        # A blank bid means that the ad group's default is in force.
        bid = None if rng.random() < _BLANK_BIDS else bids.draw()
        yield {
            **common,
            "entity": "Keyword" if keyword else "Product Targeting",
            "target_id": new_id(rng),
            "targeting": targeting,
            "resolved": resolved,
            "match_type": kind.kind if keyword else "-",
            "bid": bid,
        }


def _targeting(kind: CampaignKind, product: Product, pools: Pools) -> list[tuple[str, str | None]]:
    if kind.kind == "auto":
        return [(clause, clause) for clause in AUTO_CLAUSES]
    if kind.kind == "product":
        asins = [f'asin="{asin.upper()}"' for asin in pools.pages.text[: kind.keywords]]
        category = (f'category="{product.category_id}"', f'category="{product.category}"')
        return [*((asin, asin) for asin in asins), category]
    if kind.kind == "exact":
        return [(text, None) for text in _heads(pools.words, kind.keywords)]
    return [(core, None) for core in product.cores[: kind.keywords]]


def _heads(pool: Pool, count: int) -> list[str]:
    own = np.where(pool.near, 0.0, pool.volume)
    return [pool.text[index] for index in np.argsort(-own, kind="stable")[:count]]
