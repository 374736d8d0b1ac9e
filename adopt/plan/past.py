"""What earlier plans changed: from their actions and what became of them to the last change of each thing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import dataframely as dy
import polars as pl

from adopt.plan.changes import Changes
from adopt.plan.compared import compare
from adopt.plan.kinds import at_once
from adopt.plan.measures import entity_changed
from adopt.plan.taken import accepted_actions
from adopt.schema import Became, Bulk, Course, NewEntity, PastChange, Stands, Status

LAUNCH_KEY = "L501|*|"
"""How keys of actions that launch a product begin: they are of no campaign yet."""


class PastPlan(NamedTuple):
    """An earlier plan and what became of it."""

    plan: Changes
    course: Course


def past_changes(plans: Sequence[PastPlan], bulk: Bulk, digits: int) -> dy.DataFrame[PastChange]:
    """The last change and the last refusal of each thing, by thing.

    A plan that nobody reviewed counts where its files could be written and Amazon's results, or today's download, show
    something of it: one that was never uploaded changed nothing.

    Args:
        plans: earlier plans, oldest first.
        bulk: today's download.
        digits: decimals of the currency.
    """
    if not plans:
        return PastChange.validate(PastChange.create_empty())
    done = _stands(plans, bulk, digits)
    parts = [
        part
        for at, past in enumerate(plans)
        for part in (_changed(past, done.filter(at=at)), _declined(past))
    ]
    latest = pl.concat(parts).unique(["thing", "became"], keep="last", maintain_order=True)
    return PastChange.validate(latest.sort("thing", "became"))


def by_hand(changes: dy.DataFrame[PastChange]) -> list[str]:
    """What somebody changed since to another value than the plan set, as reports name it."""
    values = changes.filter(pl.col("to_value").is_not_null())
    return values.filter(stands=Stands.CHANGED.value, became=Became.CHANGED.value)["about"].to_list()


def is_launch() -> pl.Expr:
    """Whether a past change launched a product; its ``about`` is the product then."""
    return pl.col("thing").str.starts_with(LAUNCH_KEY)


def agreed_budgets(changes: dy.DataFrame[PastChange]) -> dict[str, float]:
    """What launched products' campaigns may spend a day in sum, by product (currency), as the seller accepted it."""
    launched = changes.filter(is_launch(), became=Became.CHANGED.value)
    return dict(launched.select("about", "to_value").drop_nulls().iter_rows())


def _stands(plans: Sequence[PastPlan], bulk: Bulk, digits: int) -> pl.DataFrame:
    """What was done of the plans, in their order (``at``), and how it stands in the download; held against it all at once."""
    done = pl.concat(_done(past).with_columns(at=pl.lit(at)) for at, past in enumerate(plans))
    created = pl.concat(past.plan.created.with_columns(at=pl.lit(at)) for at, past in enumerate(plans))
    # One plan proposes what another did: keys are their plan's alone.
    own = pl.format("{} {}", "at", "key").alias("key")
    launched = NewEntity.validate(created.with_columns(own).drop("at"))
    told = compare(done.with_columns(own), launched, bulk, digits)
    return done.with_columns(told.rows["stands"])


def _changed(past: PastPlan, done: pl.DataFrame) -> pl.DataFrame:
    return _told(done if _was_done(past, done) else done.clear(), Became.CHANGED)


def _was_done(past: PastPlan, done: pl.DataFrame) -> bool:
    """Whether anything of a plan was carried out."""
    if past.course.accepted or past.course.undone:
        return True
    there = (done["stands"] == Stands.PLANNED.value).any()
    taken = (past.course.results["status"] == Status.TAKEN.value).any()
    return not past.plan.withheld and (there or taken)


def _done(past: PastPlan) -> pl.DataFrame:
    """Actions that were carried out, with the values that the seller set, and the day on which.

    What was taken back goes the other way, on its own day; a text is gone then, and nothing is changed.
    """
    course = past.course
    rejected = course.results.filter(pl.col("status") == Status.REJECTED.value)["key"]
    rows = accepted_actions(past.plan.actions, course.accepted_rows).filter(
        (pl.col("entity") != "Account") & ~pl.col("key").is_in(rejected.implode())
    )
    rows = rows.with_columns(on=pl.lit(course.accepted.on if course.accepted else past.plan.as_of))
    if not course.undone:
        return rows
    back = pl.col("key").is_in(list(course.undone.keys))
    pairs = (("from_bid", "to_bid"), ("from_value", "to_value"))
    swapped = {
        one: pl.when(back).then(other).otherwise(one) for pair in pairs for one, other in (pair, pair[::-1])
    }
    turned = rows.with_columns(**swapped, on=pl.when(back).then(pl.lit(course.undone.on)).otherwise("on"))
    return turned.filter(~(back & pl.col("to_text").is_not_null()))


def _declined(past: PastPlan) -> pl.DataFrame:
    """Safe lines that the review left out, and lines that were taken back.

    Where a limit kept the files back, lines were left out for that.
    """
    plan, (accepted, _, undone) = past.plan, past.course
    refused: pl.DataFrame = plan.actions.clear()
    if accepted and not plan.withheld:
        refused = at_once(plan.actions).filter(~pl.col("key").is_in(accepted.rows["key"].implode()))
    parts = [refused.with_columns(on=pl.lit(accepted.on if accepted else plan.as_of))]
    if undone:
        back = plan.actions.filter(pl.col("key").is_in(list(undone.keys)))
        parts.append(back.with_columns(on=pl.lit(undone.on)))
    none = pl.lit(None, pl.String)
    return _told(pl.concat(parts).with_columns(stands=none), Became.DECLINED)


def _told(rows: pl.DataFrame, became: Became) -> pl.DataFrame:
    """Rows of `PastChange`."""
    made = pl.col("to_text").is_not_null()
    return rows.select(
        "on",
        "key",
        "stands",
        thing=entity_changed(),
        became=pl.lit(became.value),
        about=pl.coalesce("search_term", "targeting"),
        from_value=pl.when(~made).then(pl.coalesce("from_value", "from_bid")),
        to_value=pl.when(~made).then(pl.coalesce("to_value", "to_bid")),
    ).select(PastChange.column_names())
