"""Accounts with known truth, light enough to be lived by the dozen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import dataframely as dy
import numpy as np
import polars as pl

from adopt.schema import Applied

PLAN_DAY = date(2026, 8, 1)
BEFORE, AFTER = 56, 28
WORTH, SIZE, MEAN = 8.0, 40.0, 0.05
"""Profit of an order, and the Beta from which rates come: its clicks and mean."""

_GROUPS, _EACH = 12, 60
_MATCH = "broad"


@dataclass(frozen=True)
class Lived:
    """Days of an account, the changes of a plan, and what they brought in truth."""

    days: pl.DataFrame
    applied: dy.DataFrame[Applied]
    truth: float


def change(**more: object) -> dict[str, object]:
    """A row of `Applied`: a bid change of target ``t0`` of ad group ``g0``, unless said otherwise."""
    return {
        "plan": "p1",
        "made_on": PLAN_DAY,
        "on": PLAN_DAY,
        "seen_on": None,
        "until": None,
        "key": "B301|g0|t0",
        "code": "B301",
        "entity": "Keyword",
        "campaign": "c0",
        "ad_group": "g0",
        "targeting": "t0",
        "match_type": _MATCH,
        "search_term": None,
        "to_text": None,
        "promised": 7.0,
        "probability": 0.9,
        "days": BEFORE,
        "worth": WORTH,
        "alpha": SIZE * MEAN,
        "beta": SIZE * (1 - MEAN),
        "needed": 0.1,
        "luck": 1.0,
        **more,
    }


def changes(*rows: dict[str, object]) -> dy.DataFrame[Applied]:
    """`Applied` of these rows."""
    return Applied.validate(pl.DataFrame(list(rows), schema=Applied.create_empty().schema))


def day_rows(rows: Sequence[tuple[int, str, str, str, float, float, float]]) -> pl.DataFrame:
    """Days as `ripe_days` gives them: day from the plan's, ad group, target, term, clicks, orders, spend."""
    names = ["at", "ad_group", "targeting", "search_term", "clicks", "orders", "spend"]
    texts = dict.fromkeys(names[1:4], pl.String)
    frame = pl.DataFrame(list(rows), schema=names, schema_overrides=texts, orient="row")
    return _named(frame)


def _named(frame: pl.DataFrame) -> pl.DataFrame:
    return frame.select(
        day=pl.lit(PLAN_DAY) + pl.duration(days=pl.col("at").cast(pl.Int64)),
        campaign=pl.lit("c0"),
        ad_group="ad_group",
        targeting="targeting",
        match_type=pl.lit(_MATCH),
        search_term="search_term",
        clicks=pl.col("clicks").cast(pl.Float64),
        orders=pl.col("orders").cast(pl.Float64),
        spend=pl.col("spend").cast(pl.Float64),
    ).sort("day", "campaign", "ad_group", "targeting", "match_type", "search_term")


def negated(seed: int, *, effect: bool = True) -> Lived:
    """Terms picked because they had no order on several clicks, in an account whose season turns.

    Rates come from a Beta that the plan knows; traffic of a term is Gamma, so that what was high falls back. Without
    ``effect`` they run on all the same.
    """
    rng = np.random.default_rng([seed, 1])
    pace, rate = (
        rng.gamma(0.6, 0.25, _GROUPS * _EACH),
        rng.beta(SIZE * MEAN, SIZE * (1 - MEAN), _GROUPS * _EACH),
    )
    season = float(rng.uniform(0.6, 1.6))
    cost = rng.uniform(0.6, 1.2, pace.size)
    clicks = _traffic(rng, pace, season)
    orders = rng.binomial(clicks, rate[:, None])
    seen, sold = clicks[:, :BEFORE].sum(axis=1), orders[:, :BEFORE].sum(axis=1)
    alpha, beta = SIZE * MEAN + sold, SIZE * (1 - MEAN) + seen - sold
    losing = (seen >= 8) & (alpha / (alpha + beta) * WORTH < 0.75 * cost)
    chosen = np.flatnonzero(losing & (rng.uniform(size=pace.size) < 0.7))
    went = clicks.copy()
    if effect:
        went[chosen, BEFORE + 1 :] = 0
    lost = (clicks - went)[:, BEFORE + 1 :].sum(axis=1)
    truth = float((lost * (cost - rate * WORTH)).sum())
    made = [
        change(
            key=f"N101|g{at // _EACH}|w{at}",
            code="N101",
            entity="Negative Keyword",
            ad_group=f"g{at // _EACH}",
            search_term=f"w{at}",
            alpha=float(alpha[at]),
            beta=float(beta[at]),
            needed=float(cost[at] / WORTH),
            promised=float((cost[at] - alpha[at] / (alpha[at] + beta[at]) * WORTH) * seen[at] / BEFORE * 7),
        )
        for at in chosen
    ]
    names = [(f"g{at // _EACH}", "t", f"w{at}") for at in range(pace.size)]
    return Lived(_days(names, went, np.where(went < clicks, 0, orders), cost), changes(*made), truth)


def bid(seed: int, *, effect: bool = True) -> Lived:
    """Bids of half of the targets changed; clicks and their cost follow, unless without ``effect``."""
    rng = np.random.default_rng([seed, 2])
    count = 96
    pace, rate = rng.gamma(1.0, 1.5, count), rng.beta(SIZE * MEAN, SIZE * (1 - MEAN), count)
    season, cost = float(rng.uniform(0.6, 1.6)), rng.uniform(0.3, 0.6, count)
    without = _traffic(rng, pace, season)
    moved = np.flatnonzero(rng.uniform(size=count) < 0.5)
    factor = np.ones(count)
    factor[moved] = rng.choice([0.7, 1.4], moved.size) if effect else 1.0
    went, price = without.copy(), np.repeat(cost[:, None], BEFORE + AFTER, axis=1)
    went[:, BEFORE:] = np.where(
        factor[:, None] < 1, rng.binomial(went[:, BEFORE:], np.minimum(factor, 1)[:, None]), went[:, BEFORE:]
    )
    went[:, BEFORE:] += rng.poisson((without[:, BEFORE:]) * np.maximum(factor - 1, 0)[:, None])
    price[:, BEFORE:] *= factor[:, None] ** 0.7
    orders = rng.binomial(went, rate[:, None])
    seen, sold = went[:, :BEFORE].sum(axis=1), orders[:, :BEFORE].sum(axis=1)
    later = slice(BEFORE + 1, None)
    profit = (went[:, later] * (rate[:, None] * WORTH - price[:, later])).sum(axis=1)
    before = (without[:, later] * (rate * WORTH - cost)[:, None]).sum(axis=1)
    made = [
        change(
            key=f"B301|g{at // 8}|t{at}",
            ad_group=f"g{at // 8}",
            targeting=f"t{at}",
            alpha=float(SIZE * MEAN + sold[at]),
            beta=float(SIZE * (1 - MEAN) + seen[at] - sold[at]),
        )
        for at in moved
    ]
    names = [(f"g{at // 8}", f"t{at}", f"w{at}") for at in range(count)]
    return Lived(_days(names, went, orders, price), changes(*made), float((profit - before)[moved].sum()))


def _traffic(rng: np.random.Generator, pace: np.ndarray, season: float) -> np.ndarray:
    """Clicks of each entity and day; after the plan, times the season."""
    level = np.where(np.arange(BEFORE + AFTER) < BEFORE, 1.0, season) * rng.gamma(50, 1 / 50, BEFORE + AFTER)
    return rng.poisson(pace[:, None] * level)


def _days(
    names: Sequence[tuple[str, str, str]], clicks: np.ndarray, orders: np.ndarray, cost: np.ndarray
) -> pl.DataFrame:
    price = cost if cost.ndim == 2 else np.repeat(cost[:, None], clicks.shape[1], axis=1)
    entity, day = np.nonzero(clicks)
    frame = pl.DataFrame(
        {
            "at": day - BEFORE,
            "ad_group": [names[one][0] for one in entity.tolist()],
            "targeting": [names[one][1] for one in entity.tolist()],
            "search_term": [names[one][2] for one in entity.tolist()],
            "clicks": clicks[entity, day],
            "orders": orders[entity, day],
            "spend": (clicks * price)[entity, day].round(2),
        }
    )
    return _named(frame)


def day(number: int) -> date:
    """Days from the plan's."""
    return PLAN_DAY + timedelta(days=number)
