"""One row per SKU from whichever stock reports there are; a finding and an action then speak of the same stock."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

import dataframely as dy
import polars as pl

from adopt.estimate.demand.ledger import ledger_days
from adopt.estimate.demand.pace import WINDOWS
from adopt.schema import LEDGER, MICROS, PLANNING, RESTOCK, Stock
from adopt.words import Market

_PLACE = {PLANNING: "marketplace", RESTOCK: "country"}
_ALL = [f"{what}_{days}" for what in ("shipped", "open") for days in WINDOWS]


def stock_of(
    tables: Mapping[str, pl.DataFrame], market: Market | None, least_days: int, age_days: int
) -> dy.DataFrame[Stock]:
    """The stock of each SKU, sorted; rows that don't say what is available are left out.

    Of two reports the first of `STOCK` that has a SKU tells its stock. Shipments are the ledger's where it has days
    enough, since it alone knows on which days there was nothing to sell.

    Args:
        tables: frames by kind; kinds other than `STOCK` are passed over.
        market: whose rows count where a report says the marketplace; None takes each SKU's rows together: European stock
            is shared and repeats in each store, what was shipped from there doesn't.
        least_days: of the ledger, where another report tells of shipments too.
        age_days: how much older than that report it may be then.
    """
    made = {PLANNING: _planning, RESTOCK: _restock}
    parts = [make(_own(tables[kind], kind, market)) for kind, make in made.items() if kind in tables]
    days = ledger_days(tables[LEDGER]) if LEDGER in tables else None
    if days is not None and days.height:
        moved = _ledger(days)
        enough = days["day"].n_unique() >= least_days
        parts = [*(_with_shipments(part, moved, age_days) if enough else part for part in parts), moved]
    known = [part.filter(pl.col("available").is_not_null()).select(Stock.column_names()) for part in parts]
    every = pl.concat([Stock.create_empty(), *known])
    counts = [name for name, kind in every.schema.items() if kind == pl.Int64]
    # Amazon's corrections can leave a count below nothing: there is nothing then.
    first = every.unique("sku", keep="first", maintain_order=True).with_columns(pl.col(counts).clip(0))
    return Stock.validate(first.sort("sku"))


def _own(rows: pl.DataFrame, kind: str, market: Market | None) -> pl.DataFrame:
    """The marketplace's rows, and those that don't say theirs."""
    if market is None:
        return rows
    names = {name.lower() for name in (market.code, *market.names)}
    place = pl.col(_PLACE[kind]).str.to_lowercase()
    return rows.filter(place.is_null() | place.is_in(names))


def _planning(rows: pl.DataFrame) -> pl.DataFrame:
    newest = rows.filter(pl.col("snapshot_date") == pl.col("snapshot_date").max().over("sku"))
    sold = pl.col("sales_shipped_last_30_days_micros") / pl.col("units_shipped_t30")
    asked = pl.col("your_price_micros")
    found = newest.group_by("sku").agg(
        pl.col("asin").drop_nulls().sort().first(),
        on=pl.col("snapshot_date").max(),
        available=pl.col("available").max(),
        coming=(pl.col("fc_transfer").fill_null(0) + pl.col("reserved_fc_processing").fill_null(0)).max(),
        receiving=pl.col("inbound_received").max().fill_null(0),
        inbound=pl.col("inbound_quantity").max(),
        # 0.0 means that no price is set.
        price=pl.coalesce(
            pl.when(pl.col("units_shipped_t30") > 0).then(sold), pl.when(asked > 0).then(asked)
        ).max()
        / MICROS,
        **{f"shipped_{days}": _sum(f"units_shipped_t{days}") for days in WINDOWS},
    )
    return _with_open(found)


def _restock(rows: pl.DataFrame) -> pl.DataFrame:
    price = pl.col("price_micros")
    found = rows.group_by("sku").agg(
        pl.col("asin").drop_nulls().sort().first(),
        on=pl.lit(None, dtype=pl.Date),
        available=pl.col("available").max(),
        coming=(pl.col("fc_transfer").fill_null(0) + pl.col("fc_processing").fill_null(0)).max(),
        receiving=pl.col("receiving").max().fill_null(0),
        inbound=pl.col("inbound").max(),
        price=pl.when(price > 0).then(price).max() / MICROS,
        shipped_30=_sum("units_sold_last_30_days"),
    )
    missing = [pl.lit(None, dtype=pl.Int64).alias(f"shipped_{days}") for days in WINDOWS if days != 30]  # noqa: PLR2004
    return _with_open(found.with_columns(missing))


def _sum(name: str) -> pl.Expr:
    """Units of all rows; null where none says any."""
    return pl.when(pl.col(name).is_not_null().any()).then(pl.col(name).clip(0).sum())


def _with_open(found: pl.DataFrame) -> pl.DataFrame:
    """Days in stock as far as sums of windows tell them: what is out now and shipped nothing lately was out all the while.

    So a product that is out and sold in 30 days but not in 7 was in stock for 23 days of these at most.
    """
    empty = pl.col("available") == 0
    out = pl.max_horizontal(
        [
            pl.when(empty & (pl.col(f"shipped_{days}") == 0)).then(days).otherwise(0).fill_null(0)
            for days in WINDOWS
        ]
    )
    sells = pl.max_horizontal(*(f"shipped_{days}" for days in WINDOWS)) > 0
    return found.with_columns(
        *((days - out).clip(0).cast(pl.Int64).alias(f"open_{days}") for days in WINDOWS),
        by_day=pl.lit(value=False),
        spread=pl.lit(None, dtype=pl.Float64),
        out_days=pl.when(sells).then(out.cast(pl.Int64)),
    )


def _ledger(days: pl.DataFrame) -> pl.DataFrame:
    """The stock that the ledger ends with, and what it tells of each window."""
    last = days["day"].max()
    ends = days.group_by("sku").agg(
        on=pl.lit(last, dtype=pl.Date),
        available=pl.col("balance").last(),
        out_days=(pl.col("balance") > 0).reverse().cum_max().not_().sum().cast(pl.Int64),
    )
    for window in WINDOWS:
        there = days.filter(pl.col("open") & (pl.col("day") > last - timedelta(days=window)))  # type: ignore[operator]
        sums = there.group_by("sku").agg(
            pl.col("shipped").sum().cast(pl.Int64).alias(f"shipped_{window}"),
            pl.len().cast(pl.Int64).alias(f"open_{window}"),
            pl.col("shipped").std().alias("spread"),
        )
        ends = ends.drop("spread", strict=False).join(sums, on="sku", how="left")
    return ends.with_columns(
        *(pl.col(name).fill_null(0) for name in _ALL),
        asin=pl.lit(None, dtype=pl.String),
        by_day=pl.lit(value=True),
        coming=pl.lit(0, dtype=pl.Int64),
        receiving=pl.lit(0, dtype=pl.Int64),
        inbound=pl.lit(None, dtype=pl.Int64),
        price=pl.lit(None, dtype=pl.Float64),
    )


def _with_shipments(part: pl.DataFrame, moved: pl.DataFrame, age_days: int) -> pl.DataFrame:
    """The rows with the ledger's shipments, days in stock and stock-outs where it knows the SKU, and isn't of old."""
    names = [*_ALL, "by_day", "spread", "out_days"]
    told = moved.select("sku", *(pl.col(name).alias(f"{name}_told") for name in names), last="on", known=True)
    both = part.join(told, on="sku", how="left", maintain_order="left")
    late = (pl.col("on") - pl.col("last")).dt.total_days() > age_days
    knows = pl.col("known").fill_null(value=False) & ~late.fill_null(value=False)
    return both.with_columns(
        pl.when(knows).then(f"{name}_told").otherwise(name).alias(name) for name in names
    )
