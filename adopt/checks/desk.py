"""What lies on the desk of a morning: the reports, the day's plan, the clock, and the thresholds that hold today."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

import polars as pl

from adopt.plan.plan import Plan
from adopt.schema import Bulk
from adopt.settings import Settings, limit_of
from adopt.words import Market
from adopt.words.checking import Threshold
from adopt.words.zones import zone_of


class Table(NamedTuple):
    """Reports of one kind as one table.

    Attributes:
        kind: ``business``, or a layout of ``words/companions.toml``.
        frame: ``row`` and the layout's columns (of ``business``: `DailySales`); never empty.
        file: names of the files that it is from.
        first_day, last_day: the days that they cover, None where they don't say.
    """

    kind: str
    frame: pl.DataFrame
    file: str
    first_day: date | None
    last_day: date | None


class Ads(NamedTuple):
    """What the run knows of the ads.

    Attributes:
        plan: the day's plan.
        rows: `SearchTermRow` of the run, and ``seen_on``, the day each was downloaded on.
        daily: whether the rows are of single days.
        bulk: the bulk download, if there is one.
    """

    plan: Plan
    rows: pl.DataFrame
    daily: bool
    bulk: Bulk | None


@dataclass(frozen=True)
class Desk:
    """What the checks of one account look at.

    Attributes:
        now: the moment of the run, with its zone.
        market: the account's marketplace, None where it isn't known.
        currency: ISO 4217 of every amount, None where it isn't known.
        settings: of the run.
        tables: today's reports by kind.
        before: what was known of a kind on an earlier day, where a history tells it.
        ads: None in a folder without search terms.
    """

    now: datetime
    market: Market | None
    currency: str | None
    settings: Settings
    tables: Mapping[str, Table]
    before: Mapping[str, Table] = field(default_factory=dict)
    ads: Ads | None = None

    @property
    def zone(self) -> ZoneInfo:
        """The marketplace's time zone; Amazon.com's where the marketplace isn't known."""
        return zone_of(self.market.code if self.market else None)

    @property
    def today(self) -> date:
        """The marketplace's own day."""
        return self.now.astimezone(self.zone).date()

    def has(self, kind: str) -> bool:
        """Whether a kind of report is there."""
        return kind in self.tables or (self.ads is not None and kind in self._of_ads())

    def limit(self, key: str) -> Threshold:
        """The threshold that holds today: the seller's own, or the dated default."""
        return limit_of(self.settings.checks, key, self.today)

    def _of_ads(self) -> tuple[str, ...]:
        assert self.ads is not None
        return ("search_term", *(("bulk",) if self.ads.bulk else ()))
