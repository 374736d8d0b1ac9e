"""What lies on the desk of a morning: the reports, the day's plan, the clock, and the thresholds that hold today."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import NamedTuple
from zoneinfo import ZoneInfo

import polars as pl

from adopt.estimate.demand import known_stock
from adopt.plan.plan import Plan
from adopt.schema import STOCK, Bulk, Mail
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
        downloaded: the marketplace's day on which they were downloaded, None where that isn't known.
    """

    kind: str
    frame: pl.DataFrame
    file: str
    first_day: date | None
    last_day: date | None
    downloaded: date | None = None


class Cell(NamedTuple):
    """A cell that couldn't be read; ``row`` as a spreadsheet program shows it, ``reason`` as in `adopt.schema.Rejected`."""

    row: int
    column: str
    value: str
    reason: str


class File(NamedTuple):
    """A file beside the ads reports, and how it was read.

    Attributes:
        name: of the file.
        kind: what it is, None where it isn't known.
        rows: data rows, good and rejected.
        rejected: those that couldn't be used.
        first: the first of them.
        refusal: why the whole file isn't used, a code of `adopt.reports.refusal.REASONS`; empty where it is.
        detail: what the refusal says of this file in particular.
        instead: the newer file of its kind that counts alone; empty where this one counts.
        elsewhere: the other marketplace whose offers it tells of; empty where it may be the account's.
    """

    name: str
    kind: str | None
    rows: int = 0
    rejected: int = 0
    first: Cell | None = None
    refusal: str = ""
    detail: str = ""
    instead: str = ""
    elsewhere: str = ""


class Ads(NamedTuple):
    """What the run knows of the ads.

    Attributes:
        plan: the day's plan.
        rows: `SearchTermRow` of the run, and ``seen_on``, the day each was downloaded on.
        daily: whether the rows are of single days.
        bulk: the bulk download, if there is one.
        told: whether the plan is shown beside the findings, with its files and their rejected rows.
    """

    plan: Plan
    rows: pl.DataFrame
    daily: bool
    bulk: Bulk | None
    told: bool = True


@dataclass(frozen=True)
class Desk:
    """What the checks of one account look at.

    Attributes:
        now: the moment of the run, with its zone.
        market: the account's marketplace, None where it isn't known.
        currency: ISO 4217 of every amount, None where it isn't known.
        settings: of the run.
        tables: today's reports by kind.
        before: what was known of a kind on an earlier day, where a history tells it; of kinds of the round that aren't there
            today, too.
        files: of kinds of which one table can't hold several days: each file by itself, the oldest first, those of the
            history among them.
        ads: None in a folder without search terms.
        inputs: the files beside the ads reports, those too that couldn't be used.
        mail: what was seen in the mailbox of Amazon's notifications; None where none is set.
    """

    now: datetime
    market: Market | None
    currency: str | None
    settings: Settings
    tables: Mapping[str, Table]
    before: Mapping[str, Table] = field(default_factory=dict)
    files: Mapping[str, tuple[Table, ...]] = field(default_factory=dict)
    ads: Ads | None = None
    inputs: tuple[File, ...] = ()
    mail: Mail | None = None

    @property
    def zone(self) -> ZoneInfo:
        """The marketplace's time zone; Amazon.com's where the marketplace isn't known."""
        return zone_of(self.market.code if self.market else None)

    @property
    def today(self) -> date:
        """The marketplace's own day."""
        return self.now.astimezone(self.zone).date()

    @cached_property
    def stock(self) -> pl.DataFrame:
        """Each SKU's stock as `adopt.estimate.demand.with_pace` has it; nothing of reports that are too old to go by."""
        frames = {kind: table.frame for kind, table in self.tables.items() if kind in STOCK}
        return known_stock(frames, self.market, self.limit, self.today)

    def has(self, kind: str) -> bool:
        """Whether a kind of report is there."""
        return kind in self.tables or (self.ads is not None and kind in self._of_ads())

    def every(self, kind: str) -> tuple[Table, ...]:
        """The files of a kind, the oldest first; its table where they aren't kept apart."""
        return self.files.get(kind) or ((self.tables[kind],) if kind in self.tables else ())

    def limit(self, key: str) -> Threshold:
        """The threshold that holds today: the seller's own, or the dated default."""
        return limit_of(self.settings.checks, key, self.today)

    def _of_ads(self) -> tuple[str, ...]:
        assert self.ads is not None
        return ("search_term", *(("bulk",) if self.ads.bulk else ()))
