"""What takes a plan back: from its actions and a later download to the inverse changes, and what happens to each action."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import dataframely as dy
import polars as pl

from adopt.plan.changes import Changes
from adopt.plan.compared import Comparison, compare
from adopt.plan.compared_part import same
from adopt.plan.undo_barriers import barriers
from adopt.schema import (
    MICROS,
    Action,
    Bulk,
    Consent,
    Fate,
    Found,
    Kind,
    NewEntity,
    Result,
    RuleWords,
    Stands,
    Status,
    Undo,
)

_VALUES = (Kind.BID.value, Kind.DEFAULT_BID.value, Kind.BUDGET.value, Kind.PERCENTAGE.value)
_OTHER_STATE = {"paused": "enabled", "enabled": "paused"}
_CAVEATS = {
    Kind.NEGATIVE.value: "slow",
    Kind.RESTORED.value: "slow",
    Kind.TARGET.value: "for_good",
    Kind.CAMPAIGN.value: "for_good",
}


class Inverse(NamedTuple):
    """Changes that take a plan back; `adopt.plan.changes.Changes`, whose actions set old values again.

    Attributes:
        digest: of the plan that is undone.
        as_of: the day of undoing.
        actions: bids, budgets, percentages and states to set, *safe* all.
        archived: what is to be archived.
        restored: actions whose negatives are to be created again, with `adopt.plan.taken.MADE`.
        fates: what happens to each action, in the order of the plan.
    """

    digest: str
    as_of: date
    marketplace: str | None
    currency: str
    actions: dy.DataFrame[Action]
    created: dy.DataFrame[NewEntity]
    rules: tuple[RuleWords, ...]
    withheld: tuple[tuple[str, str], ...]
    archived: dy.DataFrame[Found]
    restored: pl.DataFrame
    fates: dy.DataFrame[Undo]


def undo(
    plan: Changes,
    accepted: pl.DataFrame,
    results: dy.DataFrame[Result],
    bulk: Bulk,
    on: date,
    digits: int,
    *,
    force: bool = False,
) -> Inverse:
    """Takes the accepted actions of a plan back, as far as the download shows them in force.

    What is as before needs nothing. What somebody has changed since stays, unless ``force``: then the value from before
    the plan is set whatever is there now.

    Args:
        plan: whose actions they are.
        accepted: them, or some of them, as `adopt.plan.taken.accepted_actions` gives them.
        results: what is known of their upload; one that Amazon refused is taken for undone unless it is in force.
        bulk: a download made after the plan.
        on: the day of undoing.
        digits: decimals of the currency.
        force: touch what somebody has changed since.
    """
    stand = compare(accepted, plan.created, bulk, digits)
    fates = _fates(stand, accepted, results, bulk, digits, force=force)
    undone = fates.filter(pl.col("fate") == Fate.UNDONE.value).select("key", "kind")
    taken = accepted.join(undone, on="key", maintain_order="left")
    return Inverse(
        digest=plan.digest,
        as_of=on,
        marketplace=plan.marketplace,
        currency=plan.currency,
        actions=_back(taken.filter(pl.col("kind").is_in([*_VALUES, Kind.STATE.value]))),
        created=NewEntity.create_empty(),
        rules=plan.rules,
        withheld=(),
        archived=Found.validate(stand.found.join(undone, on="key", how="semi", maintain_order="left")),
        restored=taken.filter(pl.col("kind") == Kind.RESTORED.value).drop("kind"),
        fates=fates,
    )


def _fates(
    stand: Comparison,
    accepted: pl.DataFrame,
    results: dy.DataFrame[Result],
    bulk: Bulk,
    digits: int,
    *,
    force: bool,
) -> dy.DataFrame[Undo]:
    refused = results.filter(pl.col("status") == Status.REJECTED.value).select("key", refused=True)
    rows = stand.rows.join(refused, on="key", how="left", maintain_order="left")
    kind, stands = pl.col("kind"), pl.col("stands")
    unchanged = kind.is_in(_VALUES) & same(pl.col("old"), pl.col("planned"), digits)
    nothing = (stands == Stands.BEFORE.value) | unchanged
    cases = [
        (kind == Kind.NOTHING.value, Fate.IMPOSSIBLE, pl.col("why")),
        (pl.col("refused") & (stands != Stands.PLANNED.value), Fate.NOTHING, pl.lit("rejected")),
        (nothing, Fate.NOTHING, pl.lit(None, pl.String)),
        (stands == Stands.GONE.value, Fate.IMPOSSIBLE, pl.col("why")),
        ((stands == Stands.CHANGED.value) & (not force), Fate.CHANGED, pl.col("why")),
        (pl.lit(value=True), Fate.UNDONE, pl.col("why")),
    ]
    told = rows.with_columns(
        fate=pl.coalesce(pl.when(which).then(pl.lit(fate.value)) for which, fate, _ in cases),
        why=_first([(which, why) for which, _, why in cases]),
    )
    return _hindered(told, stand, accepted, bulk, digits)


def _hindered(
    told: pl.DataFrame, stand: Comparison, accepted: pl.DataFrame, bulk: Bulk, digits: int
) -> dy.DataFrame[Undo]:
    """What is to be undone, but for what Amazon would refuse; with what to know of it."""
    wanted = told.filter(pl.col("fate") == Fate.UNDONE.value).select("key", "kind", "old", "now")
    hindered = barriers(wanted.join(accepted, on="key", maintain_order="left"), stand.found, bulk, digits)
    barred = told.join(hindered, on="key", how="left", maintain_order="left").join(
        _spent(stand.found, bulk), on="key", how="left", maintain_order="left"
    )
    stopped = pl.col("barrier").is_not_null()
    undone = (pl.col("fate") == Fate.UNDONE.value) & ~stopped
    caveat = pl.col("kind").replace_strict(_CAVEATS, default=None, return_dtype=pl.String)
    return Undo.validate(
        barred.with_columns(
            fate=pl.when(stopped).then(pl.lit(Fate.IMPOSSIBLE.value)).otherwise("fate"),
            why=pl.coalesce("barrier", "why"),
            caveat=pl.when(undone & (pl.col("spent") > 0)).then(pl.lit("spent")).when(undone).then(caveat),
            spent=pl.when(undone).then("spent"),
        ).select(Undo.column_names())
    )


def _spent(found: pl.DataFrame, bulk: Bulk) -> pl.DataFrame:
    """What each created target or campaign has spent in the download's period, currency."""
    parts = [
        bulk.targets.select(entity_id="target_id", spent="spend_micros"),
        bulk.campaigns.select(entity_id="campaign_id", spent="spend_micros"),
    ]
    spent = pl.concat(parts).join(found.select("key", "entity_id"), on="entity_id")
    return spent.group_by("key").agg(spent=pl.col("spent").sum() / MICROS)


def _back(actions: pl.DataFrame) -> dy.DataFrame[Action]:
    """Actions that set the old values again."""
    return Action.validate(
        actions.with_columns(
            consent=pl.lit(Consent.SAFE.value),
            from_bid="to_bid",
            to_bid="from_bid",
            from_value="to_value",
            to_value="from_value",
            to_state=pl.col("to_state").replace(_OTHER_STATE),
        ).select(Action.column_names())
    )


def _first(cases: list[tuple[pl.Expr, pl.Expr]]) -> pl.Expr:
    """The value of the first case that holds, which may be null."""
    value = pl.lit(None, pl.String)
    for which, then in reversed(cases):
        value = pl.when(which).then(then).otherwise(value)
    return value
