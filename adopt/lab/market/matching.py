"""Which targets may show for which search terms: match types, automatic clauses, products, and what negatives block."""

from __future__ import annotations

from datetime import date

import polars as pl

from adopt.decide.in_force import blockers
from adopt.estimate.text import folded
from adopt.lab.layout import AUTO_CLAUSES

_CLOSENESS = {"exact": 0, "phrase": 1, "product": 2, "broad": 3, "category": 4, "auto": 5}
"""Of two equal bids the closer match is served."""
_ASIN = r'(?i)^asin\s*=\s*"?(b0[a-z0-9]{8})"?$'
_CATEGORY = r'(?i)^category\s*=\s*"?([0-9]+)"?$'
_CLAUSES = {clause: clause.removesuffix("-match") for clause in AUTO_CLAUSES}
_KINDS = {
    "Negative Keyword": ("ad_group", "keyword"),
    "Campaign Negative Keyword": ("campaign", "keyword"),
    "Negative Product Targeting": ("ad_group", "product"),
}


def targets_in_force(entities: pl.DataFrame, day: date | None = None) -> pl.DataFrame:
    """Running targets, once per SKU that their ad group advertises, sorted by target_id.

    Columns: target (its number in the order of target_id), target_id, campaign_id, ad_group_id, sku, kind (of `_CLOSENESS`), text, bid (dollars; the ad group's
    default where it is blank), strategy. Campaigns that start after ``day`` don't run yet; None: all do.
    """
    on = pl.col("state") == "enabled"
    up = (pl.col("campaign_state") == "enabled") & (pl.col("ad_group_state") == "enabled")
    ads = entities.filter((pl.col("entity") == "Product Ad") & on).select("ad_group_id", sku="sku")
    begun = (
        pl.lit(value=True) if day is None else pl.col("start_date").is_null() | (pl.col("start_date") <= day)
    )
    campaigns = entities.filter((pl.col("entity") == "Campaign") & begun).select("campaign_id", "strategy")
    groups = entities.filter(pl.col("entity") == "Ad Group").select("ad_group_id", group_bid="default_bid")
    targeting = pl.col("targeting")
    return (
        entities.filter(pl.col("entity").is_in(["Keyword", "Product Targeting"]) & on & up)
        .select("target_id", "campaign_id", "ad_group_id", "match_type", "targeting", "bid")
        .join(ads.unique(), on="ad_group_id")
        .join(campaigns, on="campaign_id")
        .join(groups, on="ad_group_id")
        .with_columns(
            kind=pl.when(pl.col("match_type") != "-")
            .then("match_type")
            .when(targeting.is_in(AUTO_CLAUSES))
            .then(pl.lit("auto"))
            .when(targeting.str.contains(_ASIN))
            .then(pl.lit("product"))
            .otherwise(pl.lit("category")),
            text=pl.when(pl.col("match_type") != "-")
            .then(folded(targeting))
            .otherwise(
                pl.coalesce(
                    targeting.str.extract(_ASIN).str.to_lowercase(),
                    targeting.str.extract(_CATEGORY),
                    targeting,
                )
            ),
            bid=pl.coalesce("bid", "group_bid"),
        )
        .select("target_id", "campaign_id", "ad_group_id", "sku", "kind", "text", "bid", "strategy")
        .sort("target_id", "sku")
        .with_columns(target=(pl.col("target_id").rank("dense") - 1).cast(pl.UInt32))
    )


def matches(targets: pl.DataFrame, terms: pl.DataFrame, categories: dict[str, str]) -> pl.DataFrame:
    """Every pair of a running target and a search term that it may show for: target (its number), term, closeness.

    Exact keywords match the term with simple plurals folded, phrases stand in it as whole words in order, broad
    keywords have all their words in it, in any order. A target only meets searches of the products its ad group sells.

    Args:
        targets: as `targets_in_force` gives them.
        terms: of the market.
        categories: SKU by the number of its category.
    """
    rows = targets.select("target", "sku", "kind", "text")
    words = terms.filter(~pl.col("is_asin")).select("term", "sku", "words")
    pages = terms.filter("is_asin")
    own = rows.with_columns(
        home=pl.col("text").replace_strict(categories, default=None, return_dtype=pl.String)
    )
    found = [
        _of(rows, "exact").join(words, left_on=["sku", "text"], right_on=["sku", "words"]),
        _phrases(_of(rows, "phrase"), words),
        _broad(_of(rows, "broad"), words),
        _of(rows, "product").join(
            pages.select("term", "sku", "words"), left_on=["sku", "text"], right_on=["sku", "words"]
        ),
        _of(own, "category")
        .filter(pl.col("home") == pl.col("sku"))
        .join(pages.filter("category").select("term", "sku"), on="sku"),
        *(
            _of(rows, "auto")
            .filter(pl.col("text") == clause)
            .join(terms.filter(flag).select("term", "sku"), on="sku")
            for clause, flag in _CLAUSES.items()
        ),
    ]
    closeness = pl.col("kind").replace_strict(_CLOSENESS, return_dtype=pl.Int64)
    return pl.concat(one.select("target", "term", closeness=closeness) for one in found)


def _of(rows: pl.DataFrame, kind: str) -> pl.DataFrame:
    return rows.filter(pl.col("kind") == kind)


def _phrases(rows: pl.DataFrame, words: pl.DataFrame) -> pl.DataFrame:
    inside = pl.format(" {} ", "words").str.contains(pl.format(" {} ", "text"), literal=True)
    return rows.join(words, on="sku").filter(inside)


def _broad(rows: pl.DataFrame, words: pl.DataFrame) -> pl.DataFrame:
    wanted = _split(rows.select("target", "sku", "text"), "text").with_columns(
        needed=pl.len().over("target", "sku")
    )
    had = _split(words, "words").select("term", "sku", word="words")
    hits = wanted.join(had, left_on=["sku", "text"], right_on=["sku", "word"])
    whole = hits.group_by("target", "sku", "term").agg(pl.len(), pl.col("needed").first())
    return whole.filter(pl.col("len") == pl.col("needed")).join(
        rows.select("target", "sku", "kind"), on=["target", "sku"]
    )


def _split(frame: pl.DataFrame, column: str) -> pl.DataFrame:
    return frame.with_columns(pl.col(column).str.split(" ")).explode(column, empty_as_null=False).unique()


def unblocked(
    pairs: pl.DataFrame, targets: pl.DataFrame, terms: pl.DataFrame, entities: pl.DataFrame
) -> pl.DataFrame:
    """The pairs that no negative in force blocks, as `adopt.decide.in_force` understands negatives."""
    negatives = _negatives(entities)
    if negatives.is_empty():
        return pairs
    place = targets.select("target", "campaign_id", "ad_group_id").unique()
    keys = ["campaign_id", "ad_group_id", "search_term"]
    named = pairs.join(place, on="target", maintain_order="left").join(
        terms.select("term", "search_term", "is_asin", "words"), on="term", maintain_order="left"
    )
    asked = named.select(*keys, "is_asin", "words").unique()
    hit = blockers(asked, negatives).select(keys).unique()
    return named.join(hit, on=keys, how="anti", maintain_order="left").select(pairs.columns)


def _negatives(entities: pl.DataFrame) -> pl.DataFrame:
    entity = pl.col("entity")
    up = (pl.col("state") == "enabled") & entity.is_in(list(_KINDS))
    return entities.filter(up).select(
        "campaign_id",
        "ad_group_id",
        "match_type",
        negative_id="target_id",
        level=entity.replace_strict({name: level for name, (level, _) in _KINDS.items()}, default=None),
        kind=entity.replace_strict({name: kind for name, (_, kind) in _KINDS.items()}, default=None),
        text="targeting",
    )
