"""What the seller can download on the morning of a day, as frames: the same as from the files, without the files."""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import NamedTuple

import dataframely as dy
import polars as pl

from adopt.lab.bulk_file import bulk_name, campaign_cells
from adopt.lab.columns import Column, columns
from adopt.lab.download import bulk_parts
from adopt.lab.market.books import daily_sales, period, report, sheet
from adopt.lab.market.market import Market
from adopt.lab.market.state import State
from adopt.reports.choose import choose
from adopt.reports.folder import Folder
from adopt.reports.headers import fold, folded
from adopt.reports.sources import Sources
from adopt.schema import (
    Bulk,
    DailySales,
    Reading,
    SearchTermRow,
    Totals,
    UploadRow,
    bulk_frames,
    rejected_frame,
)
from adopt.settings import Settings

SEARCH_TERMS = "Sponsored Products Search term report.xlsx"
BUSINESS = "BusinessReport.csv"
_NO_IDS = ("campaign_id", "ad_group_id", "target_id")


class Seen(NamedTuple):
    """Today's downloads, as adopt reads them.

    Attributes:
        rows: the daily search term report of the console: names, no IDs.
        earlier: rows of the days before it that a seller knows who keeps each download; none for one who doesn't.
        bulk: the bulk download, its upload cells included; the search term tab is left out, as its box can be.
        sales: the business report by date.
        first_day, last_day: the days covered.
        as_of: this morning.
        name: file name of the bulk download.
    """

    rows: dy.DataFrame[SearchTermRow]
    earlier: pl.DataFrame
    bulk: Bulk
    sales: dy.DataFrame[DailySales]
    first_day: date
    last_day: date
    as_of: date
    name: str

    def sources(self, settings: Settings) -> Sources:
        """What a run rests on, chosen by adopt itself.

        Raises:
            InputError: there isn't a single click to report.
        """
        today = choose(Folder(Path(), self._readings(), (), ()), settings, self.as_of)
        if self.earlier.is_empty():
            return today
        last_told = pl.col("first_day") + (self.as_of - self.first_day)
        rows = pl.concat([self.earlier.with_columns(seen_on=last_told), today.rows])
        return today._replace(rows=rows, first_day=min(self.earlier["first_day"].to_list()))

    def _readings(self) -> tuple[Reading, ...]:
        return (
            self._reading(SEARCH_TERMS, "search_term", self.rows, daily=True),
            self._reading(self.name, "bulk", self.bulk, daily=False),
            self._reading(BUSINESS, "business", self.sales, daily=True),
        )

    def _reading(
        self,
        name: str,
        kind: str,
        data: dy.DataFrame[SearchTermRow] | dy.DataFrame[DailySales] | Bulk,
        *,
        daily: bool,
    ) -> Reading:
        main = data.campaigns if isinstance(data, Bulk) else data
        return Reading(
            path=Path(name),
            digest=hashlib.sha256(f"{self.name} {kind}".encode()).hexdigest(),
            kind=kind,
            language="en",
            marketplace="US" if kind == "search_term" else None,
            currency="USD",
            first_day=self.first_day,
            last_day=self.last_day,
            daily=daily,
            window_days=0 if kind == "business" else 7,
            read=main.height,
            data=data,
            rejected=rejected_frame(),
            totals=Totals.of(main),
        )


def seen(market: Market, state: State, days: int | None = None) -> Seen:
    """What the seller sees on the morning of ``state.day``: the newest days up to yesterday, nothing of the truth.

    Args:
        market: the truth.
        state: on this morning.
        days: of search terms that are known, of those before today's report as well; None: of today's downloads alone.
    """
    first, last = period(market, state)
    rows = report(market, state, days).with_columns(
        *(pl.lit(None, pl.String).alias(name) for name in _NO_IDS),
        portfolio=pl.col("portfolio").fill_null("No Portfolio"),
    )
    known = SearchTermRow.validate(rows.select(SearchTermRow.column_names()))
    figures = sheet(market, state)
    return Seen(
        rows=SearchTermRow.validate(known.filter(pl.col("first_day") >= first)),
        earlier=known.filter(pl.col("first_day") < first),
        bulk=bulk_frames(**bulk_parts(figures), uploads=upload_cells(figures)),
        sales=DailySales.validate(daily_sales(market, state).select(DailySales.column_names())),
        first_day=first,
        last_day=last,
        as_of=state.day,
        name=download_name(market, state),
    )


def download_name(market: Market, state: State) -> str:
    """The name of this morning's bulk download."""
    return bulk_name(f"a1market{market.seed}", *period(market, state), made_on(state))


def made_on(state: State) -> datetime:
    """When this morning's files are made."""
    return datetime.combine(state.day, time(15), UTC)


def upload_cells(figures: pl.DataFrame) -> dy.DataFrame[UploadRow]:
    """The cells that uploads may carry, as text, the way a bulk download holds them."""
    ours = folded("bulk", "en")
    known = {
        name: column for column in columns("bulk", "campaigns") if (name := ours.get(fold(column.header)))
    }
    wanted = [name for name in UploadRow.column_names() if name != "row"]
    cells = campaign_cells(figures)
    return UploadRow.validate(cells.select("row", *(_text(known.get(name)).alias(name) for name in wanted)))


def _text(column: Column | None) -> pl.Expr:
    """A cell as text; whole numbers have no decimals, blank cells are null."""
    if column is None or not column.field:
        return pl.lit(None, pl.String)
    if column.format == "number":
        return pl.col(column.field).cast(pl.String).str.strip_suffix(".0")
    cell = pl.col(column.field).cast(pl.String)
    return pl.when(cell != "").then(cell)
