"""Bids and TACoS in the laboratory's report: what was asked, what came, and where adopt loses."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from adopt.lab.bidding import policies, steering
from adopt.lab.bidding.tacos_trial import ORACLE, ORGANIC, TacosOutcome
from adopt.lab.bidding.trial import OWN, BidOutcome
from adopt.lab.bidding.verdict import BidWorlds, TacosWorlds, best_of_today
from adopt.lab.interval import Interval, mean_interval
from adopt.lab.section import Figure, Section, Table, said

_BIDS = (
    "A simulated marketplace answers every bid: auctions with rivals, placements, late orders, events. After 60 days at "
    "the given bids each policy decides again and again, sees what a seller can download, and lives with what it did. "
    "**Share** is expected profit of an ordinary day by the truth, over all decisions, as a share of an oracle's, which "
    "knows every rate, price and rival and has the best bid on every target from the first morning on. Today's rules get "
    f"{policies.SHARE:.0%} of each product's true margin as target ACoS; some stand there a second time, with the target that "
    "suited them best on tuning seeds, which no seller knows. Whole tools also negate, and adopt's whole plan "
    f"harvests and isolates as well, which no bid on the given targets can do: `{OWN}` is a bound on that."
)
_TACOS = (
    f"The same marketplace with {ORGANIC:g} units sold without ads for each with them as it opens, and a TACoS of "
    f"{steering.GOAL:.0%} as the goal, which standing still misses by a fifth. **Ad sales** are from day 29 on, as a share of those "
    "of one who knows the truth and bids the multiple of true values that hits the goal. **Error** is the mean distance of "
    "weekly TACoS from the goal, as a share of it. Clicks and their cost are those that came, sales those to be expected of "
    "them: no luck of orders is in either figure. More ad sales at a TACoS over the goal are no merit."
)


def bid_sections(worlds: BidWorlds) -> list[Section]:
    """The section on bids; none where no bids were played."""
    if not worlds:
        return []
    tables = tuple(_bid_table(world, outcomes) for world, outcomes in worlds.items())
    return [Section("Bids", (_BIDS,), tables, (_bid_figure(worlds),))]


def tacos_sections(worlds: TacosWorlds) -> list[Section]:
    """The section on TACoS; none where it wasn't steered."""
    if not worlds:
        return []
    tables = tuple(_tacos_table(world, outcomes) for world, outcomes in worlds.items())
    return [Section("TACoS", (_TACOS,), tables)]


def bid_losses(worlds: BidWorlds) -> Iterator[str]:
    """Policies of today that earn more than adopt does by the same means."""
    for world, outcomes in worlds.items():
        for ours, theirs in (
            (policies.OURS, policies.TODAY | policies.TUNED),
            (policies.WHOLE, policies.TOOLS),
        ):
            for name in theirs:
                if {ours, name} <= set(outcomes[0].profits):
                    ahead = _lead(outcomes, name, ours)
                    if ahead.mean > 0:
                        yield f"- bids, {world}: {name} earns more than {ours}, by {said(ahead)}."


def tacos_losses(worlds: TacosWorlds) -> Iterator[str]:
    """Ways of today that are nearer to the goal than adopt is."""
    for world, outcomes in worlds.items():
        for name in outcomes[0].weeks:
            if not name.startswith("adopt") and name != ORACLE:
                nearer = mean_interval([one.error(steering.OURS) - one.error(name) for one in outcomes])
                if nearer.mean > 0:
                    yield f"- TACoS, {world}: {name} is nearer to the goal, by {said(nearer)}."


def _bid_table(world: str, outcomes: Sequence[BidOutcome]) -> Table:
    columns = (
        f"bids, world {world}", "dollars a day", "share of oracle", "after the last decision", "adopt's bids minus this",
    )  # fmt: skip
    rows = tuple(
        (
            f"**{name}**" if name == policies.OURS else name,
            f"{sum(sum(one.profits[name]) / len(one.oracle) for one in outcomes) / len(outcomes):,.2f}",
            said(mean_interval([one.share(name) for one in outcomes])),
            f"{mean_interval([one.settled(name) for one in outcomes]).mean:.3f}",
            "" if name == policies.OURS else said(_lead(outcomes, policies.OURS, name), sign=True),
        )
        for name in outcomes[0].profits
    )
    return Table(columns, rows)


def _tacos_table(world: str, outcomes: Sequence[TacosOutcome]) -> Table:
    columns = (f"TACoS, world {world}", "ad sales, share of oracle", "weekly error", "TACoS from day 29 on")
    rows = tuple(
        (
            f"**{name}**" if name == steering.OURS else name,
            said(mean_interval([one.share(name) for one in outcomes])),
            said(mean_interval([one.error(name) for one in outcomes])),
            said(mean_interval([one.tacos(name) for one in outcomes])),
        )
        for name in outcomes[0].weeks
    )
    return Table(columns, rows)


def _bid_figure(worlds: BidWorlds) -> Figure:
    shown: dict[str, Callable[[Sequence[BidOutcome]], str]] = {
        "adopt's bids": lambda _: policies.OURS,
        "best of today's rules": best_of_today,
        "no change": lambda _: policies.NOBODY,
    }
    series: dict[str, tuple[float | None, ...]] = {
        title: tuple(mean_interval([one.share(chosen(own)) for one in own]).mean for own in worlds.values())
        for title, chosen in shown.items()
    }
    return Figure("Profit by bids as a share of the oracle's, by world", "bars", tuple(worlds), series)


def _lead(outcomes: Sequence[BidOutcome], ahead: str, behind: str) -> Interval:
    return mean_interval([one.share(ahead) - one.share(behind) for one in outcomes])
