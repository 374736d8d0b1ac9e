"""Which of the files read a run rests on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

import polars as pl

from adopt.errors import InputError
from adopt.reports.ads_beside import reports_beside
from adopt.reports.belonging import (
    agreed_currency,
    agreed_marketplace,
    limits_of,
)
from adopt.reports.downloaded import download_day
from adopt.reports.folder import Folder
from adopt.reports.identity import account_in_name
from adopt.reports.latest import current, latest, latest_listings
from adopt.reports.left_out import left_beside, notes_of_days, shortened
from adopt.reports.listings import LISTINGS, listings
from adopt.reports.products import products
from adopt.reports.sources import Note, Sources
from adopt.reports.stock import stock_read
from adopt.reports.together import together
from adopt.reports.untold import untold_days
from adopt.reports.unusable import stop_at_damage, stop_at_lost_rows
from adopt.schema import Bulk, Reading, SearchTermRow
from adopt.settings import Settings

_LONGEST_DOWNLOAD = 60


def choose(folder: Folder, settings: Settings, as_of: date) -> Sources:
    """Picks the search term source, the bulk download and the business report among the files of one account.

    Console reports go before the bulk download's own tab (they have days or at least a period); daily ones before
    summaries unless they end a week earlier; overlapping ones are never added together: the one with the newest day
    is used; one that ended a week before the others began is left out.

    Raises:
        InputError: no search terms at all, a search term report or download most of whose rows can't be used, or files that disagree
            with the settings' marketplace.
    """
    stop_at_damage(folder.refusals)
    console, bulks, sales, listed, left_out = _main_files(folder)
    used = (*console, *bulks, *sales, *listed)
    bulk = bulks[0].data if bulks else None
    assert bulk is None or isinstance(bulk, Bulk)
    rows = _rows(console, bulks, as_of)
    if rows.is_empty():
        raise _no_search_terms(folder)
    first_day, last_day = _period(console or bulks, as_of)
    currency, marketplace = agreed_currency(used, settings), agreed_marketplace(used, settings)
    shown = products(current(folder, listed), rows["search_term"])
    stock = stock_read(folder.readings, bulks)
    beside = (
        *reports_beside(folder.readings, bulks, last_day),
        *stock.used,
        *(one for one in shown.used if one.kind not in LISTINGS and one.path not in stock.paths),
    )
    return Sources(
        rows=rows,
        daily=bool(console) and all(reading.daily for reading in console),
        first_day=first_day,
        last_day=last_day,
        window_days=console[0].window_days if console else 7,
        bulk=bulk,
        sales=sales[0].data if sales else None,  # type: ignore[arg-type]
        account=account_in_name(bulks[0]) if bulks else None,
        marketplace=marketplace,
        currency=currency,
        market=limits_of(marketplace, currency),
        used=(*used, *beside),
        notes=shortened(
            (
                *folder.notes,
                *left_beside(folder, console, bulks, beside),
                *left_out,
                *notes_of_days(console),
            )
        ),
        listings=listings(listed),
        products=shown.pages,
        stock=stock.tables,
        untold=untold_days(console),
    )


class _MainFiles(NamedTuple):
    """Search term reports that add up, at most one download and business report, listings; why others aren't among them."""

    console: list[Reading]
    bulks: list[Reading]
    sales: list[Reading]
    listed: list[Reading]
    left_out: list[Note]


def _main_files(folder: Folder) -> _MainFiles:
    """The files that decisions rest on.

    Raises:
        InputError: most rows of a search term report or download can't be used.
    """
    reports = [one for one in folder.readings if one.kind == "search_term"]
    downloads = [one for one in folder.readings if one.kind == "bulk"]
    bulks, bulk_notes = latest(downloads)
    stop_at_lost_rows([*reports, *bulks])
    console, console_notes = together(reports)
    sales, sales_notes = latest([one for one in folder.readings if one.kind == "business"])
    listed, listed_notes = latest_listings(folder)
    left_out = [*bulk_notes, *console_notes, *sales_notes, *listed_notes]
    return _MainFiles(console, bulks, sales, listed, left_out)


def _rows(console: Sequence[Reading], bulks: Sequence[Reading], as_of: date) -> pl.DataFrame:
    """Rows of the reports, of the download's own tab without one; each with the day it was downloaded on."""
    frames = [
        rows.with_columns(seen_on=pl.lit(download_day(reading.last_day, as_of)[0]))
        for reading in console or bulks
        if (rows := _search_terms(reading)) is not None
    ]
    return pl.concat(frames) if frames else SearchTermRow.create_empty()


def _search_terms(reading: Reading) -> pl.DataFrame | None:
    rows = reading.data.search_terms if isinstance(reading.data, Bulk) else reading.data
    return rows if isinstance(rows, pl.DataFrame) else None


def _period(sources: Sequence[Reading], as_of: date) -> tuple[date, date]:
    """The days covered; a renamed bulk download doesn't tell them and is taken to be the longest that Amazon makes."""
    first = [reading.first_day for reading in sources if reading.first_day]
    last = [reading.last_day for reading in sources if reading.last_day]
    end = max(last, default=as_of - timedelta(days=1))
    if end > as_of + timedelta(days=1):
        raise InputError(
            "the reports end on {last_day}, after the day of the run ({as_of}); give a later --as-of",
            last_day=end,
            as_of=as_of,
        )
    return min(first, default=end - timedelta(days=_LONGEST_DOWNLOAD - 1)), end


def _no_search_terms(folder: Folder) -> InputError:
    said = [reading.path.name for reading in folder.readings]
    said += [f"{refusal.path.name} ({refusal.detail or refusal.reason})" for refusal in folder.refusals]
    if not said:
        return InputError(
            "there are no reports in {folder}. Put today's downloads there: the search term report (Reports > Sponsored "
            "Products > Search term, time unit: daily) and the bulk download (Sponsored ads > Bulk operations)",
            folder=folder.path.resolve(),  # "." is no place, and reads like ".." before a full stop
        )
    return InputError(
        "no search terms found in {folder}: {files}. Download Reports > Sponsored Products > Search term (time unit: "
        "daily), or tick 'Sponsored Products search term data' when you make the bulk download",
        folder=folder.path,
        files=", ".join(sorted(said)),
    )
