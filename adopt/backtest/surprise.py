"""How surprising the next clicks were to adopt and to simpler estimators: log-loss."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import polars as pl

from adopt.backtest.calibration import by_term
from adopt.backtest.resample import Interval, interval, term_sums
from adopt.estimate.posterior import with_posterior
from adopt.estimate.prior import fit_strengths
from adopt.estimate.scatter import betas
from adopt.say import later
from adopt.settings import Estimate

_NAMES = {
    "cvr": later("adopt"),
    "guess_account": later("mean of the account"),
    "guess_group": later("mean of the ad group"),
    "guess_own": later("own orders + 1 / clicks + 2"),
    "guess_plain": later("empirical Bayes without words"),
}
_EDGE, _LOW = 1e-6, 1e-4


class Surprise(NamedTuple):
    """Log-loss of an estimator on the next clicks (nats: natural logarithms).

    Attributes:
        estimator: its name, a message.
        per_click: log-loss per click.
        worse: its log-loss in all less adopt's: above 0, adopt foretold better.
    """

    estimator: str
    per_click: float
    worse: Interval


def with_guesses(terms: pl.DataFrame, settings: Estimate) -> pl.DataFrame:
    """Adds conversion rates of the terms of one view by simpler estimators, a column each.

    The account's mean; the ad group's, tied to it by one click; orders + 1 / clicks + 2; a beta prior at the account's
    mean whose strength is fitted, without groups and words. All count effective clicks, as adopt does.
    """
    clicks, orders = pl.col("effective_clicks"), pl.col("orders")
    whole = orders.sum() / clicks.sum()
    group = ["campaign", "ad_group"]
    frame = terms.with_columns(guess_account=whole.fill_nan(settings.default_cvr)).with_columns(
        guess_group=(orders.sum().over(group) + pl.col("guess_account")) / (clicks.sum().over(group) + 1),
        guess_own=(orders + 1) / (clicks + 2),
    )
    mean = frame["guess_account"].clip(_LOW, 1 - _LOW).to_numpy()
    seen = frame["effective_clicks"].to_numpy(), frame["orders"].to_numpy().astype(float)
    strengths = fit_strengths(mean, *seen, settings.strength, settings.strength_spread)
    plain = with_posterior(frame.with_columns(prior_cvr=pl.Series(mean)), betas(*strengths))
    return frame.with_columns(plain["cvr"].alias("guess_plain"))


def surprises(foretold: pl.DataFrame) -> tuple[Surprise, ...]:
    """Log-loss of each estimator on the later clicks, the first being adopt's.

    Args:
        foretold: as from `adopt.backtest.episode.with_outcome`.
    """
    clicks = foretold.select(pl.max_horizontal("came_clicks", "came_orders")).to_series().to_numpy()
    orders = foretold["came_orders"].to_numpy()
    losses = by_term(foretold, [_loss(foretold[name].to_numpy(), clicks, orders) for name in _NAMES])
    drawn = term_sums(losses)
    return tuple(
        Surprise(
            name,
            float(losses[:, at].sum() / max(clicks.sum(), 1)),
            interval(float(losses[:, at].sum() - losses[:, 0].sum()), drawn[:, at] - drawn[:, 0]),
        )
        for at, name in enumerate(_NAMES.values())
    )


def _loss(rate: np.ndarray, clicks: np.ndarray, orders: np.ndarray) -> np.ndarray:
    sure = np.clip(rate, _EDGE, 1 - _EDGE)
    return np.asarray(-orders * np.log(sure) - (clicks - orders) * np.log1p(-sure))
