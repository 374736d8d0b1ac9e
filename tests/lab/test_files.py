from __future__ import annotations

import warnings
import zipfile
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import openpyxl
import polars as pl
import pytest

from adopt.lab.account import Account, simulate
from adopt.lab.bulk_file import bulk_name, write_bulk
from adopt.lab.business_file import daily_sales, write_business_report
from adopt.lab.columns import columns
from adopt.lab.console_file import write_console_report
from adopt.lab.world import load_world
from adopt.reports import identify
from adopt.schema import Bulk, DailySales, Reading, SearchTermRow, Totals

MADE = datetime(2026, 11, 22, 15, 4, 10, tzinfo=UTC)


@pytest.fixture(scope="module")
def account() -> Account:
    return simulate(3, load_world("badly_tuned", clicks_per_day=20.0))


def _book(path: Path) -> openpyxl.Workbook:
    with warnings.catch_warnings():  # Amazon's files name no default style either
        warnings.filterwarnings("ignore", message="Workbook contains no default style")
        return openpyxl.load_workbook(path)


def _read(path: Path) -> Reading:
    reading = identify(path)
    assert isinstance(reading, Reading)
    return reading


@pytest.mark.parametrize(
    ("name", "summary"), [("st.xlsx", False), ("st.csv", False), ("st.xlsx", True), ("st.csv", True)]
)
def test_a_console_report_reads_back_with_the_totals_of_the_simulation(
    account: Account, tmp_path: Path, name: str, summary: bool
) -> None:
    write_console_report(tmp_path / name, account.report, MADE, summary=summary)
    reading = _read(tmp_path / name)
    assert (reading.kind, reading.marketplace, reading.currency) == ("search_term", "US", "USD")
    assert (reading.daily, reading.rejected.height) == (not summary, 0)
    assert (reading.first_day, reading.last_day) == (account.first_day, account.last_day)
    assert reading.totals == Totals.of(account.rows)


def test_daily_rows_read_back_one_by_one(account: Account, tmp_path: Path) -> None:
    write_console_report(tmp_path / "st.xlsx", account.report, MADE)
    names = [
        name for name in SearchTermRow.column_names() if not name.endswith("_id") and name != "portfolio"
    ]
    data = _read(tmp_path / "st.xlsx").data
    assert isinstance(data, pl.DataFrame)
    assert data.select(names).equals(account.rows.select(names))


def test_a_bulk_download_reads_back_as_the_account(account: Account, tmp_path: Path) -> None:
    path = tmp_path / bulk_name("a1brindlewick0", account.first_day, account.last_day, MADE)
    write_bulk(path, account.sheet, account.report, MADE)
    reading = _read(path)
    assert isinstance(reading.data, Bulk)
    assert reading.rejected.is_empty()
    assert reading.totals == Totals.of(account.rows)
    assert Totals.of(reading.data.search_terms) == Totals.of(account.rows)
    own, read = account.bulk, reading.data
    for mine, other in (
        (own.campaigns, read.campaigns),
        (own.ad_groups, read.ad_groups),
        (own.targets, read.targets),
    ):
        names = [name for name in mine.columns if name in other.columns]
        assert other.select(names).sort("row").rows() == mine.select(names).sort("row").rows()


def test_a_business_report_reads_back_with_all_sales_of_each_day(account: Account, tmp_path: Path) -> None:
    write_business_report(tmp_path / "business.csv", account)
    reading = _read(tmp_path / "business.csv")
    assert reading.kind == "business"
    assert isinstance(reading.data, pl.DataFrame)
    names = DailySales.column_names()
    assert reading.data.select(names).rows() == daily_sales(account).select(names).rows()


def test_all_sales_are_those_with_ads_and_those_without(account: Account) -> None:
    parts = pl.concat([account.orders["sales_micros"], account.organic["sales_micros"]])
    assert daily_sales(account)["sales_micros"].sum() == parts.sum()


def test_headers_are_amazon_s_letter_by_letter(account: Account, tmp_path: Path) -> None:
    write_console_report(tmp_path / "st.xlsx", account.report, MADE)
    sheet = _book(tmp_path / "st.xlsx").worksheets[0]
    headers = [cell.value for cell in sheet[1]]
    assert sheet.title == "Sponsored Product Search Term R"
    assert len(headers) == 25
    assert {"7 Day Total Sales ", "Total Advertising Cost of Sales (ACOS) ", "7 Day Other SKU Sales "} <= set(
        headers
    )
    assert sheet["A2"].number_format == "MMM dd, yyyy"
    assert len(columns("bulk", "campaigns")) == 53
    assert len(columns("bulk", "search_terms")) == 27


def test_workbooks_have_amazon_s_quirks(account: Account, tmp_path: Path) -> None:
    path = tmp_path / "bulk.xlsx"
    write_bulk(path, account.sheet, account.report, MADE)
    with zipfile.ZipFile(path) as archive:
        campaigns = archive.read("xl/worksheets/sheet2.xml").decode()
        assert {part.date_time for part in archive.infolist()} == {(2026, 11, 22, 15, 4, 10)}
    assert '<dimension ref="A1"/>' in campaigns
    identifier = account.entities["campaign_id"][0]
    assert f't="inlineStr"><is><t>{identifier}</t>' in campaigns
    book = _book(path)
    assert book["Config"].sheet_state == "veryHidden"


def test_cells_are_dollars_and_cents(account: Account, tmp_path: Path) -> None:
    write_console_report(tmp_path / "st.csv", account.report, MADE)
    frame = pl.read_csv(tmp_path / "st.csv", infer_schema=False)
    cells = [Decimal(text.removeprefix("$").replace(",", "")) for text in frame["Spend"]]
    assert sum(cells, Decimal(0)) == Totals.of(account.rows).spend
    assert frame["Click-Thru Rate (CTR)"].str.ends_with("%").all()
