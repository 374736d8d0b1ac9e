"""Rows of Amazon's upload sheets, as text: one frame in the 26 columns of ``adopt.words.bulksheet()``."""

from __future__ import annotations

import polars as pl

from adopt.decide.needless import PHRASES, without_needless
from adopt.plan.plan import Plan
from adopt.say.money import currency_digits
from adopt.schema import Action, Bulk, Consent
from adopt.words import bulksheet

KEY = "key"
"""The column beside the 26 that tells which action a row carries; it isn't written."""


NEGATIVES = ("Negative Keyword", "Negative Product Targeting")
OF_CAMPAIGNS = "Campaign Negative Keyword"
_MATCH_TYPES = {"Keyword": "exact", "Negative Keyword": "negativeExact", OF_CAMPAIGNS: "negativePhrase"}
TARGETS = ("Keyword", "Product Targeting")


def upload_columns() -> list[str]:
    """Our names of the 26 columns, in Amazon's order."""
    return list(bulksheet()["columns"])


def made_match_type(code: str, entity: str) -> str | None:
    """Amazon's match type of what an action creates; product targets have none."""
    return "negativePhrase" if code == PHRASES else _MATCH_TYPES.get(entity)


def negatives(plan: Plan, bulk: Bulk) -> pl.DataFrame:
    """Rows that create the plan's safe negatives: keywords and product targets of ad groups, and phrases of campaigns.

    Only what the download holds gets rows, in the order of the plan (most money first). Exact negatives that a phrase
    among them makes needless get none.

    Args:
        plan: the day's plan.
        bulk: the download that its IDs come from.
    """
    group = ["campaign_id", "ad_group_id"]
    accepted = without_needless(_safe(plan, *NEGATIVES, OF_CAMPAIGNS).filter(pl.col("code") != "U101"))
    whole = pl.col("entity") == OF_CAMPAIGNS
    inside = accepted.filter(~whole).join(bulk.ad_groups, on=group, how="semi")
    wide = accepted.filter(whole).join(bulk.campaigns, on="campaign_id", how="semi")
    keyword, phrase = pl.col("entity") != "Negative Product Targeting", pl.col("code") == PHRASES
    kind = pl.when(phrase).then(pl.lit("negativePhrase")).otherwise(pl.lit("negativeExact"))
    return _sheet(
        pl.concat([inside, wide])
        .sort("position")
        .select(
            KEY,
            "campaign_id",
            "ad_group_id",
            "entity",
            operation=pl.lit("Create"),
            state=pl.lit("enabled"),
            keyword_text=pl.when(keyword).then("to_text"),
            match_type=pl.when(keyword).then(kind),
            product_targeting_expression=pl.when(~keyword).then(negative_expression(pl.col("to_text"))),
        )
    )


def keywords(plan: Plan, bulk: Bulk) -> pl.DataFrame:
    """Rows that create the plan's safe keywords and product targets of single search terms (H201, H202, rules from outside that are trusted).

    Each names the ad group where it goes, and its own bid with the currency's decimals.

    Args:
        plan: the day's plan.
        bulk: the download that its IDs come from.
    """
    known = bulk.ad_groups.select(to_campaign_id="campaign_id", to_ad_group_id="ad_group_id")
    made = _safe(plan, *TARGETS).filter(pl.col("to_text").is_not_null())
    chosen = made.join(known, on=["to_campaign_id", "to_ad_group_id"], how="semi")
    keyword = pl.col("entity") == "Keyword"
    return _sheet(
        chosen.sort("position").select(
            KEY,
            "entity",
            campaign_id="to_campaign_id",
            ad_group_id="to_ad_group_id",
            operation=pl.lit("Create"),
            state=pl.lit("enabled"),
            bid=_money("to_bid", plan.currency),
            keyword_text=pl.when(keyword).then("to_text"),
            match_type=pl.when(keyword).then(pl.lit("exact")),
            product_targeting_expression=pl.when(~keyword).then("to_text"),
        )
    )


def bids(plan: Plan, bulk: Bulk) -> pl.DataFrame:
    """Rows that update the plan's safe bids (B301, B304, rules from outside that are trusted), each begun from its row of the download.

    Only the bid changes; match type and state are written in Amazon's upload spelling, money with the currency's
    decimals.

    Args:
        plan: the day's plan.
        bulk: the download that its IDs come from.
    """
    targets = bulk.targets.select(
        "target_id",
        "row",
        "state",
        entity=pl.when(pl.col("kind") == "keyword")
        .then(pl.lit("Keyword"))
        .otherwise(pl.lit("Product Targeting")),
        match_type=pl.when(pl.col("match_type") != "-").then("match_type"),
    )
    rows = bulk.uploads.drop("entity", "state", "match_type", "bid").join(targets, on="row")
    chosen = (
        _safe(plan, *TARGETS)
        .filter(pl.col("to_text").is_null())
        .select(KEY, "position", "target_id", "to_bid")
    )
    return _sheet(
        rows.join(chosen, on="target_id")
        .sort("position")
        .with_columns(bid=_money("to_bid", plan.currency), operation=pl.lit("Update"))
    )


def budgets(plan: Plan, bulk: Bulk) -> pl.DataFrame:
    """Rows that update the plan's safe daily budgets (T402, L501), each begun from its row of the download.

    Only the budget changes: a blank portfolio or end date would remove it. Amazon's tokens and dates are written in its
    upload spelling.

    Args:
        plan: the day's plan.
        bulk: the download that its IDs come from.
    """
    campaigns = bulk.campaigns.filter(pl.col("strategy").is_not_null()).select(
        "row",
        "state",
        bidding_strategy="strategy",
        targeting_type=pl.col("targeting_type").str.to_uppercase(),
        start_date=pl.col("start_date").dt.strftime("%Y%m%d"),
        end_date=pl.col("end_date").dt.strftime("%Y%m%d"),
    )
    known = bulk.uploads.drop("entity", *(name for name in campaigns.columns if name != "row"))
    chosen = _safe(plan, "Campaign").select(KEY, "position", "campaign_id", "to_value")
    return _sheet(
        known.join(campaigns, on="row")
        .join(chosen, on="campaign_id")
        .sort("position")
        .with_columns(
            daily_budget=_money("to_value", plan.currency),
            entity=pl.lit("Campaign"),
            operation=pl.lit("Update"),
        )
    )


def launch(plan: Plan, bulk: Bulk) -> pl.DataFrame:  # noqa: ARG001 (nothing of the download is named in it)
    """Rows that create the campaigns of the plan's safe launches (L501), each parent before its children.

    Texts stand for the IDs that Amazon will give: the same text in a parent's row and in its children's.

    Args:
        plan: the day's plan.
        bulk: the download beside it.
    """
    safe = _safe(plan, "Campaign").filter(pl.col("code") == "L501")
    rows = plan.created.join(safe.select("key", "position"), on="key").sort("position", "place")
    campaign, group = pl.col("entity") == "Campaign", pl.col("entity") == "Ad Group"
    keyword, product = pl.col("entity") == "Keyword", pl.col("entity") == "Product Targeting"
    bid = _money("bid", plan.currency)
    return _sheet(
        rows.select(
            KEY,
            "entity",
            "campaign_id",
            "ad_group_id",
            "sku",
            "asin",
            "match_type",
            operation=pl.lit("Create"),
            state=pl.lit("enabled"),
            campaign_name=pl.when(campaign).then("name"),
            ad_group_name=pl.when(group).then("name"),
            start_date=pl.col("start_date").dt.strftime("%Y%m%d"),
            targeting_type=pl.col("targeting_type").str.to_uppercase(),
            daily_budget=_money("budget", plan.currency),
            bidding_strategy="strategy",
            ad_group_default_bid=pl.when(group).then(bid),
            bid=pl.when(~group).then(bid),
            keyword_text=pl.when(keyword).then("text"),
            product_targeting_expression=pl.when(product).then("text"),
        )
    )


def placements(plan: Plan, bulk: Bulk) -> pl.DataFrame:
    """Rows that update the plan's safe placement percentages (B302), each begun from its row of the download.

    Only the percentage changes. The state stays blank, as in downloads; the strategy is the campaign's own, in its upload
    spelling: Amazon's documentation asks for it in one place and not in another, and repeated it changes nothing.

    Args:
        plan: the day's plan.
        bulk: the download that its IDs come from.
    """
    strategies = bulk.campaigns.filter(pl.col("strategy").is_not_null()).unique("campaign_id", keep="none")
    held = bulk.placements.unique(["campaign_id", "placement"], keep="none").select(
        "row", "campaign_id", place="placement"
    )
    known = bulk.uploads.drop("entity", "state", "bidding_strategy", "percentage", "campaign_id")
    chosen = _safe(plan, "Bidding Adjustment").select(
        KEY, "position", "campaign_id", "to_value", place="targeting"
    )
    return _sheet(
        known.join(held, on="row")
        .join(strategies.select("campaign_id", bidding_strategy="strategy"), on="campaign_id")
        .join(chosen, on=["campaign_id", "place"])
        .sort("position")
        .with_columns(
            percentage=pl.col("to_value").round().cast(pl.Int64).cast(pl.String),
            entity=pl.lit("Bidding Adjustment"),
            operation=pl.lit("Update"),
        )
    )


def negative_expression(text: pl.Expr) -> pl.Expr:
    """Amazon's expression for one negated product, from an ASIN or an expression: ``asin="B0XXXXXXXX"``."""
    asin = text.str.extract(r"(?i)([A-Z0-9]{10})\"?\s*$").str.to_uppercase()
    return pl.when(asin.is_not_null()).then(pl.format('asin="{}"', asin)).otherwise(text)


def _safe(plan: Plan, *entities: str) -> pl.DataFrame:
    """The accepted actions on these entities, with their position in the plan."""
    accepted = (pl.col(Action.consent.name) == Consent.SAFE.value) & pl.col(Action.entity.name).is_in(
        entities
    )
    return plan.actions.with_row_index("position").filter(accepted)


def _money(column: str, currency: str) -> pl.Expr:
    """An amount as text with the currency's decimals and a point."""
    digits = currency_digits(currency)
    return pl.col(column).map_elements(lambda amount: f"{amount:.{digits}f}", return_dtype=pl.String)


def _sheet(rows: pl.DataFrame) -> pl.DataFrame:
    """``rows`` in the columns of an upload sheet; those that are missing stay blank."""
    columns = upload_columns()
    whole = rows.with_columns(product=pl.lit(bulksheet()["product"]))
    blank = [pl.lit(None, dtype=pl.String).alias(name) for name in columns if name not in whole.columns]
    return whole.with_columns(blank).select(KEY, *columns)
