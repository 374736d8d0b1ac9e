"""Whether waiting for more clicks is worth more than negating now."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from scipy import special

from adopt.estimate.above import chance_above

LOOKS = (1, 2, 3, 5, 8, 12, 20, 35, 60)
_MORE = 64
_MOST_NEEDED = 1 << 12


def value_of_waiting(
    alpha: np.ndarray, beta: np.ndarray, order_worth: np.ndarray, cpc: np.ndarray, future_clicks: np.ndarray
) -> np.ndarray:
    """Expected profit of the best plan that buys M more clicks and then decides, against negating now (currency).

    max over M in ``LOOKS``, M <= N, of M e + (N - M) sum over j of BetaBinomial(j; M, a, b) max(0, (a + j) /
    (a + b + M) v - CPC), with e = a / (a + b) v - CPC. At or below zero, waiting isn't worth its clicks; where not
    even one click is to come it is minus infinity. Source: Chick and Frazier 2012.

    Args:
        alpha, beta: posterior of the conversion rate.
        order_worth: order value x margin, currency.
        cpc: currency per click.
        future_clicks: clicks to come within the horizon.
    """
    loss = alpha / (alpha + beta) * order_worth - cpc
    best = np.full(alpha.shape, -np.inf)
    for look in LOOKS:
        some = future_clicks >= look
        if some.any():
            gain = _gain_after(look, alpha[some], beta[some], order_worth[some], cpc[some])
            plan = look * loss[some] + (future_clicks[some] - look) * gain
            best[some] = np.maximum(best[some], plan)
    return best


def value_of_waiting_later(
    alpha: np.ndarray,
    beta: np.ndarray,
    order_worth: np.ndarray,
    cpc: np.ndarray,
    future_clicks: np.ndarray,
    per_click: np.ndarray,
) -> np.ndarray:
    """The most that one more click may be worth after further clicks without an order, however many up to `_MORE` (currency).

    Each such click makes a term look worse, but also as if more were to come: a term could be negated, and a click later be
    worth waiting for. Whatever look would be worth its clicks then, a look of one click is after some of them (as random
    search finds), so that only this one is asked.

    Args:
        alpha, beta, order_worth, cpc, future_clicks: as for `value_of_waiting`.
        per_click: clicks to come for each click seen.
    """
    best = np.full(alpha.shape, -np.inf)
    # Else not even an order at once turns it.
    some = np.flatnonzero((alpha + 1) / (alpha + beta + 1) * order_worth > cpc)
    alpha, beta, worth, cost, future, each = (
        part[some] for part in (alpha, beta, order_worth, cpc, future_clicks, per_click)
    )
    for more in range(1, _MORE + 1):
        clicks = alpha + beta + more
        chance = alpha / clicks
        gain = np.maximum((alpha + 1) / (clicks + 1) * worth - cost, 0)
        plan = chance * worth - cost + (future + more * each - 1) * chance * gain
        best[some] = np.maximum(best[some], plan)
    return best


def _gain_after(
    look: int, alpha: np.ndarray, beta: np.ndarray, worth: np.ndarray, cpc: np.ndarray
) -> np.ndarray:
    """Expected profit per later click if the term is kept only when ``look`` more clicks make it look profitable."""
    total = np.zeros(alpha.shape)
    chance = np.exp(special.betaln(alpha, beta + look) - special.betaln(alpha, beta))
    for orders in range(look + 1):
        profit = (alpha + orders) / (alpha + beta + look) * worth - cpc
        total += chance * np.maximum(profit, 0)
        # P(j + 1) / P(j) of the beta-binomial.
        chance *= (look - orders) / (orders + 1) * (alpha + orders) / (beta + look - orders - 1)
    return total


def clicks_needed(alpha: np.ndarray, beta: np.ndarray, break_even: np.ndarray, chance: float) -> np.ndarray:
    """How many more clicks without an order bring P(conversion rate > break-even) down to ``chance``.

    Whole clicks, 0 where it is there already, at most 4,096; by bisection, as each such click lowers it.
    """
    needed = np.clip(break_even, 0, 1)

    def there(clicks: np.ndarray, some: np.ndarray) -> np.ndarray:
        return np.asarray(chance_above(alpha[some], beta[some] + clicks[some], needed[some]) <= chance)

    low, high = _bracket(alpha, beta, needed, chance, there)
    while (some := np.flatnonzero(high - low > 1)).size:
        middle = (low + high) // 2
        done = there(middle, some)
        high[some] = np.where(done, middle[some], high[some])
        low[some] = np.where(done, low[some], middle[some])
    unasked = np.flatnonzero(low == 0)
    high[unasked[there(low, unasked)]] = 0
    return high


def _bracket(
    alpha: np.ndarray,
    beta: np.ndarray,
    needed: np.ndarray,
    chance: float,
    there: Callable[[np.ndarray, np.ndarray], np.ndarray],
) -> tuple[np.ndarray, np.ndarray]:
    """Clicks that don't suffice and clicks that do (or the most of all): close to a guess where that is a good one.

    The guess: for a large beta, -log(1 - rate) x (beta + alpha / 2 - 1 / 2) is about Gamma(alpha).
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        far = special.gammainccinv(alpha, chance) / -np.log1p(-needed) - (alpha - 1) / 2 - beta
    guess = np.clip(np.nan_to_num(far, nan=0.0, posinf=_MOST_NEEDED, neginf=0.0), 0, _MOST_NEEDED)
    below = np.clip(guess.astype(int) - 1, 0, _MOST_NEEDED - 1)
    above = np.clip(guess.astype(int) + 2, 1, _MOST_NEEDED)
    early = there(below, np.arange(alpha.size))
    high = np.where(early, below, _MOST_NEEDED)
    rest = np.flatnonzero(~early)
    reached = rest[there(above, rest)]
    high[reached] = above[reached]
    return np.where(early, 0, below), high
