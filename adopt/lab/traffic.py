"""What each day brought: clicks, the orders that follow them, and sales without ads."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import polars as pl

from adopt.lab.terms import exactly
from adopt.lab.world import Vocabulary, World
from adopt.schema import MICROS
from adopt.words import maturity_curve

_CENT = MICROS // 100
_SESSIONS_PER_UNIT = 9.0


def draw_clicks(
    rng: np.random.Generator, truth: pl.DataFrame, first_day: date, days: int, world: World
) -> pl.DataFrame:
    """Poisson clicks per pair and day with weekday effects; pair, day, impressions, clicks, spend_micros."""
    dates = [first_day + timedelta(days=day) for day in range(days)]
    weekday = np.array([world.weekdays[day.weekday()] for day in dates])
    drawn = rng.poisson(exactly(truth["clicks_per_day"].to_numpy()[:, None] * weekday))
    pair, day = np.nonzero(drawn)
    clicks = drawn[pair, day]
    spread = world.click_noise / np.sqrt(clicks)
    # The mean of a log-normal is exp(variance / 2): taken off, so that clicks cost what the truth says.
    noise = rng.normal(0, 1, clicks.size) * spread - spread**2 / 2
    cents = np.round(exactly(100 * clicks * truth["cpc"].to_numpy()[pair] * np.exp(noise)))
    return pl.DataFrame(
        {
            "pair": pl.Series(pair, dtype=pl.UInt32),
            "day": pl.Series([dates[index] for index in day], dtype=pl.Date),
            "impressions": clicks + rng.poisson(clicks * (1 / world.ctr - 1)),
            "clicks": clicks,
            "spend_micros": (np.maximum(cents, 2) * _CENT).astype(np.int64),
        }
    )


def draw_orders(
    rng: np.random.Generator,
    truth: pl.DataFrame,
    clicks: pl.DataFrame,
    cvr: np.ndarray,
    words: Vocabulary,
    world: World,
) -> pl.DataFrame:
    """One row per order, booked on the day of its click: pair, day, shown_after (days), own, units, sales_micros.

    ``cvr`` is the true conversion rate of each pair (rows) on each day (columns).
    """
    pair = clicks["pair"].to_numpy()
    day = (clicks["day"] - clicks["day"].min()).dt.total_days().to_numpy()
    orders = rng.binomial(clicks["clicks"].to_numpy(), cvr[pair, day])
    each = np.repeat(np.arange(pair.size), orders)
    units = 1 + rng.poisson(world.second_unit, each.size)
    own = rng.random(each.size) >= world.halo
    price = _prices(rng, truth["sku"].gather(pair[each]), own, words)
    return pl.DataFrame(
        {
            "pair": clicks["pair"].gather(each),
            "day": clicks["day"].gather(each),
            "shown_after": _days_until_shown(rng, each.size),
            "own": own,
            "units": units.astype(np.int64),
            "sales_micros": units * price * _CENT,
        }
    )


def _prices(rng: np.random.Generator, skus: pl.Series, own: np.ndarray, words: Vocabulary) -> np.ndarray:
    position = {product.sku: index for index, product in enumerate(words.products)}
    bought = skus.replace_strict(position, return_dtype=pl.Int64).to_numpy().copy()
    step = rng.integers(1, len(position), bought.size)
    bought[~own] = (bought[~own] + step[~own]) % len(position)
    cents = np.array([round(product.price * 100) for product in words.products], dtype=np.int64)
    return np.asarray(cents[bought])


def _days_until_shown(rng: np.random.Generator, count: int) -> np.ndarray:
    """Age in days at which a report first shows each order: the maturity curve, order by order."""
    drawn = rng.random(count)
    return np.searchsorted(np.array(maturity_curve()), drawn, side="right").astype(np.int64) + 1


def draw_organic(
    rng: np.random.Generator,
    orders: pl.DataFrame,
    first_day: date,
    days: int,
    words: Vocabulary,
    world: World,
) -> pl.DataFrame:
    """Sales without ads per day, for TACoS: day, orders, units, sales_micros, sessions."""
    per_day = max(1.0, float(orders["units"].sum()) / days) * world.organic
    dates = [first_day + timedelta(days=day) for day in range(days)]
    rates = np.array([per_day * world.weekdays[day.weekday()] for day in dates])
    each = rng.poisson(exactly(np.tile(rates[:, None] / len(words.products), len(words.products))))
    cents = np.array([round(product.price * 100) for product in words.products], dtype=np.int64)
    units = each.sum(axis=1)
    return pl.DataFrame(
        {
            "day": dates,
            "orders": units - rng.binomial(units, world.second_unit / (1 + world.second_unit)),
            "units": units,
            "sales_micros": each @ cents * _CENT,
            "sessions": rng.poisson(rates * _SESSIONS_PER_UNIT),
        }
    )
