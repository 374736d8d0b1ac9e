"""A small simulated account: its structure, its truth, and what each day brought."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

import dataframely as dy
import numpy as np
import polars as pl

from adopt.lab.change import daily_cvr, scattered, shuffled
from adopt.lab.demand import meet
from adopt.lab.download import bulk_parts, with_metrics
from adopt.lab.layout import Pools, lay_out
from adopt.lab.report import visible_report
from adopt.lab.terms import effects, page_pool, word_pool
from adopt.lab.traffic import draw_clicks, draw_orders, draw_organic
from adopt.lab.world import Vocabulary, World, load_world, vocabulary
from adopt.schema import Bulk, SearchTermRow, bulk_frames

LAST_DAY = date(2026, 11, 21)


@dataclass(frozen=True)
class Account:
    """One seller in one marketplace (US, USD), simulated.

    Attributes:
        world, words: what it was made from.
        seed: of every random draw.
        first_day, last_day: the days that reports cover; reports are downloaded on the day after.
        entities: campaigns, ad groups, ads, targets and negatives in the order of a bulk download.
        truth: one row per (target, search term): conversion rate, order value, margin, cost per click, volume.
        clicks: one row per (pair, day) with clicks: impressions, clicks, spend.
        orders: one row per order: pair, day, days until reports show it, units, sales, and for which product.
        organic: units and sales without ads, per day.
        cvr: true conversion rate of each pair (rows) on each day (columns); ``truth`` has it before any change.
    """

    world: World
    words: Vocabulary
    seed: int
    first_day: date
    last_day: date
    entities: pl.DataFrame
    truth: pl.DataFrame
    clicks: pl.DataFrame
    orders: pl.DataFrame
    organic: pl.DataFrame
    cvr: np.ndarray

    @property
    def as_of(self) -> date:
        """The day on which the reports are downloaded."""
        return self.last_day + timedelta(days=1)

    @cached_property
    def report(self) -> pl.DataFrame:
        """Daily rows as Amazon shows them on `as_of`: `SearchTermRow` with IDs, and own and other SKUs apart."""
        return visible_report(self.truth, self.clicks, self.orders, self.as_of)

    @cached_property
    def rows(self) -> dy.DataFrame[SearchTermRow]:
        """The daily search term report, with the IDs that only a bulk download knows."""
        return SearchTermRow.validate(self.report.select(SearchTermRow.column_names()))

    @cached_property
    def sheet(self) -> pl.DataFrame:
        """The entities with their metrics over all days: the rows of a bulk download."""
        return with_metrics(self.entities, self.report)

    @cached_property
    def bulk(self) -> Bulk:
        """The bulk download as frames, without the cells for uploads."""
        return bulk_frames(**bulk_parts(self.sheet))

    def margins(self) -> dict[str, float]:
        """The true margin before ads of every SKU."""
        return {product.sku: product.margin for product in self.words.products}


def simulate(
    seed: int, world: str | World = "badly_tuned", *, days: int = 60, last_day: date = LAST_DAY
) -> Account:
    """An account with known truth; the same arguments give the same account.

    Args:
        seed: seed of every draw. Tuning uses 0 to 99, acceptance from 15000.
        world: the name of a world in ``worlds.toml``, or one made with `load_world`.
        days: length of the reports.
        last_day: newest day in them.

    Raises:
        SettingsError: there is no such world.
    """
    place = load_world(world) if isinstance(world, str) else world
    words = vocabulary()
    text, structure, market, traffic, turns, places = np.random.default_rng(seed).spawn(6)
    tokens = effects(text, words, place)
    pools = {
        product.sku: Pools(word_pool(text, product, words, tokens, place), page_pool(text, place))
        for product in words.products
    }
    entities = lay_out(structure, words, pools, place)
    first_day = last_day - timedelta(days=days - 1)
    if place.new_campaigns:
        entities = entities.with_columns(
            start_date=pl.when(pl.col("start_date").is_not_null()).then(first_day)
        )
    truth = meet(market, words, pools, entities, place)
    truth = scattered(places, truth, place)
    truth = shuffled(truth) if place.shuffled else truth
    cvr = daily_cvr(turns, truth, days, place)
    clicks = draw_clicks(traffic, truth, first_day, days, place)
    orders = draw_orders(traffic, truth, clicks, cvr, words, place)
    return Account(
        world=place,
        words=words,
        seed=seed,
        first_day=first_day,
        last_day=last_day,
        entities=entities,
        truth=truth,
        clicks=clicks,
        orders=orders,
        organic=draw_organic(traffic, orders, first_day, days, words, place),
        cvr=cvr,
    )
