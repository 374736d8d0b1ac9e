"""The report on worlds that others made, as sections."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from adopt.lab.interval import Interval, mean_interval
from adopt.lab.outside.policies import OURS, TODAY
from adopt.lab.outside.study import BEST, OutsideOutcome
from adopt.lab.outside.worlds import missing, outside_world
from adopt.lab.section import Section, Table

Outcomes = Mapping[str, Sequence[OutsideOutcome]]

_INTRO = (
    "Public auction environments that others wrote. Each target is an exact keyword of its own; their days become "
    "adopt's evidence by the code that reads reports, and adopt's bid changes (B301) go back into them. **NCP** is "
    "profit as a share of what the best fixed bids could expect (arXiv 2306.11971); where they can expect next to "
    "nothing, money tells more. What orders bring there is profit before ads; target ACoS is break-even. Brackets are "
    "95 % intervals over accounts (Student's t). The best of today's rules is chosen per world after the fact, which "
    "favours it."
)


def outside_paper(outcomes: Outcomes, asked: Sequence[str], seeds: range, command: str) -> list[Section]:
    """The report.

    Args:
        outcomes: at least two for each world that was played.
        asked: names of all worlds asked for, those that aren't installed too.
        seeds: of the accounts.
        command: that makes the report again.
    """
    kind = "tuning" if seeds.start == 0 else "acceptance"
    last = seeds.stop - 1
    accounts = f"{len(seeds)} accounts a world, {kind} seeds {seeds.start} to {last}. Made by `{command}`."
    return [
        Section("Worlds that others made", (_INTRO, accounts)),
        *_summary(outcomes),
        *(_world(name, own) for name, own in outcomes.items()),
        *_absent(asked),
    ]


def ncp(outcomes: Sequence[OutsideOutcome], policy: str) -> Interval:
    """NCP of a policy over accounts."""
    return mean_interval([one.played[policy].ncp for one in outcomes])


def best_rule(outcomes: Sequence[OutsideOutcome]) -> str:
    """Which of today's rules has the greatest mean NCP."""
    return max(TODAY, key=lambda name: ncp(outcomes, name).mean)


def lead_over(outcomes: Sequence[OutsideOutcome], rule: str) -> Interval:
    """Adopt's NCP less a rule's, account by account."""
    return mean_interval([one.played[OURS].ncp - one.played[rule].ncp for one in outcomes])


def _summary(outcomes: Outcomes) -> list[Section]:
    if not outcomes:
        return []
    columns = ("world", "adopt", "best of today's rules", "lead", "must, moonshot", "must lead", "reached")
    rows = tuple(_line(name, own) for name, own in outcomes.items())
    text = "The lower end of the interval counts. A dash: nothing is asked there."
    return [Section("Against the bar", (text,), (Table(columns, rows),))]


def _line(name: str, own: Sequence[OutsideOutcome]) -> tuple[str, ...]:
    world, rule = outside_world(name), best_rule(own)
    ours, ahead = ncp(own, OURS), lead_over(own, rule)
    asked = f"{world['ncp'][0]:.2f}, {world['ncp'][1]:.2f}" if "ncp" in world else "–"
    least = f"+{world['lead']:.2f}" if "lead" in world else "–"
    met = ("ncp" not in world or ours.low >= world["ncp"][0]) and (
        "lead" not in world or ahead.low >= world["lead"]
    )
    reached = "–" if "ncp" not in world else "yes" if met else "no"
    theirs = f"{_said(ncp(own, rule))} ({rule})"
    return name, _said(ours), theirs, _said(ahead, sign=True), asked, least, reached


def _world(name: str, own: Sequence[OutsideOutcome]) -> Section:
    days = int(outside_world(name)["days"])
    columns = ("policy", "NCP", "profit a day", "NCP of the first third", "NCP of the last third")
    names = sorted(own[0].played, key=lambda policy: -ncp(own, policy).mean)
    return Section(name, tables=(Table(columns, tuple(_policy(policy, own, days) for policy in names)),))


def _policy(policy: str, own: Sequence[OutsideOutcome], days: int) -> tuple[str, ...]:
    played = [one.played[policy] for one in own]
    third = days // 3
    money = mean_interval([sum(one.profit) / days for one in played])
    early, late = (
        sum(sum(one.profit[part]) for one in played) / max(sum(sum(one.ideal[part]) for one in played), 1.0)
        for part in (slice(0, third), slice(days - third, days))
    )
    mark = f"**{policy}**" if policy in (OURS, BEST) else policy
    return mark, _said(ncp(own, policy)), f"{money.mean:,.2f}", f"{early:.3f}", f"{late:.3f}"


def _absent(asked: Sequence[str]) -> list[Section]:
    absent = {name: how for name in asked if (how := missing(name))}
    if not absent:
        return []
    rows = tuple((name, how) for name, how in absent.items())
    return [
        Section("Not installed here", ("These worlds weren't played.",), (Table(("world", "needs"), rows),))
    ]


def _said(found: Interval, *, sign: bool = False) -> str:
    pattern = "{:+.3f}" if sign else "{:.3f}"
    mean, low, high = (pattern.format(value) for value in found)
    return f"{mean} [{low}, {high}]"
