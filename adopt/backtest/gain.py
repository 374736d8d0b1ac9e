"""What negations would have brought: minus what the negated terms earned afterwards."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import polars as pl

from adopt.backtest.episode import Episode
from adopt.backtest.resample import Interval, interval, term_sums, week_weights
from adopt.lab.baselines import KEY

_MEASURES = ["gain", "clicks", "orders", "spend"]


class Gain(NamedTuple):
    """What a policy's negations would have brought over the time counted, money in the account's currency.

    Attributes:
        policy: its name.
        negated: terms negated.
        silent: of these, terms without any later click: the seller may have stopped them, or nobody searched.
        gain: minus the profit of their later rows.
        lead: gain of the first policy less this one's.
        clicks, orders, spend: of their later rows; the orders would have been lost.
        per_click: gain per later click of these terms.
    """

    policy: str
    negated: float
    silent: float
    gain: Interval
    lead: Interval
    clicks: float
    orders: float
    spend: float

    @property
    def per_click(self) -> float:
        """Gain for each click that would not have been paid; 0 without any."""
        return self.gain.value / self.clicks if self.clicks else 0.0


def gains(episodes: Sequence[Episode]) -> tuple[Gain, ...]:
    """The gain of every policy; of several episodes the mean.

    The interval adds two bootstraps: of terms, as if others of their kind had been negated, and of weeks, by their gain
    per click (later weeks have more negated terms, so their sums can't stand for each other). Noise of single clicks is
    in both, which makes it rather too wide than too narrow.
    """
    names = list(episodes[0].gone)
    weeks = 1 + max(int(one.came["week"].max() or 0) for one in episodes)  # type: ignore[arg-type]  # whole numbers
    frames = {name: _realised(episodes, name) for name in names}
    terms = pl.concat([frame.select(KEY) for frame in frames.values()]).unique().sort(KEY)
    drawn = {}
    values = {name: _values(frame, terms, weeks) for name, frame in frames.items()}
    if terms.height:
        by_week = term_sums(np.stack([value[:, :, 0] for value in values.values()], axis=1))
        drawn = {name: _resampled(by_week[:, at], values[name].sum(axis=0)) for at, name in enumerate(names)}
    none = np.zeros(1)
    first = names[0]
    return tuple(
        _gain(
            name,
            episodes,
            values[name].sum(axis=(0, 1)),
            drawn.get(name, none),
            (float(values[first][:, :, 0].sum()), drawn.get(first, none)),
        )
        for name in names
    )


def _gain(
    name: str,
    episodes: Sequence[Episode],
    sums: np.ndarray,
    drawn: np.ndarray,
    first: tuple[float, np.ndarray],
) -> Gain:
    gained, clicks, orders, spend = (float(value) for value in sums)
    negated = sum(one.gone[name].height for one in episodes) / len(episodes)
    heard = sum(_after(one, name).select(KEY).unique().height for one in episodes) / len(episodes)
    return Gain(
        policy=name,
        negated=negated,
        silent=negated - heard,
        gain=interval(gained, drawn),
        lead=interval(first[0] - gained, first[1] - drawn),
        clicks=clicks,
        orders=orders,
        spend=spend,
    )


def _after(one: Episode, name: str) -> pl.DataFrame:
    """What came of the negated terms since they were; rows without a click aren't a sign of life."""
    rows = one.came.filter(pl.col("clicks") > 0).join(one.gone[name], on=KEY)
    return rows.filter(pl.col("day") >= pl.col("since"))


def _realised(episodes: Sequence[Episode], name: str) -> pl.DataFrame:
    """By term and week: gain, clicks, orders, spend; mean over the episodes."""
    rows = pl.concat([_after(one, name) for one in episodes]).with_columns(gain=-pl.col("profit"))
    sums = rows.group_by(*KEY, "week").agg(pl.col(_MEASURES).sum() / len(episodes))
    return sums.sort(*KEY, "week")


def _values(frame: pl.DataFrame, terms: pl.DataFrame, weeks: int) -> np.ndarray:
    """The frame as an array: terms x weeks x measures."""
    placed = frame.join(terms.with_row_index("place"), on=KEY)
    made = np.zeros((terms.height, weeks, len(_MEASURES)))
    made[placed["place"].to_numpy(), placed["week"].to_numpy()] = placed.select(_MEASURES).to_numpy()
    return made


def _resampled(by_week: np.ndarray, weeks: np.ndarray) -> np.ndarray:
    """Total gain over resampled terms (given, by week) and over resampled weeks (measures by week)."""
    gained, clicks = weeks[:, 0], weeks[:, 1]
    if not clicks.any():
        return np.zeros(by_week.shape[0])
    drawn = week_weights(clicks.size)
    # A line that drew only weeks without a click tells nothing.
    with np.errstate(invalid="ignore", divide="ignore"):
        weekly = (drawn @ gained) / (drawn @ clicks) * clicks.sum()
    return np.asarray(by_week.sum(axis=1) + weekly - gained.sum())
