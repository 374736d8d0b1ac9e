"""What a run rests on."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

import dataframely as dy
import polars as pl

from adopt.schema import Bulk, Listing, ProductPage, Reading
from adopt.words import Market

Note = tuple[str, str]
"""A code and its detail, for `adopt.say` to make a sentence of."""


class Sources(NamedTuple):
    """What a run rests on.

    Attributes:
        rows: `SearchTermRow` of the chosen reports, and ``seen_on``, the day each was downloaded on.
        daily: whether the rows are of single days.
        first_day, last_day: the period that the rows cover.
        window_days: attribution window, 7 or 14.
        bulk: the bulk download, if there is one.
        sales: `DailySales` of the business report, if there is one.
        account: Amazon's name of the account in the bulk download's file name.
        marketplace: two-letter code, if it is known.
        currency: ISO 4217.
        market: limits on bids and budgets, of the marketplace or of one with the same currency.
        used: the readings behind all this.
        notes: (code, detail) of what was left out and why.
        listings: what the seller offers, if a listings report is there.
        products: what product pages show, if a report tells of one that is a search term.
        stock: rows of the stock reports by kind, if there is a download and one that says its day.
        untold: first and last day of each span of which the ads reports don't tell all: gaps between them, and days with many rejected
            rows.
    """

    rows: pl.DataFrame
    daily: bool
    first_day: date
    last_day: date
    window_days: int
    bulk: Bulk | None
    sales: pl.DataFrame | None
    account: str | None
    marketplace: str | None
    currency: str
    market: Market | None
    used: tuple[Reading, ...]
    notes: tuple[Note, ...]
    listings: dy.DataFrame[Listing] | None = None
    products: dy.DataFrame[ProductPage] | None = None
    stock: Mapping[str, pl.DataFrame] | None = None
    untold: tuple[tuple[date, date], ...] = ()
