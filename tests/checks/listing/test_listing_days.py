from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from adopt.checked import desk_of
from adopt.checks import Desk, Table
from adopt.checks.listing.core import Ground, core_asins, ground_of
from adopt.checks.listing.days import asin_days, day_of
from adopt.history import History, account_of
from adopt.reports import identify, read_folder
from adopt.schema import Reading
from adopt.settings import load_settings
from tests.checks.desks import NOW, TODAY, ago, desk, table
from tests.checks.listing.traffic import traffic

A, B, C = "B0AAAAAAAA", "B0BBBBBBBB", "B0CCCCCCCC"


def child(*rows: dict[str, Any], downloaded: date = TODAY) -> Table:
    return table("business_report_child_item", *rows, downloaded=downloaded)


def business(**days: tuple[int, int]) -> Table:
    rows = [
        {"day": date(2026, 11, int(day[1:])), "units": units, "sales_micros": sales}
        for day, (units, sales) in days.items()
    ]
    return Table("business", pl.DataFrame(rows), "by-date.csv", None, None)


def test_single_days_of_several_files_and_the_newest_word_on_each() -> None:
    old = traffic(ago(2), {"asin": A, "sessions": 90, "units": 3, "buy_box_share": 0.9})
    new = traffic(ago(2), {"asin": A, "sessions": 100, "units": 4, "buy_box_share": 0.95})
    other = traffic(ago(1), {"asin": A, "sessions": 50, "units": 1})
    found = asin_days(desk(files={"sales_and_traffic": [old, new, other]}))
    assert found.select("day", "sessions", "units", "buy_box").rows() == [
        (ago(2), 100, 4, 0.95),
        (ago(1), 50, 1, None),
    ]


def place_row(place: str | None, sessions: int) -> dict[str, Any]:
    return {"asin": A, "marketplace": place, "sessions": sessions, "units": 1}


@pytest.mark.parametrize(
    ("market", "places", "expected"),
    [
        ("US", ["ATVPDKIKX0DER", "A2EUQ1WTGCTBG2"], [1]),
        ("CA", ["ATVPDKIKX0DER", "A2EUQ1WTGCTBG2"], [2]),
        ("US", ["ATVPDKIKX0DER", None], [2]),  # the newer file may be the same again
        ("US", ["A2EUQ1WTGCTBG2", "A2EUQ1WTGCTBG2"], []),
        (None, ["ATVPDKIKX0DER", "A2EUQ1WTGCTBG2"], []),  # nobody knows which of them
        (None, ["A2EUQ1WTGCTBG2", "A2EUQ1WTGCTBG2"], [2]),
    ],
)
def test_another_marketplaces_file_never_speaks_for_a_day(
    market: str | None, places: list[str | None], expected: list[int]
) -> None:
    files = [traffic(ago(1), place_row(place, number + 1)) for number, place in enumerate(places)]
    found = asin_days(desk(files={"sales_and_traffic": files}, market=market))
    assert found["sessions"].to_list() == expected


def test_page_views_are_of_one_marketplace() -> None:
    noon = datetime(2026, 11, 20, tzinfo=UTC)
    views = {"asin": A, "starts": noon, "ends": noon + timedelta(days=1)}
    rows = [views | {"marketplace": place, "page_views": n} for place, n in (("US", 500), ("CA", 90))]
    assert asin_days(desk(table("asin_page_views", *rows)))["page_views"].to_list() == [500]


def test_a_report_of_several_days_is_no_day() -> None:
    row = {"first_day": ago(9), "last_day": ago(3), "asin": A, "sessions": 700, "units": 9}
    assert asin_days(desk(table("sales_and_traffic", row))).is_empty()


def test_skus_of_one_asin_share_its_sessions() -> None:
    rows = [
        {"asin": A, "sku": "a", "sessions_total": 120, "units_ordered": 4, "sales_micros": 40_000_000},
        {"asin": A, "sku": "b", "sessions_total": 120, "units_ordered": 1, "sales_micros": 10_000_000},
    ]
    found = asin_days(desk(files={"business_report_child_item": [child(*rows)]}, child_report_age=1))
    assert found.select("day", "sessions", "units", "sales_micros").rows() == [(ago(1), 120, 5, 50_000_000)]


@pytest.mark.parametrize(
    ("days", "age", "expected"),
    [
        ({"d23": (5, 50_000_000), "d24": (6, 60_000_000)}, 0, date(2026, 11, 23)),
        ({"d22": (5, 50_000_000), "d23": (5, 50_000_000)}, 0, None),  # two days look alike
        ({"d23": (5, 50_000_001)}, 0, None),
        ({"d23": (5, 50_000_001)}, 1, date(2026, 11, 24)),
        ({"d23": (5, 50_000_000)}, 1, date(2026, 11, 23)),  # what the sums say is surer than a habit
    ],
)
def test_the_day_of_a_report_that_does_not_say_it(
    days: dict[str, tuple[int, int]], age: int, expected: date | None
) -> None:
    report = child({"asin": A, "units_ordered": 5, "sales_micros": 50_000_000})
    assert day_of(report, desk(business(**days), child_report_age=age)) == expected


def test_page_views_alone() -> None:
    noon = datetime(2026, 11, 20, tzinfo=UTC)
    views = {"asin": A, "starts": noon, "ends": noon + timedelta(days=1), "page_views": 500}
    week = views | {"ends": noon + timedelta(days=7), "page_views": 9_000}
    found = asin_days(desk(table("asin_page_views", views, week)))
    assert found.select("day", "page_views", "sessions").rows() == [(date(2026, 11, 20), 500, None)]


def sold(*sales: int) -> pl.DataFrame:
    rows = [(f"B0{place:08}", ago(1), 10 * place, 0, 1, n * 1_000_000) for place, n in enumerate(sales)]
    return pl.DataFrame(
        rows, schema=["asin", "day", "sessions", "page_views", "units", "sales_micros"], orient="row"
    )


def test_core_asins_make_most_of_the_sales() -> None:
    assert core_asins(sold(50, 30, 15, 5), desk()) == ["B000000000", "B000000001"], "80 % exactly is enough"
    assert core_asins(sold(50, 29, 16, 5), desk()) == ["B000000000", "B000000001", "B000000002"]
    assert core_asins(sold(50, 30, 15, 5), desk(core_most=1)) == ["B000000000"]
    assert core_asins(sold(0, 0), desk()) == ["B000000001", "B000000000"], "by sessions where none sold"
    assert core_asins(sold(50), desk(core_asins="B0XXXXXXXX, b0yyyyyyyy")) == ["B0XXXXXXXX", "B0YYYYYYYY"]


def test_stock_and_suppression_are_unknown_without_a_report() -> None:
    assert ground_of(desk(), [A]) == {A: Ground(None, None)}
    stock = table(
        "fba_myi_unsuppressed",
        {"asin": A, "sku": "a", "afn_fulfillable_quantity": 0, "mfn_fulfillable_quantity": None},
        {"asin": B, "sku": "b", "afn_fulfillable_quantity": 3},
        {"asin": B, "sku": "c", "mfn_fulfillable_quantity": 4},
    )
    hidden = table("listings_suppressed_fyp", {"sku": "b", "asin": B})
    assert ground_of(desk(stock, hidden), [A, B, C]) == {
        A: Ground(0, False),
        B: Ground(7, True),
        C: Ground(None, False),
    }


def write_child(folder: Path, sessions: int) -> Path:
    path = folder / "BusinessReport.csv"
    path.write_text(
        "(Parent) ASIN,(Child) ASIN,Title,SKU,Sessions - Total,Units Ordered,Ordered Product Sales\n"
        f"{A},{A},Pan,S,{sessions},5,US$50.00\n",
        encoding="utf-8",
    )
    return path


def test_yesterdays_file_comes_from_the_history_and_todays_only_once(tmp_path: Path) -> None:
    home, folder = tmp_path / "home", tmp_path / "today"
    folder.mkdir()
    account = account_of("Shop", "US", "USD")
    for sessions, day in ((100, ago(1)), (200, TODAY)):
        reading = identify(write_child(folder, sessions))
        assert isinstance(reading, Reading)
        History(home).ingest(reading, account, day)
    settings = load_settings(None, account="Shop", marketplace="US", checks={"child_report_age": 1})
    found: Desk = desk_of(read_folder(folder), settings, NOW, None, home)
    assert [one.downloaded for one in found.every("business_report_child_item")] == [ago(1), TODAY]
    assert asin_days(found).select("day", "sessions").rows() == [(ago(2), 100), (ago(1), 200)]
