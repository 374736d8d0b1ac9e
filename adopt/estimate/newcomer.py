"""What a product without clicks of its own may be expected to do: as the account's others do, within a wide margin."""

from __future__ import annotations

from typing import NamedTuple

import polars as pl
from scipy import special

from adopt.estimate.above import chance_above
from adopt.settings import Estimate

_TAIL = 0.05  # a central 90 % interval


class Expected(NamedTuple):
    """A conversion rate, Beta(``alpha``, ``beta``), and a cost per click (currency; None where nothing was clicked)."""

    alpha: float
    beta: float
    cpc: float | None

    @property
    def cvr(self) -> float:
        """Mean of the rate."""
        return self.alpha / (self.alpha + self.beta)

    @property
    def interval(self) -> tuple[float, float]:
        """5 % and 95 % of the rate."""
        low, high = special.betaincinv(self.alpha, self.beta, [_TAIL, 1 - _TAIL])
        return float(low), float(high)

    def above(self, rate: float) -> float:
        """P(rate is higher than this one)."""
        return float(chance_above(self.alpha, self.beta, rate))


def of_account(rows: pl.DataFrame, settings: Estimate) -> Expected:
    """The account's rate, itself tied to ``default_cvr`` by ``default_strength`` clicks, and its mean cost per click.

    Args:
        rows: evidence of terms: effective_clicks, orders, clicks, spend.
        settings: for the ties; the rate of another product lies around it as if ``level_clicks`` clicks were known.
    """
    seen, orders, clicks, spend = _sums(rows)
    tie = settings.default_strength
    rate = (orders + tie * settings.default_cvr) / (seen + tie)
    return _around(rate, spend / clicks if clicks else None, settings)


def nearer(rows: pl.DataFrame, wider: Expected, settings: Estimate) -> Expected:
    """The rate and cost of a part (a similar product, an automatic group), tied to what is expected more widely.

    Args:
        rows: the part's evidence, as in `of_account`.
        wider: what is expected without looking at the part; ``level_clicks`` clicks tie its rate to this one,
            ``cpc_clicks`` its cost.
        settings: for the ties.
    """
    seen, orders, clicks, spend = _sums(rows)
    rate = (orders + settings.level_clicks * wider.cvr) / (seen + settings.level_clicks)
    tie = 0.0 if wider.cpc is None else settings.cpc_clicks
    cost = (spend + tie * (wider.cpc or 0.0)) / (clicks + tie) if clicks + tie else None
    return _around(rate, cost, settings)


def known(cvr: float, cpc: float, settings: Estimate) -> Expected:
    """A rate and a cost that another product has on the same term."""
    return _around(cvr, cpc, settings)


def _around(rate: float, cpc: float | None, settings: Estimate) -> Expected:
    # What another product's rate may be is as unsure as a campaign's is before its own clicks.
    size = settings.level_clicks
    return Expected(size * rate, size * (1 - rate), cpc)


def _sums(rows: pl.DataFrame) -> tuple[float, float, float, float]:
    names = ("effective_clicks", "orders", "clicks", "spend")
    seen, orders, clicks, spend = (float(rows[name].sum()) for name in names)
    return max(seen, orders), orders, clicks, spend
