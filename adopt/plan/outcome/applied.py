"""What became true of a plan: which actions, since when, until when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import dataframely as dy
import polars as pl

from adopt.decide.promise import luck_at
from adopt.plan.changes import Changes
from adopt.schema import Accepted, Applied, Consent, NewEntity, Result, Status

_PICKED = ("N101", "N102")
"""Chosen as the surest of many: the run's promise corrects their probabilities for luck."""
_NOTHING = ("T401", "T403", "W601")
"""Rows that change nothing themselves: bids carry them out, or they wait."""
_FEW_CLICKS = 30
"""Clicks that a conversion rate without a posterior is believed to be worth at least."""


@dataclass(frozen=True)
class Course:
    """What became of a plan.

    Attributes:
        accepted: what the seller accepted; None: what was safe.
        accepted_on: the day on which.
        results: what Amazon did.
        undone: keys of what was taken back.
        undone_on: the day on which.
    """

    accepted: dy.DataFrame[Accepted] | None = None
    accepted_on: date | None = None
    results: dy.DataFrame[Result] | None = None
    undone: tuple[str, ...] = ()
    undone_on: date | None = None


def applied(plan: Changes, course: Course, luck: float, orders: int) -> dy.DataFrame[Applied]:
    """The actions of a plan that became true.

    One that Amazon refused didn't, nor one of a plan that nobody reviewed which a later download didn't show. The day is that of the acceptance; without one, that of the file in which it was seen
    as taken; else that of the plan.

    Args:
        plan: as it was made.
        course: what became of it.
        luck: of the plan's settings.
        orders: that its evidence held: `adopt.decide.promise.luck_at`.
    """
    chosen = _chosen(plan.actions, course)
    results = course.results if course.results is not None else Result.create_empty()
    seen = chosen.join(
        results.select("key", "status", "seen_on"), on="key", how="left", maintain_order="left"
    )
    untrue = (
        [Status.REJECTED.value]
        if course.accepted is not None
        else [Status.REJECTED.value, Status.UNKNOWN.value]
    )
    true = seen.filter(~pl.col("status").fill_null("").is_in(untrue))
    taken = pl.when(pl.col("status") == Status.TAKEN.value).then("seen_on")
    accepted = pl.lit(course.accepted_on, pl.Date)
    undone = pl.when(pl.col("key").is_in(list(course.undone))).then(pl.lit(course.undone_on, pl.Date))
    known = _known(_launched(true, plan.created)).with_columns(
        plan=pl.lit(plan.digest),
        made_on=pl.lit(plan.as_of),
        on=pl.coalesce(accepted, taken, pl.lit(plan.as_of)),
        seen_on=taken,
        until=undone.dt.offset_by("-1d"),
        luck=pl.when(pl.col("code").is_in(_PICKED)).then(luck_at(luck, orders)).otherwise(1.0),
    )
    return Applied.cast(known.select(Applied.column_names()))


def not_repeated(every: Sequence[tuple[Changes, dy.DataFrame[Applied]]]) -> dy.DataFrame[Applied]:
    """The changes of all plans, without those that another plan proposed as well from the same bid or value.

    A negation isn't proposed while it is in force, nor a bid from where it no longer stands: what is asked for again
    hadn't been done by then. So only the last of them counts, if that became true; unless an earlier one was seen in force
    after that, and the last wasn't: a plan that was uploaded late.

    Args:
        every: each plan, and its changes.
    """
    if not every:
        return Applied.create_empty()
    changes = pl.concat([made for _, made in every])
    asked = [
        plan.actions.filter(pl.col("consent") != Consent.WATCH.value).select(
            "key", "from_bid", "from_value", asked_on=pl.lit(plan.as_of, pl.Date), plan=pl.lit(plan.digest)
        )
        for plan, _ in every
    ]
    seen = changes.select("plan", "key", "seen_on").unique(["plan", "key"], keep="first", maintain_order=True)
    proposed = pl.concat(asked).join(seen, on=["plan", "key"], how="left", maintain_order="left")
    same = ["key", "from_bid", "from_value"]
    last = pl.col("asked_on").max().over(same)
    late = pl.when(pl.col("seen_on") >= last).then("asked_on").max().over(same)
    others = proposed.filter(pl.col("asked_on") != pl.coalesce(late, last)).select("plan", "key").unique()
    return Applied.cast(changes.join(others, on=["plan", "key"], how="anti", maintain_order="left"))


def _chosen(every: pl.DataFrame, course: Course) -> pl.DataFrame:
    actions = every.filter(~pl.col("code").is_in(_NOTHING))
    if course.accepted is None:
        return actions.filter(pl.col("consent") == Consent.SAFE.value)
    return actions.join(course.accepted.select("key"), on="key", how="semi", maintain_order="left")


def _launched(actions: pl.DataFrame, created: dy.DataFrame[NewEntity]) -> pl.DataFrame:
    """A launch as a row for each campaign that it creates, each with its share of the promise."""
    names = created.filter(pl.col("entity") == "Campaign").select("key", name="name")
    several = actions.join(names, on="key", how="left", maintain_order="left")
    return several.with_columns(
        campaign=pl.coalesce("name", "campaign"),
        ad_group=pl.when(pl.col("name").is_not_null()).then(pl.lit("*")).otherwise("ad_group"),
        money_per_week=pl.col("money_per_week") / pl.len().over("key"),
    )


def _known(actions: pl.DataFrame) -> pl.DataFrame:
    """With what the plan knew: worth of an order, posterior of the conversion rate."""
    size = pl.max_horizontal("clicks", pl.lit(_FEW_CLICKS))
    cvr = pl.col("cvr").clip(1e-6, 1 - 1e-6)
    return actions.with_columns(
        pl.col("search_term").str.to_lowercase().str.strip_chars(),
        promised=pl.col("money_per_week"),
        worth=pl.col("order_value") * pl.col("break_even_acos"),
        alpha=pl.coalesce("alpha", cvr * size),
        beta=pl.coalesce("beta", (1 - cvr) * size),
        needed=pl.col("break_even_cvr"),
    )


def left_open(plan: Changes, made: dy.DataFrame[Applied]) -> pl.DataFrame:
    """Negations that a plan judged and that didn't become true, as `adopt.estimate.outcome.reliability.ran_on` takes them."""
    judged = plan.actions.filter(pl.col("code").is_in(_PICKED) & pl.col("alpha").is_not_null())
    rest = judged.join(made.select("key"), on="key", how="anti", maintain_order="left")
    known = _known(rest).with_columns(made_on=pl.lit(plan.as_of))
    names = ("made_on", "campaign", "ad_group", "search_term", "probability", "alpha", "beta", "worth")
    return known.select(names)
