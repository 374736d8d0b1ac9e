"""Which ad groups each aim of the seller covers: by campaign, portfolio, and what they advertise."""

from __future__ import annotations

import unicodedata
from datetime import date

import polars as pl

from adopt.estimate.campaign_dates import days_since_start
from adopt.schema import Bulk
from adopt.settings import Aim, Settings

GROUP = ["campaign", "ad_group"]
_DASHES = dict.fromkeys([*range(0x2010, 0x2016), 0x2212], "-")


def aimed_places(named: pl.DataFrame, bulk: Bulk | None, settings: Settings, as_of: date) -> pl.DataFrame:
    """Each ad group with the title of the first aim that fits it, null where none does.

    Names can repeat, and an ad group can advertise several products: then an aim must fit them all, or it would be a
    guess.

    Args:
        named: joined rows of the reports with campaign_id, campaign, ad_group, portfolio and last_day.
        bulk: the download, which alone knows products, their ages and the IDs of portfolios; None where there is none.
        settings, as_of: of the run.

    Returns:
        campaign, ad_group, aim; sorted.
    """
    places = _with_portfolios(named, bulk)
    places = places.join(_products(bulk, settings, as_of), on=GROUP, how="left", maintain_order="left")
    fitting = [pl.when(_fits(aim)).then(pl.lit(aim.title)) for aim in settings.aims]
    return places.select(*GROUP, aim=pl.coalesce(fitting)).sort(GROUP)


def _with_portfolios(named: pl.DataFrame, bulk: Bulk | None) -> pl.DataFrame:
    """Ad groups with the keys of their campaign and portfolio: its name, as the newest rows have it, and its ID."""
    no_ids = pl.DataFrame(schema={"campaign_id": pl.String, "portfolio_id": pl.String})
    ids = no_ids if bulk is None else bulk.campaigns.select("campaign_id", "portfolio_id")
    placed = named.join(ids.unique("campaign_id", keep="none"), on="campaign_id", how="left")
    one = pl.col("portfolio_id").n_unique() == 1
    return (
        placed.sort("last_day", "portfolio")
        .group_by(GROUP)
        .agg(
            pl.col("portfolio").drop_nulls().last(),
            portfolio_id=pl.when(one).then(pl.col("portfolio_id").first()),
        )
        .sort(GROUP)
        .with_columns(campaign_key=_folded("campaign"), portfolio_key=_folded("portfolio"))
    )


def _products(bulk: Bulk | None, settings: Settings, as_of: date) -> pl.DataFrame:
    """What each ad group advertises, by its names: ``products`` (SKUs; ASINs where there are none) and their ``stages``."""
    if bulk is None:
        texts = {"products": pl.List(pl.String), "stages": pl.List(pl.String)}
        return pl.DataFrame(schema={**dict.fromkeys(GROUP, pl.String), **texts})
    live = pl.col("state") != "archived"
    campaigns = bulk.campaigns.select("campaign_id", "campaign", "start_date", runs=live)
    groups = bulk.ad_groups.filter(live).select("ad_group_id", "ad_group")
    ads = bulk.ads.select(
        "campaign_id", "ad_group_id", "state", product=pl.coalesce("sku", "asin").fill_null("")
    )
    staged = ads.join(campaigns.unique("campaign_id"), on="campaign_id").with_columns(
        stage=_stage(settings, as_of), product=_folded("product")
    )
    return (
        staged.filter(live & pl.col("runs"))
        .join(groups.unique("ad_group_id"), on="ad_group_id")
        .group_by(GROUP)
        .agg(products=pl.col("product").unique().sort(), stages=pl.col("stage").unique().sort())
    )


def _stage(settings: Settings, as_of: date) -> pl.Expr:
    """As the seller says; else by the age of the oldest campaign of the download that has advertised the product."""
    age = days_since_start(as_of).max().over("product")
    by_age = (
        pl.when(age < settings.bid.optimism_days)
        .then(pl.lit("launch"))
        .when(age.is_not_null())
        .then(pl.lit("mature"))
        .otherwise(pl.lit(""))
    )
    said = [pl.when(pl.col("product") == sku).then(pl.lit(stage)) for sku, stage in settings.stages.items()]
    return pl.coalesce(*said, by_age)


def _fits(aim: Aim) -> pl.Expr:
    asked = [
        None if aim.campaign is None else pl.col("campaign_key").str.contains(_pattern(aim.campaign)),
        None if aim.portfolio is None else _in_portfolio(aim.portfolio),
        None if aim.stage is None else _all(pl.col("stages"), pl.element() == aim.stage),
        None if aim.sku is None else _all(pl.col("products"), pl.element().str.contains(_pattern(aim.sku))),
    ]
    return pl.all_horizontal(fit.fill_null(value=False) for fit in asked if fit is not None)


def _in_portfolio(name: str) -> pl.Expr:
    by_name = pl.col("portfolio_key").str.contains(_pattern(name)).fill_null(value=False)
    return by_name | (pl.col("portfolio_id") == name.strip())


def _all(names: pl.Expr, fits: pl.Expr) -> pl.Expr:
    return names.list.eval(fits).list.all() & (names.list.len() > 0)


def _pattern(name: str) -> str:
    parts = (pl.escape_regex(part) for part in _fold(name).split("*"))
    return f"(?s)^{'.*'.join(parts)}$"


def _folded(name: str) -> pl.Expr:
    return pl.col(name).map_elements(_fold, return_dtype=pl.String)


def _fold(name: str) -> str:
    """Without case, and without what Amazon's own files differ in for one name: spaces, dashes, full-width letters."""
    return " ".join(unicodedata.normalize("NFKC", name).translate(_DASHES).casefold().split())
