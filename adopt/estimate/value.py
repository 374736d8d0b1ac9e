"""What a click costs and what an order is worth."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import polars as pl

from adopt.estimate.tie import fitted_tie
from adopt.schema import Bulk
from adopt.settings import Settings

_SHARES = {
    "campaign": pl.String,
    "ad_group": pl.String,
    "margin": pl.Float64,
    "margin_source": pl.String,
    "aim": pl.String,
    "aim_level": pl.Float64,
}


class Ties(NamedTuple):
    """What the rows' own clicks and orders are weighed against: clicks at the ad group's cost, orders at its value."""

    clicks: float
    orders: float


def with_value(
    frame: pl.DataFrame, margins: pl.DataFrame, settings: Settings, ties: Ties | None = None
) -> pl.DataFrame:
    """Adds cpc, order_value, margin, margin_source, aim, aim_level and break_even_cvr to a frame of sums.

    Cost per click (spend + tie x group CPC) / (clicks + tie), order value (sales + tie x group AOV) / (orders + tie).

    Args:
        frame: sums with campaign and ad_group; clicks, orders, spend, sales; group_cpc and group_value, as from
            `adopt.estimate.group_money.with_group_money`.
        margins: campaign, ad_group, margin, margin_source, aim, aim_level, as from `ad_group_margins` or
            `adopt.estimate.shares.ad_group_shares`.
        settings: for what is believed of the ties before any data, and the margin of ad groups that ``margins`` doesn't know.
        ties: as `fitted_ties` gives them; None to fit them on the frame.
    """
    ties = fitted_ties(frame, settings) if ties is None else ties
    cpc = (pl.col("spend") + ties.clicks * pl.col("group_cpc")) / (pl.col("clicks") + ties.clicks)
    value = (pl.col("sales") + ties.orders * pl.col("group_value")) / (pl.col("orders") + ties.orders)
    return (
        frame.join(margins, on=["campaign", "ad_group"], how="left", maintain_order="left")
        .with_columns(
            cpc.alias("cpc"),
            value.alias("order_value"),
            pl.col("margin").fill_null(settings.target_acos),
            pl.col("margin_source").fill_null("target_acos"),
        )
        .with_columns(break_even_cvr=_break_even(pl.col("cpc"), pl.col("order_value") * pl.col("margin")))
        .drop("group_cpc", "group_value")
    )


def fitted_ties(frame: pl.DataFrame, settings: Settings) -> Ties:
    """How far the rows' own costs and order values may be believed (`fitted_tie`); arguments as in `with_value`."""

    def tie(amounts: str, counts: str, group: str, belief: float) -> float:
        return fitted_tie(
            frame[amounts].to_numpy(), frame[counts].to_numpy(), frame[group].to_numpy(), belief
        )

    return Ties(
        tie("spend", "clicks", "group_cpc", settings.estimate.cpc_clicks),
        tie("sales", "orders", "group_value", settings.estimate.order_value_orders),
    )


def _break_even(cpc: pl.Expr, worth: pl.Expr) -> pl.Expr:
    # Without a single order in the account nothing is known of an order's value, and nothing is decided.
    return pl.when(worth > 0).then(cpc / worth).otherwise(1.0)


def ad_group_margins(bulk: Bulk | None, margins: Mapping[str, float]) -> pl.DataFrame:
    """Margin of each ad group from the margins of the SKUs it advertises, weighted by their ad sales.

    An ad group counts only if the margin of every SKU with sales is known: half a margin would be a guess.

    Args:
        bulk: the download that says which SKUs an ad group advertises; None where there is none.
        margins: contribution margin before ads by SKU, of a vendor's ads by ASIN, as a fraction of the price.

    Returns:
        campaign, ad_group, margin, margin_source; aim and aim_level, which margins don't have.
    """
    if bulk is None or not margins:
        return pl.DataFrame(schema=_SHARES)
    known = pl.DataFrame({"sku": list(margins), "margin": list(margins.values())})
    sold = pl.col("sales_micros").sum()
    weighted = (pl.col("margin") * pl.col("sales_micros")).sum() / sold
    matters = (pl.col("sales_micros") > 0) | (sold == 0)
    return (
        bulk.ads.filter(pl.col("state") != "archived")
        .with_columns(pl.coalesce("sku", "asin"))
        .join(known, on="sku", how="left", maintain_order="left")
        .sort("ad_id")
        .group_by("campaign_id", "ad_group_id", maintain_order=True)
        .agg(
            pl.when(sold > 0).then(weighted).otherwise(pl.col("margin").mean()).alias("margin"),
            (pl.col("margin").is_null() & matters).any().alias("unknown"),
        )
        .filter(~pl.col("unknown"))
        .join(_live(bulk.ad_groups).select("ad_group_id", "ad_group"), on="ad_group_id")
        .join(_live(bulk.campaigns).select("campaign_id", "campaign"), on="campaign_id")
        .select("campaign", "ad_group", "margin", pl.lit("sku").alias("margin_source"))
        # Names can repeat among campaigns; two margins under one name would be a guess.
        .filter(pl.struct("campaign", "ad_group").is_unique())
        .sort("campaign", "ad_group")
        .with_columns(pl.lit(None, dtype=_SHARES[name]).alias(name) for name in ("aim", "aim_level"))
    )


def _live(entities: pl.DataFrame) -> pl.DataFrame:
    return entities.filter(pl.col("state") != "archived")
