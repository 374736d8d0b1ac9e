"""H201: give a search term that earns a keyword (or product target) of its own, at its own bid.

A term that is worth more than the keyword that found it pays gets an exact keyword in an ad group of the same product.
Formulas and the choice of the ad group: docs/decisions.md.
"""

from __future__ import annotations

from datetime import date

import dataframely as dy
import polars as pl

from adopt.decide.actions import actions
from adopt.decide.in_force import blocked_by
from adopt.decide.legal import keyword_problem
from adopt.decide.own_bid import with_own_bid
from adopt.decide.places import found_in, homes, running, shut_out, taken, with_home
from adopt.decide.protect import protections
from adopt.schema import Action, Bulk, Consent, TermEvidence
from adopt.settings import Settings
from adopt.words import Market


def harvests(
    terms: dy.DataFrame[TermEvidence],
    bulk: Bulk | None,
    settings: Settings,
    as_of: date,
    market: Market | None,
    decimals: int,
) -> dy.DataFrame[Action]:
    """Keywords and product targets worth creating, one per product and term.

    Args:
        terms: evidence of the account's search terms.
        bulk: the download, which alone knows products, ad groups and existing keywords; without one the action is
            shown, and not where it could go.
        settings: of the run.
        as_of: the day of the run.
        market, decimals: limits and smallest unit of bids, as in `bid_changes`.
    """
    earning = _earning(terms, settings, bulk)
    placed = _unplaced(earning, terms) if bulk is None else _placed(earning, bulk, as_of)
    own = _worth_it(placed, settings, market, decimals)
    return actions(_described(once(own), bulk, settings))


def harvestable(rows: pl.DataFrame, settings: Settings, market: Market | None, decimals: int) -> pl.Series:
    """Whether the evidence of each row alone says to give its term a keyword of its own at a higher bid.

    Args:
        rows: columns as `adopt.decide.own_bid.with_own_bid` takes them.
        settings, market, decimals: as in `harvests`.
    """
    # Where a click costs more than the bid known, the cost is today's bid, as in `adopt.decide.places.found_in`.
    paid = rows.with_row_index("at").with_columns(paid=pl.max_horizontal("paid", "cpc"))
    earning = paid.filter(_earns(settings))
    said = _worth_it(earning, settings, market, decimals)["at"]
    return pl.int_range(rows.height, eager=True).is_in(said.implode())


def _worth_it(placed: pl.DataFrame, settings: Settings, market: Market | None, decimals: int) -> pl.DataFrame:
    own = with_own_bid(placed, settings, market, decimals)
    return own.filter(
        (pl.col("p_own") >= settings.harvest.sure)
        & (pl.col("gain") >= settings.harvest.min_gain * pl.col("cost"))
        & (pl.col("to_bid") > pl.col("base_bid"))
    )


def _earns(settings: Settings) -> pl.Expr:
    earns = pl.col("cvr") * pl.col("order_value") * pl.col("margin") > pl.col("cpc")
    return earns & (pl.col("spend") > 0) & (pl.col("orders") >= settings.harvest.min_orders)


def _earning(terms: pl.DataFrame, settings: Settings, bulk: Bulk | None) -> pl.DataFrame:
    """Terms with orders that earn and that Amazon takes as keywords; an own product isn't targeted on its own page."""
    protecting = dict(protections(settings.protect, bulk))
    illegal = pl.when(~pl.col("is_asin")).then(keyword_problem(pl.col("search_term"), "exact"))
    return (
        terms.filter(_earns(settings) & ~pl.col("exact_target"))
        .with_columns(brand=protecting["protected_brand"])
        .filter(illegal.is_null() & protecting["protected_asin"].is_null())
    )


def _placed(earning: pl.DataFrame, bulk: Bulk, as_of: date) -> pl.DataFrame:
    """With the best home; terms that have a keyword of their own, or that the seller has negated, fall out."""
    groups = running(bulk, as_of)
    found = found_in(earning, bulk, groups)
    found = found.filter(~taken(found, bulk) & blocked_by(found, bulk.negatives).is_null())
    found = with_home(found, homes(bulk, groups))
    return found.filter(~shut_out(found, bulk.negatives))


def _unplaced(earning: pl.DataFrame, terms: pl.DataFrame) -> pl.DataFrame:
    """Without a download only the report tells which terms have an exact keyword somewhere."""
    known = terms.filter("exact_target").select("is_asin", "words")
    nothing = {
        "products": pl.String,
        "budget": pl.Float64,
        "age_days": pl.Int64,
        "bid_multiplier": pl.Float64,
    }
    nothing |= dict.fromkeys(("to_campaign_id", "to_ad_group_id", "to_campaign", "to_ad_group"), pl.String)
    return (
        earning.with_columns(paid=pl.col("cpc"))
        .join(known, on=["words", "is_asin"], how="anti", maintain_order="left")
        .with_columns(pl.lit(None, dtype=kind).alias(name) for name, kind in nothing.items())
    )


def once(chosen: pl.DataFrame) -> pl.DataFrame:
    """Of the ad groups and spellings that found a term for a product, the one in which it gains most."""
    order = ["gain", "campaign", "ad_group", "search_term", "campaign_id", "ad_group_id"]
    most_first = chosen.sort(order, descending=[True, *[False] * 5], nulls_last=True)
    return most_first.unique(["products", "is_asin", "words"], keep="first", maintain_order=True)


def _described(chosen: pl.DataFrame, bulk: Bulk | None, settings: Settings) -> pl.DataFrame:
    homeless = pl.lit("home_unknown" if bulk is None else "no_home")
    placed = pl.col("to_ad_group_id").is_not_null()
    # What a brand's shopper would have bought anyway isn't known: the seller decides.
    agreed = placed & pl.col("brand").is_null()
    return with_own_target(chosen).with_columns(
        code=pl.lit("H201"),
        reason=pl.when(placed).then(pl.lit("worth_more")).otherwise(homeless),
        detail=pl.when(~placed).then("products"),
        consent=pl.when(agreed).then(pl.lit(settings.harvest.consent)).otherwise(pl.lit(Consent.ASK.value)),
        money_per_week=pl.col("true_gain"),
        probability=pl.col("p_own"),
    )


def with_own_target(chosen: pl.DataFrame) -> pl.DataFrame:
    """Adds the entity and text of what is created: an exact keyword, or a target of one product."""
    product = pl.format('asin="{}"', pl.col("search_term").str.to_uppercase())
    return chosen.with_columns(
        entity=pl.when("is_asin").then(pl.lit("Product Targeting")).otherwise(pl.lit("Keyword")),
        to_text=pl.when("is_asin").then(product).otherwise("search_term"),
    )
