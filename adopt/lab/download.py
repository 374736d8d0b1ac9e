"""The entities with their figures, as a bulk download shows them."""

from __future__ import annotations

from typing import Any

import dataframely as dy
import polars as pl

from adopt.lab.layout import PLACEMENT_SHARES
from adopt.schema import Ad, AdGroup, Campaign, Negative, Placement, Target

METRICS = ["impressions", "clicks", "orders", "units", "spend_micros", "sales_micros"]

_LEVELS = {
    "Campaign": "campaign_id",
    "Bidding Adjustment": "campaign_id",
    "Ad Group": "ad_group_id",
    "Product Ad": "ad_group_id",
    "Keyword": "target_id",
    "Product Targeting": "target_id",
}
_NEGATIVES = {
    "Negative Keyword": ("ad_group", "keyword"),
    "Campaign Negative Keyword": ("campaign", "keyword"),
    "Negative Product Targeting": ("ad_group", "product"),
}


def with_metrics(entities: pl.DataFrame, report: pl.DataFrame) -> pl.DataFrame:
    """The entities with the sums of the report's rows below each; placements share their campaign's."""
    parts = [entities.filter(pl.col("entity").is_in(list(_NEGATIVES)))]
    for entity, level in _LEVELS.items():
        sums = report.group_by(level).agg(pl.col(METRICS).sum())
        own = entities.filter(pl.col("entity") == entity).join(sums, on=level, how="left")
        parts.append(_split(own) if entity == "Bidding Adjustment" else own)
    return pl.concat(parts, how="diagonal").sort("row").with_columns(pl.col(METRICS).fill_null(0))


def _split(rows: pl.DataFrame) -> pl.DataFrame:
    """Each placement's share in whole units, by differences of rounded running shares, so that they add up."""
    running, shares = 0.0, {}
    for placement, share in PLACEMENT_SHARES.items():
        shares[placement] = (running, running + share)
        running += share
    low, high = (
        pl.col("placement").replace_strict(
            {name: span[end] for name, span in shares.items()}, return_dtype=pl.Float64
        )
        for end in (0, 1)
    )
    unit = {name: 10_000 if name.endswith("_micros") else 1 for name in METRICS}
    return rows.with_columns(
        (
            ((pl.col(name) / size * high).round() - (pl.col(name) / size * low).round()).cast(pl.Int64) * size
        ).alias(name)
        for name, size in unit.items()
    )


def bulk_parts(sheet: pl.DataFrame) -> dict[str, dy.DataFrame[Any]]:
    """The frames of a `Bulk` from the sheet of `with_metrics`; no search term tab, no upload cells."""
    targets = _only(sheet, "Keyword", "Product Targeting").with_columns(
        kind=pl.when(pl.col("entity") == "Keyword").then(pl.lit("keyword")).otherwise(pl.lit("product"))
    )
    return {
        "campaigns": _as(
            Campaign, _only(sheet, "Campaign").with_columns(end_date=pl.lit(None, dtype=pl.Date))
        ),
        "placements": _as(Placement, _only(sheet, "Bidding Adjustment")),
        "ad_groups": _as(AdGroup, _only(sheet, "Ad Group")),
        "ads": _as(Ad, _only(sheet, "Product Ad")),
        "targets": _as(Target, targets),
        "negatives": _as(Negative, _negatives(sheet)),
    }


def _only(sheet: pl.DataFrame, *entities: str) -> pl.DataFrame:
    return sheet.filter(pl.col("entity").is_in(entities))


def _as(schema: type[dy.Schema], frame: pl.DataFrame) -> dy.DataFrame[Any]:
    return schema.validate(frame.select(schema.column_names()))


def _negatives(sheet: pl.DataFrame) -> pl.DataFrame:
    entity = pl.col("entity")
    return _only(sheet, *_NEGATIVES).with_columns(
        level=entity.replace_strict(
            {name: level for name, (level, _) in _NEGATIVES.items()}, return_dtype=pl.String
        ),
        kind=entity.replace_strict(
            {name: kind for name, (_, kind) in _NEGATIVES.items()}, return_dtype=pl.String
        ),
        negative_id="target_id",
        text="targeting",
    )
