"""Bids against the daily budget of their campaign, as this file or the download has it."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from adopt.bulksheet.fault import fault
from adopt.bulksheet.money import RESIDUE, amount
from adopt.bulksheet.sheet import TARGETS, Against
from adopt.plan.highest import highest_bids
from adopt.schema import Bulk


def budget_faults(rows: pl.DataFrame, against: Against) -> Iterator[pl.DataFrame]:
    """Bids above their campaign's budget, and new budgets below bids that are there.

    Args:
        rows: in Amazon's words; archived ones left out.
        against: the download, for budgets and bids that the file doesn't change.
    """
    budgets = _budgets(rows, against.bulk)
    bound = rows.join(budgets, on="campaign_id", how="left", maintain_order="left")
    for column, entities in (("bid", TARGETS), ("ad_group_default_bid", ("Ad Group",))):
        over = amount(column) > pl.col("budget") + RESIDUE
        of = pl.col("entity").is_in(entities)
        yield fault(bound, of & over, column, "over_budget", pl.col("budget").round(2))
    if against.bulk is not None:
        yield from _under(rows, against.bulk)


def _budgets(rows: pl.DataFrame, bulk: Bulk | None) -> pl.DataFrame:
    """Each campaign's budget; the file's own goes before the download's."""
    written = rows.filter(pl.col("entity") == "Campaign").select("campaign_id", budget=amount("daily_budget"))
    known = written if bulk is None else pl.concat([written, bulk.campaigns.select("campaign_id", "budget")])
    return known.filter(pl.col("budget").is_not_null()).unique(
        "campaign_id", keep="first", maintain_order=True
    )


def _under(rows: pl.DataFrame, bulk: Bulk) -> Iterator[pl.DataFrame]:
    """Bids that stay as they are; those that the file changes are compared above."""
    campaigns = rows.filter(pl.col("entity") == "Campaign")
    if campaigns.is_empty():
        return
    bid = rows.filter(pl.col("bid").is_not_null())
    changed = bid.select(target_id=pl.coalesce("keyword_id", "product_targeting_id")).drop_nulls()
    moved = rows.filter(pl.col("ad_group_default_bid").is_not_null()).select("ad_group_id").drop_nulls()
    highest = highest_bids(
        bulk.targets.join(changed, on="target_id", how="anti"),
        bulk.ad_groups.join(moved, on="ad_group_id", how="anti"),
    )
    bound = campaigns.join(highest, on="campaign_id", how="left", maintain_order="left")
    under = amount("daily_budget") < pl.col("highest") - RESIDUE
    yield fault(bound, under, "daily_budget", "budget_under_bids", pl.col("highest").round(2))
