"""The seller's own maturity curve: from what successive downloads said of the same days. Pure."""

from __future__ import annotations

import numpy as np
import polars as pl

from adopt.estimate.maturity import visible_share

PRIOR_ORDERS = 50.0
"""How many orders the default curve is worth. A choice: a small account keeps the default, a week of a larger one outweighs it."""

METRICS = {"orders": True, "sales_micros": True, "clicks": False, "spend_micros": False}
"""What is learned, and whether it ripens by default: clicks and spend are shown whole, less invalid ones later on."""

_Z = 1.959964


def learned_curve(restatements: pl.DataFrame, window_days: int = 7) -> pl.DataFrame:
    """Share of a day's final figures that a download shows after so many days.

    Chain ladder: of the days that were downloaded both at that age and after the attribution window, the sum at that
    age / the sum at the last download; shrunk to the default curve by `PRIOR_ORDERS`. A share may pass 1 where Amazon
    took back more than it added (cancelled orders, invalid clicks).

    Args:
        restatements: one row for each day and download: day, downloaded, dated (the day of download is known),
            ended, file_rows, digest, clicks, orders, spend_micros, sales_micros.
        window_days: attribution window of the reports.

    Returns:
        metric, age (days), share, low, high (95 %), orders and days (that the share was learned from); by metric, age.
    """
    told = _once(restatements, window_days)
    rows = [
        {"metric": metric, "age": age, **_share(told.filter(age=age), metric, age, window_days)}
        for metric in METRICS
        for age in range(1, window_days + 2)
    ]
    numbers = dict.fromkeys(("share", "low", "high"), pl.Float64)
    return pl.DataFrame(rows, schema_overrides=numbers)


def orders_curve(restatements: pl.DataFrame, window_days: int) -> tuple[float, ...]:
    """Learned shares of a day's orders after 1, 2, 3, ... days, for `effective_clicks_ppm`."""
    return tuple(learned_curve(restatements, window_days).filter(metric="orders")["share"])


def _once(restatements: pl.DataFrame, window_days: int) -> pl.DataFrame:
    """One row a day and age, with the day's final figures beside it; days without any after the window are left out."""
    dated = restatements.filter("dated")
    newest = dated.sort("day", "downloaded", "ended", "file_rows", "digest").unique(
        ["day", "downloaded"], keep="last", maintain_order=True
    )
    aged = newest.with_columns(age=(pl.col("downloaded") - pl.col("day")).dt.total_days())
    final = (
        aged.filter(pl.col("age") > window_days).group_by("day").agg(pl.col("downloaded", *METRICS).last())
    )
    both = aged.join(final, on="day", suffix="_final", maintain_order="left")
    return both.filter(pl.col("downloaded") < pl.col("downloaded_final"))


def _share(told: pl.DataFrame, metric: str, age: int, window_days: int) -> dict[str, float]:
    """The shrunk share of one metric at one age, and its interval."""
    default = float(visible_share(np.array([age]), window_days)[0]) if METRICS[metric] else 1.0
    seen, final = (told[name].to_numpy().astype(float) for name in (metric, f"{metric}_final"))
    orders, total = float(told["orders_final"].sum()), float(final.sum())
    # The default weighs as much as so many orders do, in the metric's own unit.
    weight = PRIOR_ORDERS / (orders + PRIOR_ORDERS) if total and orders else 1.0
    raw = float(seen.sum()) / total if total else default
    share = (1 - weight) * raw + weight * default
    spread = _variance(seen, final, raw, orders) * (1 - weight) ** 2
    spread += weight**2 * default * (1 - default) / PRIOR_ORDERS
    half = _Z * float(np.sqrt(spread))
    return {
        "share": share,
        "low": max(0.0, share - half),
        "high": share + half,
        "orders": orders,
        "days": told.height,
    }


def _variance(seen: np.ndarray, final: np.ndarray, raw: float, orders: float) -> float:
    """Of a ratio of sums: between days, and at least what counts of so many orders vary by themselves."""
    if not orders:
        return 0.0
    least = max(raw * (1 - raw), 0.0) / orders
    if seen.size < 2 or not final.sum():  # noqa: PLR2004 - one day tells nothing of how days differ
        return least
    residuals = seen - raw * final
    between = seen.size / (seen.size - 1) * float((residuals**2).sum()) / float(final.sum()) ** 2
    return max(between, least)
