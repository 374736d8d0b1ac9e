"""Small evidence tables for tests."""

from __future__ import annotations

import polars as pl

from adopt.schema import MICROS

_DEFAULTS = {
    "campaign_id": "1",
    "ad_group_id": "11",
    "target_id": "111",
    "campaign": "pans auto",
    "ad_group": "pans",
    "targeting": "close-match",
    "match_type": "-",
    "search_term": "steel pan",
    "impressions": 1000,
    "clicks": 10,
    "orders": 1,
    "units": 1,
    "spend": 10.0,
    "sales": 25.0,
    "join": "target",
    "join_reason": None,
    "goods": None,
}


def cells(*rows: dict[str, object]) -> pl.DataFrame:
    """An evidence table; what a row doesn't say is a default. Spend is a dollar a click unless said otherwise."""
    full = [{**_DEFAULTS, "spend": float(str(row.get("clicks", 10))), **row} for row in rows]
    frame = pl.DataFrame(
        full,
        schema_overrides={
            "join_reason": pl.String,
            "goods": pl.UInt32,
            "spend": pl.Float64,
            "sales": pl.Float64,
        },
    )
    money = [
        (pl.col(name) * MICROS).round().cast(pl.Int64).alias(f"{name}_micros") for name in ("spend", "sales")
    ]
    counts = pl.col("impressions", "clicks", "orders", "units").cast(pl.Int64)
    effective = (pl.col("clicks") * 1_000_000).cast(pl.Int64).alias("effective_ppm")
    if "newest_clicks" not in frame.columns:
        frame = frame.with_columns(newest_clicks=pl.col("clicks").cast(pl.Int64))
    return frame.with_columns(counts, *money, effective).drop("spend", "sales")
