"""The clicks of one day, hour by hour: auctions, prices, and budgets that run out."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from adopt.lab.market.auction import meet, price_of
from adopt.lab.market.calendar import Weather
from adopt.lab.market.keyed import keys, poisson, uniform
from adopt.lab.market.lineup import Lineup, served

if TYPE_CHECKING:
    from adopt.lab.market.market import Market

HOURS = 24
_CLICK, _PRICE, _SHOWN = 11, 12, 13
_LEAST_CENTS = 2


class Clicks(NamedTuple):
    """Single clicks of a day: the pair served, its term and placement, hour, number within these, and price in cents."""

    pair: np.ndarray
    term: np.ndarray
    place: np.ndarray
    hour: np.ndarray
    number: np.ndarray
    cents: np.ndarray

    def where(self, chosen: np.ndarray) -> Clicks:
        """The clicks for which ``chosen`` is true."""
        return Clicks(*(array[chosen] for array in self))


class Views(NamedTuple):
    """Impressions of a day by pair and placement."""

    pair: np.ndarray
    term: np.ndarray
    place: np.ndarray
    impressions: np.ndarray


class Lived(NamedTuple):
    """A day's clicks and impressions, and the hour in which each campaign's budget ran out (`HOURS`: it didn't)."""

    clicks: Clicks
    views: Views
    last_hour: np.ndarray


def live_hours(market: Market, bidders: Lineup, number: int, today: Weather) -> Lived:
    """Plays one day.

    A campaign whose spend reaches its daily budget stops at the end of that hour; from then on the account's next
    best target is served in its place.

    Args:
        market: the truth.
        bidders: the account's.
        number: of the day, counted from the first.
        today: what the day is like.
    """
    left = np.round(bidders.budget * 100)
    last = np.full(left.size, HOURS)
    unclicked = np.zeros(bidders.factor.shape)
    begin, clicks = 0, []
    while begin < HOURS:
        pair, place = served(bidders, last == HOURS)
        drawn, rate = _clicks(market, bidders, pair, place, number, today, begin)
        spent = np.bincount(
            bidders.campaign[drawn.pair] * HOURS + drawn.hour,
            weights=drawn.cents,
            minlength=left.size * HOURS,
        ).reshape(left.size, HOURS)
        over = (np.cumsum(spent, axis=1) >= left[:, None]) & (last == HOURS)[:, None]
        over[:, :begin] = False
        end = int(np.argmax(over.any(axis=0))) if over.any() else HOURS - 1
        clicks.append(drawn.where(drawn.hour <= end))
        unclicked[pair, place] += rate * market.hours[begin : end + 1].sum()
        last[over[:, end]] = end
        left = left - spent[:, begin : end + 1].sum(axis=1)
        begin = end + 1
    every = Clicks(*(np.concatenate(arrays) for arrays in zip(*clicks, strict=True)))
    return Lived(every, _views(market, bidders, unclicked, number), last)


def _clicks(
    market: Market,
    bidders: Lineup,
    pair: np.ndarray,
    place: np.ndarray,
    number: int,
    today: Weather,
    begin: int,
) -> tuple[Clicks, np.ndarray]:
    """Clicks from an hour on, as if no budget ran out any more, and clicks expected of each pair on the whole day."""
    term, bid = bidders.term[pair], bidders.bid[pair, place]
    met = meet(market.table, term, place, bid, today.bids)
    demand = market.traffic[term, place] * today.queries[market.product[term]]
    hours = np.arange(begin, HOURS)
    key = keys(market.seed, _CLICK, number, term[:, None], place[:, None], hours)
    count = poisson(key, (demand * met.clicks)[:, None] * market.hours[hours])
    cell, hour = np.nonzero(count)
    each = np.repeat(np.arange(cell.size), count[cell, hour])
    cell, hour = cell[each], hours[hour[each]]
    nth = np.arange(each.size) - np.searchsorted(each, each)
    drawn = uniform(keys(market.seed, _PRICE, number, term[cell], place[cell], hour, nth))
    price = price_of(market.table, term[cell], place[cell], bid[cell], drawn, today.bids)
    cents = np.maximum(np.round(100 * price), _LEAST_CENTS)
    return Clicks(pair[cell], term[cell], place[cell], hour, nth, cents), demand * (met.shown - met.clicks)


def _views(market: Market, bidders: Lineup, unclicked: np.ndarray, number: int) -> Views:
    """Impressions without a click; where a second target took a term over within the day, it has draws of its own."""
    pair, place = np.nonzero(unclicked > 0)
    term = bidders.term[pair]
    cell = np.lexsort((pair, place, term))
    pair, place, term = pair[cell], place[cell], term[cell]
    new = (np.diff(term, prepend=-1) != 0) | (np.diff(place, prepend=-1) != 0)
    nth = np.arange(pair.size) - np.maximum.accumulate(np.where(new, np.arange(pair.size), 0))
    drawn = poisson(keys(market.seed, _SHOWN, number, term, place, nth), unclicked[pair, place])
    some = drawn > 0
    return Views(pair[some], term[some], place[some], drawn[some])
