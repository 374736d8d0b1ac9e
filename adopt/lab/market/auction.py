"""Second-price auctions with several positions: expected impressions, clicks and price for a bid, in closed form.

Rivals are a Poisson process: their number is Poisson(n), their bids are log-normal around a level. The number above a
bid x is then Poisson(m(x)) with m(x) = n P(bid > x), and our position is that number + 1:

    shown(x)  = P(position <= J)                      J positions
    clicks(x) = sum over j of ctr_j P(position = j)
    price(x)  = E[highest rival bid below x, or the reserve], whose distribution function is exp(m(x) - m(y))

The price doesn't depend on the position: the rivals below x are independent of those above (Kingman, Poisson
Processes, chapter 2). Positions and payments are those of the generalised second-price auction (Edelman, Ostrovsky and
Schwarz 2007; Varian 2007). Price and clicks never fall as the bid rises.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from scipy import special

from adopt.lab.market.world import Place

GRID = 96
_HIGH = 3.5
"""The grid ends so many standard deviations above the level: hardly any rival bids more."""


class Auctions(NamedTuple):
    """Tables of what a bid brings, for T terms and the three placements, over a grid of log(bid / level).

    Attributes:
        level: T x 3, median rival bid in dollars of ours.
        rivals: T, mean number of rivals.
        spread: standard deviation of rivals' log bids.
        reserve: least price / level, where the grid begins.
        step: of the grid.
        shown: (T x 3 x GRID), impressions per auction; clicks: clicks per auction.
        price: T x GRID, price of a click / level.
    """

    level: np.ndarray
    rivals: np.ndarray
    spread: float
    reserve: float
    step: float
    shown: np.ndarray
    clicks: np.ndarray
    price: np.ndarray


class Met(NamedTuple):
    """What bids meet, in the shape of the bids: impressions and clicks per auction, price of a click in dollars."""

    shown: np.ndarray
    clicks: np.ndarray
    price: np.ndarray


def auctions(
    level: np.ndarray,
    rivals: np.ndarray,
    spread: float,
    reserve: float,
    places: tuple[Place, ...],
    appeal: np.ndarray,
) -> Auctions:
    """The tables of all terms.

    Args:
        level: T x 3, median rival bid in dollars of ours.
        rivals: T, mean number of rivals.
        spread: standard deviation of rivals' log bids.
        reserve: least price, as a share of the level.
        places: the placements' positions.
        appeal: T, clicks per impression relative to the placement's.
    """
    low = np.log(reserve)
    grid = np.exp(np.linspace(low, _HIGH * spread, GRID))
    above = rivals[:, None] * special.ndtr(-np.log(grid) / spread)
    tables = [_positions(above, np.array(place.positions)) for place in places]
    return Auctions(
        level=level,
        rivals=rivals,
        spread=spread,
        reserve=reserve,
        step=(_HIGH * spread - low) / (GRID - 1),
        shown=np.stack([shown for shown, _ in tables], axis=1),
        clicks=np.stack([clicks for _, clicks in tables], axis=1) * appeal[:, None, None],
        price=_prices(above, grid),
    )


def _positions(above: np.ndarray, ctr: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Impressions and clicks per auction when so many rivals are expected above."""
    chance = np.exp(-above)
    shown, clicks = np.zeros_like(above), np.zeros_like(above)
    for position, rate in enumerate(ctr, 1):
        shown += chance
        clicks += chance * rate
        chance = chance * above / position
    return shown, clicks


def _prices(above: np.ndarray, grid: np.ndarray) -> np.ndarray:
    """E[price] at each point, from the one below: a rival in between sets it, or else the price below stands."""
    price = np.empty_like(above)
    price[:, 0] = grid[0]
    for place in range(1, grid.size):
        nobody = np.exp(above[:, place] - above[:, place - 1])
        between = (grid[place - 1] + grid[place]) / 2
        price[:, place] = price[:, place - 1] * nobody + between * (1 - nobody)
    return price


def meet(table: Auctions, term: np.ndarray, place: np.ndarray, bid: np.ndarray, market: float = 1.0) -> Met:
    """What effective bids bring; all arguments are broadcast against each other.

    Args:
        table: of the market.
        term, place: whole numbers into the tables.
        bid: dollars, after placement and strategy; 0 takes no part.
        market: rivals' bids today / ordinarily.
    """
    level = table.level[term, place] * market
    with np.errstate(divide="ignore"):
        spot = (np.log(bid / level) - np.log(table.reserve)) / table.step
    # A bid on the reserve takes part; rounding must not take it out.
    part = spot >= -1e-9  # noqa: PLR2004
    spot = np.clip(spot, 0.0, GRID - 1.000001)
    left = spot.astype(np.int64)
    right = spot - left
    shown = _between(table.shown, (term, place, left), (term, place, left + 1), right)
    clicks = _between(table.clicks, (term, place, left), (term, place, left + 1), right)
    price = _between(table.price, (term, left), (term, left + 1), right) * level
    return Met(shown * part, clicks * part, np.minimum(price, bid))


def _between(
    table: np.ndarray, low: tuple[np.ndarray, ...], high: tuple[np.ndarray, ...], share: np.ndarray
) -> np.ndarray:
    below = table[low]
    return np.asarray(below + (table[high] - below) * share)


def price_of(
    table: Auctions,
    term: np.ndarray,
    place: np.ndarray,
    bid: np.ndarray,
    drawn: np.ndarray,
    market: float = 1.0,
) -> np.ndarray:
    """The price of single clicks in dollars: the highest rival bid below ours, by inversion of its distribution.

    ``drawn`` are uniform numbers; a higher bid never gives a lower price for the same number.
    """
    level, rivals = table.level[term, place] * market, table.rivals[term]
    above = rivals * special.ndtr(-np.log(bid / level) / table.spread) - np.log(drawn)
    share = np.minimum(above / rivals, 1 - 1e-12)
    price = level * np.exp(-table.spread * special.ndtri(share))
    return np.asarray(np.clip(price, table.reserve * level, bid))
