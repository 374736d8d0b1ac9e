"""The laboratory's report, as sections: what was asked, what came, and where adopt loses."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from adopt.lab.ablation import ABLATIONS
from adopt.lab.bidding.paper import bid_losses, bid_sections, tacos_losses, tacos_sections
from adopt.lab.bidding.verdict import BidWorlds, TacosWorlds, bid_verdicts, tacos_verdicts
from adopt.lab.interval import Interval, mean_interval
from adopt.lab.policies import NOBODY, OURS, TODAY
from adopt.lab.score import Score
from adopt.lab.section import Figure, Section, Table, said
from adopt.lab.study import PROMISES, Outcome
from adopt.lab.verdict import (
    LOST,
    Verdict,
    Worlds,
    bar,
    best_of_today,
    deciles,
    lead,
    shares,
    verdicts,
    wrong_share,
)

_INTRO = (
    "Simulated accounts whose truth is known: conversion rates, costs and order values of every search term. Each "
    "policy sees what a seller can download and decides which terms to negate; what its negations are worth is reckoned "
    "from the truth. **Share** is profit as a share of that of an oracle, which negates exactly the unprofitable terms "
    "before the horizon begins. A negation is **wrong** if the term would have earned from then on. Brackets are 95 % "
    "intervals over accounts (Student's t); differences are paired, since all policies meet the same draws. "
    "Worlds and formulas: docs/laboratory.md."
)
_LIMITS = (
    "The oracle is out of reach: it knows terms before their first click pays for the knowledge. `true CVR, seen terms` "
    "is who knows the truth of every term that has had a click, and nothing else. The best of today's rules is chosen "
    "per world after the fact, which favours it."
)


class Played(NamedTuple):
    """What was played, by part and world; at least two outcomes for each."""

    negations: Worlds
    bids: BidWorlds
    tacos: TacosWorlds


def paper(played: Played, seeds: range, command: str) -> list[Section]:
    """The report.

    Args:
        played: by part; what is empty isn't told.
        seeds: of the accounts.
        command: that makes the report again.
    """
    worlds = played.negations
    found = [*verdicts(worlds), *bid_verdicts(played.bids), *tacos_verdicts(played.tacos)]
    kind = "tuning" if seeds.start == 0 else "acceptance"
    accounts = (
        f"{len(seeds)} accounts a world, {kind} seeds {seeds.start} to {seeds.stop - 1}. Made by `{command}`."
    )
    intro = (_INTRO, accounts) if worlds else (accounts,)
    figures = (_overview(worlds),) if worlds else ()
    return [
        Section("The laboratory: does it decide well?", intro, figures=figures),
        _losses(played, found),
        _lines_of_the_bar(found),
        *(_negation_sections(worlds) if worlds else []),
        *bid_sections(played.bids),
        *tacos_sections(played.tacos),
    ]


def _negation_sections(worlds: Worlds) -> list[Section]:
    return [
        *(_world(name, own) for name, own in worlds.items()),
        _promises(worlds),
        _calibration(worlds),
        *_parts(worlds),
    ]


def _overview(worlds: Worlds) -> Figure:
    series: dict[str, Callable[[Sequence[Outcome]], str]] = {
        "adopt": lambda _: OURS,
        "best of today's rules": best_of_today,
        "no negation": lambda _: NOBODY,
    }
    return Figure(
        "Profit as a share of the oracle's, by world",
        "bars",
        tuple(worlds),
        {
            name: tuple(mean_interval(shares(own, policy(own))).mean for own in worlds.values())
            for name, policy in series.items()
        },
    )


def _losses(played: Played, found: Sequence[Verdict]) -> Section:
    """What isn't reached, first of all."""
    missed = [one for one in found if one.reached == LOST]
    lines = [f"- {one.world}: {one.asked} is {said(one.ours)}; the bar is {one.must:g}." for one in missed]
    for world, outcomes in played.negations.items():
        ahead = [name for name in TODAY if lead(outcomes, name).mean < 0]
        lines += [
            f"- {world}: {name} earns more than adopt, by {said(_less(lead(outcomes, name)))}."
            for name in ahead
        ]
    lines += [*bid_losses(played.bids), *tacos_losses(played.tacos)]
    text = ("\n".join(lines),) if lines else ("Nowhere, on these accounts.",)
    reached = f"{len(found) - len(missed)} of {len(found)} lines of the bar are reached."
    return Section("Where adopt loses", (reached, *text))


def _lines_of_the_bar(found: Sequence[Verdict]) -> Section:
    rows = tuple(
        (f"{one.world}: {one.asked}", f"{one.must:g}", f"{one.moonshot:g}", said(one.ours), one.reached)
        for one in found
    )
    text = "The unfavourable end of the interval counts."
    return Section("The bar", (text,), (Table(("", "must", "moonshot", "ours", "reached"), rows),))


def _world(name: str, outcomes: Sequence[Outcome]) -> Section:
    columns = (
        "policy",
        "negated",
        "wrong, share",
        "profit, share of oracle",
        "lost by wrong ones, share",
        "adopt minus this",
    )
    rows = tuple(
        (
            f"**{policy}**" if policy == OURS else policy,
            f"{sum(one.scores[policy].negated for one in outcomes) / len(outcomes):,.0f}",
            *_scored([one.scores[policy] for one in outcomes]),
            "" if policy == OURS else said(lead(outcomes, policy), sign=True),
        )
        for policy in outcomes[0].scores
    )
    return Section(f"World: {name}", (_LIMITS,) if name == "badly_tuned" else (), (Table(columns, rows),))


def _scored(scores: Sequence[Score]) -> tuple[str, str, str]:
    lost = mean_interval([one.lost_share for one in scores])
    return said(wrong_share(scores)), said(mean_interval([one.share for one in scores])), f"{lost.mean:.3f}"


def _promises(worlds: Worlds) -> Section:
    rows = tuple(
        (world, *(said(wrong_share([one.promises[level] for one in own])) for level in PROMISES))
        for world, own in worlds.items()
    )
    lost = tuple(
        (
            world,
            *(
                f"{mean_interval([one.promises[level].lost_share for one in own]).mean:.4f}"
                for level in PROMISES
            ),
        )
        for world, own in worlds.items()
    )
    columns = tuple(f"promise {level:.0%}" for level in PROMISES)
    figure = Figure(
        "Measured share of wrong negations, by promise",
        "bars",
        tuple(worlds),
        {
            f"promised {level:.0%}": tuple(
                wrong_share([one.promises[level] for one in own]).mean for own in worlds.values()
            )
            for level in PROMISES
        },
    )
    text = "Share of the negated terms that were truly profitable, and below it the profit lost to them (of the oracle's)."
    tables = Table(("wrong negations", *columns), rows), Table(("profit lost", *columns), lost)
    return Section("The promise, measured", (text,), tables, (figure,))


def _calibration(worlds: Worlds) -> Section:
    known = {world: deciles(own) for world, own in worlds.items()}
    rows = tuple(
        (world, *(f"{said:.2f} → {came:.2f} ({terms:,})" if terms else "" for terms, said, came in own))
        for world, own in known.items()
    )
    middles = tuple(f"{(index + 0.5) / 10:.2f}" for index in range(10))
    columns = (
        "P(profitable) said → came (terms)",
        *(f"{index / 10:.1f} to {(index + 1) / 10:.1f}" for index in range(10)),
    )
    figure = Figure(
        "P(profitable) by decile against the share that is (dotted: as said), placebo left out",
        "lines",
        middles,
        _spread({world: own for world, own in known.items() if world not in bar()["calibration"]["without"]}),
        diagonal=True,
    )
    text = "All terms that a negative could block, on the last day of decision, with nothing negated before."
    return Section("P(profitable) against what came", (text,), (Table(columns, rows),), (figure,))


def _spread(known: dict[str, list[tuple[int, float, float]]]) -> dict[str, tuple[float | None, ...]]:
    """The share that came, by decile: of all worlds together, and of the worlds where it is highest and lowest."""
    enough = bar()["calibration"]["terms"]
    together: list[float | None] = []
    ends: list[tuple[float | None, float | None]] = []
    for tenth in zip(*known.values(), strict=True):
        terms = sum(count for count, _, _ in tenth)
        together.append(sum(count * came for count, _, came in tenth) / terms if terms else None)
        some = [came for count, _, came in tenth if count >= enough]
        ends.append((max(some), min(some)) if some else (None, None))
    highest, lowest = (tuple(end) for end in zip(*ends, strict=True))
    return {"all worlds": tuple(together), "highest of a world": highest, "lowest of a world": lowest}


def _parts(worlds: Worlds) -> list[Section]:
    played = {world: own for world, own in worlds.items() if own[0].parts}
    if not played:
        return []
    first = next(iter(ABLATIONS))
    rows = tuple(
        (part, *(_part(own, first, part) for own in played.values())) for part in ABLATIONS if part != first
    )
    text = (
        "Adopt as it is, less adopt with one part switched off: what the part earns, in shares of the oracle's profit "
        "(negative: what it costs), and in brackets behind it the share of wrong negations without it. Worlds with one "
        "day of decision."
    )
    return [Section("Each part switched off in turn", (text,), (Table(("without", *played), rows),))]


def _part(outcomes: Sequence[Outcome], first: str, part: str) -> str:
    gain = mean_interval([one.parts[first].share - one.parts[part].share for one in outcomes])
    wrong = wrong_share([one.parts[part] for one in outcomes])
    return f"{gain.mean:+.3f} ± {gain.mean - gain.low:.3f} [{wrong.mean:.3f}]"


def _less(found: Interval) -> Interval:
    return Interval(-found.mean, -found.high, -found.low)
