"""What clicks cost of what is bid for them, in the account as a whole."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
import polars as pl

from adopt.estimate.rows import IDS, NAMES
from adopt.schema import MICROS

_DAYS = 3
_ALIKE = 1e-9
_KEYS = [*IDS, *NAMES[:-1]]


class Paid(NamedTuple):
    """Clicks of targets whose bid is known, and what they cost of it.

    Attributes:
        clicks: how many.
        part: spend / sum of clicks x bid, placement percentages counted (a share; 0 without clicks).
        rise: by how many percent clicks cost more where a target's bid is 1 % higher: the slope of log cost per click on
            log bid over targets, every click alike.
        error: its standard error; infinite where there is no slope.
    """

    clicks: int = 0
    part: float = 0.0
    rise: float = 0.0
    error: float = math.inf


def newest_costs(rows: pl.DataFrame) -> pl.DataFrame:
    """``clicks`` and ``spend_micros`` of the three newest days by whatever names a target, sorted by that.

    The newest days alone, for a bid counts only while it is in force: what a click cost before says nothing of today's.

    Args:
        rows: `SearchTermRow` of single days.
    """
    newest = pl.col("last_day") > pl.col("last_day").max() - pl.duration(days=_DAYS)
    return rows.filter(newest).group_by(_KEYS).agg(pl.col("clicks", "spend_micros").sum()).sort(_KEYS)


def paid_of_bids(costs: pl.DataFrame, targets: pl.DataFrame) -> Paid:
    """What the account's clicks cost of today's bids: sums before the ratio, so that every click counts alike per dollar.

    A target whose clicks cost more than its bid has come down within these days; they count as if they cost all of it.

    Args:
        costs: `newest_costs` with the targets' IDs, as far as the download has them.
        targets: target_id, bid (currency, null where it isn't known) and bid_multiplier.
    """
    known = targets.filter(pl.col("bid") > 0).select(
        "target_id", paid=pl.col("bid") * pl.col("bid_multiplier")
    )
    sums = costs.group_by("target_id").agg(pl.col("clicks", "spend_micros").sum())
    joined = sums.join(known.unique("target_id"), on="target_id").sort("target_id")
    most = pl.col("clicks") * pl.col("paid")
    spend = pl.min_horizontal(pl.col("spend_micros") / MICROS, most)
    clicks, part = joined.select(pl.col("clicks").sum(), spend.sum() / most.sum()).row(0)
    told = joined.filter((pl.col("clicks") > 0) & (pl.col("spend_micros") > 0))
    told = told.select("clicks", "paid", cpc=spend / pl.col("clicks"))
    return Paid(int(clicks), float(part), *_slope(told)) if clicks else Paid()


def _slope(told: pl.DataFrame) -> tuple[float, float]:
    """Weighted least squares and its standard error, targets counted as so many as (sum of clicks)^2 / sum of clicks^2."""
    if told.is_empty():
        return 0.0, math.inf
    clicks, paid, cpc = (told[name].to_numpy().astype(float) for name in ("clicks", "paid", "cpc"))
    weight, bid, cost = clicks / clicks.sum(), np.log(paid), np.log(cpc)
    bid, cost = bid - weight @ bid, cost - weight @ cost
    variance, free = float(weight @ bid**2), 1 / float(weight @ weight) - 2
    if variance < _ALIKE or free <= 0:
        return 0.0, math.inf
    slope = float(weight @ (bid * cost)) / variance
    return slope, math.sqrt(float(weight @ (cost - slope * bid) ** 2) / variance / free)
