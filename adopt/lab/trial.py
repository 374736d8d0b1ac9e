"""Trial of negation rules in a simulated world: ``python -m adopt.lab.trial --world badly_tuned --seeds 10``."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

import click
import numpy as np

from adopt.lab.account import simulate
from adopt.lab.policies import POLICIES, Policy, seen, seller_settings
from adopt.lab.score import Score, score, stakes
from adopt.lab.world import world_names

ACCEPTANCE_SEED = 1000
"""First seed of acceptance runs; 0 to 99 are for tuning."""


class Interval(NamedTuple):
    """A mean over seeds and its 95 % confidence interval (Student's t)."""

    mean: float
    low: float
    high: float


def mean_interval(values: Sequence[float]) -> Interval:
    """Mean of at least two values with its 95 % interval."""
    from statsmodels.stats.weightstats import DescrStatsW  # two seconds of import that --help needn't pay

    stats = DescrStatsW(np.asarray(values, dtype=float))
    low, high = stats.tconfint_mean()
    return Interval(float(stats.mean), float(low), float(high))


def run_trial(
    world: str, seeds: Iterable[int], policies: dict[str, Policy] | None = None
) -> dict[str, list[Score]]:
    """Scores of each policy, one per seed; all policies meet the same accounts.

    Raises:
        SettingsError: there is no such world.
    """
    chosen = POLICIES if policies is None else policies
    scores: dict[str, list[Score]] = {name: [] for name in chosen}
    for seed in seeds:
        account = simulate(seed, world)
        truth, view, settings = stakes(account), seen(account), seller_settings(account)
        for name, policy in chosen.items():
            scores[name].append(score(truth, policy(view, settings)))
    return scores


_COLUMNS: dict[str, tuple[str, Callable[[Score], float]]] = {
    "negated": ("{:,.0f}", lambda one: one.negated),
    "wrong, share of negated": ("{:.3f}", lambda one: one.false_share),
    "profit, share of oracle": ("{:.3f}", lambda one: one.share),
    "profit saved, $": ("{:,.0f}", lambda one: one.saved),
    "lost by wrong negations, $": ("{:,.0f}", lambda one: one.lost),
}


def table(scores: dict[str, list[Score]]) -> str:
    """The scores as a Markdown table: means over seeds with 95 % intervals, and paired differences to the first."""
    first = next(iter(scores))
    against = f"share, {first} minus this"
    lines = [f"| policy | {' | '.join([*_COLUMNS, against])} |", f"|---{'|---:' * (len(_COLUMNS) + 1)}|"]
    for name, own in scores.items():
        cells = [_cell(pattern, [value(one) for one in own]) for pattern, value in _COLUMNS.values()]
        paired = [best.share - one.share for best, one in zip(scores[first], own, strict=True)]
        cells.append("" if name == first else _cell("{:+.3f}", paired))
        lines.append(f"| {name} | {' | '.join(cells)} |")
    return "\n".join(lines)


def _cell(pattern: str, values: Sequence[float]) -> str:
    found = mean_interval(values)
    mean, low, high = (pattern.format(value) for value in found)
    return f"{mean} [{low}, {high}]" if low != high else mean


@click.command(help=__doc__)
@click.option("--world", "worlds", multiple=True, type=click.Choice(world_names()), default=("badly_tuned",))
@click.option(
    "--seeds", default=10, type=click.IntRange(min=2), show_default=True, help="Number of accounts."
)
@click.option("--first-seed", default=ACCEPTANCE_SEED, show_default=True, help="Tuning: 0. Acceptance: 1000.")
def main(worlds: tuple[str, ...], seeds: int, first_seed: int) -> None:
    """Prints one Markdown table per world."""
    for world in worlds:
        scores = run_trial(world, range(first_seed, first_seed + seeds))
        click.echo(f"\n**{world}**, {seeds} accounts from seed {first_seed}, 60 days seen, 60 days ahead\n")
        click.echo(table(scores))


if __name__ == "__main__":
    main()
