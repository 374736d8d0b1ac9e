"""Products about to run out: nothing that would sell more of them, sooner.

A raised bid or budget sells out what is left a few days earlier, at a higher price for each click; then the product falls in
rank. So raises wait until there is stock. What lowers bids, negates or saves stays. Rules: docs/decisions.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial

import dataframely as dy
import polars as pl

from adopt.estimate.demand import known_stock
from adopt.schema import Action, Bulk, Consent
from adopt.settings import limit_of
from adopt.words import Market
from adopt.words.checking import Value

_PLACE = ["campaign_id", "ad_group_id"]
_SHORT = pl.Schema(
    {
        "campaign_id": pl.String(),
        "ad_group_id": pl.String(),
        "sku": pl.String(),
        "days": pl.Float64(),
        "products": pl.UInt32(),
    }
)


def short_of_stock(
    tables: Mapping[str, pl.DataFrame] | None,
    bulk: Bulk | None,
    market: Market | None,
    checks: Mapping[str, Value],
    as_of: date,
) -> pl.DataFrame:
    """Ad groups and campaigns all of whose advertised products are about to run out.

    A product is if what is available, between warehouses, being put away or being checked in lasts for fewer days than
    ``ads_cover_days``; other inbound units don't count, for nobody says when they arrive. One whose stock or pace isn't known
    is not: nothing is held back on a guess.

    Args:
        tables: stock reports by kind; None without any.
        bulk: the download; None where there is none.
        market: whose stock it is, where it is known.
        checks: thresholds that the seller set.
        as_of: day of the run.

    Returns:
        campaign_id, ad_group_id (null: the campaign), sku (the one that lasts longest), days (how long), products (how many).
    """
    if tables is None or bulk is None:
        return pl.DataFrame(schema=_SHORT)
    limit = partial(limit_of, checks, day=as_of)
    stock = known_stock(tables, market, limit, as_of).select("sku", days="cover_near")
    groups = bulk.ad_groups.filter(pl.col("state") == "enabled").select(_PLACE)
    live = bulk.ads.filter(pl.col("state") == "enabled").select(*_PLACE, "sku")
    known = live.join(stock, on="sku", how="left", maintain_order="left").with_columns(
        short=(pl.col("days") < limit("ads_cover_days").number).fill_null(value=False)
    )
    running = known.join(groups, on=_PLACE, how="semi", maintain_order="left")
    return pl.concat(
        [
            _all_short(known, _PLACE),
            _all_short(running, _PLACE[:1]).with_columns(ad_group_id=pl.lit(None, dtype=pl.String)),
        ],
        how="diagonal_relaxed",
    ).select(_SHORT.names())


def without_raises(actions: dy.DataFrame[Action], short: pl.DataFrame) -> dy.DataFrame[Action]:
    """The actions, in their order; raises of what is about to run out are watched, and name the product.

    Raises are bids over today's (of a new keyword or target: over what its clicks cost), and budgets, placement percentages
    and schedules over what is in force. A new keyword counts where it goes.

    Args:
        actions: of any decision.
        short: as `short_of_stock` tells it.
    """
    if short.is_empty() or actions.is_empty():
        return actions
    bid = pl.col("to_bid") > pl.coalesce("from_bid", "cpc")
    value = pl.col("to_value") > pl.col("from_value")
    of_bid = pl.col("to_bid").is_not_null()
    rows = actions.with_columns(
        _campaign=pl.coalesce("to_campaign_id", "campaign_id"),
        _group=pl.when(of_bid).then(pl.coalesce("to_ad_group_id", "ad_group_id")),
        _raise=(pl.col("consent") != Consent.WATCH.value)
        & pl.when(of_bid).then(bid).otherwise(value).fill_null(value=False),
    )
    named = short.rename({"sku": "_sku", "days": "_days", "products": "_products"})
    told = rows.join(
        named,
        left_on=["_campaign", "_group"],
        right_on=_PLACE,
        how="left",
        nulls_equal=True,
        maintain_order="left",
    )
    held = pl.col("_raise") & pl.col("_sku").is_not_null()
    reason = pl.when(pl.col("_products") > 1).then(pl.lit("all_run_out")).otherwise(pl.lit("runs_out"))
    settled = told.with_columns(
        consent=pl.when(held).then(pl.lit(Consent.WATCH.value)).otherwise("consent"),
        reason=pl.when(held).then(reason).otherwise("reason"),
        detail=pl.when(held)
        .then(pl.format("{} {} {}", pl.col("_days").round(1), "_products", "_sku"))
        .otherwise("detail"),
        to_bid=pl.when(~held).then("to_bid"),
        to_value=pl.when(~held).then("to_value"),
        to_text=pl.when(~held).then("to_text"),
    )
    return Action.validate(settled.select(Action.column_names()))


def _all_short(ads: pl.DataFrame, place: list[str]) -> pl.DataFrame:
    """Places of which every ad's product is short, with the one that lasts longest."""
    return (
        ads.sort("days", "sku", descending=[True, False], nulls_last=True)
        .group_by(place, maintain_order=True)
        .agg(
            pl.col("short").all(),
            pl.col("sku").first(),
            pl.col("days").first(),
            products=pl.col("sku").n_unique(),
        )
        .filter("short")
        .drop("short")
    )
