"""Where search terms were found, and the ad groups in which they could have a keyword of their own."""

from __future__ import annotations

from datetime import date

import dataframely as dy
import polars as pl

from adopt.decide.aims import aims
from adopt.decide.in_force import blocked_by
from adopt.estimate.campaign_dates import days_since_start, has_ended
from adopt.estimate.targets import bid_multipliers
from adopt.schema import Action, Bulk
from adopt.words import bulksheet

_GROUP = ["campaign_id", "ad_group_id"]


def running(bulk: Bulk, as_of: date) -> pl.DataFrame:
    """Ad groups that run, with what they advertise: one row each, sorted by ID.

    They are enabled, as are their campaign and one of their ads, and the campaign has begun and hasn't ended. Adds campaign,
    ad_group, targeting_type, budget (per day), age_days, bid_multiplier, and products (SKUs, or ASINs where there are none).
    """
    to_come = (pl.col("start_date") > as_of).fill_null(value=False)
    campaigns = (
        bulk.campaigns.filter((pl.col("state") == "enabled") & ~has_ended(as_of) & ~to_come)
        .unique("campaign_id", keep="first", maintain_order=True)
        .select(
            "campaign_id", "campaign", "targeting_type", "budget", age_days=days_since_start(as_of).clip(0)
        )
    )
    return (
        bulk.ad_groups.filter((pl.col("state") == "enabled") & (pl.col("campaign_state") == "enabled"))
        .unique("ad_group_id", keep="first", maintain_order=True)
        .select(*_GROUP, "ad_group")
        .join(campaigns, on="campaign_id")
        .join(_products(bulk.ads.filter(pl.col("state") == "enabled")), on="ad_group_id")
        .join(bid_multipliers(bulk.placements), on="campaign_id", how="left")
        .with_columns(pl.col("bid_multiplier").fill_null(1.0))
        .sort("ad_group_id")
    )


def found_in(terms: pl.DataFrame, bulk: Bulk, groups: pl.DataFrame) -> pl.DataFrame:
    """The terms of ad groups that run, with their products and ``paid``: what a click of the term may cost today.

    That is the bid of its main target times what placements add, and at least what its clicks did cost.
    """
    bids = bulk.targets.select("target_id", bid=pl.coalesce("bid", "default_bid"))
    raised = pl.col("bid") * pl.col("bid_multiplier")
    return (
        terms.join(groups.select(*_GROUP, "products", "bid_multiplier"), on=_GROUP, maintain_order="left")
        .join(bids.unique("target_id", keep="first"), on="target_id", how="left", maintain_order="left")
        .with_columns(paid=pl.max_horizontal(raised, "cpc"))
        .drop("bid", "bid_multiplier")
    )


def within_room(chosen: dy.DataFrame[Action], bulk: Bulk | None) -> dy.DataFrame[Action]:
    """Of new keywords and product targets, those for which their ad groups have room, in their order.

    Args:
        chosen: new targets, the most important first.
        bulk: the download, which tells how many targets an ad group holds; without one nothing is left out.
    """
    if bulk is None or chosen.is_empty():
        return chosen
    live = bulk.targets.filter(pl.col("state") != "archived")
    held = live.group_by(to_ad_group_id="ad_group_id").agg(held=pl.len())
    place = pl.int_range(pl.len()).over("to_ad_group_id")
    room = bulksheet()["ad_group"]["max_targets"] - pl.col("held").fill_null(0)
    fits = chosen.join(held, on="to_ad_group_id", how="left", maintain_order="left").filter(
        pl.col("to_ad_group_id").is_null() | (place < room)
    )
    return Action.validate(fits.drop("held"))


def homes(bulk: Bulk, groups: pl.DataFrame) -> pl.DataFrame:
    """Ad groups for keywords (``is_asin`` false) and for product targets (true) of their own, the best of a product first.

    They belong to manual campaigns and hold such targets already. Best is the one that holds no others, then the one
    with most of them, then the lowest ID.
    """
    live = bulk.targets.filter(pl.col("state") == "enabled")
    held = live.group_by("ad_group_id").agg(targets=pl.len())
    own = aims(live).group_by("ad_group_id", "is_asin").agg(own=pl.len())
    return (
        groups.filter(pl.col("targeting_type") == "manual")
        .join(own.join(held, on="ad_group_id"), on="ad_group_id")
        .sort(pl.col("targets") > pl.col("own"), -pl.col("own").cast(pl.Int64), "ad_group_id")
        .select(
            "products",
            "is_asin",
            "budget",
            "age_days",
            "bid_multiplier",
            to_campaign_id="campaign_id",
            to_ad_group_id="ad_group_id",
            to_campaign="campaign",
            to_ad_group="ad_group",
        )
    )


def with_home(found: pl.DataFrame, homes: pl.DataFrame) -> pl.DataFrame:
    """Adds to each term the best home of its product; its own ad group comes last. Nulls where there is none."""
    same = pl.col("to_ad_group_id") == pl.col("ad_group_id")
    ranked = (
        found.with_row_index("term")
        .select("term", "ad_group_id", "products", "is_asin")
        .join(homes.with_row_index("rank"), on=["products", "is_asin"])
        .sort("term", same, "rank")
        .unique("term", keep="first", maintain_order=True)
        .drop("ad_group_id", "products", "is_asin", "rank")
    )
    return (
        found.with_row_index("term").join(ranked, on="term", how="left", maintain_order="left").drop("term")
    )


def shut_out(found: pl.DataFrame, negatives: pl.DataFrame) -> pl.Series:
    """Whether a negative in force blocks each term where it would land."""
    landing = found.select(
        "search_term", "is_asin", "words", campaign_id="to_campaign_id", ad_group_id="to_ad_group_id"
    )
    return blocked_by(landing, negatives).is_not_null()


def taken(found: pl.DataFrame, bulk: Bulk) -> pl.Series:
    """Whether the account has an exact keyword or product target of each term for one of its products, in any state.

    Where the ads of an ad group aren't known, its keywords count for every product.
    """
    sold = _sold(bulk.ads).unique()
    there = aims(bulk.targets).join(sold, on="ad_group_id", how="left")
    mine = found.select("ad_group_id", "words", "is_asin").with_row_index("term")
    on = ["words", "is_asin"]
    same = mine.join(sold, on="ad_group_id").join(there, on=[*on, "product"], how="semi")
    unknown = mine.join(there.filter(pl.col("product").is_null()), on=on, how="semi")
    return mine["term"].is_in(pl.concat([same["term"], unknown["term"]]).unique().implode())


def _sold(ads: pl.DataFrame) -> pl.DataFrame:
    return ads.select("ad_group_id", product=pl.coalesce("sku", "asin")).drop_nulls()


def _products(ads: pl.DataFrame) -> pl.DataFrame:
    names = pl.col("product").unique().sort().str.join(", ")
    return _sold(ads).group_by("ad_group_id").agg(names.alias("products"))
