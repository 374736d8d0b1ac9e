"""Evidence of one kind, moved in whole steps: further orders, further clicks, another margin, another CPC."""

from __future__ import annotations

from typing import NamedTuple

import polars as pl

from adopt.decide.changed import at_cpc, at_margin, with_more

MARGIN_STEPS = 1_000
"""Margins move in steps of a tenth of a percent."""

HEIGHTS = {"orders": 512, "clicks": 4_096, "margin": 1_024, "cpc": 1 << 17}
"""Steps of each ladder; nothing is looked for beyond them."""


class Ladder(NamedTuple):
    """Evidence of one kind in whole steps: orders and clicks one by one, margins by .001, CPC by the smallest coin."""

    what: str
    way: int
    decimals: int

    def value(self, rows: pl.DataFrame, steps: pl.Series) -> pl.Series:
        """What the evidence is after so many steps: further orders or clicks, or the margin or CPC itself."""
        if self.what in {"orders", "clicks"}:
            return steps
        unit = MARGIN_STEPS if self.what == "margin" else 10**self.decimals
        # From the last whole step on this side, so that what is said is what was tried.
        start = rows[self.what] * unit
        whole = (start + 1e-6).floor() if self.way > 0 else (start - 1e-6).ceil()
        return (whole + self.way * steps) / unit

    def after(self, rows: pl.DataFrame, steps: pl.Series) -> pl.DataFrame:
        """The rows with their evidence so many steps on."""
        value = self.value(rows, steps)
        nothing = pl.repeat(0, rows.height, dtype=pl.Int64, eager=True)
        if self.what in {"orders", "clicks"}:
            return with_more(rows, *((value, nothing) if self.what == "orders" else (nothing, value)))
        return (at_margin if self.what == "margin" else at_cpc)(rows, value)

    def possible(self, rows: pl.DataFrame, steps: pl.Series) -> pl.Series:
        """A margin is a share of the price, and no click is free; nor is anything looked for beyond the ladder's end."""
        value = self.value(rows, steps)
        return (steps <= HEIGHTS[self.what]) & (value > 0) & ((value <= 1) if self.what == "margin" else True)
