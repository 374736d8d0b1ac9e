"""Rest after a change: what was changed lately isn't changed again, what is on its way isn't proposed again, and what the
seller declined isn't done by itself.
"""

from __future__ import annotations

from datetime import date

import dataframely as dy
import polars as pl

from adopt.plan.measures import entity_changed
from adopt.plan.past import is_launch
from adopt.schema import Action, Became, Consent, PastChange, Stands
from adopt.settings import Limits

_DAYS = {"target": "cooldown_days", "budget": "cooldown_budget_days", "percentage": "cooldown_placement_days"}
_WAITING, _SAFE, _ASK = Consent.WATCH.value, Consent.SAFE.value, Consent.ASK.value


def rested(
    actions: dy.DataFrame[Action], changes: dy.DataFrame[PastChange], limits: Limits, as_of: date
) -> dy.DataFrame[Action]:
    """The actions, in their order, with what may not be changed today as *watch*, and what was declined as *ask*.

    A bid, budget or percentage rests for its days after a change that the download shows, or that somebody made by hand
    since. A change that isn't in force is proposed again: setting a value twice does no harm. What was to be created, a text
    or a launch's campaigns, and isn't in the download yet is on its way for ``pending_days``. A launch that was taken
    back asks for good; nothing is declined any longer that was accepted since.

    Args:
        actions: of any decision.
        changes: as `adopt.plan.past.past_changes` tells them.
        limits: of the settings.
        as_of: day of the run.
    """
    if changes.is_empty() or actions.is_empty():
        return actions
    rows = _with_past(actions, changes, limits)
    value = pl.col("to_value_past").is_not_null()
    holds = (
        pl.when(value)
        .then(pl.col("stands") != Stands.BEFORE.value)
        .otherwise(pl.col("stands").is_in([Stands.BEFORE.value, Stands.GONE.value]))
    )
    open_ = pl.col("consent") != _WAITING
    declined = (open_ & (pl.col("declined_free") > as_of)).fill_null(value=False)
    # A launch that was taken back isn't on its way.
    waits = (open_ & holds & (pl.col("free") > as_of)).fill_null(value=False) & ~(is_launch() & declined)
    told = rows.with_columns(
        consent=pl.when(waits)
        .then(pl.lit(_WAITING))
        .when(declined & (pl.col("consent") == _SAFE))
        .then(pl.lit(_ASK))
        .otherwise("consent"),
        reason=pl.when(waits & value)
        .then(pl.lit("changed_lately"))
        .when(waits)
        .then(pl.lit("pending"))
        .otherwise("reason"),
        detail=pl.when(waits).then(pl.format("{} {}", "on", "free")).otherwise("detail"),
        to_bid=pl.when(~waits).then("to_bid"),
        to_value=pl.when(~waits).then("to_value"),
        declined_on=pl.when(declined & ~waits).then(pl.col("declined").cast(pl.String)),
    )
    return Action.validate(told.select(Action.column_names()))


def _with_past(actions: pl.DataFrame, changes: pl.DataFrame, limits: Limits) -> pl.DataFrame:
    """Adds the day of the last change, the day it is free again, and the same of the last refusal."""
    kind = pl.col("thing").str.extract(r"^(\w+)\|")
    days = {name: getattr(limits, setting) for name, setting in _DAYS.items()}
    rest = kind.replace_strict(days, default=limits.pending_days, return_dtype=pl.Int64)
    rest = pl.when(pl.col("to_value").is_null()).then(limits.pending_days).otherwise(rest)
    changed = changes.filter(became=Became.CHANGED.value).select(
        "thing",
        "on",
        "stands",
        # A launch's budget is of campaigns that it creates: made twice, they would spend twice.
        to_value_past=pl.when(~is_launch()).then("to_value"),
        free=pl.col("on") + pl.duration(days=rest),
    )
    declined = changes.filter(became=Became.DECLINED.value).select("thing", declined="on")
    told = actions.with_columns(thing=entity_changed())
    for part in (changed, declined):
        told = told.join(part, on="thing", how="left", maintain_order="left")
    # What was accepted since is declined no longer; what was taken back changed on the same day.
    since = pl.col("on").is_null() | (pl.col("declined") >= pl.col("on"))
    # A launch that was taken back would otherwise spend again by itself, once its archived campaigns have left the download.
    for_good = is_launch() & pl.col("on").is_not_null()
    free = (
        pl.when(for_good)
        .then(pl.lit(date.max))
        .otherwise(pl.col("declined") + pl.duration(days=limits.declined_days))
    )
    return told.with_columns(declined_free=pl.when(since).then(free))
