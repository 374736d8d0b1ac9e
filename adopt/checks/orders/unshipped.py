"""The orders that wait to be shipped, one row each, from the report that tells of them."""

from __future__ import annotations

from datetime import datetime
from typing import Any, NamedTuple

import polars as pl

from adopt.checks.desk import Desk, Table
from adopt.checks.here import of_market

_WAITING = ("unshipped", "partiallyshipped")
_OWN = "mfn"


class Order(NamedTuple):
    """An order that waits.

    Attributes:
        order: Amazon's ID.
        ship_by: the end of its last day to ship.
        since: when it was paid, or ordered where the report has no payment; None where it has neither.
        near_late, near_cancel: Amazon's own warnings.
    """

    order: str
    ship_by: datetime
    since: datetime | None
    near_late: bool = False
    near_cancel: bool = False


class Waiting(NamedTuple):
    """The orders that wait, by their ship-by, and the report that tells of them."""

    orders: tuple[Order, ...]
    table: Table

    @property
    def source(self) -> dict[str, Any]:
        """Where findings of them are from."""
        return {"kind": self.table.kind, "file": self.table.file}


def waiting(desk: Desk) -> Waiting:
    """Unshipped orders; the report made for them speaks before the orders of the API, which know more of each order."""
    table = desk.tables.get("unshipped_orders")
    if table is not None:
        return Waiting(_orders(_of_report(table.frame)), table)
    table = desk.tables["orders_api"]
    return Waiting(_orders(_of_api(of_market(desk, table.frame, "marketplace"))), table)


def _of_report(rows: pl.DataFrame) -> pl.DataFrame:
    """An order of several items has a row for each; one whose items have all left waits no more."""
    return rows.filter(pl.col("quantity_to_ship").fill_null(1) > 0).select(
        "order_id",
        ship_by=pl.col("promise_date"),
        since=pl.coalesce("payments_date", "purchase_date"),
        near_late=pl.col("verge_of_lateshipment").fill_null(value=False),
        near_cancel=pl.col("verge_of_cancellation").fill_null(value=False),
    )


def _of_api(rows: pl.DataFrame) -> pl.DataFrame:
    """Pending ones can't be shipped yet; those of FBA aren't the seller's to ship."""
    status = pl.col("status").str.to_lowercase()
    own = pl.col("channel").fill_null(_OWN).str.to_lowercase() == _OWN
    return rows.filter(status.is_in(_WAITING), own, pl.col("ship_by").is_not_null()).select(
        "order_id",
        "ship_by",
        since=pl.col("purchased"),
        near_late=pl.lit(value=False),
        near_cancel=pl.lit(value=False),
    )


def _orders(rows: pl.DataFrame) -> tuple[Order, ...]:
    each = (
        rows.group_by("order_id")
        .agg(pl.col("ship_by", "since").min(), pl.col("near_late", "near_cancel").any())
        .sort("ship_by", "order_id")
    )
    return tuple(Order(*row) for row in each.iter_rows())
