"""What Amazon would refuse in campaigns that an upload sheet creates with all that is in them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import polars as pl

from adopt.decide.structure import CLAUSES
from adopt.schema import Bulk
from adopt.words import bulksheet
from adopt.write.bulk_sheet import TARGETS
from adopt.write.fault import fault

Limits = tuple[float, float]

_NUMERIC = r"^[0-9]+$"
_AMOUNT = r"^[0-9]+(\.[0-9]{1,2})?$"
_RESIDUE = 1e-6
_GROUP = ["campaign_id", "ad_group_id"]
_YES = pl.lit(value=True)


def is_created() -> pl.Expr:
    """Whether a row belongs to a campaign that the sheet creates: parents, ads, and targets of parents without an ID."""
    parent = pl.col("entity").is_in(["Campaign", "Ad Group", "Product Ad"])
    child = pl.col("entity").is_in(TARGETS) & ~pl.col("campaign_id").str.contains(_NUMERIC)
    return ((pl.col("operation") == "Create") & (parent | child)).fill_null(value=False)


def created_faults(
    rows: pl.DataFrame, bulk: Bulk, bids: Limits, as_of: date | None
) -> Iterator[pl.DataFrame]:
    """Broken rules beyond those of single cells (`adopt.write.validate.faults`).

    Rules: ``temporary_id`` (digits, where a text stands for the ID that Amazon will give), ``parent`` (no such campaign or
    ad group in the sheet, or several), ``childless``, ``name_taken``, ``too_long``, ``forbidden_character``,
    ``outer_space``, ``start_date`` (not a day as yyyymmdd), ``past``, ``sku_or_asin`` (not exactly one of them),
    ``asin_for_sku``, ``auto_campaign`` (keywords in one), ``expression``, ``mixed_targets``, ``bid``, ``over_budget``.

    Args:
        rows: those for which `is_created` holds, with sheet_row.
        bulk: the download: its campaigns' names are taken.
        bids: least and highest bid.
        as_of: the day of the run; None checks no start date against it.
    """
    campaigns = rows.filter(pl.col("entity") == "Campaign")
    groups = rows.filter(pl.col("entity") == "Ad Group")
    inside = rows.filter(pl.col("entity") != "Campaign")
    yield from _ids(rows, campaigns, groups, inside)
    yield from _names(campaigns, groups, bulk)
    yield from _days(campaigns, as_of)
    yield from _ads(rows.filter(pl.col("entity") == "Product Ad"), bulk)
    yield from _targets(rows.filter(pl.col("entity").is_in(TARGETS)), campaigns)
    yield from _bids(inside, campaigns, bids)


def _ids(
    rows: pl.DataFrame, campaigns: pl.DataFrame, groups: pl.DataFrame, inside: pl.DataFrame
) -> Iterator[pl.DataFrame]:
    """Texts for IDs, and that they tie each row to exactly one parent, and each parent to its children."""
    for column in _GROUP:
        yield fault(rows, pl.col(column).str.contains(_NUMERIC), column, "temporary_id")
    once = campaigns.filter(pl.col("campaign_id").is_unique())
    yield fault(inside.join(once, on="campaign_id", how="anti"), _YES, "campaign_id", "parent")
    leaves = inside.filter(pl.col("entity") != "Ad Group")
    alone = groups.filter(pl.struct(_GROUP).is_unique())
    yield fault(leaves.join(alone, on=_GROUP, how="anti"), _YES, "ad_group_id", "parent")
    yield fault(campaigns.join(groups, on="campaign_id", how="anti"), _YES, "campaign_id", "childless")
    for kinds in (("Product Ad",), TARGETS):
        held = leaves.filter(pl.col("entity").is_in(kinds))
        yield fault(groups.join(held, on=_GROUP, how="anti"), _YES, "ad_group_id", "childless")
    yield fault(groups, pl.struct(_GROUP).is_duplicated(), "ad_group_id", "duplicate")


def _names(campaigns: pl.DataFrame, groups: pl.DataFrame, bulk: Bulk) -> Iterator[pl.DataFrame]:
    """Names that are too long, hold a character that Amazon refuses, or are another campaign's."""
    rules = bulksheet()["name"]
    for column, rows in (("campaign_name", campaigns), ("ad_group_name", groups)):
        name = pl.col(column)
        yield fault(rows, name.str.len_chars() > rules["max_chars"][column], column, "too_long")
        yield fault(rows, name.str.contains(rf"[^{rules['listed']}]"), column, "forbidden_character")
        yield fault(rows, name.str.contains(r"^\s|\s$"), column, "outer_space")
    known = bulk.campaigns.select(name=pl.col("campaign").str.to_lowercase())["name"].unique().implode()
    name = pl.col("campaign_name").str.to_lowercase()
    yield fault(campaigns, name.is_in(known) | name.is_duplicated(), "campaign_name", "name_taken")
    same = pl.struct("campaign_id", pl.col("ad_group_name").str.to_lowercase()).is_duplicated()
    yield fault(groups, same, "ad_group_name", "name_taken")


def _days(campaigns: pl.DataFrame, as_of: date | None) -> Iterator[pl.DataFrame]:
    written = pl.col("start_date")
    day = written.str.to_date("%Y%m%d", strict=False)
    shaped = written.str.contains(r"^[0-9]{8}$") & day.is_not_null()
    yield fault(campaigns, ~shaped, "start_date", "start_date")
    if as_of is not None:
        yield fault(campaigns, shaped & (day < as_of), "start_date", "past")


def _ads(ads: pl.DataFrame, bulk: Bulk) -> Iterator[pl.DataFrame]:
    """Ads of no product or of two; an ASIN for a SKU, for which Amazon drops the ad group without a word."""
    sku, asin = pl.col("sku").is_not_null(), pl.col("asin").is_not_null()
    yield fault(ads, sku == asin, "sku", "sku_or_asin")
    known = bulk.ads["sku"].drop_nulls().unique().implode()
    looks = pl.col("sku").str.contains(r"^B0[A-Z0-9]{8}$") & ~pl.col("sku").is_in(known)
    yield fault(ads, looks, "sku", "asin_for_sku")
    same = pl.struct(*_GROUP, "sku", "asin").is_duplicated()
    yield fault(ads, same, "sku", "duplicate")


def _targets(targets: pl.DataFrame, campaigns: pl.DataFrame) -> Iterator[pl.DataFrame]:
    """Automatic campaigns hold the automatic clauses and nothing else, manual ones none of them and one kind of targets."""
    kinds = campaigns.select("campaign_id", kind="targeting_type").unique("campaign_id", keep="first")
    placed = targets.join(kinds, on="campaign_id", how="left", maintain_order="left")
    auto, keyword = pl.col("kind") == "AUTO", pl.col("entity") == "Keyword"
    expression = pl.col("product_targeting_expression")
    yield fault(placed, auto & keyword, "campaign_id", "auto_campaign")
    clause = expression.is_in(CLAUSES)
    one_product = expression.str.contains(bulksheet()["expression"]["asin"])
    legal = pl.when(auto).then(clause).otherwise(one_product)
    yield fault(placed, ~keyword & ~legal, "product_targeting_expression", "expression")
    yield fault(placed, pl.col("entity").n_unique().over(_GROUP) > 1, "ad_group_id", "mixed_targets")


def _bids(inside: pl.DataFrame, campaigns: pl.DataFrame, limits: Limits) -> Iterator[pl.DataFrame]:
    """Default bids that aren't amounts or pass the marketplace's limits, and bids over their new campaign's budget."""
    groups = inside.filter(pl.col("entity") == "Ad Group")
    default = pl.col("ad_group_default_bid")
    amount = default.cast(pl.Float64, strict=False)
    broken = ~default.str.contains(_AMOUNT) | ~amount.is_between(*limits)
    yield fault(groups, broken, "ad_group_default_bid", "bid")
    budgets = campaigns.select(
        "campaign_id", most=pl.col("daily_budget").cast(pl.Float64, strict=False)
    ).unique("campaign_id", keep="first")
    bound = inside.join(budgets, on="campaign_id", how="left", maintain_order="left")
    for column in ("bid", "ad_group_default_bid"):
        over = pl.col(column).cast(pl.Float64, strict=False) > pl.col("most") + _RESIDUE
        yield fault(bound, over, column, "over_budget")
