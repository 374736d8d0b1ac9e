"""A simulated marketplace: one seller's account as it opens, and the truth that no report shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
import polars as pl

from adopt.lab.layout import Pools, lay_out
from adopt.lab.market.auction import Auctions, auctions
from adopt.lab.market.calendar import ordinary
from adopt.lab.market.searches import searches
from adopt.lab.market.world import PLACES, MarketWorld, load_market
from adopt.lab.terms import effects, page_pool, word_pool
from adopt.lab.world import Vocabulary, vocabulary

_CENTS = 2
_LEAST_BUDGET = 1.0


@dataclass(frozen=True, eq=False)
class Market:
    """One seller in one marketplace (US, USD), and what shoppers and rivals do there.

    Attributes:
        world, words: what it was made from.
        seed: of every random draw.
        entities: the account as it opens, with the columns of `adopt.lab.layout.ENTITY`.
        terms: one row per search term, as `adopt.lab.market.searches.searches` has them, queries per ordinary day.
        table: what bids bring in the auctions of each term and placement.
        organic: units sold without ads on an ordinary day as the account opens, by product.
        rank: units sold in all on such a day, by product: what the rank effect is measured against.
    """

    world: MarketWorld
    words: Vocabulary
    seed: int
    entities: pl.DataFrame
    terms: pl.DataFrame
    table: Auctions
    organic: tuple[float, ...]
    rank: tuple[float, ...]

    @property
    def first_day(self) -> date:
        """The first day that is lived."""
        return self.world.first_day

    @cached_property
    def cvr(self) -> np.ndarray:
        """Conversion rate of each term (rows) in each placement (columns), on an ordinary day."""
        return self.terms.select("cvr_top", "cvr_rest", "cvr_page").to_numpy()

    @cached_property
    def traffic(self) -> np.ndarray:
        """Auctions per ordinary day of each term (rows) in each placement (columns)."""
        per_query = np.array([place.traffic for place in self.world.places])
        queries = self.terms["queries"].to_numpy()[:, None]
        # Nobody searches on a product's page.
        page = self.terms["is_asin"].to_numpy()[:, None]
        return np.asarray(np.where(page, np.array([0.0, 0.0, 1.0]), per_query) * queries)

    @cached_property
    def product(self) -> np.ndarray:
        """Number of the product whose shoppers use each term."""
        return self.terms["product"].to_numpy()

    @cached_property
    def cents(self) -> np.ndarray:
        """Price of each product in cents."""
        return np.array([round(product.price * 100) for product in self.words.products], dtype=np.int64)

    @cached_property
    def hours(self) -> np.ndarray:
        """Share of a day's queries in each hour."""
        return np.asarray(self.world.hours) / sum(self.world.hours)

    @cached_property
    def hours_cvr(self) -> np.ndarray:
        """Conversion rate in each hour relative to that of a day's queries."""
        rates = np.asarray(self.world.hours_cvr)
        return np.asarray(rates / (self.hours @ rates))

    @cached_property
    def categories(self) -> dict[str, str]:
        """The SKU of each category's number."""
        return {product.category_id: product.sku for product in self.words.products}

    def margins(self) -> dict[str, float]:
        """The true margin before ads of every SKU."""
        return {product.sku: product.margin for product in self.words.products}


def open_market(seed: int, world: str | MarketWorld = "base") -> Market:
    """A marketplace with known truth; the same arguments give the same one.

    Volumes are scaled so that the account as it opens gets the world's clicks per day, budgets apart.

    Args:
        seed: seed of every draw. Tuning uses 0 to 99, acceptance from 1000.
        world: the name of a world in ``worlds.toml``, or one made with `load_market`.

    Raises:
        SettingsError: there is no such world.
    """
    place = load_market(world) if isinstance(world, str) else world
    words = vocabulary()
    text, structure, truth = np.random.default_rng(seed).spawn(3)
    tokens = effects(text, words, place.pool)
    pools = {
        product.sku: Pools(word_pool(text, product, words, tokens, place.pool), page_pool(text, place.pool))
        for product in words.products
    }
    terms = searches(truth, words, pools, place)
    entities = _opening(lay_out(structure, words, pools, place.pool), words, place)
    price = np.array([one.price for one in place.places])
    table = auctions(
        terms["level"].to_numpy()[:, None] * price,
        terms["rivals"].to_numpy(),
        place.rival_sd,
        place.reserve,
        place.places,
        terms["appeal"].to_numpy(),
    )
    nothing = (0.0,) * len(words.products)
    return _scaled(Market(place, words, seed, entities, terms, table, nothing, nothing))


def _opening(entities: pl.DataFrame, words: Vocabulary, world: MarketWorld) -> pl.DataFrame:
    """The sheet with the world's budgets; a product that is launched has its automatic campaign only, begun today."""
    # Amazon refuses a budget below its least one, or below a bid.
    highest = pl.max_horizontal("bid", "default_bid").max().over("campaign_id")
    budget = (pl.col("budget") * world.budget_scale).round(_CENTS)
    least = pl.max_horizontal(pl.lit(_LEAST_BUDGET), highest)
    sheet = entities.with_columns(
        budget=pl.when(pl.col("budget").is_not_null()).then(pl.max_horizontal(budget, least))
    )
    if not world.launch_days:
        return sheet
    launched = pl.col("campaign").str.starts_with(f"SP | {words.products[-1].name} |")
    started = pl.when(launched & pl.col("start_date").is_not_null()).then(pl.lit(world.first_day))
    kept = sheet.filter(~launched | (pl.col("kind") == "auto"))
    return kept.with_columns(
        start_date=started.otherwise("start_date"), row=pl.int_range(2, pl.len() + 2, dtype=pl.UInt32)
    )


def _scaled(market: Market) -> Market:
    """The market with volumes that bring the world's clicks per day, and sales without ads to match those with ads."""
    from adopt.lab.market.respond import response

    world, count = market.world, len(market.words.products)
    met = response(market, market.entities, market.first_day)
    scale = world.pool.clicks_per_day / float(met["clicks"].sum())
    orders = met.with_columns(orders=pl.col("clicks") * pl.col("cvr") * scale)
    by_sku = dict(orders.group_by("sku").agg(pl.col("orders").sum()).iter_rows())
    units = np.array([by_sku.get(product.sku, 0.0) for product in market.words.products])
    units = units * (1 + world.pool.second_unit)
    assert ordinary(market, None).queries.size == count == units.size
    organic = np.maximum(units * world.pool.organic, 0.1)
    return Market(
        world=world,
        words=market.words,
        seed=market.seed,
        entities=market.entities,
        terms=market.terms.with_columns(pl.col("queries") * scale),
        table=market.table,
        organic=tuple(float(one) for one in organic),
        rank=tuple(float(one) for one in organic + units),
    )


__all__ = ["PLACES", "Market", "open_market"]
