"""The seller's own store: every day as it was last reported, and what was reported before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import dataframely as dy
import polars as pl

from adopt.history import recall, recall_beside
from adopt.history.account import Account
from adopt.history.coverage import Coverage, coverage, size_of
from adopt.history.forget import forget
from adopt.history.freshness import Freshness, freshness
from adopt.history.ingest import Stored, ingest
from adopt.history.tables import companion_kinds
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

    def companion(
        self, account: Account, kind: str, as_of: date, *, daily: bool | None = None
    ) -> pl.DataFrame | None:
        """The best knowledge on ``as_of`` of a kind of report beside the ads.

        Of rows that tell the same thing (``known_by`` of the layout in ``words/companions.toml``: a day, an order, a
        settlement, ...) those of the newest download; where the layout names nothing, the newest file as a whole.

        Args:
            account: whose it is.
            kind: of report, a layout.
            as_of: downloads of this day and before are asked; an earlier day gives what was known then.
            daily: of kinds that come by day or by period, True for days, False for periods; they overlap, and never
                come together. None: days where any are known.

        Returns:
            downloaded, row (in its file), and the layout's columns; None where no file of this kind is known.
        """
        found = recall_beside.companion(self.home, account, kind, as_of, daily=daily)
        return found if found.height else None

    def companion_kinds(self) -> frozenset[str]:
        """The kinds of report beside the ads of which anything was ever kept, for any account."""
        return companion_kinds(self.home)

    def companion_downloads(self, account: Account, kind: str, as_of: date) -> pl.LazyFrame:
        """All rows that any download of a kind told, older values too, with ``downloaded`` and ``digest`` of its file."""
        return recall_beside.downloads(self.home, account, kind, as_of)

    def freshness(self, account: Account, as_of: date, days: int) -> tuple[Freshness, ...]:
        """What is missing or old in the last ``days`` before ``as_of``, for each kind of an account."""
        return freshness([one for one in self.coverage() if one.account == account.key], as_of, days)

    def coverage(self) -> tuple[Coverage, ...]:
        """What is known, by account and kind."""
        return coverage(self.home)

    def size(self) -> int:
        """Bytes on disk."""
        return size_of(self.home)

    def forget(self, account: str, first_day: date | None = None, last_day: date | None = None) -> int:
        """Removes an account, or its days from ``first_day`` to ``last_day``, for good; returns the rows removed."""
        return forget(self.home, account, first_day, last_day)
