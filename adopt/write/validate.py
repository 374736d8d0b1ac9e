"""What Amazon would refuse in an upload sheet, found before it is written."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import polars as pl

from adopt.decide.legal import keyword_problem
from adopt.schema import Bulk
from adopt.words import Market, bulksheet, markets
from adopt.write.bulk_sheet import NEGATIVES, TARGETS, upload_columns
from adopt.write.fault import FAULTS
from adopt.write.fault import fault as _fault
from adopt.write.validate_created import created_faults, is_created

FIRST_ROW = 2
"""Sheet row of the first data row: the header is row 1."""

_RESIDUE = 1e-6


def faults(
    sheet: pl.DataFrame,
    bulk: Bulk,
    currency: str,
    marketplace: str | None = None,
    as_of: date | None = None,
) -> pl.DataFrame:
    """Every broken rule of an upload sheet: ``row`` (1-based), ``column`` (Amazon's header), ``rule``, ``value``.

    Rules: ``column`` (not an upload column), ``missing``, ``not_blank``, ``token``, ``id`` (not digits), the codes of
    `adopt.decide.legal.keyword_problem`, ``expression``, ``bid`` and ``budget`` (not an amount, or outside the
    marketplace's limits), ``over_budget``, ``under_bids`` (a budget lower than a live bid), ``percentage``, ``duplicate``, ``already_negated``, ``already_there``,
    ``auto_campaign``, ``mixed_targets`` (keywords and product targets in one ad group), ``unknown_entity``, ``formula``,
    and those of `adopt.write.validate_created.created_faults` for campaigns that the sheet creates.

    Args:
        sheet: rows as `adopt.write.sheets` makes them.
        bulk: the download that the rows refer to.
        currency: ISO 4217; chooses the bid limits where the marketplace isn't known.
        marketplace: two-letter code or None.
        as_of: the day of the run, before which nothing may start; None doesn't check that.
    """
    rows = sheet.with_row_index("sheet_row", offset=FIRST_ROW)
    created, there = rows.filter(is_created()), rows.filter(~is_created())
    limits = bid_limits(currency, marketplace)
    found = [
        *_cells(rows),
        *_keywords(rows),
        *_expressions(there),
        *_bids(rows, bulk, limits),
        *_budgets(rows, bulk, budget_limits(currency, marketplace)),
        *_percentages(rows, bulk),
        *_duplicates(rows),
        *_negated(rows, bulk),
        *_there(rows, bulk),
        *_misplaced(rows, bulk),
        *_unknown(there, bulk),
        *_unknown_negatives(there, bulk),
        *created_faults(created, bulk, limits, as_of),
    ]
    return pl.concat([pl.DataFrame(schema=FAULTS), *found]).sort("row", "column", "rule")


def _cells(rows: pl.DataFrame) -> Iterator[pl.DataFrame]:
    """Cells that are needed, forbidden, misspelt, or no IDs."""
    rules = bulksheet()
    kind = pl.concat_str("entity", pl.lit("/"), "operation", ignore_nulls=True)
    needed, blank = (
        {f"{e}/{o}": names for e, by in rules[table].items() for o, names in by.items()}
        for table in ("required", "blank")
    )
    yield _fault(rows, ~kind.is_in(list(needed)), "entity", "token")
    for column in upload_columns():
        cell = pl.col(column)
        wanting = [of for of, names in needed.items() if column in names]
        barred = [of for of, names in blank.items() if column in names]
        empty = cell.is_null() | (cell == "")
        yield _fault(
            rows, empty & (kind.is_in(wanting) | pl.lit(column in rules["always"])), column, "missing"
        )
        yield _fault(rows, ~empty & kind.is_in(barred), column, "not_blank")
        yield _fault(rows, cell.str.starts_with("="), column, "formula")
        if column in rules["ids"]:
            yield _fault(rows, ~empty & ~is_created() & ~cell.str.contains(r"^[0-9]+$"), column, "id")
        if isinstance(rules["tokens"].get(column), list):
            yield _fault(rows, ~empty & ~cell.is_in(rules["tokens"][column]), column, "token")


def _keywords(rows: pl.DataFrame) -> Iterator[pl.DataFrame]:
    """Match types, and texts of keywords as far as they are created here."""
    rules = bulksheet()
    for entity, tokens in rules["tokens"]["match_type"].items():
        of_entity = rows.filter(pl.col("entity") == entity)
        yield _fault(of_entity, ~pl.col("match_type").is_in(tokens), "match_type", "token")
    created = rows.filter(pl.col("operation") == "Create")
    for match_type in rules["keyword"]["max_words"]:
        texts = created.filter(match_type=match_type)
        problem = keyword_problem(pl.col("keyword_text"), match_type)
        yield _fault(texts, problem.is_not_null(), "keyword_text", problem)


def _expressions(rows: pl.DataFrame) -> Iterator[pl.DataFrame]:
    """Expressions of products that are created in ad groups of the download."""
    created = rows.filter(pl.col("operation") == "Create")
    products = created.filter(pl.col("entity").str.ends_with("Product Targeting"))
    expression = pl.col("product_targeting_expression")
    legal = expression.str.contains(bulksheet()["expression"]["asin"])
    yield _fault(products, ~legal, "product_targeting_expression", "expression")


def bid_limits(currency: str, marketplace: str | None) -> tuple[float, float]:
    """Least and highest bid; the narrowest of the currency's marketplaces where none is known."""
    of_currency = _markets(currency, marketplace)
    lowest = max((market.bid_min for market in of_currency), default=0.0)
    return lowest, min((market.bid_max or float("inf") for market in of_currency), default=float("inf"))


def budget_limits(currency: str, marketplace: str | None) -> tuple[float, float]:
    """Least and highest daily budget, as `bid_limits` has them for bids."""
    of_currency = _markets(currency, marketplace)
    lowest = max((market.budget_min for market in of_currency), default=0.0)
    return lowest, min((market.budget_max for market in of_currency), default=float("inf"))


def _markets(currency: str, marketplace: str | None) -> list[Market]:
    one = [markets()[marketplace]] if marketplace in markets() else []
    return one or [market for market in markets().values() if market.currency == currency]


def _budgets(rows: pl.DataFrame, bulk: Bulk, limits: tuple[float, float]) -> Iterator[pl.DataFrame]:
    """Daily budgets that aren't amounts, pass the marketplace's limits, or are lower than a bid of their campaign."""
    of_campaigns = rows.filter(pl.col("entity") == "Campaign")
    amount = pl.col("daily_budget").cast(pl.Float64, strict=False)
    shaped = pl.col("daily_budget").str.contains(r"^[0-9]+(\.[0-9]{1,2})?$")
    yield _fault(of_campaigns, ~shaped | ~amount.is_between(*limits), "daily_budget", "budget")
    bound = of_campaigns.join(highest_bids(bulk), on="campaign_id", how="left", maintain_order="left")
    yield _fault(bound, amount < pl.col("highest") - _RESIDUE, "daily_budget", "under_bids")


def highest_bids(bulk: Bulk) -> pl.DataFrame:
    """The highest live bid of each campaign (campaign_id, highest): Amazon takes no budget under it."""
    live = pl.col("state") != "archived"
    bids = bulk.targets.filter(live).select("campaign_id", highest="bid")
    defaults = bulk.ad_groups.filter(live).select("campaign_id", highest="default_bid")
    return pl.concat([bids, defaults]).group_by("campaign_id").agg(pl.col("highest").max())


def _percentages(rows: pl.DataFrame, bulk: Bulk) -> Iterator[pl.DataFrame]:
    """Percentages that aren't whole or pass Amazon's limit; placements twice, or without a row in the download."""
    placed = rows.filter(pl.col("entity") == "Bidding Adjustment")
    whole = pl.col("percentage").str.contains(r"^[0-9]{1,3}$")
    within = pl.col("percentage").cast(pl.Int64, strict=False) <= bulksheet()["percentage"]["most"]
    yield _fault(placed, ~whole | ~within, "percentage", "percentage")
    named = placed.with_columns(token=_letters(pl.col("placement")))
    twice = pl.struct("campaign_id", "token").is_duplicated()
    yield _fault(named, twice, "placement", "duplicate")
    held = bulk.placements.select("campaign_id", token=_letters(pl.col("placement")))
    strange = named.join(held, on=["campaign_id", "token"], how="anti")
    yield _fault(strange, pl.lit(value=True), "placement", "unknown_entity")


def _bids(rows: pl.DataFrame, bulk: Bulk, limits: tuple[float, float]) -> Iterator[pl.DataFrame]:
    """Bids that aren't amounts, pass the marketplace's limits, or pass their campaign's daily budget."""
    budgets = bulk.campaigns.select("campaign_id", "budget").unique("campaign_id", keep="first")
    group = (pl.col("entity") == "Ad Group") & (pl.col("operation") == "Update")
    kinds = {"bid": pl.col("entity").is_in(TARGETS), "ad_group_default_bid": group}
    for column, own in kinds.items():
        bidding = rows.filter(own).join(budgets, on="campaign_id", how="left")
        bid = pl.col(column).cast(pl.Float64, strict=False)
        yield _fault(bidding, ~pl.col(column).str.contains(r"^[0-9]+(\.[0-9]{1,2})?$"), column, "bid")
        yield _fault(bidding, ~bid.is_between(*limits), column, "bid")
        # Amazon's own amounts carry residues of binary fractions (24.999999999999996).
        yield _fault(bidding, bid > pl.col("budget") + _RESIDUE, column, "over_budget")


def _duplicates(rows: pl.DataFrame) -> Iterator[pl.DataFrame]:
    """An entity twice in one file: by its ID, or by what would be created."""
    for column in ("keyword_id", "product_targeting_id"):
        yield _fault(rows, pl.col(column).is_not_null() & pl.col(column).is_duplicated(), column, "duplicate")
    of_campaigns = rows.filter(pl.col("entity") == "Campaign")
    yield _fault(of_campaigns, pl.col("campaign_id").is_duplicated(), "campaign_id", "duplicate")
    of_groups = rows.filter((pl.col("entity") == "Ad Group") & (pl.col("operation") == "Update"))
    yield _fault(of_groups, pl.col("ad_group_id").is_duplicated(), "ad_group_id", "duplicate")
    created = rows.filter(pl.col("operation") == "Create")
    for column in ("keyword_text", "product_targeting_expression"):
        same = pl.struct("campaign_id", "ad_group_id", "match_type", _plain(pl.col(column))).is_duplicated()
        yield _fault(created, pl.col(column).is_not_null() & same, column, "duplicate")


def _negated(rows: pl.DataFrame, bulk: Bulk) -> Iterator[pl.DataFrame]:
    """Negatives that the ad group or its campaign has already."""
    live = bulk.negatives.filter(pl.col("state") != "archived").with_columns(
        text=_plain(pl.col("text")), match_type=pl.when(pl.col("kind") == "keyword").then("match_type")
    )
    levels = {"ad_group": ["campaign_id", "ad_group_id"], "campaign": ["campaign_id"]}
    for column in ("keyword_text", "product_targeting_expression"):
        negated = pl.col("entity").is_in(NEGATIVES) & (pl.col("operation") == "Create")
        created = rows.filter(negated & pl.col(column).is_not_null())
        for level, ids in levels.items():
            on = [*ids, "match_type", "text"]
            there = live.filter(pl.col("level") == level).select(on)
            known = created.with_columns(text=_plain(pl.col(column))).join(
                there, on=on, how="semi", nulls_equal=True
            )
            yield _fault(known, pl.lit(value=True), column, "already_negated")


def _there(rows: pl.DataFrame, bulk: Bulk) -> Iterator[pl.DataFrame]:
    """Keywords and product targets that the ad group has already."""
    live = bulk.targets.filter(pl.col("state") != "archived").with_columns(text=_plain(pl.col("targeting")))
    created = rows.filter((pl.col("operation") == "Create") & pl.col("entity").is_in(TARGETS))
    for column in ("keyword_text", "product_targeting_expression"):
        named = created.filter(pl.col(column).is_not_null()).with_columns(
            text=_plain(pl.col(column)), match_type=pl.col("match_type").fill_null("-")
        )
        known = named.join(live, on=["ad_group_id", "match_type", "text"], how="semi")
        yield _fault(known, pl.lit(value=True), column, "already_there")


def _misplaced(rows: pl.DataFrame, bulk: Bulk) -> Iterator[pl.DataFrame]:
    """New targets of automatic campaigns, and of the kind that their ad group doesn't hold."""
    created = rows.filter((pl.col("operation") == "Create") & pl.col("entity").is_in(TARGETS))
    auto = bulk.campaigns.filter(pl.col("targeting_type") == "auto")
    yield _fault(
        created.join(auto, on="campaign_id", how="semi"), pl.lit(value=True), "campaign_id", "auto_campaign"
    )
    held = bulk.targets.filter(pl.col("state") != "archived").select("ad_group_id", "kind").unique()
    kinds = created.join(held, on="ad_group_id")
    other = (pl.col("kind") == "keyword") != (pl.col("entity") == "Keyword")
    yield _fault(kinds, other, "ad_group_id", "mixed_targets")


def _unknown(rows: pl.DataFrame, bulk: Bulk) -> Iterator[pl.DataFrame]:
    """Rows whose ad group or target isn't in the download, or is archived there."""
    groups = bulk.ad_groups.filter((pl.col("state") != "archived") & (pl.col("campaign_state") != "archived"))
    ids = ["campaign_id", "ad_group_id"]
    campaign = pl.col("entity").is_in(["Campaign", "Bidding Adjustment", "Campaign Negative Keyword"])
    inside = rows.filter(~campaign).join(groups, on=ids, how="anti")
    yield _fault(inside, pl.lit(value=True), "ad_group_id", "unknown_entity")
    live = bulk.campaigns.filter(pl.col("state") != "archived")
    gone = rows.filter(campaign).join(live, on="campaign_id", how="anti")
    yield _fault(gone, pl.lit(value=True), "campaign_id", "unknown_entity")
    columns = {"keyword": "keyword_id", "product": "product_targeting_id"}
    for kind, column in columns.items():
        known = bulk.targets.filter(pl.col("kind") == kind).select(*ids, pl.col("target_id").alias(column))
        named = rows.filter(pl.col(column).is_not_null() & ~pl.col("entity").is_in(NEGATIVES))
        strange = named.join(known, on=[*ids, column], how="anti")
        yield _fault(strange, pl.lit(value=True), column, "unknown_entity")


def _unknown_negatives(rows: pl.DataFrame, bulk: Bulk) -> Iterator[pl.DataFrame]:
    """Negatives to archive that the download doesn't hold there, or holds as archived."""
    place, live = ["campaign_id", "ad_group_id"], bulk.negatives.filter(pl.col("state") != "archived")
    for kind, column in {"keyword": "keyword_id", "product": "product_targeting_id"}.items():
        known = live.filter(kind=kind).select(*place, pl.col("negative_id").alias(column))
        named = rows.filter(pl.col(column).is_not_null() & pl.col("entity").is_in(NEGATIVES))
        strange = named.join(known, on=[*place, column], how="anti", nulls_equal=True)
        yield _fault(strange, pl.lit(value=True), column, "unknown_entity")


def _letters(token: pl.Expr) -> pl.Expr:
    """A token in the one form that both of Amazon's spellings have."""
    return token.str.to_lowercase().str.replace_all(" ", "")


def _plain(text: pl.Expr) -> pl.Expr:
    """A text as Amazon compares it: without case or spare spaces."""
    return text.str.to_lowercase().str.strip_chars().str.replace_all(r"\s+", " ")
