"""Simulated campaigns by placement and by hour, with known effects."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import polars as pl

from adopt.estimate.placements import PLACES

PRICE, CVR = 30.0, 0.09


def placed(
    seed: int, campaigns: int, effect: Sequence[float], *, clicks: int = 900, own: float = 0.0, **cells: Any
) -> pl.DataFrame:
    """Sums of campaigns: conversion rates ``effect`` times the campaign's in the three places, times e^N(0, own)."""
    rng, rows = np.random.default_rng(seed), []
    for campaign in range(campaigns):
        here = rng.multinomial(rng.poisson(clicks), rng.dirichlet([6, 6, 6]))
        base = CVR * np.exp(rng.normal() * 0.3)
        for place, n, times in zip(PLACES, here, effect, strict=True):
            orders = rng.binomial(n, min(base * times * np.exp(rng.normal() * own), 0.9))
            sales = (PRICE * np.exp(rng.normal(size=orders) * 0.4)).sum()
            rows.append(_row(str(campaign), int(n), int(orders), sales, base) | {"placement": place})
    return pl.DataFrame(rows).with_columns(
        percentage=pl.lit(cells.get("percentage", 0.0)), strategy=pl.lit(cells.get("strategy", "Fixed bid"))
    )


def timed(seed: int, campaigns: int, swing: float, clicks: int = 4000) -> pl.DataFrame:
    """Sums of campaigns by hour: conversion rates e^(swing x sine) times the campaign's, best at 20:00."""
    rng, rows, hours = np.random.default_rng(seed), [], np.arange(24)
    share = 1 + 0.7 * np.sin((hours - 12) / 12 * np.pi)
    rate = np.exp(swing * np.sin((hours - 14) / 12 * np.pi))
    for campaign in range(campaigns):
        base = CVR * np.exp(rng.normal() * 0.3)
        here = rng.multinomial(rng.poisson(clicks), share / share.sum())
        for hour in range(24):
            orders = rng.binomial(here[hour], min(base * rate[hour], 0.9))
            sales = (PRICE * np.exp(rng.normal(size=orders) * 0.4)).sum()
            rows.append(_row(str(campaign), int(here[hour]), int(orders), sales, base) | {"hour": hour})
    return pl.DataFrame(rows)


def _row(campaign: str, clicks: int, orders: int, sales: float, base: float) -> dict[str, Any]:
    cost = 0.6 * base * PRICE * 0.4  # the best cost of a click by the elasticities, at a margin of .4
    return {
        "campaign_id": campaign,
        "impressions": clicks * 200,
        "clicks": clicks,
        "orders": orders,
        "spend_micros": round(clicks * cost * 1e6),
        "sales_micros": round(sales * 1e6),
    }
