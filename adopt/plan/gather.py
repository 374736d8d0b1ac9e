"""Decisions of every kind, in one order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import dataframely as dy
import polars as pl

from adopt.decide.losing import WAITING
from adopt.plan.merged import one_change_each
from adopt.schema import Action, Consent

MOST_WATCHED = 5_000
_TERM = ["campaign_id", "ad_group_id", "campaign", "ad_group", "search_term"]
_ORDER = [consent.value for consent in (Consent.SAFE, Consent.ASK, Consent.WATCH)]


def gather(
    decisions: Iterable[dy.DataFrame[Action]],
    outside: Sequence[dy.DataFrame[Action]] = (),
    settle: Callable[[dy.DataFrame[Action]], dy.DataFrame[Action]] = lambda every: every,
) -> tuple[dy.DataFrame[Action], int]:
    """All actions, accepted ones first and most money first, and how many watched ones were left out.

    A term of an ad group has one action: a keyword of its own (H201, H202) stands instead of its negation, and so does a
    negative that is taken back (U101). Decisions see to it that no accepted negation is among those replaced.

    What rules from outside decide (``outside``, in their order) gives way to adopt's own decision on the same entity, and to
    an earlier rule's: it is watched then, with the code that stands. Only where adopt waits for evidence may a rule act.
    ``settle`` makes watched ones of those that stand against others (`adopt.plan.conflicts`); of several changes of one thing
    one stays (`adopt.plan.merged`).

    Watched terms are kept by spend up to ``MOST_WATCHED``: nobody reads on, and a plan stays a file one can open.
    """
    rank = pl.col("consent").replace_strict(_ORDER, range(len(_ORDER)), return_dtype=pl.Int8)
    order = (rank, -pl.col("money_per_week"), "key")
    both, early = _most_watched(_beside(_one_a_term(pl.concat(decisions)), outside))
    settled = settle(Action.cast(both))
    del both
    every = one_change_each(settled.sort(order)).sort(order)
    del settled
    kept, late = _most_watched(every)
    return Action.validate(kept), early + late


def _most_watched(every: pl.DataFrame) -> tuple[pl.DataFrame, int]:
    """The actions, in their order, with the watched ones that stay, and how many don't.

    Whoever isn't among them isn't later either, when more are watched: so they are left out before a million actions are
    held against each other.
    """
    watched = every.select("key", "consent", "spend").filter(pl.col("consent") == Consent.WATCH.value)
    dropped = watched.sort(-pl.col("spend"), "key").slice(MOST_WATCHED)
    return every.join(dropped.select("key"), on="key", how="anti", maintain_order="left"), dropped.height


def _one_a_term(every: pl.DataFrame) -> pl.DataFrame:
    terms = every.select("code", *_TERM).with_row_index("at")
    other = terms.filter(pl.col("code").str.contains("^[HU]"))
    negations = terms.filter(pl.col("code").str.starts_with("N"))
    replaced = negations.join(other, on=_TERM, how="semi", nulls_equal=True)["at"]
    # By their places: a million actions are copied once.
    return every.filter(~pl.int_range(pl.len(), dtype=pl.UInt32).is_in(replaced.implode()))


def _beside(ours: pl.DataFrame, outside: Sequence[pl.DataFrame]) -> pl.DataFrame:
    watched = pl.col("consent") == Consent.WATCH.value
    standing = ours.filter(~(watched & pl.col("reason").is_in(WAITING)))
    for rows in outside:
        first = standing.select(_entity(), stands="code").unique(
            "entity_named", keep="first", maintain_order=True
        )
        known = rows.with_columns(_entity()).join(first, on="entity_named", how="left", maintain_order="left")
        yields = pl.col("stands").is_not_null() & ~watched
        settled = known.with_columns(
            consent=pl.when(yields).then(pl.lit(Consent.WATCH.value)).otherwise("consent"),
            reason=pl.when(yields).then(pl.lit("decided_already")).otherwise("reason"),
            detail=pl.when(yields).then("stands").otherwise("detail"),
        ).select(ours.columns)
        standing = pl.concat([standing, settled.filter(~watched)])
        ours = pl.concat([ours, settled])
    return ours


def _entity() -> pl.Expr:
    """What an action is about: its key without its code."""
    return pl.col("key").str.strip_prefix(pl.col("code") + "|").alias("entity_named")
