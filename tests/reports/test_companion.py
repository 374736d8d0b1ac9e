from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from adopt.reports import Refusal, identify
from adopt.reports.headers import fold
from adopt.schema import Reading
from adopt.words.companions import Layout, companions
from tests.reports.layouts import CELLS, OVER, expected, write

_MADE = ("account_performance", "keepa_history")  # JSON of another shape, with tests of their own
LAYOUTS = [layout for layout in companions().values() if layout.kind not in _MADE]
FLAT = [layout for layout in LAYOUTS if not layout.sheets]
Write = Callable[..., Path]


def read(path: Path) -> Reading:
    result = identify(path)
    assert isinstance(result, Reading), result
    return result


def rows(reading: Reading) -> list[dict[str, Any]]:
    assert isinstance(reading.data, pl.DataFrame)
    return reading.data.to_dicts()


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.kind)
def test_every_layout_reads_every_column(layout: Layout, tmp_path: Path) -> None:
    reading = read(write(layout, tmp_path))
    (row,) = rows(reading)
    assert (reading.kind, reading.read, reading.rejected.height) == (layout.kind, 1, 0)
    assert {name: value for name, value in row.items() if name != "row"} == expected(layout)


@pytest.mark.parametrize("layout", FLAT, ids=lambda layout: layout.kind)
def test_tabs_and_semicolons_give_the_same(layout: Layout, tmp_path: Path) -> None:
    first = rows(read(write(layout, tmp_path)))
    assert rows(read(write(layout, tmp_path, "\t"))) == first
    assert rows(read(write(layout, tmp_path, ";"))) == first


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.kind)
def test_a_row_without_a_needed_cell_is_rejected(layout: Layout, tmp_path: Path) -> None:
    needed = [column for column in layout.columns if column.needed and column.type != "range"]
    for column in needed[:2]:
        reading = read(write(layout, tmp_path, **{column.ours: "--"}))
        assert reading.rejected["column"].to_list() == [column.names[0]]
        assert reading.rejected["reason"].to_list() == ["missing"]
        day = None if column.ours == "day" else CELLS["date"][1]
        assert reading.rejected_days == ((day,) if reading.daily else ())


@pytest.mark.parametrize("layout", companions().values(), ids=lambda layout: layout.kind)
def test_every_layout_is_whole(layout: Layout) -> None:
    names = Counter(fold(name) for column in layout.columns for name in column.names)
    ours = {column.ours for column in layout.columns} | {"first_day", "last_day"}
    assert max(names.values()) == 1
    assert {fold(name) for name in layout.markers} <= names.keys()
    assert {*layout.period, *filter(None, (layout.currency, layout.country))} <= ours
    assert set(layout.notes) <= names.keys() | {name for column in layout.columns for name in column.names}
    assert not {fold(name) for name in layout.unread} & names.keys()


@pytest.mark.parametrize("cell", OVER)
def test_a_bound_is_marked_as_one(cell: str, tmp_path: Path) -> None:
    (row,) = rows(read(write(companions()["h10_keyword_tracker"], tmp_path, organic_rank=cell)))
    assert (row["organic_rank"], row["organic_rank_over"]) == (float(cell.strip(">+")), True)


@pytest.mark.parametrize("cell", ["", "-", "--", "N/A", " - "])
def test_a_cell_that_says_nothing_is_no_zero(cell: str, tmp_path: Path) -> None:
    (row,) = rows(read(write(companions()["h10_keyword_tracker"], tmp_path, search_volume=cell)))
    assert row["search_volume"] is None


def test_a_lone_dot_with_three_decimals_is_a_decimal_point(tmp_path: Path) -> None:
    layout = companions()["fba_myi_unsuppressed"]
    (row,) = rows(read(write(layout, tmp_path, per_unit_volume="0.787", your_price_micros="")))
    assert row["per_unit_volume"] == 0.787


@pytest.mark.parametrize(
    ("country", "day"), [("United Kingdom", date(2026, 7, 4)), ("United States", date(2026, 4, 7))]
)
def test_slashed_dates_that_fit_both_ways_are_the_countrys(country: str, day: date, tmp_path: Path) -> None:
    layout = companions()["restock_recommendations"]
    (row,) = rows(read(write(layout, tmp_path, country=country, recommended_ship_date="04/07/2026")))
    assert row["recommended_ship_date"] == day


def test_without_a_country_they_are_refused(tmp_path: Path) -> None:
    layout = companions()["restock_recommendations"]
    refusal = identify(write(layout, tmp_path, country="Ruritania", recommended_ship_date="04/07/2026"))
    assert isinstance(refusal, Refusal)
    assert (refusal.kind, refusal.reason) == (layout.kind, "ambiguous_dates")


def test_dates_of_an_own_table_are_asked_for_in_one_order(tmp_path: Path) -> None:
    days = ("2026-11-03", "2026-10-04", "25/10/2026", "26/11/2026")
    path = tmp_path / "costs.csv"
    rows = [f"S{place},US,1.5,USD,{written}" for place, written in enumerate(days)]
    path.write_text("\n".join(["sku,marketplace,unit_cost,currency,from_date", *rows, ""]), encoding="utf-8")
    refusal = identify(path)
    assert isinstance(refusal, Refusal)
    assert (refusal.kind, refusal.reason) == ("costs", "own_dates")
    assert "'2026-10-04' is 2026-10-04 or 2026-04-10" in refusal.detail
    assert "write all of them as 2026-11-03" in str(refusal)


def test_what_stands_above_the_header_is_in_every_row(tmp_path: Path) -> None:
    path = tmp_path / "sqp.csv"
    path.write_text(
        'ASIN=["B0AAAAAAA1"],Reporting Range=["Weekly"],Select week=["Week 6 | 2026-02-01 - 2026-02-07 2026"]\n'
        "Reporting Date,Search Query,Search Query Score,Impressions: ASIN Count,Impressions: ASIN Share\n"
        "2026-02-07,steel pan,1,90,15\n"
    )
    reading = read(path)
    (row,) = rows(reading)
    assert (reading.kind, row["own"], row["range"]) == ("search_query_performance", "B0AAAAAAA1", "Weekly")
    assert (row["own_impressions"], row["own_impressions_share"]) == (90, 0.15)


def test_the_dashboards_next_section_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "dashboard.csv"
    path.write_text(
        "Sales Dashboard\n\n"
        "Time,Selected date range (Ordered product sales),Selected date range (Units ordered)\n"
        '2026-11-01T00:00:00,"$69.48",3.0\n2026-11-02T00:00:00,$0.00,0.0\n'
        "Compare Sales - Table view\n,Units Ordered,Ordered Product Sales\nSelected date range,3,$69.48\n"
    )
    reading = read(path)
    assert [row["units"] for row in rows(reading)] == [3, 0]
    assert (reading.rejected.height, str(reading.totals.sales)) == (0, "69.48")


def test_an_ads_report_by_campaign_is_no_search_term_report(csv_file: Write) -> None:
    header = ["Date", "Campaign Name", "Status", "Budget", "Clicks", "Spend", "14 Day Total Sales (₹)"]
    reading = read(csv_file([header, ["Feb 1, 2026", "Pans", "ENABLED", "Rs.1000.0", "3", "Rs.1.5", "Rs.9"]]))
    assert (reading.kind, reading.currency, reading.window_days) == ("ads_campaign", "INR", 14)
    assert (str(reading.totals.spend), str(reading.totals.sales)) == ("1.5", "9")


def test_a_settlements_first_row_holds_its_total_and_costs_nothing(csv_file: Write) -> None:
    header = [
        "settlement-id",
        "deposit-date",
        "total-amount",
        "currency",
        "amount-type",
        "amount-description",
        "amount",
    ]
    lines = [
        ["1", "2025-06-11 05:23:19 UTC", "88.10", "USD", "", "", ""],
        ["1", "", "", "", "ItemFees", "Fee", "-3.15"],
    ]
    found = rows(read(csv_file([header, *lines], sep="\t", name="s.txt")))
    assert [row["amount_micros"] for row in found] == [None, -3_150_000]
    assert [row["total_amount_micros"] for row in found] == [88_100_000, None]


@pytest.mark.parametrize(
    "cell", ["14-Jul-2026", "2026-07-14T00:00:00+00:00", "07/14/2026", "Jul 14, 2026", "14.07.2026"]
)
def test_a_day_however_it_is_written(cell: str, tmp_path: Path) -> None:
    (row,) = rows(read(write(companions()["mfn_returns"], tmp_path, return_request_date=cell)))
    assert row["return_request_date"] == date(2026, 7, 14)


def test_titles_full_of_commas_hide_no_tabs(tmp_path: Path) -> None:
    title = ",".join("abcdefghijklmnop")
    (row,) = rows(read(write(companions()["listings_suppressed_fyp"], tmp_path, "\t", product_name=title)))
    assert row["product_name"] == title


def test_personal_data_is_left_alone(tmp_path: Path) -> None:
    layout = companions()["unshipped_orders"]
    assert layout.unread
    assert "private" not in str(rows(read(write(layout, tmp_path))))


def test_a_row_of_sums_is_left_out_and_counted(csv_file: Write) -> None:
    header = ["sku", "asin", "product-name", "reserved_qty", "reserved_fc-processing"]
    lines = [["S1", "B1", "Pan", "3", "1"], ["S2", "B2", "Wok", "4", "0"], ["Total", "", "", "7", "1"]]
    reading = read(csv_file([header, *lines]))
    assert (reading.kind, reading.read, reading.notes) == (
        "reserved_inventory",
        2,
        (("rows_of_sums_left_out", "1"),),
    )


def test_a_shoppers_total_is_no_row_of_sums(csv_file: Write) -> None:
    header = ["Search Query", "Search Query Score", "Search Query Volume", "Reporting Date"]
    reading = read(csv_file([header, ["pan", "1", "90", "2026-02-07"], ["total", "2", "80", "2026-02-07"]]))
    assert [row["search_query"] for row in rows(reading)] == ["pan", "total"]
