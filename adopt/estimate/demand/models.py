"""Models of daily demand, from simplest to least simple: each makes of the days so far what is expected of the next ones."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from adopt.estimate.demand.pace import WINDOWS

Units = NDArray[np.float64]
_WEEK = 7
_LATELY = 30
_FEWEST = 10
"""Days that a level, and weeks that a trend, can be fitted on."""
_WEIGHTS = np.arange(1, 100) / 100
_ALPHA = 0.1
"""Smoothing of intermittent demand: small, as Croston recommends (0.1 to 0.3), for few orders tell little each."""


class Days(NamedTuple):
    """A product's days in a row, the last one last.

    Attributes:
        units: of each day.
        open: whether there was stock on it; units of other days don't count.
    """

    units: Units
    open: NDArray[np.bool_]

    def until(self, day: int) -> Days:
        """The days before one."""
        return Days(self.units[:day], self.open[:day])

    @property
    def sold(self) -> Units:
        """Units of the days in stock."""
        return self.units[self.open]


Model = Callable[[Days, int], Units]
"""Expected units of each of the next days, never below 0. The days given have at least one in stock."""


def naive(days: Days, ahead: int) -> Units:
    """The plain run rate: the mean of the last 30 days, days without stock left out. All models are held against it."""
    lately = days.units[-_LATELY:][days.open[-_LATELY:]]
    return np.full(ahead, float(np.mean(lately if lately.size else days.sold)))


def run_rate(weights: Mapping[int, float]) -> Model:
    """The weighted run rate, as `adopt.estimate.demand.pace.with_pace` has it."""

    def expected(days: Days, ahead: int) -> Units:
        total = weight = 0.0
        for window in WINDOWS:
            there = days.units[-window:][days.open[-window:]]
            if there.size:
                total += weights[window] * float(np.mean(there))
                weight += weights[window]
        return np.full(ahead, total / weight) if weight else naive(days, ahead)

    return expected


def weekday(days: Days, ahead: int) -> Units:
    """Seasonal naive: the same weekday's last day in stock; the run rate of a weekday that had none."""
    plain, count = naive(days, 1)[0], days.units.size
    found = np.empty(ahead)
    for step in range(ahead):
        own = np.arange((count + step) % _WEEK, count, _WEEK)
        there = own[days.open[own]]
        found[step] = days.units[there[-1]] if there.size else plain
    return found


def simple_smoothing(days: Days, ahead: int) -> Units:
    """Simple exponential smoothing (Hyndman and Athanasopoulos, *Forecasting*, 8.1).

    Of the weights of a hundredth to 99 the one that would have been off least, a day ahead; from the first days' mean.
    """
    if days.sold.size < _FEWEST:
        return naive(days, ahead)
    level = np.full(_WEIGHTS.size, days.sold[:_FEWEST].mean())
    off = np.zeros(_WEIGHTS.size)
    for sold in days.sold:
        error = sold - level
        off += error**2
        level = level + _WEIGHTS * error
    return _at_least_none(np.full(ahead, level[np.argmin(off)]), days, ahead)


def damped_trend(days: Days, ahead: int) -> Units:
    """Holt's linear trend, damped, fitted on weeks (Gardner and McKenzie 1985): a trend of single days is noise."""
    weeks = _weekly(days)
    if weeks.size < _FEWEST:
        return naive(days, ahead)
    from statsmodels.tsa.holtwinters import Holt  # slow to import, and young products have no such weeks

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        fitted = Holt(weeks, damped_trend=True, initialization_method="heuristic").fit(use_brute=False)
        whole = np.asarray(fitted.forecast(-(-ahead // _WEEK)))
    return _at_least_none(np.repeat(whole, _WEEK)[:ahead], days, ahead)


def _weekly(days: Days) -> Units:
    """Units a day in stock of each week back from the end; weeks without such a day are left out."""
    first = days.units.size % _WEEK
    units, there = (values[first:].reshape(-1, _WEEK) for values in days)
    count = there.sum(axis=1)
    return np.asarray((units * there).sum(axis=1)[count > 0] / count[count > 0])


def croston(days: Days, ahead: int) -> Units:
    """Size of an order / days between orders, each smoothed (Croston 1972)."""
    size, gap, _ = _intermittent(days.sold)
    return np.full(ahead, size / gap)


def syntetos_boylan(days: Days, ahead: int) -> Units:
    """Croston's with its bias taken out, x (1 - alpha / 2) (Syntetos and Boylan 2005)."""
    return croston(days, ahead) * (1 - _ALPHA / 2)


def teunter_syntetos_babai(days: Days, ahead: int) -> Units:
    """Size of an order x chance of one, which falls on each day without: demand can die out (Teunter et al. 2011)."""
    size, _, chance = _intermittent(days.sold)
    return np.full(ahead, size * chance)


def _intermittent(sold: Units) -> tuple[float, float, float]:
    """Smoothed size of a day with orders, days from one to the next, and chance of one; begun at their means."""
    with_orders = np.flatnonzero(sold > 0)
    if not with_orders.size:
        return 0.0, 1.0, 0.0
    size = float(np.mean(sold[with_orders]))
    gap, chance = sold.size / with_orders.size, with_orders.size / sold.size
    since = 1
    for units in sold:
        if units > 0:
            size += _ALPHA * (float(units) - size)
            gap += _ALPHA * (since - gap)
            since = 1
        else:
            since += 1
        chance += _ALPHA * (float(units > 0) - chance)
    return size, gap, chance


def _at_least_none(found: Units, days: Days, ahead: int) -> Units:
    """No fewer than 0 units; the run rate where a fit gave no number."""
    return np.clip(found, 0, None) if np.all(np.isfinite(found)) else naive(days, ahead)
