"""A report as it would have looked on a past day: no later days, and no orders that hadn't arrived."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import polars as pl

from adopt.estimate.learned import orders_curve
from adopt.estimate.maturity import visible_share

_SEED = 20_260
_BY = [
    "first_day", "campaign", "ad_group", "targeting", "match_type", "search_term", "clicks", "orders",
    "impressions", "units", "spend_micros", "sales_micros", "seen_on",
]  # fmt: skip


def curve_on(told: pl.DataFrame | None, as_of: date, window_days: int) -> tuple[float, ...] | None:
    """Maturity as the history could have taught it by ``as_of``; None where it had told nothing."""
    earlier = None if told is None else told.filter(pl.col("downloaded") <= as_of)
    return None if earlier is None or earlier.is_empty() else orders_curve(earlier, window_days)


def seen_on(
    rows: pl.DataFrame,
    days: tuple[date, date],
    window_days: int,
    told: pl.DataFrame | None = None,
) -> pl.DataFrame:
    """The rows of ``days`` as a seller could see them on the morning after the last one.

    Each order that a later download shows was visible by then with probability F(age then) / F(age in the download),
    F the maturity curve: so many are drawn, sales and units go with them. Where the history holds a download of that
    time, the share is its orders of the day / those known now, and its day of download stands in ``seen_on``.
    Clicks and spend are taken as they are known now. Nothing after the last day is looked at.

    Args:
        rows: `SearchTermRow` of single days with ``seen_on``.
        days: the first and the last day seen.
        window_days: attribution window.
        told: what each download said of each day, where there is a history.
    """
    first, last = days
    as_of = last + timedelta(days=1)
    # Sorted by content, so that neither the order of rows nor later ones change a draw.
    frame = rows.filter(pl.col("first_day").is_between(first, last)).sort(_BY)
    frame = frame.with_columns(_visible(frame, as_of, window_days, curve_on(told, as_of, window_days)))
    frame = _as_told(frame, told, as_of)
    rng = np.random.default_rng([_SEED, as_of.toordinal()])
    kept = pl.Series(rng.binomial(frame["orders"].to_numpy(), frame["visible"].to_numpy()), dtype=pl.Int64)
    share = [_in_proportion(name, kept) for name in ("units", "sales_micros")]
    return frame.with_columns(*share, seen_on="then").with_columns(orders=kept).drop("visible", "then")


def _visible(
    frame: pl.DataFrame, as_of: date, window_days: int, curve: tuple[float, ...] | None
) -> list[pl.Series]:
    """Share of the orders now known that could be seen on ``as_of``, and that day, for each row."""
    then = frame.select(pl.min_horizontal("seen_on", pl.lit(as_of)).alias("then")).to_series()
    shares = [
        visible_share((seen - frame["first_day"]).dt.total_days().to_numpy(), window_days, curve)
        for seen in (then, frame["seen_on"])
    ]
    return [pl.Series("visible", np.clip(shares[0] / shares[1], 0, 1), dtype=pl.Float64), then]


def _as_told(frame: pl.DataFrame, told: pl.DataFrame | None, as_of: date) -> pl.DataFrame:
    if told is None:
        return frame
    newest = (
        told.filter(pl.col("downloaded") <= as_of)
        .sort("day", "downloaded", "ended", "file_rows", "digest")
        .unique("day", keep="last", maintain_order=True)
        .select(first_day="day", told_orders="orders", told_on="downloaded")
    )
    today = pl.col("orders").sum().over("first_day")
    share = (pl.col("told_orders") / today).clip(0, 1)
    return (
        frame.join(newest, on="first_day", how="left", maintain_order="left")
        .with_columns(
            visible=pl.when(pl.col("told_on").is_null() | (today == 0)).then("visible").otherwise(share),
            then=pl.coalesce("told_on", "then"),
        )
        .drop("told_orders", "told_on")
    )


def _in_proportion(name: str, kept: pl.Series) -> pl.Expr:
    """Units or sales of the orders kept, in whole millionths; of a row without orders, as they are."""
    part = pl.col(name) * kept // pl.col("orders")
    return pl.when(pl.col("orders") > 0).then(part).otherwise(name).alias(name)
