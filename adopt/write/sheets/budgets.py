"""Daily budgets that change."""

from __future__ import annotations

import polars as pl

from adopt.plan.changes import Changes
from adopt.schema import Bulk
from adopt.write.bulk_sheet import KEY, accepted, campaign_cells, money, sheet


def budgets(plan: Changes, bulk: Bulk) -> pl.DataFrame:
    """Rows that update the plan's accepted daily budgets (T402, L501), each begun from its row of the download.

    Only the budget changes: a blank portfolio or end date would remove it. Amazon's tokens and dates are written in its
    upload spelling.

    Args:
        plan: the day's plan.
        bulk: the download that its IDs come from.
    """
    campaigns = campaign_cells(bulk)
    known = bulk.uploads.drop(*(name for name in campaigns.columns if name != "row"))
    moved = accepted(plan, "Campaign").filter(pl.col("to_value").is_not_null())
    chosen = moved.select(KEY, "position", "campaign_id", "to_value")
    return sheet(
        known.join(campaigns, on="row")
        .join(chosen, on="campaign_id")
        .sort("position")
        .with_columns(daily_budget=money("to_value", plan.currency), operation=pl.lit("Update"))
    )
