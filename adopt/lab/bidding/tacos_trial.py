"""One account: every way to steer TACoS on the same draws."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from adopt.lab.bidding.course import Pace, course
from adopt.lab.bidding.policies import NOBODY
from adopt.lab.bidding.steering import GOAL, OURS, POLICIES, knowing, steering_settings
from adopt.lab.bidding.trial import Task, seller
from adopt.lab.bidding.weeks import WEEK, Week, weeks
from adopt.lab.market.live import live, opened
from adopt.lab.market.market import open_market
from adopt.lab.market.world import load_market

WORLDS = ("base",)
ORACLE = "oracle"
ORGANIC = 0.4
"""Units sold without ads / units sold with them, in place of the world's: the account then opens a fifth above its goal,
so that standing still doesn't hit it, and the goal lies near the level of most profit."""
FROM_WEEK = 4
"""TACoS counts from day 29 on."""
QUICK = (OURS, NOBODY, "target ACoS nudged, weekly", "stepped budgets")
"""Policies of the quick form."""

_WEEKS = 9
_QUICK_WEEKS = 5


class TacosOutcome(NamedTuple):
    """The weeks of each policy from the first decision on."""

    world: str
    seed: int
    weeks: dict[str, tuple[Week, ...]]

    def counted(self, policy: str) -> tuple[Week, ...]:
        """The weeks from day 29 on."""
        return self.weeks[policy][FROM_WEEK:]

    def share(self, policy: str) -> float:
        """Ad sales as a share of the oracle's."""
        ours, best = (sum(one.ad_sales for one in self.counted(name)) for name in (policy, ORACLE))
        return ours / best

    def error(self, policy: str) -> float:
        """Mean over the weeks of how far TACoS is off its goal, as a share of the goal."""
        return float(np.mean([abs(one.tacos / GOAL - 1) for one in self.counted(policy)]))

    def tacos(self, policy: str) -> float:
        """TACoS over all of these days."""
        own = self.counted(policy)
        return sum(one.spend for one in own) / sum(one.ad_sales + one.organic for one in own)


def run_tacos(task: Task) -> TacosOutcome:
    """Plays one account with every way to steer TACoS; the policies have their own days of decision.

    Raises:
        SettingsError: there is no such world, or the settings file is wrong.
    """
    market = open_market(task.seed, load_market(task.world, organic=ORGANIC))
    settings = seller(market, task.settings, **steering_settings())
    start = live(market, opened(market), Pace().history)
    days = (_QUICK_WEEKS if task.quick else _WEEKS) * WEEK
    chosen = {name: POLICIES[name] for name in task.plays(POLICIES, (OURS, NOBODY), QUICK)}
    found = {}
    for name, one in {**chosen, ORACLE: knowing(market)}.items():
        pace = Pace(decisions=days // one.every, every=one.every)
        stretches = list(course(market, start, one.policy, settings, pace))
        found[name] = tuple(weeks(market, stretches))
    return TacosOutcome(task.world, task.seed, found)
