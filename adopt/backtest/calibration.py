"""Did what was foretold come? Conversion rates by predicted tenth, and P(profitable) by tenth."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import polars as pl
from scipy import special

from adopt.backtest.resample import Interval, interval, term_sums
from adopt.estimate.chance import chances
from adopt.lab.baselines import KEY

MOST_BINS = 10
ENOUGH_ORDERS = 10
"""Later orders that a bin needs: with fewer, its interval says nothing."""

_ONE_ORDER = 1.0
_FEW_TERMS = 10
_JEFFREYS, _TAILS = 0.5, (0.025, 0.975)


class RateBin(NamedTuple):
    """Terms of similar foretold conversion rate: how many, their later clicks, and orders foretold and come."""

    terms: int
    clicks: float
    foretold: float
    came: Interval

    @property
    def orders(self) -> tuple[float, float]:
        """Orders foretold for these clicks, and come."""
        return self.foretold * self.clicks, self.came.value * self.clicks


class ProfitBin(NamedTuple):
    """Terms of similar P(profitable); profit is per later click, in the account's currency.

    Attributes:
        low: P(profitable) from here on, a tenth wide.
        terms: with later clicks.
        clicks: later ones.
        foretold, came: profit per click; without an interval where terms are too few to resample.
        thick: terms with enough later clicks: at break-even, an order would be expected of them.
        chance: foretold share of the thick ones whose later orders pay for their later clicks.
        earned: share that did.
    """

    low: float
    terms: int
    clicks: float
    foretold: float
    came: Interval
    thick: int
    chance: float
    earned: float


class Rates(NamedTuple):
    """Orders that came / orders foretold, over all, and by predicted conversion rate.

    Attributes:
        ratio: of orders.
        orders: that came.
        order_value, cpc: means foretold for what came, and come; in the account's currency.
        bins: by predicted conversion rate.
    """

    ratio: Interval
    orders: float
    order_value: tuple[float, float]
    cpc: tuple[float, float]
    bins: tuple[RateBin, ...]


def rates(foretold: pl.DataFrame) -> Rates:
    """Calibration of the conversion rate on later clicks. Bins have equal numbers of later clicks.

    Args:
        foretold: as from `adopt.backtest.episode.with_outcome`; of several episodes, all.
    """
    clicks, orders = foretold["came_clicks"].to_numpy(), foretold["came_orders"].to_numpy()
    expected = clicks * foretold["cvr"].to_numpy()
    drawn = _ratio(foretold, [orders, expected])
    whole = interval(_divided(orders.sum(), expected.sum()), drawn)
    if expected.sum():
        whole = _at_least_binomial(whole, orders.sum(), clicks.sum(), clicks.sum() / expected.sum())
    count = int(min(MOST_BINS, orders.sum() // ENOUGH_ORDERS))
    frame = foretold.select(*KEY, "cvr", "came_clicks", "came_orders").sort("cvr", *KEY, "came_clicks")
    middle = (pl.col("came_clicks").cum_sum() - pl.col("came_clicks") / 2) / pl.col("came_clicks").sum()
    frame = frame.with_columns(bin=(middle * count).floor().clip(0, max(count - 1, 0)).cast(pl.Int64))
    bins = [frame.filter(bin=one) for one in range(count)]
    return Rates(
        ratio=whole,
        orders=float(orders.sum()),
        order_value=_means(foretold, "order_value", "came_orders", "came_sales"),
        cpc=_means(foretold, "cpc", "came_clicks", "came_spend"),
        bins=tuple(_rate_bin(one) for one in bins if one.height),
    )


def _means(foretold: pl.DataFrame, price: str, count: str, came: str) -> tuple[float, float]:
    """Mean price of what came, as foretold for each term, and as it was."""
    number = float(foretold[count].sum())
    expected = float((foretold[price] * foretold[count]).sum())
    return _divided(expected, number), _divided(float(foretold[came].sum()), number)


def _rate_bin(one: pl.DataFrame) -> RateBin:
    clicks, orders = one["came_clicks"].to_numpy(), one["came_orders"].to_numpy()
    return RateBin(
        terms=one.select(KEY).n_unique(),
        clicks=float(clicks.sum()),
        foretold=float(clicks @ one["cvr"].to_numpy() / clicks.sum()),
        came=_at_least_binomial(
            interval(float(orders.sum() / clicks.sum()), _ratio(one, [orders, clicks])),
            orders.sum(),
            clicks.sum(),
        ),
    )


def _at_least_binomial(found: Interval, orders: float, clicks: float, scale: float = 1.0) -> Interval:
    """The interval, or Jeffreys' for so many orders of so many clicks: few terms resample too much alike."""
    misses = max(clicks - orders, 0)
    low, high = scale * special.betaincinv(orders + _JEFFREYS, misses + _JEFFREYS, _TAILS)
    return Interval(found.value, float(np.fmin(found.low, low)), float(np.fmax(found.high, high)))


def profits(foretold: pl.DataFrame) -> tuple[ProfitBin, ...]:
    """Calibration of P(profitable) by tenth; ``foretold`` as in `rates`, each term's later clicks once."""
    tenth = (pl.col("p_profitable") * 10).floor().clip(0, 9).cast(pl.Int64)
    frame = foretold.with_columns(bin=tenth, worth=pl.col("order_value") * pl.col("margin"))
    frame = frame.with_columns(expected=pl.col("cvr") * pl.col("worth") - pl.col("cpc"))
    bins = [(one, frame.filter(bin=one)) for one in range(10)]
    return tuple(_profit_bin(one / 10, own) for one, own in bins if own.height)


def _profit_bin(low: float, one: pl.DataFrame) -> ProfitBin:
    clicks, came = one["came_clicks"].to_numpy(), one["came_profit"].to_numpy()
    needed = one.filter(pl.col("worth") > 0).with_columns(needed=pl.col("came_spend") / pl.col("worth"))
    thick = needed.filter(pl.col("needed") >= _ONE_ORDER)
    none = float("nan")
    count = one.select(KEY).n_unique()
    drawn = _ratio(one, [came, clicks]) if count >= _FEW_TERMS else np.empty(0)
    return ProfitBin(
        low=low,
        terms=count,
        clicks=float(clicks.sum()),
        foretold=float(clicks @ one["expected"].to_numpy() / clicks.sum()),
        came=interval(float(came.sum() / clicks.sum()), drawn),
        thick=thick.select(KEY).n_unique(),
        chance=float(np.mean(_chance(thick))) if thick.height else none,
        earned=float((thick["came_orders"] >= thick["needed"]).mean()) if thick.height else none,  # type: ignore[arg-type]  # a number
    )


def _chance(thick: pl.DataFrame) -> np.ndarray:
    columns = (thick[name].to_numpy() for name in ("alpha", "beta", "came_clicks", "needed"))
    return chances(*columns)


def _ratio(frame: pl.DataFrame, columns: list[np.ndarray]) -> np.ndarray:
    """Ratio of the two columns' sums over resampled terms."""
    sums = term_sums(by_term(frame, columns))
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.asarray(sums[:, 0] / sums[:, 1])


def by_term(frame: pl.DataFrame, columns: list[np.ndarray]) -> np.ndarray:
    """Sums of columns for each term: terms x columns; a term comes on several days, and is drawn as one."""
    place = frame.select(pl.struct(KEY).rank("dense") - 1).to_series().to_numpy().astype(np.int64)
    return np.stack([np.bincount(place, column) for column in columns], axis=1)


def _divided(top: float, bottom: float) -> float:
    return float(top / bottom) if bottom else float("nan")
