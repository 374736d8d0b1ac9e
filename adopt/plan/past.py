"""What earlier plans changed: from their actions and what became of them to the last change of each thing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

import dataframely as dy
import polars as pl

from adopt.plan.limits import at_once
from adopt.plan.measures import entity_changed
from adopt.schema import Accepted, Action, Bulk, Consent, PastChange, Result, Standing, Status
from adopt.schema.past import Course

_COIN = 0.005


class PastPlan(NamedTuple):
    """An earlier plan and what became of it.

    Attributes:
        as_of: the day it was made for.
        actions: of the plan.
        written: whether upload files could be written.
        accepted: what the seller accepted and when; None where nobody reviewed it.
        results: what Amazon did.
        undone: keys that were taken back and when; None where none were.
    """

    as_of: date
    actions: dy.DataFrame[Action]
    written: bool
    accepted: tuple[date, dy.DataFrame[Accepted]] | None
    results: dy.DataFrame[Result]
    undone: tuple[date, tuple[str, ...]] | None


def in_force(bulk: Bulk) -> pl.DataFrame:
    """What a download shows: thing, and value: a bid, a daily budget, a percentage, null for a text that is there."""
    text = pl.format("text|{}|{}|{}", "campaign_id", "ad_group_id", pl.col("text").str.to_lowercase())
    parts = [
        bulk.targets.select(
            thing=pl.format("target|{}", "target_id"), value=pl.coalesce("bid", "default_bid")
        ),
        bulk.campaigns.select(thing=pl.format("budget|{}", "campaign_id"), value="budget"),
        bulk.placements.select(
            thing=pl.format("percentage|{}|{}", "campaign_id", "placement"), value="percentage"
        ),
        *(
            rows.select(thing=text, value=pl.lit(None, dtype=pl.Float64))
            for rows in (bulk.negatives.drop_nulls("ad_group_id"), bulk.targets.rename({"targeting": "text"}))
        ),
    ]
    return pl.concat(parts).drop_nulls("thing").unique("thing", keep="first", maintain_order=True)


def past_changes(plans: Sequence[PastPlan], shown: pl.DataFrame) -> dy.DataFrame[PastChange]:
    """The last change and the last refusal of each thing, by thing.

    A plan that nobody reviewed counts where its files could be written and Amazon's results, or today's download, show
    something of it: one that was never uploaded changed nothing.

    Args:
        plans: earlier plans, oldest first.
        shown: as `in_force` tells today's download.
    """
    parts = [part for plan in plans for part in (_changed(plan, shown), _declined(plan, shown))]
    if not parts:
        return PastChange.validate(PastChange.create_empty())
    latest = pl.concat(parts).unique(["thing", "course"], keep="last", maintain_order=True)
    return PastChange.validate(latest.sort("thing", "course"))


def by_hand(changes: dy.DataFrame[PastChange]) -> list[str]:
    """What somebody changed since to something else than the plan set, as reports name it."""
    return changes.filter(standing=Standing.BY_HAND.value, course=Course.CHANGED.value)["about"].to_list()


def _changed(plan: PastPlan, shown: pl.DataFrame) -> pl.DataFrame:
    rows = _told(_taken(plan), shown)
    seen = (rows["standing"] == Standing.IN_FORCE.value).any() or (
        plan.results["status"] == Status.TAKEN.value
    ).any()
    known = plan.accepted is not None or plan.undone is not None or (plan.written and seen)
    return _of_course(rows if known else rows.clear(), Course.CHANGED)


def _declined(plan: PastPlan, shown: pl.DataFrame) -> pl.DataFrame:
    """Safe lines that the review left out, and lines that were taken back.

    Where a limit kept the files back, lines were left out for that.
    """
    refused: pl.DataFrame = plan.actions.clear()
    if plan.accepted and plan.written:
        refused = at_once(plan.actions).filter(~pl.col("key").is_in(plan.accepted[1]["key"].implode()))
    on = plan.accepted[0] if plan.accepted else plan.as_of
    parts = [refused.with_columns(on=pl.lit(on))]
    if plan.undone:
        back = plan.actions.filter(pl.col("key").is_in(plan.undone[1]))
        parts.append(back.with_columns(on=pl.lit(plan.undone[0])))
    return _of_course(_told(pl.concat(parts), shown), Course.DECLINED)


def _taken(plan: PastPlan) -> pl.DataFrame:
    """Actions that were carried out, with the values that the seller set, and the day on which."""
    rejected = plan.results.filter(pl.col("status") == Status.REJECTED.value)["key"]
    real = plan.actions.filter(
        (pl.col("consent") != Consent.WATCH.value)
        & (pl.col("entity") != "Account")
        & ~pl.col("key").is_in(rejected.implode())
    )
    if plan.accepted is None:
        rows = at_once(real).with_columns(on=pl.lit(plan.as_of))
    else:
        on, accepted = plan.accepted
        own = accepted.select("key", own_bid="to_bid", own_value="to_value")
        rows = (
            real.join(own, on="key", maintain_order="left")
            .with_columns(
                to_bid=pl.coalesce("own_bid", "to_bid"),
                to_value=pl.coalesce("own_value", "to_value"),
                on=pl.lit(on),
            )
            .drop("own_bid", "own_value")
        )
    return _turned_back(rows, plan)


def _turned_back(rows: pl.DataFrame, plan: PastPlan) -> pl.DataFrame:
    """What was taken back goes the other way, on its own day; a text is gone then, and nothing is changed."""
    if not plan.undone:
        return rows
    on, keys = plan.undone
    back = pl.col("key").is_in(keys)
    pairs = (("from_bid", "to_bid"), ("from_value", "to_value"))
    swapped = {
        one: pl.when(back).then(other).otherwise(one) for pair in pairs for one, other in (pair, pair[::-1])
    }
    turned = rows.with_columns(**swapped, on=pl.when(back).then(pl.lit(on)).otherwise("on"))
    return turned.filter(~(back & pl.col("to_text").is_not_null()))


def _told(rows: pl.DataFrame, shown: pl.DataFrame) -> pl.DataFrame:
    """thing, day, values, and whether the download shows them."""
    made = pl.col("to_text").is_not_null()
    told = rows.select(
        "on",
        "key",
        thing=entity_changed(),
        about=pl.coalesce("search_term", "targeting"),
        from_value=pl.when(~made).then(pl.coalesce("from_value", "from_bid")),
        to_value=pl.when(~made).then(pl.coalesce("to_value", "to_bid")),
    ).join(shown.with_columns(there=True), on="thing", how="left", maintain_order="left")
    return told.with_columns(standing=_standing()).drop("value", "there")


def _standing() -> pl.Expr:
    there, text = pl.col("there").fill_null(value=False), pl.col("to_value").is_null()
    near_new = (pl.col("value") - pl.col("to_value")).abs() < _COIN
    near_old = (pl.col("value") - pl.col("from_value")).abs() < _COIN
    return (
        pl.when(text & there)
        .then(pl.lit(Standing.IN_FORCE.value))
        .when(text)
        .then(pl.lit(Standing.NOT_YET.value))
        .when(pl.col("value").is_null())
        .then(pl.lit(Standing.UNSEEN.value))
        .when(near_new)
        .then(pl.lit(Standing.IN_FORCE.value))
        .when(near_old)
        .then(pl.lit(Standing.NOT_YET.value))
        .otherwise(pl.lit(Standing.BY_HAND.value))
    )


def _of_course(rows: pl.DataFrame, course: Course) -> pl.DataFrame:
    return rows.with_columns(course=pl.lit(course.value)).select(PastChange.column_names())
