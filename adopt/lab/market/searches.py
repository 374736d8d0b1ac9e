"""What shoppers of each product search for: volume, worth, rivals and what Amazon foresees of each search term."""

from __future__ import annotations

import numpy as np
import polars as pl

from adopt.estimate.text import term_words
from adopt.lab.layout import Pools
from adopt.lab.market.world import PLACES, MarketWorld
from adopt.lab.terms import Pool, exactly
from adopt.lab.world import Product, Vocabulary

_PAGES = 0.6
"""Visits of other products' pages / queries, per product."""
_LOOSE = 0.1
_COMPLEMENTS = 0.3
_CATEGORY = 0.7


def searches(
    rng: np.random.Generator, words: Vocabulary, pools: dict[str, Pools], world: MarketWorld
) -> pl.DataFrame:
    """One row per product and search term, or product page.

    Columns: term (its number), product (number), sku, search_term, words (as negatives compare it), is_asin, near,
    close, loose, substitutes, complements, category (which automatic clauses and whose category target meet it), queries
    (relative volume), cvr, cvr_top, cvr_rest, cvr_page, order_value (dollars of sales), worth (dollars before ads),
    rivals, level (median rival bid in dollars of ours, at ordinary relevance), appeal, foreseen.
    """
    frames = [
        _of_product(rng, pool, sales_of(product, words, world), world, page=page).select(
            pl.lit(index, pl.Int64).alias("product"), pl.lit(product.sku).alias("sku"), pl.all()
        )
        for index, product in enumerate(words.products)
        for page, pool in ((False, pools[product.sku].words), (True, pools[product.sku].pages))
    ]
    return pl.concat(frames).with_row_index("term").with_columns(words=term_words())


def sales_of(product: Product, words: Vocabulary, world: MarketWorld) -> tuple[float, float]:
    """Expected sales of an order that an ad for the product brings, and what is left of them before ads, in dollars.

    Some orders are for another product of the account, each equally likely, and some have a second unit.
    """
    others = [other for other in words.products if other != product]
    halo, units = world.pool.halo, 1 + world.pool.second_unit
    price = (1 - halo) * product.price + halo * sum(one.price for one in others) / len(others)
    left = (1 - halo) * product.price * product.margin
    left += halo * sum(one.price * one.margin for one in others) / len(others)
    return price * units, left * units


def _of_product(
    rng: np.random.Generator, pool: Pool, order: tuple[float, float], world: MarketWorld, *, page: bool
) -> pl.DataFrame:
    """What one product's shoppers search for.

    Args:
        rng: of the world.
        pool: the searches.
        order: what an ad's order brings, as `sales_of` says.
        world: the marketplace.
        page: whether the pool is of other products' pages.
    """
    count, near = len(pool.text), pool.near.astype(bool)
    noise = {name: rng.normal(0, 1, count) for name in ("rivals", "price", "quality", "appeal", "foresight")}
    chance = rng.random((3, count))
    place = np.exp(rng.normal(0, 1, len(PLACES)) * world.place_cvr_sd)
    sales, worth = order
    better = pool.cvr / world.pool.base_cvr
    return pl.DataFrame(
        {
            "search_term": pool.text,
            "is_asin": np.full(count, page),
            "near": near,
            **_met_by(near, chance, page=page),
            "queries": pool.volume * (_PAGES if page else 1.0),
            "cvr": pool.cvr,
            **{
                f"cvr_{name}": exactly(np.minimum(pool.cvr * one.cvr * place[at], 0.9))
                for at, (name, one) in enumerate(zip(("top", "rest", "page"), world.places, strict=True))
            },
            "order_value": np.full(count, sales),
            "worth": np.full(count, worth),
            "rivals": exactly(world.rivals * np.exp(noise["rivals"] * world.rivals_sd)),
            "level": exactly(_level(near, better, worth, noise, world)),
            "appeal": exactly(
                np.where(near, world.near_appeal, 1.0) * np.exp(noise["appeal"] * world.appeal_sd)
            ),
            "foreseen": exactly(better**world.foresight * np.exp(noise["foresight"] * world.foresight_sd)),
        }
    )


def _met_by(near: np.ndarray, chance: np.ndarray, *, page: bool) -> dict[str, np.ndarray]:
    """Which automatic clauses, and whose category target, meet each search; three chances of it decide."""
    return {
        "close": ~near & (not page),
        "loose": (near | (chance[0] < _LOOSE)) & (not page),
        "substitutes": (chance[1] >= _COMPLEMENTS) & page,
        "complements": (chance[1] < _COMPLEMENTS) & page,
        "category": (chance[2] < _CATEGORY) & page,
    }


def _level(
    near: np.ndarray, better: np.ndarray, worth: float, noise: dict[str, np.ndarray], world: MarketWorld
) -> np.ndarray:
    """The median rival bid in dollars of ours: rivals bid by what a click is worth, against the quality of our ad."""
    quality = np.where(near, world.near_quality, 1.0) * np.exp(noise["quality"] * world.quality_sd)
    level = world.price_level * worth * world.pool.base_cvr * better**world.price_cvr
    return np.asarray(level * np.exp(noise["price"] * world.price_sd) / quality)
