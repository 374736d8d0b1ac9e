"""Stated against observed probability: of bid changes by what came of them, of negations by terms that ran on."""

from __future__ import annotations

from datetime import timedelta

import numpy as np
import polars as pl
from scipy import special

from adopt.estimate.chance import chances, share_interval
from adopt.estimate.outcome.attribution import HORIZON
from adopt.estimate.outcome.days import TERM
from adopt.estimate.outcome.judge import Judged
from adopt.estimate.outcome.verdict import FEWEST_DAYS
from adopt.schema.outcome import Reliability

_BINS = 10
_ONE_ORDER = 1.0
_KINDS = ("bids", "left_open")
_KEPT = ["low", "kind", "stated", "foretold", "came"]


def reliability(judged: Judged, stated: pl.Series, ran_on: pl.DataFrame) -> pl.DataFrame:
    """`Reliability`, by kind and tenth of the stated probability.

    Args:
        judged: of an account.
        stated: probability that each action is right.
        ran_on: from `ran_on`.
    """
    rows = pl.concat([_bids(judged, stated), ran_on.select(_KEPT)])
    binned = rows.group_by("kind", "low").agg(
        pl.len().cast(pl.Int64).alias("actions"),
        pl.col("stated", "foretold").mean(),
        seen=pl.col("came").sum(),
    )
    limits = [share_interval(seen, count) for seen, count in binned.select("seen", "actions").iter_rows()]
    frame = binned.with_columns(
        came=pl.col("seen") / pl.col("actions"),
        came_low=pl.Series([low for low, _ in limits], dtype=pl.Float64),
        came_high=pl.Series([high for _, high in limits], dtype=pl.Float64),
    )
    return Reliability.cast(frame.select(Reliability.column_names()).sort("kind", "low"))


def _bids(judged: Judged, stated: pl.Series) -> pl.DataFrame:
    """Each bid change that can be told: whether profit rose, and how likely that was to be seen.

    What came is seen through noise s: an effect as large as promised, m, shows its sign with probability phi(m / s). So
    of changes right with probability p, p phi + (1 - p) (1 - phi) are seen to gain.
    """
    bids = judged.outcomes.with_columns(_spread(judged.draws), stated=stated).filter(
        pl.col("code").is_in(["B301", "B304"]),
        pl.col("method") == "likes",
        pl.col("days") >= FEWEST_DAYS,
        pl.col("spread") > 0,
    )
    shown = special.ndtr((bids["promised"].abs() / bids["spread"]).to_numpy())
    p = bids["stated"].to_numpy()
    return bids.with_columns(
        tenth(),
        kind=pl.lit(_KINDS[0]),
        foretold=pl.Series(p * shown + (1 - p) * (1 - shown), dtype=pl.Float64),
    ).select(*_KEPT[:-1], came=(pl.col("came") > 0).cast(pl.Float64))


def _spread(draws: np.ndarray) -> pl.Series:
    """Standard deviation of each change's draws; null of those that can't be told, which have none."""
    told = np.isfinite(draws).any(axis=0)
    found = np.full(told.size, np.nan)
    found[told] = np.nanstd(draws[:, told], axis=0)
    return pl.Series("spread", found, dtype=pl.Float64).fill_nan(None)


def ran_on(left_open: pl.DataFrame, applied: pl.DataFrame, days: pl.DataFrame) -> pl.DataFrame:
    """Terms of which a plan stated how surely they lose, and that ran on all the same: did they pay for their clicks?

    Each counts once, from the first plan that stated it, until it was changed. A term tells when its later clicks cost as
    much as one order is worth. ``stated`` is P(it pays); ``foretold`` the chance of enough orders by the posterior.

    Args:
        left_open: made_on, campaign, ad_group, search_term, probability (that negating is right), alpha, beta, worth; of
            negations that didn't become true.
        applied: `Applied`.
        days: from `adopt.estimate.outcome.days.ripe_days`.
    """
    first = left_open.sort("made_on", *TERM).unique(TERM, keep="first", maintain_order=True)
    ended = applied.group_by("campaign", "ad_group", "search_term").agg(pl.col("on").min())
    open_ = first.join(ended, on=TERM, how="left", maintain_order="left")
    later = days.join(open_, on=TERM, how="inner", maintain_order="left").filter(
        pl.col("day") >= pl.col("made_on"),
        pl.col("day") < pl.col("made_on") + timedelta(days=HORIZON),
        pl.col("on").is_null() | (pl.col("day") < pl.col("on")),
    )
    known = ["probability", "alpha", "beta", "worth"]
    sums = (
        later.group_by(TERM).agg(pl.col("clicks", "orders", "spend").sum(), pl.col(known).first()).sort(TERM)
    )
    thick = sums.with_columns(needed=pl.col("spend") / pl.col("worth")).filter(pl.col("needed") >= _ONE_ORDER)
    columns = (thick[name].to_numpy() for name in ("alpha", "beta", "clicks", "needed"))
    paid = pl.col("orders").round() >= pl.col("needed")
    return thick.with_columns(stated=1 - pl.col("probability")).with_columns(
        tenth(),
        kind=pl.lit(_KINDS[1]),
        foretold=pl.Series(chances(*columns), dtype=pl.Float64),
        came=paid.cast(pl.Float64),
    )


def tenth() -> pl.Expr:
    """The lower edge of the tenth that ``stated`` lies in."""
    return ((pl.col("stated") * _BINS).floor().clip(0, _BINS - 1) / _BINS).alias("low")
