"""What became true of a plan: which actions, since when, until when."""

from __future__ import annotations

from collections.abc import Sequence

import dataframely as dy
import polars as pl

from adopt.decide.made import makes_negative
from adopt.decide.promise import expected_luck
from adopt.decide.promised import CODES
from adopt.estimate.rows import spelt_terms
from adopt.plan.changes import Changes
from adopt.plan.taken import accepted_actions
from adopt.schema import Applied, Consent, Course, NewEntity, Status

_NOTHING = ("T401", "T403", "W601")
"""Rows that change nothing themselves: bids carry them out, or they wait."""
_FEW_CLICKS = 30
"""Clicks that a conversion rate without a posterior is believed to be worth at least."""


def applied(plan: Changes, course: Course, luck: float, orders: int) -> dy.DataFrame[Applied]:
    """The actions of a plan that became true.

    One that Amazon refused didn't, nor one of a plan that nobody reviewed which a later download didn't show. The day is
    that of the acceptance; without one, that of the file in which it was seen as taken; else that of the plan.

    Args:
        plan: as it was made.
        course: what became of it.
        luck: of the plan's settings.
        orders: that its evidence held: `adopt.decide.promise.expected_luck`.
    """
    went = accepted_actions(plan.actions, course.accepted_rows).filter(~pl.col("code").is_in(_NOTHING))
    known = course.results.select("key", "status", "seen_on")
    seen = went.join(known, on="key", how="left", maintain_order="left")
    untrue = [Status.REJECTED.value, *([] if course.accepted else [Status.UNKNOWN.value])]
    true = seen.filter(~pl.col("status").fill_null("").is_in(untrue))
    taken = pl.when(pl.col("status") == Status.TAKEN.value).then("seen_on")
    accepted = pl.lit(course.accepted.on if course.accepted else None, pl.Date)
    back = pl.lit(course.undone.on if course.undone else None, pl.Date)
    undone = pl.when(pl.col("key").is_in(list(course.undone_keys))).then(back)
    told = _known(_launched(true, plan.created)).with_columns(
        plan=pl.lit(plan.digest),
        made_on=pl.lit(plan.as_of),
        on=pl.coalesce(accepted, taken, pl.lit(plan.as_of)),
        seen_on=taken,
        until=undone.dt.offset_by("-1d"),
        luck=pl.when(pl.col("code").is_in(CODES)).then(expected_luck(luck, orders)).otherwise(1.0),
    )
    return Applied.cast(told.select(Applied.column_names()))


def not_repeated(every: Sequence[tuple[Changes, dy.DataFrame[Applied]]]) -> dy.DataFrame[Applied]:
    """The changes of all plans, without those that another plan proposed as well from the same bid or value.

    A negation isn't proposed while it is in force, nor a bid from where it no longer stands: what is asked for again
    hadn't been done by then. So only the last of them counts, if that became true; unless an earlier one was seen in force
    after that, and the last wasn't, or it is known to have been accepted since: a plan that was uploaded late.

    Args:
        every: each plan, and its changes.
    """
    if not every:
        return Applied.create_empty()
    changes = pl.concat([made for _, made in every])
    asked = pl.concat([_asked(plan) for plan, _ in every])
    seen = changes.select("plan", "key", "on", "seen_on").unique(
        ["plan", "key"], keep="first", maintain_order=True
    )
    proposed = asked.join(seen, on=["plan", "key"], how="left", maintain_order="left")
    others = proposed.filter(pl.col("asked_on") != _counting()).select("plan", "key").unique()
    return Applied.cast(changes.join(others, on=["plan", "key"], how="anti", maintain_order="left"))


def _asked(plan: Changes) -> pl.DataFrame:
    """What a plan proposed, from what, and on which day."""
    proposed = plan.actions.filter(pl.col("consent") != Consent.WATCH.value)
    return proposed.select(
        "key",
        "from_bid",
        "from_value",
        made=_made(),
        asked_on=pl.lit(plan.as_of, pl.Date),
        plan=pl.lit(plan.digest),
    )


def _counting() -> pl.Expr:
    """Day of the plan that counts among those that asked for the same."""
    same = ["made", "from_bid", "from_value"]
    last = pl.col("asked_on").max().over(same)
    in_force = pl.col("seen_on") >= last
    since = pl.when(in_force & (pl.col("on") >= last)).then("on").min().over(same)
    earliest = pl.when(in_force & (pl.col("on") == since)).then("asked_on").max().over(same)
    latest = pl.when(in_force).then("asked_on").max().over(same)
    return pl.coalesce(earliest, latest, last)


def _made() -> pl.Expr:
    """What an action makes and where: a negative is the same one whichever rule asks for it, but for its taking back."""
    where = pl.when(makes_negative()).then(pl.col("key").str.strip_prefix(pl.col("code"))).otherwise("key")
    return pl.concat_str("entity", where, separator=" ")


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
        spelt_terms(),
        promised=pl.col("money_per_week"),
        worth=pl.col("order_value") * pl.col("break_even_acos"),
        alpha=pl.coalesce("alpha", cvr * size),
        beta=pl.coalesce("beta", (1 - cvr) * size),
        needed=pl.col("break_even_cvr"),
    )


def left_open(plan: Changes, made: dy.DataFrame[Applied]) -> pl.DataFrame:
    """Negations that a plan judged and that didn't become true, as `adopt.estimate.outcome.reliability.ran_on` takes them."""
    judged = plan.actions.filter(pl.col("code").is_in(CODES) & pl.col("alpha").is_not_null())
    rest = judged.join(made.select("key"), on="key", how="anti", maintain_order="left")
    known = _known(rest).with_columns(made_on=pl.lit(plan.as_of))
    names = ("made_on", "campaign", "ad_group", "search_term", "probability", "alpha", "beta", "worth")
    return known.select(names)
