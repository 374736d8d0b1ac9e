from __future__ import annotations

from functools import cache
from typing import Any

import polars as pl

from adopt.lab.market.live import live, opened
from adopt.lab.market.market import Market, open_market
from adopt.lab.market.state import State
from adopt.lab.market.world import MarketWorld, load_market
from adopt.write.bulk_sheet import upload_columns

SMALL = {"terms_per_product": 40, "asins_per_product": 8, "clicks_per_day": 60}


def small_world(name: str = "base", changes: dict[str, Any] | None = None, **pool: Any) -> MarketWorld:
    return load_market(name, changes, **{**SMALL, **pool})


@cache
def small_market(seed: int = 3) -> Market:
    return open_market(seed, small_world())


@cache
def after(days: int, seed: int = 3) -> State:
    market = small_market(seed)
    return live(market, opened(market), days)


def upload(*rows: dict[str, str]) -> pl.DataFrame:
    whole = [
        {"product": "Sponsored Products", "operation": "Create", "state": "enabled", **row} for row in rows
    ]
    return pl.DataFrame(whole, schema=dict.fromkeys(upload_columns(), pl.String()))


def first(entities: pl.DataFrame, entity: str, **where: Any) -> dict[str, Any]:
    return entities.filter(pl.col("entity") == entity).filter(**where).row(0, named=True)


def with_bids(entities: pl.DataFrame, factor: float, target: str | None = None) -> pl.DataFrame:
    chosen = pl.lit(value=True) if target is None else pl.col("target_id") == target
    bid = pl.coalesce("bid", "default_bid")
    placed = pl.col("entity").is_in(["Keyword", "Product Targeting"]) & chosen
    return entities.with_columns(bid=pl.when(placed).then(bid * factor).otherwise("bid"))
