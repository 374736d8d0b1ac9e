"""What all upload sheets share: one frame in the 26 columns of ``adopt.words.bulksheet()``, as text.

The rows of each file are made in `adopt.write.sheets`.
"""

from __future__ import annotations

import polars as pl

from adopt.plan.changes import Changes
from adopt.schema import Action, Bulk, Consent
from adopt.words import bulksheet
from adopt.words.currencies import currency_digits

KEY = "key"
"""The column beside the 26 that tells which action a row carries; it isn't written."""

NEGATIVES = ("Negative Keyword", "Negative Product Targeting", "Campaign Negative Keyword")
TARGETS = ("Keyword", "Product Targeting")
KEYWORDS = ("Keyword", "Negative Keyword", "Campaign Negative Keyword")


def upload_columns() -> list[str]:
    """Our names of the 26 columns, in Amazon's order."""
    return list(bulksheet()["columns"])


def accepted(plan: Changes, *entities: str) -> pl.DataFrame:
    """The accepted actions on these entities, with their position in the plan.

    A schedule of hours (B303) isn't among them: no upload sheet holds one.
    """
    chosen = pl.col(Action.consent.name) == Consent.SAFE.value
    return plan.actions.with_row_index("position").filter(
        chosen & pl.col(Action.entity.name).is_in(entities) & (pl.col("code") != "B303")
    )


def money(column: str, currency: str) -> pl.Expr:
    """An amount as text with the currency's decimals and a point."""
    digits = currency_digits(currency)
    return pl.col(column).map_elements(lambda amount: f"{amount:.{digits}f}", return_dtype=pl.String)


def sheet(rows: pl.DataFrame) -> pl.DataFrame:
    """``rows`` in the columns of an upload sheet; those that are missing stay blank."""
    columns = upload_columns()
    whole = rows.with_columns(product=pl.lit(bulksheet()["product"]))
    blank = [pl.lit(None, dtype=pl.String).alias(name) for name in columns if name not in whole.columns]
    return whole.with_columns(blank).select(KEY, *columns)


def campaign_cells(bulk: Bulk) -> pl.DataFrame:
    """What an update of a campaign repeats, in Amazon's upload spelling, by ``row`` of the download.

    Campaigns whose strategy isn't one of Amazon's tokens aren't among them: an update would change it.
    """
    return bulk.campaigns.filter(pl.col("strategy").is_not_null()).select(
        "row",
        "campaign_id",
        "state",
        entity=pl.lit("Campaign"),
        bidding_strategy="strategy",
        targeting_type=pl.col("targeting_type").str.to_uppercase(),
        start_date=pl.col("start_date").dt.strftime("%Y%m%d"),
        end_date=pl.col("end_date").dt.strftime("%Y%m%d"),
    )


def negative_expression(text: pl.Expr) -> pl.Expr:
    """Amazon's expression for one negated product, from an ASIN or an expression: ``asin="B0XXXXXXXX"``."""
    asin = text.str.extract(r"(?i)([A-Z0-9]{10})\"?\s*$").str.to_uppercase()
    return pl.when(asin.is_not_null()).then(pl.format('asin="{}"', asin)).otherwise(text)
