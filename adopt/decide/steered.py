"""Bids (B301) at other levels than the value of clicks: that which TACoS sets (T401), and those of the seller's aims."""

from __future__ import annotations

import dataframely as dy
import numpy as np
import polars as pl

from adopt.decide.bid import bid_changes
from adopt.decide.level import RIVALRY, gain_per_week
from adopt.decide.tacos import Knob, exempt
from adopt.estimate.evidence import TARGET
from adopt.schema import Action, TargetEvidence
from adopt.settings import Bid, Settings
from adopt.words import Market

_HALF = 0.5


def steered_bids(
    knob: Knob,
    targets: dy.DataFrame[TargetEvidence],
    settings: Settings,
    market: Market | None,
    decimals: int,
) -> dy.DataFrame[Action]:
    """The bids at the level that the knob carries, times that of their aim; money per week is profit by the true margin.

    Args:
        knob: as `adopt.decide.tacos.turn` sets it; bids of aims that TACoS doesn't steer leave it aside.
        targets, settings, market, decimals: as in `adopt.decide.bid_changes`.
    """
    leveled = with_kappa(knob, targets, settings)
    plain = TargetEvidence.cast(leveled.filter(pl.col("kappa") == 1))
    aimed, steered = (
        leveled.filter((pl.col("kappa") != 1) & is_free) for is_free in ("free", ~pl.col("free"))
    )
    bids = [
        bid_changes(plain, settings, market, decimals),
        _at_level(aimed, settings, settings, market, decimals),
        # Rounded towards today's bids, a step below a coin would reach none of them; to the nearest, it reaches its share.
        _at_level(steered, settings, _finer(knob, settings), market, decimals, nearest=True),
    ]
    return Action.validate(pl.concat(bids))


def with_kappa(knob: Knob, targets: pl.DataFrame, settings: Settings) -> pl.DataFrame:
    """Adds kappa, the multiple of a click's value that a row's bid aims at, and free: whether TACoS leaves it aside."""
    free = exempt(settings) | pl.lit(knob.carried == 1)
    carried = pl.when(free).then(1.0).otherwise(knob.carried)
    return targets.with_columns(free=free, kappa=carried * pl.col("aim_level").fill_null(1.0))


def _at_level(
    leveled: pl.DataFrame,
    settings: Settings,
    finer: Settings,
    market: Market | None,
    decimals: int,
    *,
    nearest: bool = False,
) -> dy.DataFrame[Action]:
    """A click is bid on as if it were worth kappa times as much, and gains by moving there."""
    if leveled.is_empty():
        return Action.validate(Action.create_empty())
    aimed = leveled.with_columns(pl.col("margin") * pl.col("kappa"), cpc=_cpc_at_best(settings.bid))
    bids = bid_changes(TargetEvidence.cast(aimed), finer, market, decimals, nearest=nearest)
    return _told(bids, leveled, settings)


def _finer(knob: Knob, settings: Settings) -> Settings:
    """A small step of the knob must reach the bids, or it never adds up."""
    step = abs(float(np.log(knob.carried / knob.today)))
    least = min(settings.bid.min_change, step * _HALF) or settings.bid.min_change
    return settings.model_copy(update={"bid": settings.bid.model_copy(update={"min_change": least})})


def _cpc_at_best(bid: Bid) -> pl.Expr:
    """The cost per click at which today's bid would be the best one if it were at its level.

    B301 makes a change only if it gains by what clicks cost. Where they cost little of their bid, no lower bid gains, and
    the level could never be moved; with this cost a bid gains by moving towards its level, wherever that is.
    """
    best = bid.click_elasticity / max(bid.click_elasticity + bid.cpc_elasticity, 1e-9) / bid.share
    known = pl.when(best > 0).then(pl.col("bid") * pl.col("bid_multiplier") * best)
    return pl.coalesce(known, "cpc")


def _told(bids: dy.DataFrame[Action], leveled: pl.DataFrame, settings: Settings) -> dy.DataFrame[Action]:
    """The bids with their true margin, cost per click and profit."""
    true = leveled.select(TARGET, true_cpc="cpc", true_margin="margin", true_kappa="kappa")
    rows = bids.join(true, on=TARGET, how="left", nulls_equal=True, maintain_order="left").with_columns(
        cpc="true_cpc", margin="true_margin", break_even_acos="true_margin", kappa="true_kappa"
    )
    rows = rows.with_columns(money_per_week=gain_per_week(pl.col("cvr"), settings.bid, rivalry=RIVALRY))
    return Action.validate(rows.select(Action.column_names()))
