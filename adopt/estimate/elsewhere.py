"""What the same search term did in the account's other ad groups, as far as that tells of this one.

The same words typed by the same shoppers convert alike wherever the ad was placed, unless another product is behind
it. How far that holds in this account is settled by how well the other ad groups foretell each one's orders.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import polars as pl
from scipy import special

from adopt.estimate.distinct import distinct_rows, numbers
from adopt.estimate.prior import Prior
from adopt.estimate.threads import at_once

_SHARES = np.array([0.0, 0.25, 0.5, 0.75, 1.0])


class Lent(NamedTuple):
    """Clicks and orders of the same terms elsewhere, one entry per row, as they count here.

    Clicks are those that would have brought as many orders here as were expected there: an ad group where everything
    converts twice as well lends twice its clicks.
    """

    clicks: np.ndarray
    orders: np.ndarray

    def times(self, share: float) -> Lent:
        """A share of it."""
        return Lent(share * self.clicks, share * self.orders)


class Borrowing(NamedTuple):
    """What each row takes from elsewhere: ``lent``, already times ``share``."""

    lent: Lent
    share: float


def borrow(terms: pl.Series, clicks: np.ndarray, orders: np.ndarray, prior: Prior) -> Borrowing:
    """Finds the share of other ad groups' evidence that counts.

    Each row's orders are foretold by Beta(s m + share x K, s (1 - m) + share x (N - K)), K and N being what is lent;
    strength s and share are weighed by the beta-binomial likelihood, all shares being as likely before. The mean share
    is used: in an account that tells nothing of it, half. A power prior: Ibrahim and Chen 2000.

    Args:
        terms: search term of each row.
        clicks: effective clicks of each row, not below its orders.
        orders: of each row.
        prior: as from `adopt.estimate.prior.fit_prior` on the same rows.
    """
    whole = lendable(terms, clicks, orders, prior.mean)
    gain = _gains(prior, clicks, orders, whole)
    with np.errstate(divide="ignore"):  # strengths that can't be have a weight of 0
        joint = special.softmax(gain + np.log(prior.strengths.weights))
    share = float(joint.sum(axis=1) @ _SHARES)
    return Borrowing(whole.times(share), share)


def borrow_again(
    terms: pl.Series, clicks: np.ndarray, orders: np.ndarray, mean: np.ndarray, kept: Borrowing
) -> Borrowing:
    """What each row takes from elsewhere by a share found before; the rest as in `borrow`."""
    return kept._replace(lent=lendable(terms, clicks, orders, mean).times(kept.share))


def lendable(terms: pl.Series, clicks: np.ndarray, orders: np.ndarray, mean: np.ndarray) -> Lent:
    """All that other rows of the same term have seen, in clicks of each row's own expected rate."""
    term = numbers(terms)
    there = [np.bincount(term, part)[term] - part if term.size else part for part in (orders, clicks * mean)]
    # What is left of a sum of floats after taking its only part away isn't quite zero.
    expected = np.where(np.bincount(term)[term] > 1, there[1], 0.0) if term.size else there[1]
    return Lent(np.maximum(expected / mean, there[0]), there[0])


def _gains(prior: Prior, clicks: np.ndarray, orders: np.ndarray, whole: Lent) -> np.ndarray:
    """Log likelihood gained by each share (rows) at each strength (columns), over borrowing nothing."""
    some = (clicks > 0) & (whole.clicks > 0)
    mean, n, k, lent_n, lent_k, count = _table(
        prior.mean[some], clicks[some], orders[some], whole.clicks[some], whole.orders[some]
    )

    def of_shares(strength: float) -> list[float]:
        found = []
        for share in _SHARES:
            a = strength * mean + share * lent_k
            b = strength * (1 - mean) + share * (lent_n - lent_k)
            found.append(count @ (special.betaln(a + k, b + n - k) - special.betaln(a, b)))
        return found

    gains = np.stack(at_once(of_shares, prior.strengths.clicks), axis=1)
    return np.asarray(gains - gains[0])


def _table(
    mean: np.ndarray, clicks: np.ndarray, orders: np.ndarray, lent_clicks: np.ndarray, lent_orders: np.ndarray
) -> tuple[np.ndarray, ...]:
    """Distinct rows and how often each occurs; log-odds to .1 and clicks to 5 %, which leaves few thousand."""
    odds = np.round(special.logit(mean) / 0.1)
    own, other = (np.round(np.log(part) / 0.05) for part in (clicks, lent_clicks))
    keys, count = distinct_rows(odds, own, orders, other, lent_orders)
    trials, lent = np.maximum(np.exp(keys[1] * 0.05), keys[2]), np.maximum(np.exp(keys[3] * 0.05), keys[4])
    return special.expit(keys[0] * 0.1), trials, keys[2], lent, keys[4], count.astype(float)
