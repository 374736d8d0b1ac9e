"""Which action an upload row carries, told by what the row says: its IDs, or its place and text, and its amount."""

from __future__ import annotations

import dataframely as dy
import polars as pl

from adopt.estimate.text import plain
from adopt.plan.compared import kind_of
from adopt.plan.compared_part import product, same
from adopt.plan.compared_values import state_id
from adopt.plan.taken import MADE
from adopt.schema import Kind, NewEntity

_ALL = "*"


def keyed_rows(
    rows: pl.DataFrame, actions: pl.DataFrame, created: dy.DataFrame[NewEntity], digits: int
) -> pl.DataFrame:
    """The rows that carry an action: row, key.

    A row that changes what an action changes, but to another value, isn't the action's: it is of another plan, or takes
    this one back.

    Args:
        rows: as `adopt.reports.processing` gives them: ``row``, and texts under our names of Amazon's columns.
        actions: as `adopt.plan.taken.accepted_actions` gives them.
        created: campaigns that they create, row by row.
        digits: decimals of the currency.
    """
    named = rows.with_columns(
        plain(pl.col("campaign_id")).alias("temporary"), sign=_row_sign(), amount=_row_amount()
    )
    wanted = _signs(actions)
    mine = named.join(wanted, on="sign", maintain_order="left").filter(
        pl.col("wanted").is_null() | same(pl.col("amount"), pl.col("wanted"), digits)
    )
    launched = actions.filter(kind_of() == Kind.CAMPAIGN.value)["key"].implode()
    stated = named.with_columns(sign=_state_sign()).join(wanted, on="sign", maintain_order="left")
    texts = created.filter(pl.col("key").is_in(launched)).select(
        "key", temporary=plain(pl.col("campaign_id"))
    )
    inside = named.join(texts.unique(maintain_order=True), on="temporary", maintain_order="left")
    parts = [found.select("row", "key") for found in (mine, inside, stated)]
    return pl.concat(parts).unique("row", keep="first", maintain_order=True).sort("row")


def _signs(actions: pl.DataFrame) -> pl.DataFrame:
    """Each action's sign, as its row has it, and the amount that it sets: key, sign, wanted."""
    kinds = actions.with_columns(kind=kind_of())
    kind = pl.col("kind")
    by_kind = {
        Kind.BID: (pl.format("id {}", "target_id"), "to_bid"),
        Kind.BUDGET: (pl.format("campaign {}", "campaign_id"), "to_value"),
        Kind.PERCENTAGE: (pl.format("placement {} {}", "campaign_id", "targeting"), "to_value"),
        Kind.DEFAULT_BID: (pl.format("ad_group {}", "ad_group_id"), "to_bid"),
        Kind.STATE: (pl.format("state {} {}", state_id(), "to_state"), None),
        Kind.RESTORED: (pl.format("id {}", "target_id"), None),
        Kind.NEGATIVE: (_new(_entity(), "campaign_id", "ad_group_id", pl.col("to_text"), MADE), None),
        Kind.TARGET: (_new(_entity(), "to_campaign_id", "to_ad_group_id", pl.col("to_text"), MADE), "to_bid"),
    }
    none = pl.lit(None, pl.Float64)
    return kinds.select(
        "key",
        sign=pl.coalesce(pl.when(kind == one.value).then(sign) for one, (sign, _) in by_kind.items()),
        wanted=pl.coalesce(
            pl.when(kind == one.value).then(pl.col(amount) if amount else none)
            for one, (_, amount) in by_kind.items()
        ),
    ).drop_nulls("sign")


def _entity() -> pl.Expr:
    """Amazon's entity as our token: ``negative_keyword``."""
    return pl.col("entity").str.to_lowercase().str.replace_all(" ", "_")


def _row_sign() -> pl.Expr:
    entity, own = pl.col("entity"), pl.coalesce("keyword_id", "product_targeting_id")
    text = pl.coalesce("keyword_text", "product_targeting_expression")
    short = {"exact": "negativeExact", "phrase": "negativePhrase"}
    match_type = (
        pl.when(entity.str.contains("negative"))
        .then(pl.col("match_type").replace(short))
        .otherwise("match_type")
        .alias("match_type")
    )
    made = _new(entity, "campaign_id", "ad_group_id", text, match_type)
    return (
        pl.when(entity.str.contains("keyword|product_targeting") & own.is_not_null())
        .then(pl.format("id {}", own))
        .when(entity.str.contains("keyword|product_targeting"))
        .then(made)
        .when(entity == "ad_group")
        .then(pl.format("ad_group {}", "ad_group_id"))
        .when(entity == "bidding_adjustment")
        .then(pl.format("placement {} {}", "campaign_id", "placement"))
        .when(entity == "campaign")
        .then(pl.format("campaign {}", "campaign_id"))
    )


def _new(entity: pl.Expr, campaign: str, ad_group: str, text: pl.Expr, match_type: str | pl.Expr) -> pl.Expr:
    """The sign of what is created: Amazon gives it no ID yet."""
    made = pl.col(match_type) if isinstance(match_type, str) else match_type
    keyword = entity.str.ends_with("keyword")
    said = pl.when(keyword).then(plain(text)).otherwise(product(text))
    group = pl.when(entity.str.starts_with("campaign")).then(pl.lit(_ALL)).otherwise(pl.col(ad_group))
    of_keyword = pl.when(keyword).then(made).otherwise(pl.lit("-"))
    return pl.format("{} {} {} {} {}", entity, campaign, group, of_keyword, said)


def _row_amount() -> pl.Expr:
    """The amount that a row sets, whatever its entity."""
    amount = pl.coalesce("bid", "daily_budget", "percentage", "ad_group_default_bid")
    return amount.cast(pl.Float64, strict=False)


def _state_sign() -> pl.Expr:
    """The sign of a row that changes a state; other rows repeat the one that is there."""
    own = pl.coalesce("keyword_id", "product_targeting_id", "ad_group_id", "campaign_id")
    return pl.format("state {} {}", own, "state")
