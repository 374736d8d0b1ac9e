"""What came back and what was shipped, in the same days: returns beside the units of the best report that counts them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, NamedTuple

import polars as pl

from adopt.checks.desk import Desk, Table
from adopt.checks.here import of_market
from adopt.checks.service.if_granted import CHANNELS, channel_of

_DAY = timedelta(days=1)
_COUNTED = (90, 60, 30, 7)
"""Days over which the planning report counts units shipped."""


class Span(NamedTuple):
    """Days, both ends included."""

    first: date
    last: date


class Comeback(NamedTuple):
    """Returns and shipments of one channel.

    Attributes:
        channel: MFN or AFN.
        recent, before: the window, and the days before it; None where the files don't reach back.
        back: sku, day, order_id, units, reason of each return.
        shipped: sku, recent, before: units.
        kinds, files: of the two reports.
    """

    channel: str
    recent: Span
    before: Span | None
    back: pl.DataFrame
    shipped: pl.DataFrame
    kinds: str
    files: str

    @property
    def source(self) -> dict[str, Any]:
        """What every finding on it tells: the window, and the reports."""
        days = {"first_day": self.recent.first, "last_day": self.recent.last}
        return {**days, "kind": self.kinds.split(",")[0], "file": self.files}


def comebacks(desk: Desk) -> Iterator[Comeback]:
    """Of each channel whose returns and shipments tell of common days."""
    for channel in CHANNELS:
        back = _back(desk, channel)
        if back is None:
            continue
        for source in (_ledger, _planning, _orders):
            if found := source(desk, channel, *back):
                yield found
                break


def within(frame: pl.DataFrame, span: Span) -> pl.DataFrame:
    """Rows of the days of a span."""
    return frame.filter(pl.col("day").is_between(*span))


def _back(desk: Desk, channel: str) -> tuple[Table, pl.DataFrame] | None:
    table = desk.tables.get("fba_returns" if channel == "AFN" else "mfn_returns")
    if table is None:
        return None
    if channel == "AFN":
        day, sku, units, reason = _local(desk, "return_date"), "sku", "quantity", "reason"
    else:
        day, sku, units, reason = (
            pl.col("return_request_date"),
            "merchant_sku",
            "return_quantity",
            "return_reason",
        )
    # A row is something that came back, whether or not it says how many.
    rows = table.frame.select(
        pl.col(sku).alias("sku"),
        day.alias("day"),
        "order_id",
        pl.col(units).fill_null(1).alias("units"),
        pl.col(reason).fill_null("-").alias("reason"),
    )
    kept = rows.filter(pl.col("sku").is_not_null(), pl.col("units") > 0, pl.col("day") <= desk.today)
    return (table, kept) if kept.height else None


def _ledger(desk: Desk, channel: str, returns: Table, back: pl.DataFrame) -> Comeback | None:
    table = desk.tables.get("ledger_summary")
    if table is None or channel != "AFN":
        return None
    once = table.frame.unique(["day", "fnsku", "sku", "disposition", "location"])
    units = once.select("sku", "day", units=-pl.col("customer_shipments").fill_null(0))
    return _of_days(desk, channel, returns, back, table, units)


def _orders(desk: Desk, channel: str, returns: Table, back: pl.DataFrame) -> Comeback | None:
    table = desk.tables.get("all_orders")
    if table is None:
        return None
    rows = of_market(desk, table.frame, "sales_channel").filter(
        pl.col("order_status").str.to_lowercase().fill_null("") != "cancelled",
        pl.col("fulfillment_channel").map_elements(channel_of, pl.String, skip_nulls=True) == channel,
    )
    units = rows.select("sku", day=_local(desk, "purchase_date"), units=pl.col("quantity").fill_null(0))
    return _of_days(desk, channel, returns, back, table, units.filter(pl.col("sku").is_not_null()))


def _of_days(
    desk: Desk, channel: str, returns: Table, back: pl.DataFrame, table: Table, units: pl.DataFrame
) -> Comeback | None:
    """By single days: the window ends where both tell of it; a few days without a row are days without one."""
    first, last = _ends(units["day"])
    first_back, last_back = _ends(back["day"])
    if first is None or last is None or first_back is None or last_back is None:
        return None
    near = desk.limit("return_lag_days").holds(abs((last - last_back).days))
    last = max(last, last_back) if near else min(last, last_back)
    start = last - (int(desk.limit("return_window_days").number) - 1) * _DAY
    recent = Span(max(start, first, min(first_back, last)), last)
    if recent.first > recent.last:
        return None
    earliest = max(start - int(desk.limit("return_before_days").number) * _DAY, first, first_back)
    before = Span(earliest, start - _DAY) if recent.first == start and earliest < start else None
    sums = [_sum(units, recent, "recent"), _sum(units, before, "before")]
    shipped = sums[0].join(sums[1], on="sku", how="full", coalesce=True)
    return _comeback(channel, recent, before, back, shipped, returns, table)


def _planning(desk: Desk, channel: str, returns: Table, back: pl.DataFrame) -> Comeback | None:
    """By the report's own windows, where the seller's are among them and the returns reach the day of the report."""
    table, days = desk.tables.get("fba_inventory_planning"), int(desk.limit("return_window_days").number)
    if table is None or channel != "AFN" or days not in _COUNTED:
        return None
    rows = of_market(desk, table.frame, "marketplace")
    _, last = _ends(rows["snapshot_date"])
    first_back, last_back = _ends(back["day"])
    if last is None or first_back is None or last_back is None:
        return None
    recent = Span(last - (days - 1) * _DAY, last)
    if not desk.limit("return_lag_days").holds((last - last_back).days) or first_back > recent.last:
        return None
    wide = days + int(desk.limit("return_before_days").number)
    longest = next(
        (span for span in _COUNTED if days < span <= wide and first_back <= last - (span - 1) * _DAY), None
    )
    before = Span(last - (longest - 1) * _DAY, recent.first - _DAY) if longest else None
    count = pl.col(f"units_shipped_t{days}")
    more = pl.col(f"units_shipped_t{longest}") - count if longest else pl.lit(None, dtype=pl.Int64)
    shipped = (
        rows.filter(pl.col("snapshot_date") == last)
        .group_by("sku")
        .agg(count.sum().alias("recent"), more.sum().alias("before"))
    )
    return _comeback(channel, recent, before, back, shipped, returns, table)


def _comeback(
    channel: str,
    recent: Span,
    before: Span | None,
    back: pl.DataFrame,
    shipped: pl.DataFrame,
    returns: Table,
    table: Table,
) -> Comeback:
    whole = shipped.with_columns(pl.col("recent", "before").fill_null(0).cast(pl.Int64)).sort("sku")
    kinds, files = f"{returns.kind},{table.kind}", f"{returns.file}, {table.file}"
    return Comeback(channel, recent, before, back, whole, kinds, files)


def _sum(units: pl.DataFrame, span: Span | None, name: str) -> pl.DataFrame:
    rows = within(units, span) if span else units.clear()
    return rows.group_by("sku").agg(pl.col("units").sum().alias(name))


def _local(desk: Desk, column: str) -> pl.Expr:
    return pl.col(column).dt.convert_time_zone(desk.zone.key).dt.date()


def _ends(days: pl.Series) -> tuple[date | None, date | None]:
    first, last = days.min(), days.max()
    assert first is None or isinstance(first, date)
    assert last is None or isinstance(last, date)
    return first, last
