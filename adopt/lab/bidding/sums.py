"""What a bid rule is given: one row per target with the sums of its window. And what it gives back."""

from __future__ import annotations

from datetime import date

import polars as pl

from adopt.schema import MICROS, Bulk

LEAST = 0.02
"""Amazon's lowest bid in the US, where the laboratory's accounts sell (Amazon Ads documentation, limits page)."""

TARGET = ["target_id", "campaign", "ad_group", "targeting", "match_type"]
SUMS = {
    "impressions": pl.Float64,
    "clicks": pl.Float64,
    "orders": pl.Float64,
    "spend": pl.Float64,
    "sales": pl.Float64,
}
AUTO = ("close-match", "loose-match", "substitutes", "complements")

RPC = pl.col("sales") / pl.col("clicks")
"""Sales per click; meaningless without clicks."""
CPC = pl.col("spend") / pl.col("clicks")
ACOS = pl.col("spend") / pl.col("sales")
T = pl.col("target_acos")
BID = pl.col("bid")
SOLD = (pl.col("sales") > 0) & (pl.col("clicks") > 0)
PAUSED = pl.col("bid") <= LEAST
"""A pause is played as a bid at Amazon's least; what a rule has paused it leaves so."""


def target_sums(
    rows: pl.DataFrame,
    bulk: Bulk,
    as_of: date,
    days: int,
    lag: int = 0,
    *,
    half_life: float | None = None,
    since: pl.DataFrame | None = None,
) -> pl.DataFrame:
    """The targets of a download with their sums over ``days`` days, of which the newest ended ``lag`` days ago.

    Returns:
        The `TARGET` columns, bid in force, clicks and orders (counts), impressions, spend and sales (currency), days
        of the window; sorted by target. Targets without rows have zeros.

    Args:
        rows: the daily search term report with target_id.
        bulk: the download of the same day.
        as_of: the day of decision; its own clicks are not known yet.
        days: length of the window.
        lag: newest days left out.
        half_life: days after which a click counts half; None: all count alike.
        since: target_id and the first day that counts for it; targets that aren't in it count whole.
    """
    age = (pl.lit(as_of) - pl.col("last_day")).dt.total_days() - 1 - lag
    within = rows.with_columns(age=age).filter(pl.col("age").is_between(0, days - 1))
    if since is not None:
        within = within.join(since, on="target_id", how="left").filter(
            pl.col("first").is_null() | (pl.col("last_day") >= pl.col("first"))
        )
    weight = pl.lit(1.0) if half_life is None else 0.5 ** (pl.col("age") / half_life)
    sums = within.group_by("target_id").agg(
        *((pl.col(name) * weight).sum() for name in ("impressions", "clicks", "orders")),
        ((pl.col("spend_micros") * weight).sum() / MICROS).alias("spend"),
        ((pl.col("sales_micros") * weight).sum() / MICROS).alias("sales"),
    )
    return (
        bulk_targets(bulk)
        .join(sums, on="target_id", how="left", maintain_order="left")
        .with_columns(pl.col(name).fill_null(0).cast(kind) for name, kind in SUMS.items())
        .with_columns(days=pl.lit(days))
    )


def bulk_targets(bulk: Bulk) -> pl.DataFrame:
    """The running targets of a download with the bid in force, sorted by target."""
    running = pl.all_horizontal(
        pl.col(name) == "enabled" for name in ("state", "ad_group_state", "campaign_state")
    )
    return (
        bulk.targets.filter(running)
        .with_columns(bid=pl.coalesce("bid", "default_bid"))
        .select(*TARGET, "bid")
        .sort("target_id")
    )


def set_to(sums: pl.DataFrame, bid: pl.Expr) -> pl.DataFrame:
    """target_id and to_bid: ``bid`` in whole cents and no lower than Amazon takes; where it is null, the bid as it was."""
    cents = bid.round(2).clip(LEAST)
    return sums.select("target_id", to_bid=pl.when(bid.is_finite()).then(cents).otherwise(BID))


def first_of(*cases: tuple[pl.Expr, pl.Expr | float]) -> pl.Expr:
    """The value of the first condition that holds; null where none does."""
    held = pl.lit(None, dtype=pl.Float64)
    return pl.coalesce(
        *(pl.when(on).then(value if isinstance(value, pl.Expr) else pl.lit(value)) for on, value in cases),
        held,
    )


def order_value(over: str | list[str] | None = None) -> pl.Expr:
    """Sales per order of a target's group, or of the account; infinite or no number where nothing was sold."""
    ratio = pl.col("sales").sum() / pl.col("orders").sum()
    return ratio if over is None else ratio.over(over)


def conversion(over: str | list[str] | None = None) -> pl.Expr:
    """Orders per click of a target's group, or of the account; no number where nothing was clicked."""
    ratio = pl.col("orders").sum() / pl.col("clicks").sum()
    return ratio if over is None else ratio.over(over)
