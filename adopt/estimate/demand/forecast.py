"""The forecast of a product: the model that did best on weeks held out, if it did clearly better than the run rate."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from adopt.estimate.demand.errors import Errors
from adopt.estimate.demand.models import (
    Days,
    Model,
    Units,
    croston,
    damped_trend,
    naive,
    run_rate,
    simple_smoothing,
    syntetos_boylan,
    teunter_syntetos_babai,
    weekday,
)

RUN_RATE = "run_rate"
_SMOOTH: dict[str, Model] = {"ses": simple_smoothing, "damped": damped_trend, "weekday": weekday}
_SPARSE: dict[str, Model] = {
    "croston": croston,
    "sba": syntetos_boylan,
    "tsb": teunter_syntetos_babai,
    "ses": simple_smoothing,
}
_WEEK = 7
_OFTEN, _EVEN = 1.32, 0.49
"""Bounds of Syntetos, Boylan and Croston (2005): days between orders, and squared variation of an order's size."""


class Choosing(NamedTuple):
    """How a model is chosen.

    Attributes:
        weeks: held out to choose by, at most, each forecast from the days before it.
        least_weeks: with fewer the run rate stands.
        least_days: in stock before the first of them.
        gain: share of the run rate's absolute error that another model must save.
    """

    weeks: int
    least_weeks: int
    least_days: int
    gain: float


class Forecast(NamedTuple):
    """What is expected of a product, and how near such forecasts came.

    Attributes:
        model: its name.
        pattern: smooth, erratic, intermittent or lumpy demand.
        daily: units of each of the next days.
        weeks: how many weeks before the end each judged week began; those that chose its model had come before it.
        sold, told, plain: units of these weeks: what was sold, what the forecast of then told, and the plain run rate.
    """

    model: str
    pattern: str
    daily: tuple[float, ...]
    weeks: tuple[int, ...]
    sold: tuple[float, ...]
    told: tuple[float, ...]
    plain: tuple[float, ...]

    @property
    def errors(self) -> Errors:
        """Of the forecasts, in weekly sums."""
        return Errors.of(self.sold, self.told)

    @property
    def naive(self) -> Errors:
        """Of the plain run rate."""
        return Errors.of(self.sold, self.plain)


def pattern_of(sold: Units) -> str:
    """The kind of demand, by how often there is any and how much sizes vary."""
    sizes = sold[sold > 0]
    if not sizes.size:
        return "intermittent"
    often = sold.size / sizes.size < _OFTEN
    even = float(np.var(sizes) / np.mean(sizes) ** 2) < _EVEN
    return ("smooth" if even else "erratic") if often else ("intermittent" if even else "lumpy")


def models_for(pattern: str, weights: Mapping[int, float]) -> dict[str, Model]:
    """The models that are tried on a kind of demand, the run rate first."""
    return {RUN_RATE: run_rate(weights)} | (_SMOOTH if pattern in ("smooth", "erratic") else _SPARSE)


def forecast(days: Days, ahead: int, weights: Mapping[int, float], choosing: Choosing) -> Forecast | None:
    """The forecast of the next days; None of a product that was never in stock.

    Weeks are held out one by one, the last ones of the history; each is forecast from the days before it, and only its days
    in stock count. The best by their absolute error in weekly sums stands, if it saves ``gain`` of the run rate's: chosen
    among several by few weeks, the best often is so by luck. So how near it comes is judged on weeks that didn't choose.

    Args:
        days: of the product.
        ahead: days to forecast.
        weights: of the weighted run rate.
        choosing: how to choose.
    """
    if not days.open.any():
        return None
    return _forecast(
        days.units.tobytes(), days.open.tobytes(), ahead, tuple(sorted(weights.items())), choosing
    )


@lru_cache(maxsize=2048)
def _forecast(
    units: bytes, there: bytes, ahead: int, weights: tuple[tuple[int, float], ...], choosing: Choosing
) -> Forecast:
    """Remembered: several checks and decisions of a run ask for the same product."""
    days = Days(np.frombuffer(units, dtype=np.float64), np.frombuffer(there, dtype=np.bool_))
    pattern = pattern_of(days.sold)
    models = models_for(pattern, dict(weights))
    backs = _held_out(days, choosing)
    cuts = [days.units.size - _WEEK * back for back in backs]
    sold, plain = on_weeks(None, days, cuts), on_weeks(naive, days, cuts)
    told = {name: on_weeks(model, days, cuts) for name, model in models.items()}

    def chosen(back: int) -> str:
        """The model of the weeks from ``back`` on, by those before."""
        own = [place for place, one in enumerate(backs) if back < one <= back + choosing.weeks]
        if len(own) < choosing.least_weeks:
            return RUN_RATE
        return best_of(sold[own], {name: expected[own] for name, expected in told.items()}, choosing.gain)

    judged = [place for place, back in enumerate(backs) if back <= choosing.weeks]
    model = chosen(0)
    return Forecast(
        model,
        pattern,
        tuple(models[model](days, ahead).tolist()),
        tuple(backs[place] for place in judged),
        tuple(float(sold[place]) for place in judged),
        tuple(float(told[chosen(backs[place])][place]) for place in judged),
        tuple(float(plain[place]) for place in judged),
    )


def _held_out(days: Days, choosing: Choosing) -> list[int]:
    """How many weeks before the end each held out week begins: those to judge, and as many more to choose by."""
    last = days.units.size
    begins = [(back, last - _WEEK * back) for back in range(2 * choosing.weeks, 0, -1)]
    return [
        back
        for back, cut in begins
        if cut > 0
        and int(days.open[:cut].sum()) >= choosing.least_days
        and bool(days.open[cut : cut + _WEEK].any())
    ]


def on_weeks(model: Model | None, days: Days, cuts: Sequence[int]) -> Units:
    """What a model tells of the days in stock of each week, from the days before it; what was sold, without a model."""
    sums = []
    for cut in cuts:
        there = days.open[cut : cut + _WEEK]
        units = days.units[cut : cut + _WEEK] if model is None else model(days.until(cut), there.size)
        sums.append(float(units[there].sum()))
    return np.array(sums)


def best_of(sold: Units, told: Mapping[str, Units], gain: float) -> str:
    """The model that was off least, if it saves that share of what the run rate was off; else the run rate."""
    off = {name: Errors.of(sold, expected).off for name, expected in told.items()}
    best = min(off, key=lambda name: off[name])
    return best if off[best] <= (1 - gain) * off[RUN_RATE] else RUN_RATE
