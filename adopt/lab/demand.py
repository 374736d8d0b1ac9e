"""Which target of which campaign meets which search term, how often, at what cost and with what success: the truth."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import polars as pl

from adopt.lab.layout import Pools, cost_multiplier, order_value
from adopt.lab.terms import exactly
from adopt.lab.world import Product, Vocabulary, World

_PAGES = 0.15
_LOOSE_SHARE = 0.3
_LOOSE_TERMS = 0.1
_COMPLEMENTS = 0.3
_CATEGORY = 0.4
_AFTER_EXACT = 0.5


class Pair(NamedTuple):
    """A search term met by a target: place in the pool, the target's text, relative clicks, is it a page."""

    place: int
    targeting: str
    weight: float
    page: bool


def meet(
    rng: np.random.Generator, words: Vocabulary, pools: dict[str, Pools], entities: pl.DataFrame, world: World
) -> pl.DataFrame:
    """The truth: one row per (target, search term).

    Columns: pair, sku, the IDs and names of campaign, ad group and target, targeting (as bulk downloads write it),
    resolved, match_type, search_term, is_asin, cvr, order_value (dollars), margin, cpc (dollars), clicks_per_day.
    """
    frames = []
    for product in words.products:
        own = {
            kind.kind: _pairs(rng, kind.kind, product, pools[product.sku], entities)
            for kind in words.campaigns
        }
        for kind in words.campaigns:
            pairs = own[kind.kind]
            frame = _truth(product, pools[product.sku], kind.kind, pairs, kind.weight)
            frames.append(frame.with_columns(top=pl.lit(kind.top)))
    truth = pl.concat(frames)
    products = {product.sku: product for product in words.products}
    values = {sku: order_value(product, words, world) for sku, product in products.items()}
    return (
        truth.join(
            _places(entities, words), on=["sku", "kind", "targeting"], how="left", maintain_order="left"
        )
        .with_columns(
            order_value=pl.col("sku").replace_strict(values, return_dtype=pl.Float64),
            margin=pl.col("sku").replace_strict(
                {sku: product.margin for sku, product in products.items()}, return_dtype=pl.Float64
            ),
            clicks_per_day=pl.col("weight") / pl.col("weight").sum() * world.clicks_per_day,
            cpc=_costs(rng, truth.height, world),
        )
        .with_columns(cpc=pl.col("cpc") * pl.coalesce("bid", "default_bid") * cost_multiplier(pl.col("top")))
        .with_row_index("pair")
        .drop("weight", "top", "kind", "bid", "default_bid")
    )


def _places(entities: pl.DataFrame, words: Vocabulary) -> pl.DataFrame:
    names = {product.name: product.sku for product in words.products}
    return entities.filter(pl.col("entity").is_in(["Keyword", "Product Targeting"])).select(
        pl.col("ad_group").replace_strict(names).alias("sku"),
        "kind",
        "targeting",
        "campaign_id",
        "ad_group_id",
        "target_id",
        "campaign",
        "ad_group",
        "portfolio",
        "resolved",
        "match_type",
        "bid",
        "default_bid",
    )


def _costs(rng: np.random.Generator, count: int, world: World) -> pl.Series:
    return pl.Series("cpc", exactly(world.cpc_level * np.exp(rng.normal(0, 1, count) * world.cpc_sd)))


def _truth(product: Product, pools: Pools, kind: str, pairs: list[Pair], weight: float) -> pl.DataFrame:
    chosen = [(pools.pages if pair.page else pools.words, pair) for pair in pairs]
    share = [_PAGES if pair.page else 1 - _PAGES for pair in pairs]
    return pl.DataFrame(
        {
            "sku": [product.sku] * len(pairs),
            "kind": [kind] * len(pairs),
            "targeting": [pair.targeting for pair in pairs],
            "search_term": [pool.text[pair.place] for pool, pair in chosen],
            "is_asin": [pair.page for pair in pairs],
            "cvr": [float(pool.cvr[pair.place]) for pool, pair in chosen],
            "weight": [
                float(pool.volume[pair.place]) * pair.weight * weight * part
                for (pool, pair), part in zip(chosen, share, strict=True)
            ],
        },
        schema_overrides={"cvr": pl.Float64, "weight": pl.Float64},
    )


def _pairs(
    rng: np.random.Generator, kind: str, product: Product, pools: Pools, entities: pl.DataFrame
) -> list[Pair]:
    here = (pl.col("kind") == kind) & (pl.col("ad_group") == product.name)
    targeting = entities.filter(here & pl.col("target_id").is_not_null())["targeting"].to_list()
    if kind == "auto":
        return [*_auto_words(rng, pools), *_auto_pages(rng, pools)]
    if kind == "product":
        return list(_product_pages(pools, targeting))
    exact = (pl.col("kind") == "exact") & (pl.col("ad_group") == product.name)
    owned = set(entities.filter(exact & pl.col("target_id").is_not_null())["targeting"])
    return list(_keyword_words(kind, pools, targeting, owned))


def _auto_words(rng: np.random.Generator, pools: Pools) -> Iterator[Pair]:
    both = rng.random(len(pools.words.text)) < _LOOSE_TERMS
    for index, near in enumerate(pools.words.near):
        if near:
            yield Pair(index, "loose-match", 1.0, page=False)
        else:
            yield Pair(index, "close-match", 1 - _LOOSE_SHARE * bool(both[index]), page=False)
            if both[index]:
                yield Pair(index, "loose-match", _LOOSE_SHARE, page=False)


def _auto_pages(rng: np.random.Generator, pools: Pools) -> Iterator[Pair]:
    complements = rng.random(len(pools.pages.text)) < _COMPLEMENTS
    for index, other in enumerate(complements):
        yield Pair(index, "complements" if other else "substitutes", 1.0, page=True)


def _product_pages(pools: Pools, targeting: list[str]) -> Iterator[Pair]:
    category = next(text for text in targeting if text.startswith("category="))
    for index, asin in enumerate(pools.pages.text):
        own = f'asin="{asin.upper()}"'
        yield (
            Pair(index, own, 1.0, page=True)
            if own in targeting
            else Pair(index, category, _CATEGORY, page=True)
        )


def _keyword_words(kind: str, pools: Pools, keywords: list[str], owned: set[str]) -> Iterator[Pair]:
    longest_first = sorted(keywords, key=lambda text: (-len(text), text))
    for index, term in enumerate(pools.words.text):
        matched = next((keyword for keyword in longest_first if _matches(kind, keyword, term)), None)
        if matched:
            weight = _AFTER_EXACT if term in owned and kind != "exact" else 1.0
            yield Pair(index, matched, weight, page=False)


def _matches(kind: str, keyword: str, term: str) -> bool:
    if kind == "exact":
        return keyword == term
    if kind == "phrase":
        return f" {keyword} " in f" {term} "
    return set(keyword.split()) <= set(term.split())
