"""Accepted rows that Amazon would refuse beside each other, or with a value of the seller's own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import polars as pl

from adopt.estimate.text import plain
from adopt.plan.own_value import Own, Problem
from adopt.plan.review import Review
from adopt.schema import Bulk
from adopt.write.bulk_sheet import KEY
from adopt.write.plan_read import Told
from adopt.write.validate import FIRST_ROW, faults

_TWICE = "duplicate"
_UNDER = "budget_under_bids"


def clashes(
    plan: Told, done: Review, sheets: Mapping[str, pl.DataFrame], bulk: Bulk | None
) -> dict[str, Problem]:
    """Keys of accepted rows that can't be written beside the others, and the rule of Amazon's that they would break.

    Of rows that would create the same thing, the first as the plan proposes it stays (plans have *safe* ones first, then most
    money). A rule that a row of the plan breaks as it is proposed isn't among these: writing the file stops at it.

    Args:
        plan: as accepted.
        done: the review.
        sheets: the upload sheets of it.
        bulk: the download that they refer to; None only without sheets.
    """
    found = dict.fromkeys(_under_new_bids(plan, done), _broken(_UNDER))
    for sheet in sheets.values():
        assert bulk is not None
        broken = faults(sheet, bulk, plan.currency, plan.marketplace, plan.as_of)
        known = broken.with_columns(sheet[KEY].gather(broken["row"] - FIRST_ROW))
        for key, problem in (*_own(known, done), *_second(known, sheet, done)):
            found.setdefault(key, problem)
    return found


def _broken(rule: str, detail: str | None = None) -> Problem:
    return Problem("amazon", rule, detail)


def _own(broken: pl.DataFrame, done: Review) -> Iterator[tuple[str, Problem]]:
    """Rows with a value of the seller's own; of equal ones, see `_second`."""
    for key, *told in broken.filter(pl.col("rule") != _TWICE).select(KEY, "rule", "detail").iter_rows():
        if done.accepted[key] != Own():
            yield key, _broken(*told)


def _second(broken: pl.DataFrame, sheet: pl.DataFrame, done: Review) -> Iterator[tuple[str, Problem]]:
    """All but one of the rows that would create the same thing in the same place."""
    twice = broken.filter(pl.col("rule") == _TWICE)[KEY].implode()
    text = pl.coalesce("keyword_text", "product_targeting_expression")
    same = ["entity", "campaign_id", "ad_group_id", "match_type", plain(text).alias("text")]
    created = sheet.filter(pl.col("operation") == "Create")
    groups = created.group_by(same, maintain_order=True).agg(KEY, told=pl.col(KEY).is_in(twice).any())
    for keys in groups.filter(pl.col("told"))[KEY].to_list():
        ordered = sorted(keys, key=lambda key: done.accepted[key] != Own())
        for key in dict.fromkeys(ordered[1:]):
            yield key, _broken(_TWICE)


def _under_new_bids(plan: Told, done: Review) -> tuple[str, ...]:
    """Keys of own budgets that are lower than a bid accepted for their campaign."""
    safe = plan.actions.filter(pl.col("key").is_in(list(done.accepted)))
    bids = safe.select(campaign_id=pl.coalesce("to_campaign_id", "campaign_id"), bid="to_bid").drop_nulls()
    highest = bids.group_by("campaign_id").agg(pl.col("bid").max())
    budgets = safe.filter((pl.col("entity") == "Campaign") & (pl.col("code") != "B303"))
    low = budgets.join(highest, on="campaign_id", maintain_order="left").filter(
        pl.col("to_value") < pl.col("bid")
    )
    return tuple(key for key in low["key"] if done.accepted[key].to_value is not None)
