"""Random draws that give the same numbers every time, whatever else is drawn."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import polars as pl
from scipy import special

from adopt.estimate.above import chance_above
from adopt.estimate.outcome.days import GROUP

REPEATS = 1000
_EVEN = 0.5
_SEED = 20_263


class Weights(NamedTuple):
    """How much each ad group counts in each repeat: `REPEATS` lines, a column for each row of ``groups``."""

    groups: pl.DataFrame
    drawn: np.ndarray

    def place(self, frame: pl.DataFrame) -> np.ndarray:
        """The column of each row's ad group."""
        numbered = self.groups.with_row_index("group")
        return (
            frame.join(numbered, on=GROUP, how="left", maintain_order="left")["group"].to_numpy().astype(int)
        )


def group_weights(days: pl.DataFrame) -> Weights:
    """Bayesian bootstrap (Rubin 1981) over ad groups: what happens in one of them happens to all of it.

    The same for everything that is compared with these days, so that sums over plans have the right spread.
    """
    groups = days.select(GROUP).unique().sort(GROUP)
    rng = np.random.default_rng([_SEED, groups.height])
    return Weights(groups, rng.exponential(1.0, (REPEATS, groups.height)))


def generator(*names: int) -> np.random.Generator:
    """A stream of its own for each combination of numbers."""
    return np.random.default_rng([_SEED, *names])


def rates(units: pl.DataFrame, rng: np.random.Generator) -> np.ndarray:
    """Conversion rates of units: `REPEATS` lines, drawn from Beta(alpha, beta), times their ``curse``."""
    drawn = rng.beta(units["alpha"].to_numpy(), units["beta"].to_numpy(), (REPEATS, units.height))
    return np.asarray(drawn * units["curse"].to_numpy())


def curse(units: pl.DataFrame) -> np.ndarray:
    """By how much the rates of units are higher than their posteriors say, because they were picked as the lowest.

    Who picks the surest losers picks the errors with them: of these, luck x P(wrong) are wrong. The factor f is that for
    which P(f x rate > break-even) = luck x P(rate > break-even).

    Args:
        units: alpha, beta, needed (break-even rate), luck; as the plan knew them.
    """
    alpha, beta, luck = (units[name].to_numpy() for name in ("alpha", "beta", "luck"))
    needed = np.clip(units["needed"].to_numpy(), 0.0, 1.0)
    wrong = chance_above(alpha, beta, needed)
    true = np.clip(wrong * luck, wrong, np.maximum(wrong, _EVEN))
    reached = special.betaincinv(alpha, beta, np.clip(1 - true, 1e-9, 1.0))
    corrected = (luck > 1) & (wrong > 0) & (reached > 0) & (needed < 1)
    return np.where(corrected, np.maximum(needed / np.where(reached > 0, reached, 1.0), 1.0), 1.0)


def add_up(total: np.ndarray, draws: np.ndarray, place: np.ndarray) -> None:
    """Adds each column of ``draws`` to the column of ``total`` that ``place`` names."""
    for column, at in enumerate(place):
        total[:, at] += draws[:, column]
