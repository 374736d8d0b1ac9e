"""A Sponsored Products sheet as it is checked: every cell as text, whoever made it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

import polars as pl

from adopt.schema import Bulk
from adopt.words import Market, bulksheet, markets

ROW = "sheet_row"
FIRST_ROW = 2
"""Sheet row of the first data row: the header is row 1."""

TARGETS = ("Keyword", "Product Targeting")
NEGATIVES = ("Negative Keyword", "Negative Product Targeting")
CAMPAIGN_NEGATIVES = ("Campaign Negative Keyword",)
PARENTS = ("Campaign", "Ad Group")

_RAW = "raw_"


@dataclass(frozen=True)
class Sheet:
    """Rows to check.

    Attributes:
        rows: ``sheet_row`` (1-based) and the columns of `sheet_columns`, as text; blank cells are null.
        absent: our columns that the file hasn't got.
        names: our column -> the name that the file gives it; Amazon's English one where it isn't in here.
    """

    rows: pl.DataFrame
    absent: frozenset[str] = frozenset()
    names: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    def header(self, column: str) -> str:
        """What a fault calls our column."""
        return self.names.get(column) or headers().get(column, column)


@dataclass(frozen=True)
class Limits:
    """Least and highest bid and daily budget, in the currency of the sheet."""

    bid: tuple[float, float]
    budget: tuple[float, float]


@dataclass(frozen=True)
class Against:
    """What a sheet is checked against.

    Attributes:
        limits: of bids and budgets.
        as_of: the day before which nothing may start; None checks no day against it.
        bulk: the download that the sheet's IDs are from; None checks no ID against one.
        own: the sheet is adopt's own, which keeps to more rules than Amazon's.
    """

    limits: Limits
    as_of: date | None = None
    bulk: Bulk | None = None
    own: bool = False


def headers() -> dict[str, str]:
    """Our name of each column that an upload may carry, and Amazon's."""
    return {**bulksheet()["columns"], **bulksheet()["more"]}


def sheet_columns() -> list[str]:
    """Our names of the columns that an upload may carry."""
    return list(headers())


def raw(column: str) -> str:
    """The column that keeps a cell as it was written, beside the one that is compared."""
    return f"{_RAW}{column}"


def narrow_limits(currency: str, marketplace: str | None) -> Limits:
    """Of a marketplace; else what all marketplaces of a currency take."""
    known = _markets(marketplace) or [one for one in markets().values() if one.currency == currency]
    infinite = float("inf")
    return Limits(
        bid=(
            max((one.bid_min for one in known), default=0.0),
            min((one.bid_max or infinite for one in known), default=infinite),
        ),
        budget=(
            max((one.budget_min for one in known), default=0.0),
            min((one.budget_max for one in known), default=infinite),
        ),
    )


def wide_limits(marketplace: str | None, currency: str | None = None) -> Limits:
    """Of a marketplace; else what any one takes, of the currency if that is known: what is outside is refused everywhere."""
    of_currency = [one for one in markets().values() if one.currency == currency]
    known = _markets(marketplace) or of_currency or list(markets().values())
    return Limits(
        bid=(min(one.bid_min for one in known), max(one.bid_max or float("inf") for one in known)),
        budget=(min(one.budget_min for one in known), max(one.budget_max for one in known)),
    )


def _markets(marketplace: str | None) -> list[Market]:
    return [markets()[marketplace]] if marketplace in markets() else []
