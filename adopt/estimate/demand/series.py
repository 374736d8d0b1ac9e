"""Days of products in a row, as models take them, from whichever report tells of days."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import numpy as np
import polars as pl

from adopt.estimate.demand.models import Days


def product_days(days: pl.DataFrame) -> Iterator[tuple[str, Days]]:
    """Each SKU's days up to the last one of all; days that aren't told count as without stock: nothing is known of them.

    Args:
        days: sku, day, shipped, open, as `adopt.estimate.demand.ledger_days` makes them.
    """
    last = days["day"].max()
    assert last is None or isinstance(last, date)
    for (sku,), own in days.sort("sku", "day").group_by("sku", maintain_order=True):
        assert last is not None
        yield str(sku), _in_a_row(own["day"], own["shipped"], own["open"], last)


def account_days(days: pl.DataFrame) -> Days:
    """An account's days: all sales of each.

    Args:
        days: day, units; a day more than once counts with its largest figure.
    """
    own = days.drop_nulls(["day", "units"]).group_by("day").agg(pl.col("units").max()).sort("day")
    last = own["day"].max()
    assert isinstance(last, date)
    return _in_a_row(own["day"], own["units"], pl.repeat(value=True, n=own.height, eager=True), last)


def _in_a_row(day: pl.Series, units: pl.Series, there: pl.Series, last: date) -> Days:
    first = day[0]
    size = (last - first).days + 1
    at = (day - first).dt.total_days().to_numpy()
    row, held = np.zeros(size), np.zeros(size, dtype=bool)
    row[at] = units.cast(pl.Float64).to_numpy()
    held[at] = there.to_numpy()
    return Days(row, held)
