"""Bids and TACoS beside the bar."""

from __future__ import annotations

from collections.abc import Sequence

from adopt.lab.bidding import policies, steering
from adopt.lab.bidding.tacos_trial import TacosOutcome
from adopt.lab.bidding.trial import BidOutcome
from adopt.lab.interval import Interval, mean_interval
from adopt.lab.verdict import Verdict, at_least, at_most, bar

BidWorlds = dict[str, list[BidOutcome]]
TacosWorlds = dict[str, list[TacosOutcome]]
"""Outcomes by world, one per seed, two at least."""


def bid_verdicts(worlds: BidWorlds) -> list[Verdict]:
    """Lines of the bar on bids: share of the oracle's profit, and lead over the best of today's rules."""
    found = []
    for world, outcomes in worlds.items():
        if world in bar()["bids"]:
            ours = mean_interval([one.share(policies.OURS) for one in outcomes])
            must, moonshot = bar()["bids"][world]
            found.append(at_least(f"bids, {world}", "profit, share of oracle", must, moonshot, ours))
            rival = best_of_today(outcomes)
            must, moonshot = bar()["bids_lead"]["profit"]
            asked = f"profit over the best of today's ({rival}), share of its profit"
            found.append(at_least(f"bids, {world}", asked, must, moonshot, gain(outcomes, rival)))
    return found


def tacos_verdicts(worlds: TacosWorlds) -> list[Verdict]:
    """Lines of the bar on TACoS."""
    found = []
    for world, outcomes in worlds.items():
        sales = mean_interval([one.share(steering.OURS) for one in outcomes])
        must, moonshot = bar()["tacos"]["ad_sales"]
        found.append(at_least(f"TACoS, {world}", "ad sales, share of oracle", must, moonshot, sales))
        error = mean_interval([one.error(steering.OURS) for one in outcomes])
        must, moonshot = bar()["tacos"]["error"]
        found.append(at_most(f"TACoS, {world}", "weekly error, share of the goal", must, moonshot, error))
    return found


def best_of_today(outcomes: Sequence[BidOutcome]) -> str:
    """The one of today's rules for bids that earned most in this world, which nobody could know beforehand.

    Where none of them played it is the seller who changes nothing.
    """
    played = [name for name in policies.TODAY if name in outcomes[0].profits] or [policies.NOBODY]
    return max(played, key=lambda name: sum(one.share(name) for one in outcomes))


def gain(outcomes: Sequence[BidOutcome], rival: str) -> Interval:
    """What adopt's bids earn more than a rival's on the same accounts, as a share of the rival's mean profit."""
    ours, theirs = ([sum(one.profits[name]) for one in outcomes] for name in (policies.OURS, rival))
    mean = sum(theirs) / len(theirs)
    return mean_interval([(own - other) / abs(mean) for own, other in zip(ours, theirs, strict=True)])
