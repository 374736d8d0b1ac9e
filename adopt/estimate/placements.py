"""What a click is worth in each placement, relative to its campaign's clicks.

A campaign's orders fall on its placements as its clicks do, unless the placements convert differently. So placements are
judged by shares of orders, in which the campaign's own conversion rate and the orders that are still to come drop out.
A campaign's shares are tied to what the account's other campaigns show of the placement, and that to no effect at all;
how strongly is settled by how well it foretells. Formulas: docs/decisions.md.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import polars as pl
from scipy import special

from adopt.estimate.order_value import order_values
from adopt.schema import MICROS
from adopt.settings import Placement

PLACES = ("placementTop", "placementRestOfSearch", "placementProductPage")
"""The places that bid adjustments know. Amazon Business is no fourth one but a share of these three's clicks."""

_CERTAIN = 1e6  # orders that leave no room for an effect
_STRENGTHS = np.append(np.geomspace(3, 3000, 10), _CERTAIN)
_ACCOUNT = np.append(np.geomspace(2, 200, 5), _CERTAIN)
_SPREAD = 1.0
_SUMS = ["impressions", "clicks", "orders", "spend_micros", "sales_micros"]
_TAIL = 0.05


class Placements(NamedTuple):
    """Placements of campaigns, three rows each, in the order of `PLACES`.

    Attributes:
        rows: campaign_id, placement, percentage (in force), strategy, impressions, clicks, orders, spend, sales
            (currency), share (of the campaign's clicks), order_value (currency), value_variance (of its log), rate,
            rate_low, rate_high (conversion rate / that of the campaign, with its 90 % interval) and worth (value of a click / that of the campaign).
        alpha: of the Dirichlet posterior of each campaign's shares of orders, by candidate, campaign and place.
        weights: probability of each candidate.
    """

    rows: pl.DataFrame
    alpha: np.ndarray
    weights: np.ndarray


def placements_worth(placed: pl.DataFrame, settings: Placement, order_ties: float) -> Placements:
    """What a click is worth in each placement, from sums of campaigns.

    Args:
        placed: campaign_id, placement (one of `PLACES`), percentage, strategy, impressions, clicks, orders, spend_micros,
            sales_micros; campaigns that lack one of the three places, or have one twice, are left out.
        settings: what equal placements are worth before any data.
        order_ties: orders that tie a campaign's order value to the account's (`estimate.order_value_orders`).
    """
    rows = _whole(placed)
    clicks, orders, sales = (_by_place(rows, name) for name in ("clicks", "orders", "sales_micros"))
    share = clicks / np.maximum(clicks.sum(axis=1, keepdims=True), 1)
    alpha, weights = _posterior(share, orders, settings)
    values = order_values(orders, sales / MICROS, settings.strength, settings.account_strength, order_ties)
    part = np.einsum("g,gcp->cp", weights, alpha / _summed(alpha))
    rate, low, high = _rates(alpha, weights, share)
    money = part * values.mean
    worth = np.where(share > 0, money / np.maximum(share * money.sum(axis=1, keepdims=True), 1e-12), 1.0)
    found = {"share": share, "order_value": values.mean, "value_variance": values.variance, "worth": worth}
    found |= {"rate": rate, "rate_low": low, "rate_high": high}
    told = rows.with_columns(pl.Series(name, array.ravel()) for name, array in found.items())
    floats = [(pl.col(f"{name}_micros") / MICROS).alias(name) for name in ("spend", "sales")]
    return Placements(told.with_columns(floats).drop("spend_micros", "sales_micros"), alpha, weights)


def p_worth_more(found: Placements, row: np.ndarray, other: np.ndarray, times: np.ndarray) -> np.ndarray:
    """P(a click in a placement is worth more than ``times`` one in another placement of the same campaign).

    The log of a ratio of two Dirichlet shares is all but normal, and so is that of their order values.

    Args:
        found: as `placements_worth` gives it.
        row, other: places among its rows.
        times: one per entry of ``row``.
    """
    alpha = np.maximum(found.alpha.reshape(found.weights.size, -1), 1e-9)
    each, variance = (found.rows[name].to_numpy() for name in ("order_value", "value_variance"))
    value = each / np.maximum(found.rows["share"].to_numpy(), 1e-12)
    middle = special.digamma(alpha[:, row]) - special.digamma(alpha[:, other])
    spread = special.polygamma(1, alpha[:, row]) + special.polygamma(1, alpha[:, other])
    over = middle + np.log(value[row] / value[other] / times)
    above = special.ndtr(over / np.sqrt(spread + variance[row] + variance[other]))
    return np.asarray(np.clip(found.weights @ above, 0, 1))


def _whole(placed: pl.DataFrame) -> pl.DataFrame:
    """Campaigns with a row for each of the three places, in one order."""
    known = placed.filter(pl.col("placement").is_in(PLACES))
    single = (pl.len() == len(PLACES)) & (pl.col("placement").n_unique() == len(PLACES))
    order = pl.col("placement").replace_strict(list(PLACES), range(len(PLACES)), return_dtype=pl.Int8)
    names = ["campaign_id", "placement", "percentage", "strategy", *_SUMS]
    return known.filter(single.over("campaign_id")).sort("campaign_id", order).select(names)


def _by_place(rows: pl.DataFrame, name: str) -> np.ndarray:
    return np.asarray(rows[name].to_numpy().astype(float).reshape(-1, len(PLACES)))


def _summed(alpha: np.ndarray) -> np.ndarray:
    return np.asarray(np.maximum(alpha.sum(axis=2, keepdims=True), 1e-12))


def _posterior(share: np.ndarray, orders: np.ndarray, settings: Placement) -> tuple[np.ndarray, np.ndarray]:
    """Dirichlet parameters by candidate, campaign and place, and each candidate's probability.

    A candidate is a pair: how many orders the account's effect is worth in a campaign, and how many no effect is worth
    in the account. It is weighed by how likely it makes each campaign's orders, foretold from the other campaigns
    (Dirichlet-multinomial), times a log-normal belief.
    """
    found, evidence = [], []
    beliefs = _beliefs(_STRENGTHS, settings.strength), _beliefs(_ACCOUNT, settings.account_strength)
    for strength, likely in zip(_STRENGTHS, beliefs[0], strict=True):
        for account, as_likely in zip(_ACCOUNT, beliefs[1], strict=True):
            prior = _prior(share, orders, strength, account)
            found.append(prior + orders)
            evidence.append(_likelihood(prior, orders) + likely + as_likely)
    return np.array(found), special.softmax(evidence)


def _beliefs(candidates: np.ndarray, middle: float) -> np.ndarray:
    """Log probabilities before any data: half for the last, that there is no effect; log-normal for the others."""
    some = -0.5 * (np.log(candidates[:-1] / middle) / _SPREAD) ** 2
    return np.append(some - special.logsumexp(some), 0.0)


def _prior(share: np.ndarray, orders: np.ndarray, strength: float, account: float) -> np.ndarray:
    """Dirichlet parameters of each campaign's shares of orders before its own: as sure as the account's effect is."""
    effect, seen = _effects(share, orders, strength, account)
    expected = share * effect
    part = expected / np.maximum(expected.sum(axis=1, keepdims=True), 1e-12)
    return np.asarray(part / (1 / strength + 1 / (account + seen)))


def _likelihood(prior: np.ndarray, orders: np.ndarray) -> float:
    """Log likelihood of the orders' shares, up to a constant; places without clicks say nothing."""
    some = prior > 0
    safe = np.where(some, prior, 1.0)
    each = np.where(some, special.gammaln(safe + orders) - special.gammaln(safe), 0.0).sum(axis=1)
    size = np.maximum(prior.sum(axis=1), 1e-12)
    return float((each + special.gammaln(size) - special.gammaln(size + orders.sum(axis=1))).sum())


def _effects(
    share: np.ndarray, orders: np.ndarray, strength: float, account: float
) -> tuple[np.ndarray, np.ndarray]:
    """Each placement's conversion rate relative to the campaigns', for each campaign from all the others.

    A campaign counts by what its orders are worth where campaigns differ: at most ``strength`` orders' worth. The second
    array is how many orders that is in all.
    """
    total = orders.sum(axis=1, keepdims=True)
    counts = (strength + 1) / (strength + total)
    seen, expected = counts * orders, counts * total * share
    seen, expected = seen.sum(axis=0) - seen, expected.sum(axis=0) - expected
    size = expected.sum(axis=1, keepdims=True)
    part = np.where(size > 0, expected / np.maximum(size, 1e-12), 0.0)
    tied = (account * part + seen) / (account + size)
    return np.where(part > 0, tied / np.maximum(part, 1e-12), 1.0), size


def _rates(
    alpha: np.ndarray, weights: np.ndarray, share: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Conversion rate in each placement / the campaign's, and its 90 % interval, by the Beta of the same moments."""
    size = _summed(alpha)
    each = alpha / size
    mean = np.einsum("g,gcp->cp", weights, each)
    spread = np.einsum("g,gcp->cp", weights, each * (1 - each) / (size + 1) + each**2) - mean**2
    some = (share > 0) & (spread > 0)
    fit = np.where(some, mean * (1 - mean) / np.where(some, spread, 1.0) - 1, 1.0)
    a, b = np.where(some, mean * fit, 1.0), np.where(some, (1 - mean) * fit, 1.0)
    ends = [np.where(some, special.betaincinv(a, b, tail), mean) for tail in (_TAIL, 1 - _TAIL)]
    rate, low, high = (np.where(share > 0, q / np.where(share > 0, share, 1.0), 1.0) for q in (mean, *ends))
    return rate, low, high
