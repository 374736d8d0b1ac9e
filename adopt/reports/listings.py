"""The seller's listings, from whichever listings reports lie in the folder."""

from __future__ import annotations

from collections.abc import Sequence

import dataframely as dy
import polars as pl

from adopt.schema import MICROS, Listing, Reading

LISTINGS = ("listings_all", "listings_open_lite")
"""Kinds of listings reports, the one that says most first: only the first knows when a listing was opened."""

_MISSING: dict[str, pl.DataType] = {"open_date": pl.Datetime("us", "UTC"), "status": pl.String()}


def listings(readings: Sequence[Reading]) -> dy.DataFrame[Listing] | None:
    """One row per SKU, sorted; of several reports the first that has it. None without a report.

    Args:
        readings: one of each kind at most.
    """
    ordered = sorted(readings, key=lambda reading: LISTINGS.index(reading.kind))
    frames = [_plain(reading.data) for reading in ordered if isinstance(reading.data, pl.DataFrame)]
    if not frames:
        return None
    every = pl.concat(frames).unique("sku", keep="first", maintain_order=True).sort("sku")
    return Listing.validate(every)


def _plain(rows: pl.DataFrame) -> pl.DataFrame:
    missing = [
        pl.lit(None, dtype=kind).alias(name) for name, kind in _MISSING.items() if name not in rows.columns
    ]
    status = pl.col("status").str.to_lowercase()
    return rows.with_columns(missing).select(
        "sku",
        "asin",
        price=pl.col("price_micros") / MICROS,
        opened=pl.col("open_date").dt.date(),
        # A report of active listings doesn't say so of each.
        active=(status == "active").fill_null(value=True),
    )
