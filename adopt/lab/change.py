"""What isn't the same everywhere, doesn't stay as it was, or can't be learned: places, drift, regimes, shuffled orders."""

from __future__ import annotations

import numpy as np
import polars as pl
from scipy import optimize, special

from adopt.lab.terms import exactly
from adopt.lab.world import World


def shuffled(truth: pl.DataFrame) -> pl.DataFrame:
    """The truth after a product's orders were dealt anew over its clicks: each click is as likely to have one.

    The number of orders stays random, as it was; given that number, this is a permutation of the orders over terms in
    proportion to their clicks. Neither words nor the terms themselves carry anything; prices still differ.
    """
    even = (pl.col("cvr") * pl.col("clicks_per_day")).sum() / pl.col("clicks_per_day").sum()
    rates = truth.group_by("sku", maintain_order=True).agg(even.alias("even"))
    joined = truth.join(rates, on="sku", maintain_order="left")
    return joined.with_columns(cvr=pl.Series(exactly(joined["even"].to_numpy()))).drop("even")


def scattered(rng: np.random.Generator, truth: pl.DataFrame, world: World) -> pl.DataFrame:
    """The truth where a term converts otherwise in each campaign: ``place_sd`` on the log-odds, the mean rate kept."""
    if not world.place_sd:
        return truth
    place = truth.select(pl.struct("campaign", "search_term").rank("dense")).to_series().to_numpy() - 1
    moved = rng.normal(0, 1, int(place.max()) + 1)[place] * world.place_sd
    cvr, clicks = truth["cvr"].to_numpy(), truth["clicks_per_day"].to_numpy()
    odds = special.logit(cvr) + moved
    level = optimize.brentq(lambda shift: clicks @ (special.expit(odds + shift) - cvr), -20, 20)
    return truth.with_columns(cvr=pl.Series(exactly(special.expit(odds + level))))


def daily_cvr(rng: np.random.Generator, truth: pl.DataFrame, days: int, world: World) -> np.ndarray:
    """True conversion rate of each pair (rows) on each day (columns).

    A term moves alike wherever it occurs: a random walk of ``drift_sd`` a day on the log-odds, and for a share
    ``regime_share`` of the terms a jump of ``regime_sd`` on day ``regime_day`` that stays.
    """
    base = truth["cvr"].to_numpy()[:, None]
    if not (world.drift_sd or world.regime_share):
        return np.broadcast_to(base, (truth.height, days))
    term = truth.select(pl.struct("sku", "search_term").rank("dense")).to_series().to_numpy() - 1
    count = int(term.max()) + 1
    moves = np.cumsum(rng.normal(0, 1, (count, days)) * world.drift_sd, axis=1)
    jumps = rng.normal(0, 1, count) * world.regime_sd * (rng.random(count) < world.regime_share)
    moves[:, world.regime_day :] += jumps[:, None]
    return exactly(special.expit(special.logit(base) + moves[term]))
