"""The report on worlds that others made, as sections."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from adopt.lab.interval import Interval, mean_interval
from adopt.lab.outside.play import Played
from adopt.lab.outside.policies import OURS, TODAY
from adopt.lab.outside.study import BEST, OutsideOutcome
from adopt.lab.outside.worlds import outside_world
from adopt.lab.section import Section, Table

_NOTHING = ("–", "–")

Outcomes = Mapping[str, Sequence[OutsideOutcome]]

_INTRO = (
    "Public auction environments that others wrote. Each target is an exact keyword of its own; their days become "
    "adopt's evidence by the code that reads reports, and adopt's bid changes (B301, B304) go back into them. **NCP** is "
    "profit as a share of what the best fixed bids could expect (arXiv 2306.11971); where they can expect next to "
    "nothing, money tells more. Where a world has days of learning, NCP and the leads are of the days after them. What orders bring there is profit before ads; target ACoS is break-even. Brackets are "
    "95 % intervals over accounts (Student's t). The best of today's rules is chosen per world after the fact, which "
    "favours it."
)


def outside_paper(outcomes: Outcomes, absent: Mapping[str, str], seeds: range, command: str) -> list[Section]:
    """The report.

    Args:
        outcomes: at least two for each world that was played.
        absent: worlds that were asked for and can't be played, and what they need.
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
        *_absent(absent),
    ]


def ncp(outcomes: Sequence[OutsideOutcome], policy: str) -> Interval:
    """NCP of a policy over accounts, after the days of learning."""
    return mean_interval([_counted(one, policy).ncp for one in outcomes])


def best_rule(outcomes: Sequence[OutsideOutcome]) -> str:
    """Which of today's rules has the greatest mean NCP."""
    return max(TODAY, key=lambda name: ncp(outcomes, name).mean)


def lead_over(outcomes: Sequence[OutsideOutcome], rule: str) -> Interval:
    """Adopt's NCP less a rule's, account by account."""
    return mean_interval([_counted(one, OURS).ncp - _counted(one, rule).ncp for one in outcomes])


def more_profit(outcomes: Sequence[OutsideOutcome], rule: str) -> Interval:
    """What adopt earns more than a rule on the same accounts, as a share of the rule's mean profit."""
    ours, theirs = ([sum(_counted(one, policy).profit) for one in outcomes] for policy in (OURS, rule))
    mean = sum(theirs) / len(theirs)
    return mean_interval([(own - other) / abs(mean) for own, other in zip(ours, theirs, strict=True)])


def _counted(one: OutsideOutcome, policy: str) -> Played:
    return one.played[policy].since(int(outside_world(one.world).get("learning", 0)))


def _summary(outcomes: Outcomes) -> list[Section]:
    if not outcomes:
        return []
    columns = (
        "world",
        "adopt",
        "best of today's rules",
        "lead",
        "more profit",
        "must, moonshot",
        "reached",
        "must lead",
        "reached",
    )
    rows = tuple(_line(name, own) for name, own in outcomes.items())
    text = "The lower end of the interval counts. A dash: nothing is asked there."
    return [Section("Against the bar", (text,), (Table(columns, rows),))]


def _line(name: str, own: Sequence[OutsideOutcome]) -> tuple[str, ...]:
    world, rule = outside_world(name), best_rule(own)
    ours, ahead = ncp(own, OURS), lead_over(own, rule)
    more = more_profit(own, rule)
    leads = _said(ahead, sign=True), _said(more, sign=True)
    theirs = f"{_said(ncp(own, rule))} ({rule})"
    return name, _said(ours), theirs, *leads, *_share(world, ours), *_lead(world, ahead, more)


def _share(world: Mapping[str, Any], ours: Interval) -> tuple[str, str]:
    """The bar of NCP, and what of it is reached."""
    if "ncp" not in world:
        return _NOTHING
    must, moonshot = world["ncp"]
    reached = "moonshot" if ours.low >= moonshot else "yes" if ours.low >= must else "no"
    return f"{must:.2f}, {moonshot:.2f}", reached


def _lead(world: Mapping[str, Any], ahead: Interval, more: Interval) -> tuple[str, str]:
    """The lead that is asked for, in NCP or in profit, and whether it is reached."""
    if "more_profit" in world:
        asked = f"+{world['more_profit']:.0%} of profit"
        return asked, "yes" if more.low >= world["more_profit"] else "no"
    if "lead" in world:
        return f"+{world['lead']:.2f}", "yes" if ahead.low >= world["lead"] else "no"
    return _NOTHING


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


def _absent(absent: Mapping[str, str]) -> list[Section]:
    if not absent:
        return []
    rows = tuple((name, how) for name, how in absent.items())
    return [Section("Not here", ("These worlds weren't played.",), (Table(("world", "needs"), rows),))]


def _said(found: Interval, *, sign: bool = False) -> str:
    pattern = "{:+.3f}" if sign else "{:.3f}"
    mean, low, high = (pattern.format(value) for value in found)
    return f"{mean} [{low}, {high}]"
