"""Random draws that give the same numbers every time, whatever else is drawn."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import polars as pl
from scipy import special

from adopt.estimate.outcome.days import GROUP

REPEATS = 1000
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


def rates(units: pl.DataFrame, uniform: np.ndarray) -> np.ndarray:
    """Conversion rates of units: `REPEATS` lines, drawn from Beta(alpha, beta), those chosen by luck corrected.

    Who picks the surest losers picks the errors with them: P(rate above break-even) counts ``luck`` times, inside each
    side of break-even the posterior stands.

    Args:
        units: alpha, beta, needed, luck.
        uniform: numbers in (0, 1), a line for each repeat, a column for each unit.
    """
    alpha, beta, luck = (units[name].to_numpy() for name in ("alpha", "beta", "luck"))
    above = special.betaincc(alpha, beta, np.clip(units["needed"].to_numpy(), 0.0, 1.0))
    true = np.minimum(above * luck, np.maximum(above, 0.5))
    lower = (1 - above) * uniform / np.maximum(1 - true, 1e-12)
    upper = (1 - above) + above * (uniform - (1 - true)) / np.maximum(true, 1e-12)
    level = np.clip(np.where(uniform < 1 - true, lower, upper), 1e-9, 1 - 1e-9)
    return np.asarray(special.betaincinv(alpha, beta, level))


def summed(draws: np.ndarray, place: Sequence[int] | np.ndarray, count: int) -> np.ndarray:
    """Columns of ``draws`` added up by their ``place``: `REPEATS` lines, ``count`` columns."""
    found = np.zeros((draws.shape[0], count))
    np.add.at(found.T, np.asarray(place, dtype=int), draws.T)
    return found
