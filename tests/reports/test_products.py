"""What product pages show, from whichever reports list products."""

from __future__ import annotations

import csv
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from adopt.reports import read_folder
from adopt.reports.choose import choose
from adopt.reports.sources import Sources
from adopt.settings import load_settings
from adopt.words.companions import companions
from adopt.words.products import page_columns
from tests.reports.layouts import write

ONE, TWO, UNKNOWN = "B0AAAAAAA1", "B0AAAAAAA2", "B0AAAAAAA9"


@pytest.fixture
def folder(tmp_path: Path, csv_file: Callable[..., Path], report: Callable[..., list[list[str]]]) -> Path:
    csv_file(report({}, {"Customer Search Term": ONE.lower()}, {"Customer Search Term": TWO.lower()}))
    return tmp_path


def chosen(folder: Path) -> Sources:
    return choose(read_folder(folder), load_settings(None), date(2026, 11, 20))


def keepa(folder: Path, *rows: tuple[str, ...], name: str = "keepa.csv") -> Path:
    """A list with locale, ASIN, sales rank, title, brand, price in the buy box, lowest new price."""
    head = (
        *("Locale", "ASIN", "Sales Rank: Current", "Title", "Brand"),
        *("Buy Box: Current", "New: Current"),
    )
    with (folder / name).open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([head, *(("com", row[0], "7", *row[1:]) for row in rows)])
    return folder / name


def test_every_layout_named_has_the_columns_named() -> None:
    for kind, pages in page_columns().items():
        columns = {column.ours: column.type for column in companions()[kind].columns}
        for page in pages:
            assert page.title or page.brand or page.price
            said = {name: columns[name] for name in (page.asin, page.title, page.brand) if name}
            assert set(said.values()) <= {"text", "id"}, kind
            assert page.price is None or columns[page.price] == "money"


@pytest.mark.parametrize("kind", page_columns())
def test_each_of_them_is_read_used_and_named(folder: Path, kind: str) -> None:
    (page, *_) = page_columns()[kind]
    names = {page.title: "Steel Pan", page.brand: "Acme", page.price: "24.99"}
    cells = {name: cell for name, cell in names.items() if name}
    money = {"budget_currency": "USD", "currency": "USD", "currency_code": "USD"}
    place = dict.fromkeys(("country", "marketplace", "amazon_store", "advertised_product_marketplace"), "US")
    path = write(companions()[kind], folder, **{page.asin: ONE, **cells, **money, **place})
    found = chosen(folder)
    assert found.products is not None
    wanted = ("Steel Pan" if page.title else None, "Acme" if page.brand else None)
    (row,) = [row for row in found.products.rows() if row[0] == ONE]
    assert row[1:3] == wanted
    assert row[3] == (24.99 if page.price else None)
    assert path in [reading.path for reading in found.used]
    assert "read_not_used" not in dict(found.notes)


def test_blank_cells_say_nothing_and_a_second_column_stands_in(folder: Path) -> None:
    keepa(
        folder,
        (ONE, "Steel Pan", "", "", "19.5"),
        (TWO.lower(), " ", "Acme", "0", "-"),
        ("B0AAAAAAA3", "", "", "", ""),
    )
    found = chosen(folder).products
    assert found is not None
    assert found.rows() == [(ONE, "Steel Pan", None, 19.5), (TWO, None, "Acme", None)]


def test_a_list_that_knows_no_search_term_is_not_used(folder: Path) -> None:
    keepa(folder, (UNKNOWN, "Steel Pan", "Acme", "9", "9"))
    found = chosen(folder)
    assert found.products is None
    assert "keepa.csv" not in [reading.path.name for reading in found.used]
    assert "read_not_used" not in dict(found.notes), "the daily checks read it"


def test_of_several_the_newer_is_believed_and_others_add_what_it_lacks(folder: Path) -> None:
    keepa(folder, (ONE, "Of no day", "Acme", "9", "9"), (UNKNOWN, "Wok", "", "", ""), name="z.csv")
    dated = companions()["search_catalog_performance"]
    cells = {"title": "Newest", "impressions_price_micros": "30"}
    write(dated, folder, asin=ONE, day="2026-11-14", **cells)
    older = folder / "older"
    older.mkdir()
    write(dated, older, asin=ONE, day="2026-11-07", title="Older", impressions_price_micros="20")
    found = chosen(folder)
    assert found.products is not None
    assert found.products.rows() == [(ONE, "Newest", "Acme", 30.0), (UNKNOWN, "Wok", None, None)]
    assert len(found.used) == 1 + 3


@pytest.mark.parametrize("names", [("a.csv", "b.csv"), ("a.csv", "a (1).csv")])
def test_of_two_without_a_day_the_last_by_name_is_believed(folder: Path, names: tuple[str, str]) -> None:
    for name, title in zip(names, ("First", "Last"), strict=True):
        keepa(folder, (ONE, title, "", "", ""), name=name)
    found = chosen(folder).products
    assert found is not None
    assert found["title"].to_list() == ["Last"]


def test_a_listings_report_that_is_left_out_says_nothing_of_pages_either(folder: Path) -> None:
    layout = companions()["listings_all"]
    path = write(layout, folder, asin=ONE, item_name="Old name", price_micros="9", sku="PAN")
    path.rename(folder / "a.csv")
    write(layout, folder, asin=TWO, item_name="Lid", price_micros="8", sku="LID")
    found = chosen(folder)
    assert found.products is not None
    assert found.products["asin"].to_list() == [TWO]
    assert ("older_left_out", "a.csv") in found.notes
    assert [reading.path.name for reading in found.used].count("listings_all.csv") == 1
