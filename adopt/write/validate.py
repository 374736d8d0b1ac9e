"""What Amazon would refuse in adopt's own upload sheets, found before they are written."""

from __future__ import annotations

from datetime import date

import polars as pl

from adopt.bulksheet import FIRST_ROW, Against, Sheet, binding, check, narrow_limits
from adopt.bulksheet.sheet import ROW
from adopt.schema import Bulk

__all__ = ["FIRST_ROW", "faults"]


def faults(
    sheet: pl.DataFrame,
    bulk: Bulk,
    currency: str,
    marketplace: str | None = None,
    as_of: date | None = None,
) -> pl.DataFrame:
    """Every broken rule of an upload sheet: ``row`` (1-based), ``column`` (Amazon's header), ``rule``, ``value``, ``detail``.

    The rules are those of `adopt.bulksheet`, and adopt keeps to more of them than Amazon does: its own sheets have
    Amazon's exact words, a bid of their own, and nothing in a cell that should be blank.

    Args:
        sheet: rows as `adopt.write.bulk_sheet` makes them.
        bulk: the download that the rows refer to.
        currency: ISO 4217; chooses the limits where the marketplace isn't known.
        marketplace: two-letter code or None.
        as_of: the day of the run, before which nothing may start; None doesn't check that.
    """
    rows = sheet.with_row_index(ROW, offset=FIRST_ROW)
    against = Against(narrow_limits(currency, marketplace), as_of, bulk, own=True)
    return binding(check(Sheet(rows), against))
