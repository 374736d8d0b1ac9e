"""The files that a seller downloads on a morning: the real ones, which adopt reads like any seller's."""

from __future__ import annotations

from pathlib import Path

from adopt.lab.bulk_file import write_bulk
from adopt.lab.business_file import write_daily_sales
from adopt.lab.console_file import write_console_report
from adopt.lab.market.books import daily_sales, report, sheet
from adopt.lab.market.market import Market
from adopt.lab.market.seen import BUSINESS, SEARCH_TERMS, download_name, made_on
from adopt.lab.market.state import State


def write_reports(market: Market, state: State, folder: Path) -> tuple[Path, ...]:
    """Writes this morning's search term report, bulk download and business report into ``folder``.

    Args:
        market: the truth.
        state: on the morning of the download.
        folder: made where missing.
    """
    folder.mkdir(parents=True, exist_ok=True)
    terms, bulk, sales = folder / SEARCH_TERMS, folder / download_name(market, state), folder / BUSINESS
    rows, made = report(market, state), made_on(state)
    write_console_report(terms, rows, made)
    write_bulk(bulk, sheet(market, state), rows, made)
    write_daily_sales(sales, daily_sales(market, state))
    return terms, bulk, sales
