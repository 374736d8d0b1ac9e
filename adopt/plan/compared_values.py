"""Bids, daily budgets, placement percentages and states of a plan, held against a later download."""

from __future__ import annotations

import polars as pl

from adopt.plan.compared_part import ARCHIVED, NOT_THERE, Part, chosen, no_amounts, part, same
from adopt.schema import Bulk, Kind, Stands


def compared_bids(actions: pl.DataFrame, bulk: Bulk, digits: int) -> Part:
    """Bids against those in force: where a target has none of its own, its ad group's default."""
    now = bulk.targets.unique("target_id", keep="first", maintain_order=True).select(
        "target_id",
        now=pl.coalesce("bid", "default_bid"),
        archived=_any_archived("state", "campaign_state", "ad_group_state"),
    )
    rows = actions.select("key", "target_id", old="from_bid", planned="to_bid")
    return _held(rows, now, ["target_id"], Kind.BID, digits)


def compared_default_bids(actions: pl.DataFrame, bulk: Bulk, digits: int) -> Part:
    """Default bids of ad groups."""
    now = bulk.ad_groups.unique("ad_group_id", keep="first", maintain_order=True).select(
        "ad_group_id", now="default_bid", archived=_any_archived("state", "campaign_state")
    )
    rows = actions.select("key", "ad_group_id", old="from_bid", planned="to_bid")
    return _held(rows, now, ["ad_group_id"], Kind.DEFAULT_BID, digits)


def compared_states(actions: pl.DataFrame, bulk: Bulk) -> Part:
    """States of campaigns, ad groups and targets: an action changes the one of two into the other."""
    rows = actions.select("key", "entity", "to_state", id=state_id(), **no_amounts())
    held = rows.join(_states(bulk), on=["entity", "id"], how="left", maintain_order="left")
    stands, why = chosen(
        [
            (pl.col("archived").is_null(), Stands.GONE, NOT_THERE),
            (pl.col("archived"), Stands.GONE, ARCHIVED),
            (pl.col("state") == pl.col("to_state"), Stands.PLANNED, None),
            (pl.lit(value=True), Stands.BEFORE, None),
        ]
    )
    return part(held, Kind.STATE, stands, why)


def state_id() -> pl.Expr:
    """The ID of what an action changes the state of."""
    entity = pl.col("entity")
    return (
        pl.when(entity == "Campaign")
        .then("campaign_id")
        .when(entity == "Ad Group")
        .then("ad_group_id")
        .otherwise("target_id")
    )


def _states(bulk: Bulk) -> pl.DataFrame:
    """All that has a state of its own: entity, id, state, archived."""
    kinds = (
        pl.when(pl.col("kind") == "keyword").then(pl.lit("Keyword")).otherwise(pl.lit("Product Targeting"))
    )
    over = ("state", "campaign_state", "ad_group_state")
    parts = [
        bulk.campaigns.select(
            entity=pl.lit("Campaign"), id="campaign_id", state="state", archived=_any_archived(*over[:1])
        ),
        bulk.ad_groups.select(
            entity=pl.lit("Ad Group"), id="ad_group_id", state="state", archived=_any_archived(*over[:2])
        ),
        bulk.targets.select(entity=kinds, id="target_id", state="state", archived=_any_archived(*over)),
    ]
    return pl.concat(parts).unique(["entity", "id"], keep="first", maintain_order=True)


def compared_budgets(actions: pl.DataFrame, bulk: Bulk, digits: int) -> Part:
    """Daily budgets of campaigns."""
    now = bulk.campaigns.unique("campaign_id", keep="first", maintain_order=True).select(
        "campaign_id", now="budget", archived=_any_archived("state")
    )
    rows = actions.select("key", "campaign_id", old="from_value", planned="to_value")
    return _held(rows, now, ["campaign_id"], Kind.BUDGET, digits)


def compared_percentages(actions: pl.DataFrame, bulk: Bulk) -> Part:
    """Placement percentages, which are whole."""
    campaigns = bulk.campaigns.unique("campaign_id", keep="first", maintain_order=True)
    now = bulk.placements.unique(["campaign_id", "placement"], keep="none", maintain_order=True).join(
        campaigns.select("campaign_id", archived=_any_archived("state")), on="campaign_id"
    )
    rows = actions.select("key", "campaign_id", placement="targeting", old="from_value", planned="to_value")
    known = now.select("campaign_id", "placement", "archived", now="percentage")
    return _held(rows, known, ["campaign_id", "placement"], Kind.PERCENTAGE, 0)


def _held(rows: pl.DataFrame, now: pl.DataFrame, on: list[str], kind: Kind, digits: int) -> Part:
    """Rows with old and planned, joined with now and archived."""
    held = rows.join(now, on=on, how="left", maintain_order="left")
    stands, why = chosen(
        [
            (pl.col("archived").is_null(), Stands.GONE, NOT_THERE),
            (pl.col("archived"), Stands.GONE, ARCHIVED),
            (same(pl.col("now"), pl.col("planned"), digits), Stands.PLANNED, None),
            (same(pl.col("now"), pl.col("old"), digits), Stands.BEFORE, None),
            (pl.lit(value=True), Stands.CHANGED, kind.value),
        ]
    )
    return part(held, kind, stands, why)


def _any_archived(*states: str) -> pl.Expr:
    return pl.any_horizontal(pl.col(name) == ARCHIVED for name in states)
