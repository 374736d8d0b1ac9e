"""One account: every policy for bids on the same draws, and what each earns by the truth."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from adopt.lab.bidding.course import Pace, course
from adopt.lab.bidding.oracle import SHADE, at_value, most_profit, own_bids, profit_of
from adopt.lab.bidding.policies import NOBODY, OURS, POLICIES, WHOLE
from adopt.lab.market.calendar import ordinary
from adopt.lab.market.live import live, opened
from adopt.lab.market.market import Market, open_market
from adopt.settings import Settings, load_settings

WORLDS = ("base", "sparse", "dense", "contested")
"""Worlds of the marketplace in which bids are judged by default."""

KNOWING = f"true CVR x {SHADE:g}"
OWN = "a bid of its own for every term"
QUICK = (OURS, NOBODY, "B13", "RPC x T, steps of 25 %")
"""Policies of the quick form."""

_QUICK_DECISIONS = 3


class Task(NamedTuple):
    """One account of one world.

    Attributes:
        world, seed: which.
        settings: a file with other settings than the defaults.
        quick: few decisions of few policies.
        every: days between decisions.
        only: policies that play beside adopt's own and the one who changes nothing; empty: all.
    """

    world: str
    seed: int
    settings: Path | None = None
    quick: bool = False
    every: int = 7
    only: tuple[str, ...] = ()

    def plays(self, policies: Iterable[str], always: Iterable[str], few: Iterable[str]) -> tuple[str, ...]:
        """Of the policies of a part, those that this task is for: ``few`` in the quick form."""
        if self.quick:
            return tuple(few)
        asked = {*always, *self.only}
        return tuple(name for name in policies if not self.only or name in asked)


class BidOutcome(NamedTuple):
    """Expected profit of an ordinary day (dollars) after each decision, by policy; and the oracle's."""

    world: str
    seed: int
    profits: dict[str, tuple[float, ...]]
    oracle: tuple[float, ...]

    def share(self, policy: str) -> float:
        """A policy's profit over the horizon as a share of the oracle's."""
        return sum(self.profits[policy]) / sum(self.oracle)

    def settled(self, policy: str) -> float:
        """The same after the last decision."""
        return self.profits[policy][-1] / self.oracle[-1]


def run_bids(task: Task) -> BidOutcome:
    """Plays one account with every policy for bids.

    Raises:
        SettingsError: there is no such world, or the settings file is wrong.
    """
    market = open_market(task.seed, task.world)
    settings, pace = seller(market, task.settings), pace_of(task)
    start = live(market, opened(market), pace.history)
    chosen = task.plays(POLICIES, (OURS, WHOLE, NOBODY), QUICK)
    profits, days = dict[str, tuple[float, ...]](), list[date]()
    for name in chosen:
        mornings = [one.before for one in course(market, start, POLICIES[name], settings, pace)]
        days = [one.day for one in mornings]
        profits[name] = tuple(profit_of(market, one.entities, one.day) for one in mornings)
    account = market.entities

    def knowing(day: date) -> float:
        return profit_of(market, at_value(market, account, SHADE, day), day)

    def best(day: date) -> float:
        return profit_of(market, most_profit(market, account, day), day)

    profits |= {KNOWING: _by_truth(market, days, knowing)}
    profits |= {OWN: _by_truth(market, days, lambda day: own_bids(market, day))}
    return BidOutcome(task.world, task.seed, profits, _by_truth(market, days, best))


def pace_of(task: Task) -> Pace:
    """Nine weeks of decisions; three in the quick form."""
    weeks = _QUICK_DECISIONS if task.quick else Pace().decisions
    return Pace(decisions=weeks * 7 // task.every, every=task.every)


def seller(market: Market, path: Path | None = None, **more: Any) -> Settings:
    """Settings of a careful seller: true margins, own brand protected; the rest from ``path``, or the defaults.

    Raises:
        SettingsError: the file is missing or wrong.
    """
    protect = {"brands": [market.words.brand]}
    return load_settings(path, margins=market.margins(), protect=protect, **more)


def _by_truth(market: Market, days: Sequence[date], earned: Callable[[date], float]) -> tuple[float, ...]:
    """What somebody who knows the truth earns on these days; looks again only where reviews or rivals have changed."""
    found, last, profit = [], None, 0.0
    for day in days:
        today = ordinary(market, day)
        now = (*today.cvr, today.bids)
        if now != last:
            profit, last = earned(day), now
        found.append(profit)
    return tuple(found)
