"""Ours beside the bar: what must be reached, what would be splendid, and whether it is."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from adopt.lab.interval import Interval, mean_interval, ratio_interval
from adopt.lab.policies import OURS, TODAY
from adopt.lab.score import Score
from adopt.lab.study import Outcome

Worlds = dict[str, list[Outcome]]
"""Outcomes by world, one per seed."""

LOST = "no"


class Verdict(NamedTuple):
    """One line of the bar.

    Attributes:
        world, asked: where, and what was measured.
        must, moonshot: the bar.
        ours: with its interval, of which the unfavourable end counts.
        reached: ``moonshot``, ``must`` or ``no``.
    """

    world: str
    asked: str
    must: float
    moonshot: float
    ours: Interval
    reached: str


@cache
def bar() -> dict[str, Any]:
    """The bar, as ``bar.toml`` has it."""
    return tomllib.loads(files("adopt.lab").joinpath("bar.toml").read_text(encoding="utf-8"))


def verdicts(worlds: Worlds) -> list[Verdict]:
    """Every line of the bar that the worlds played can answer."""
    found: list[Verdict] = []
    for world, outcomes in worlds.items():
        found += [*_shares(world, outcomes), *_leads(world, outcomes), *_wrong(world, outcomes)]
    return [*found, *_placebo(worlds), *_calibration(worlds)]


def shares(outcomes: Sequence[Outcome], policy: str) -> list[float]:
    """A policy's share of the oracle's profit, seed by seed."""
    return [one.scores[policy].share for one in outcomes]


def best_of_today(outcomes: Sequence[Outcome]) -> str:
    """The one of today's rules that did best in this world, which nobody could know beforehand."""
    return max(TODAY, key=lambda name: sum(shares(outcomes, name)))


def lead(outcomes: Sequence[Outcome], policy: str) -> Interval:
    """How much more of the oracle's profit adopt gets than a policy, on the same accounts."""
    pairs = zip(shares(outcomes, OURS), shares(outcomes, policy), strict=True)
    return mean_interval([ours - theirs for ours, theirs in pairs])


def wrong_share(scores: Sequence[Score]) -> Interval:
    """Wrong negations as a share of all, over the seeds together."""
    return ratio_interval([one.wrong for one in scores], [one.negated for one in scores])


def _shares(world: str, outcomes: Sequence[Outcome]) -> Iterator[Verdict]:
    if world in bar()["share"]:
        must, moonshot = bar()["share"][world]
        ours = mean_interval(shares(outcomes, OURS))
        yield at_least(world, "profit, share of oracle", must, moonshot, ours)


def _leads(world: str, outcomes: Sequence[Outcome]) -> Iterator[Verdict]:
    own = bar()["lead"]
    if world not in own["without"]:
        must, moonshot = own.get(world, own["default"])
        rival = best_of_today(outcomes)
        yield at_least(
            world, f"lead over the best of today's ({rival})", must, moonshot, lead(outcomes, rival)
        )


def _wrong(world: str, outcomes: Sequence[Outcome]) -> Iterator[Verdict]:
    for promise, (most, lost) in bar()["wrong"].items():
        scores = [one.promises[float(promise)] for one in outcomes]
        said = f"at a promise of {float(promise):.0%}"
        yield at_most(world, f"wrong negations {said}", most, most, wrong_share(scores))
        given_up = mean_interval([one.lost_share for one in scores])
        yield at_most(world, f"profit lost to them {said}", lost, lost, given_up)


def _placebo(worlds: Worlds) -> Iterator[Verdict]:
    for outcomes in (worlds[name] for name in worlds if name == "placebo"):
        scores = [one.scores[OURS] for one in outcomes]
        for asked, values in (
            ("lost", [one.lost_share for one in scores]),
            ("negated", [float(one.negated) for one in scores]),
        ):
            must, moonshot = bar()["placebo"][asked]
            yield at_most("placebo", asked, must, moonshot, mean_interval(values))


def _calibration(worlds: Worlds) -> Iterator[Verdict]:
    own = bar()["calibration"]
    for world, outcomes in worlds.items():
        gaps = [abs(said - came) for terms, said, came in deciles(outcomes) if terms >= own["terms"]]
        if gaps and world not in own["without"]:
            worst = Interval(max(gaps), max(gaps), max(gaps))
            yield at_most(world, "P(profitable), worst decile", own["must"], own["moonshot"], worst)


def deciles(outcomes: Sequence[Outcome]) -> list[tuple[int, float, float]]:
    """By tenth of P(profitable): terms, their mean P, and the share of them that is truly profitable."""
    found = []
    for own in zip(*(one.deciles for one in outcomes), strict=True):
        terms = sum(one.terms for one in own)
        means = [
            sum(values) / max(terms, 1)
            for values in zip(*((one.expected, one.came) for one in own), strict=True)
        ]
        found.append((terms, means[0], means[1]))
    return found


def at_least(world: str, asked: str, must: float, moonshot: float, ours: Interval) -> Verdict:
    """A line of the bar on what should be large: the lower end of the interval counts."""
    return Verdict(world, asked, must, moonshot, ours, _reached(ours.low - must, ours.low - moonshot))


def at_most(world: str, asked: str, must: float, moonshot: float, ours: Interval) -> Verdict:
    """A line of the bar on what should be small: the upper end of the interval counts."""
    return Verdict(world, asked, must, moonshot, ours, _reached(must - ours.high, moonshot - ours.high))


def _reached(over_must: float, over_moonshot: float) -> str:
    """Where both bars are one, reaching it is no moonshot."""
    if over_moonshot >= 0 and over_must != over_moonshot:
        return "moonshot"
    return "must" if over_must >= 0 else LOST
