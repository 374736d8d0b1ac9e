"""The simulated account's search terms as the unified reports page gives them, and as the Ads API does."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import polars as pl

from adopt.lab.columns import dollars
from adopt.lab.translated import ENGLISH
from adopt.words import headers

_IDS = ("campaign_id", "ad_group_id")
_NAMES = ("campaign", "ad_group", "targeting", "match_type", "search_term", "impressions", "clicks")


def write_unified_report(path: Path, report: pl.DataFrame, *, language: str = ENGLISH) -> None:
    """Writes daily rows as the page's .csv: IDs wrapped as ``="123"``, names that aren't known in English.

    Args:
        path: file to write.
        report: daily rows, as `adopt.lab.report.visible_report` gives them.
        language: of the column names.
    """
    wrapped = report.with_columns(pl.format('="{}"', name).alias(name) for name in _IDS)
    wrapped.select(_fields("unified", language)).write_csv(path, include_bom=True, float_precision=2)


def write_api_report(path: Path, report: pl.DataFrame) -> None:
    """Writes daily rows as the API's JSON of version 3, gzipped where ``path`` ends with .gz; IDs are numbers there."""
    numbers = report.with_columns(pl.col(*_IDS, "target_id").cast(pl.Int64))
    fields = [*_fields("api", ENGLISH), pl.col("target_id").alias(headers("api")[ENGLISH]["target_id"][0])]
    text = json.dumps(numbers.select(fields).to_dicts(), ensure_ascii=False).encode()
    path.write_bytes(gzip.compress(text, mtime=0) if path.suffix == ".gz" else text)


def _fields(kind: str, language: str) -> list[pl.Expr]:
    names = headers(kind)[ENGLISH] | headers(kind)[language]
    fields = {
        "date": pl.col("first_day").cast(pl.String),
        "currency": pl.lit("USD"),
        **{name: pl.col(name) for name in (*_IDS, *_NAMES)},
        "spend": dollars("spend_micros"),
        "sales_7": dollars("sales_micros"),
        "orders_7": pl.col("orders"),
        "units_7": pl.col("units"),
    }
    return [value.alias(names[ours][0]) for ours, value in fields.items()]
