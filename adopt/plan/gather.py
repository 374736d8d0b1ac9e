"""Decisions of every kind, in one order."""

from __future__ import annotations

from collections.abc import Sequence

import dataframely as dy
import polars as pl

from adopt.schema import Action, Consent

MOST_WATCHED = 5_000
_ORDER = [consent.value for consent in (Consent.SAFE, Consent.ASK, Consent.WATCH)]


def gather(decisions: Sequence[dy.DataFrame[Action]]) -> tuple[dy.DataFrame[Action], int]:
    """All actions, accepted ones first and most money first, and how many watched ones were left out.

    Watched terms are kept by spend up to ``MOST_WATCHED``: nobody reads on, and a plan stays a file one can open.
    """
    rank = pl.col("consent").replace_strict(_ORDER, range(len(_ORDER)), return_dtype=pl.Int8)
    every = pl.concat(decisions).sort(rank, -pl.col("money_per_week"), "key")
    watched = every.filter(pl.col("consent") == Consent.WATCH.value).sort(-pl.col("spend"), "key")
    dropped = watched.slice(MOST_WATCHED)
    kept = every.join(dropped.select("key"), on="key", how="anti", maintain_order="left")
    return Action.validate(kept), dropped.height
