"""What came out of one file: good rows, rejected rows, totals, and what the file is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

import dataframely as dy
import polars as pl

from adopt.schema.account import Bulk
from adopt.schema.promise import Promise
from adopt.schema.sales import DailySales
from adopt.schema.search_term import MICROS, SearchTermRow


class Rejected(Promise):
    """A row that could not be used, with its place and what was expected there."""

    file = dy.String()
    sheet = dy.String(nullable=True)
    row = dy.UInt32()  # 1-based, as a spreadsheet program shows it
    column = dy.String()
    value = dy.String(nullable=True)
    reason = (
        dy.String()
    )  # a code: missing, not_a_number, negative, not_a_date, unknown_match_type, mangled_id, ...


def rejected_frame(rows: Iterable[dict[str, object]] = ()) -> dy.DataFrame[Rejected]:
    """A frame of rejected rows, empty by default."""
    schema = Rejected.create_empty().schema
    return Rejected.validate(pl.DataFrame(list(rows), schema=schema, strict=False))


class Totals(NamedTuple):
    """Sums over the rows that were read; money in the file's own currency, exact to the millionth."""

    impressions: int = 0
    clicks: int = 0
    spend: Decimal = Decimal(0)
    orders: int = 0
    sales: Decimal = Decimal(0)

    @classmethod
    def of(cls, rows: pl.DataFrame) -> Totals:
        """Totals of a frame with the metric columns of `SearchTermRow`."""
        sums = {
            name: int(rows[name].sum())
            for name in ("impressions", "clicks", "orders", "spend_micros", "sales_micros")
            if name in rows.columns
        }
        return cls(
            impressions=sums.get("impressions", 0),
            clicks=sums.get("clicks", 0),
            spend=Decimal(sums.get("spend_micros", 0)) / MICROS,
            orders=sums.get("orders", 0),
            sales=Decimal(sums.get("sales_micros", 0)) / MICROS,
        )


@dataclass(frozen=True)
class Reading:
    """One file, read.

    Attributes:
        path: the file.
        digest: SHA-256 of its bytes, hexadecimal.
        kind: ``search_term``, ``bulk``, ``business``, or a layout of ``words/companions.toml``.
        language: of its headers, as an ISO 639-1 code.
        marketplace: two-letter code (US, UK, DE, ...), None where the file doesn't say.
        currency: ISO 4217, None where the file doesn't say.
        first_day, last_day: the days that the file covers, None where it doesn't say.
        daily: one row per day (True) or one per period (False).
        window_days: attribution window, 7 for sellers and bulk downloads, 14 for vendors, 0 where there is none.
        read: number of data rows in the sheets that were read, good and rejected.
        data: the good rows; of a layout, a frame with ``row`` and the layout's columns.
        rejected: the others.
        totals: sums over the good rows (of a bulk download: over its campaign rows).
        notes: (code, detail) pairs worth telling: ``orders_exceed_clicks``, ``errors_in_download``, ...
        rejected_days: of a daily file, the day of each rejected row; None where it can't be read.
    """

    path: Path
    digest: str
    kind: str
    language: str
    marketplace: str | None
    currency: str | None
    first_day: date | None
    last_day: date | None
    daily: bool
    window_days: int
    read: int
    data: dy.DataFrame[SearchTermRow] | dy.DataFrame[DailySales] | Bulk | pl.DataFrame
    rejected: dy.DataFrame[Rejected]
    totals: Totals
    notes: tuple[tuple[str, str], ...] = ()
    rejected_days: tuple[date | None, ...] = ()

    def __repr__(self) -> str:
        """Its main facts in a line, for a notebook; ``data`` has the rows."""
        days = f"{self.first_day} – {self.last_day}" if self.first_day else "-"
        whose = " ".join(filter(None, (self.marketplace, self.currency))) or "-"
        rows = f"rows: {self.read:,}, rejected: {self.rejected.height:,}"
        return f"<Reading {self.path.name}: {self.kind}; {whose}; days: {days}; {rows}>"
