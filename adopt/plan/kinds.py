"""A plan's actions by what a seller calls them: what happens unless the seller says no, what waits, what is watched."""

from __future__ import annotations

from typing import NamedTuple

import polars as pl

from adopt.schema import Consent
from adopt.schema.rule import OURS

_OURS = pl.col("code").str.slice(0, 1).is_in(list(OURS))
_NEGATIVE = pl.col("entity").str.starts_with("Negative")
_OWN = pl.col("code").str.starts_with("H") & ~_NEGATIVE
_THERE = pl.col("campaign_id").is_not_null()


class Kinds(NamedTuple):
    """Rows of `Action`: safe ones by kind; ``lower_bids`` (of H202) and ``waiting`` ask; no row is in two of them.

    T401 has no row of its own among safe ones: bids carry it. Where it asks it is ``steering``, whose money is the same bids'.
    """

    negations: pl.DataFrame
    keywords: pl.DataFrame
    bids: pl.DataFrame
    budgets: pl.DataFrame
    placements: pl.DataFrame
    launches: pl.DataFrame
    outside: pl.DataFrame
    lower_bids: pl.DataFrame
    steering: pl.DataFrame
    waiting: pl.DataFrame
    watched: pl.DataFrame

    @property
    def asked(self) -> int:
        """How many rows wait for the seller."""
        return sum(rows.height for rows in (self.lower_bids, self.steering, self.waiting))


def kinds(actions: pl.DataFrame) -> Kinds:
    """The actions of a plan by kind."""
    safe, asked, watched = (actions.filter(consent=one.value) for one in Consent)
    ours = safe.filter(_OURS)
    lower = (pl.col("code") == "H202") & ~_NEGATIVE
    steers = pl.col("code") == "T401"
    return Kinds(
        negations=ours.filter(_NEGATIVE),
        keywords=ours.filter(_OWN),
        bids=ours.filter(pl.col("code").is_in(["B301", "B304"])),
        budgets=ours.filter((pl.col("entity") == "Campaign") & _THERE),
        placements=ours.filter(pl.col("code") == "B302"),
        launches=ours.filter((pl.col("code") == "L501") & ~_THERE),
        outside=safe.filter(~_OURS),
        lower_bids=asked.filter(lower),
        steering=asked.filter(steers),
        waiting=asked.filter(~lower & ~steers),
        watched=watched,
    )


def at_once(actions: pl.DataFrame) -> pl.DataFrame:
    """The actions that go into upload files without another word of the seller's; T401 has no row there, bids carry it."""
    return actions.filter((pl.col("consent") == Consent.SAFE.value) & (pl.col("entity") != "Account"))


def weekly(rows: pl.DataFrame) -> float:
    """Expected profit a week of some actions (currency)."""
    return round(float(rows["money_per_week"].sum()), 4)
