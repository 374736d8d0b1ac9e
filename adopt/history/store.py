"""The seller's own store: every day as it was last reported, and what was reported before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import dataframely as dy
import polars as pl

from adopt.history import recall
from adopt.history.account import Account
from adopt.history.coverage import Coverage, coverage, size_of
from adopt.history.forget import forget
from adopt.history.ingest import Stored, ingest
from adopt.schema import Bulk, DailySales, Reading, SearchTermRow


@dataclass(frozen=True)
class History:
    """A store in a folder of its own. Nothing is made before something is kept.

    Several processes may read and write it at once; each file is kept wholly or not at all. Every method raises an
    InputError where the folder can't be read.

    Attributes:
        home: the folder, ``.adopt`` by default on the command line.
    """

    home: Path

    def ingest(self, reading: Reading, account: Account, as_of: date) -> Stored:
        """Keeps what a file says; the same file twice changes nothing. ``as_of`` is the day of the run."""
        return ingest(self.home, reading, account, as_of)

    def search_terms(
        self, account: Account, first_day: date, last_day: date, window_days: int = 7
    ) -> dy.DataFrame[SearchTermRow]:
        """Daily rows from the newest download of each day, by day and row; ``window_days`` is the attribution window."""
        return recall.search_terms(self.home, account, first_day, last_day, window_days)

    def sales(self, account: Account, first_day: date, last_day: date) -> dy.DataFrame[DailySales]:
        """Total units and sales (millionths of the currency) from the newest download of each day."""
        return recall.sales(self.home, account, first_day, last_day)

    def restatements(self, account: Account) -> pl.DataFrame:
        """What each download said of each day: impressions, clicks, spend, orders, units, sales."""
        return recall.restatements(self.home, account)

    def as_known_on(self, account: Account, day: date) -> pl.DataFrame:
        """The sums of each day as they were known at the end of ``day``."""
        return recall.as_known_on(self.home, account, day)

    def snapshot(self, account: Account, day: date) -> Bulk | None:
        """The entities of the newest bulk download of ``day`` or before; None where there is none."""
        return recall.snapshot(self.home, account, day)

    def coverage(self) -> tuple[Coverage, ...]:
        """What is known, by account and kind."""
        return coverage(self.home)

    def size(self) -> int:
        """Bytes on disk."""
        return size_of(self.home)

    def forget(self, account: str, first_day: date | None = None, last_day: date | None = None) -> int:
        """Removes an account, or its days from ``first_day`` to ``last_day``, for good; returns the rows removed."""
        return forget(self.home, account, first_day, last_day)
