"""However a report was saved again, whatever kind it is and whatever its letters: the same frame."""

from __future__ import annotations

import codecs
import csv
import io
import tempfile
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

import polars as pl
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DataObject, SearchStrategy

from adopt.reports import identify
from adopt.schema import Reading

SEARCH_TERM = [
    "Date", "Currency", "Campaign Name", "Ad Group Name", "Targeting", "Match Type", "Customer Search Term",
    "Impressions", "Clicks", "Spend", "7 Day Total Sales ", "7 Day Total Orders (#)", "7 Day Total Units (#)",
]  # fmt: skip
UNIFIED = [
    "Date range", "Budget currency", "Campaign name", "Ad group name", "Target value", "Target match type", "Search term",
    "Impressions", "Clicks", "Total cost", "Sales", "Purchases", "Units sold",
]  # fmt: skip
BUSINESS = ["Date", "Ordered Product Sales", "Units Ordered"]
STOCK = ["sku", "asin", "product-name", "reserved_qty", "reserved_customerorders", "reserved_fc-processing"]
WORDS = {
    "utf-8": [
        "pan",
        "Küche, groß",
        "鍋 セット",
        "مقلاة",
        "сковорода",
        "냄비",
        "“wok”",
        "a;b",
        "c\td",
        "x|y",
        "🍳",
    ],
    "gb18030": ["不锈钢锅", "厨房用品 大号", "煎锅，套装", "平底锅（不粘）", "儿童礼物", "pan"],
    "cp1252": [
        "Küche für große Töpfe",
        "Poêle à frire",
        "Sartén pequeña",
        "Frigideira média",
        "l’été – “chic”",
        "pan",
    ],
}
WORDS |= {"utf-16": WORDS["utf-8"], "utf-8-sig": WORDS["utf-8"]}
counts = st.integers(0, 5_000).map(str)
money = st.integers(0, 10_000_000).map(lambda cents: f"{cents / 100:.2f}")
days = st.dates(date(2020, 1, 1), date(2030, 12, 31))


class Kind(NamedTuple):
    """A kind of report: its header and a strategy for its rows."""

    header: list[str]
    rows: SearchStrategy[list[list[str]]]


def kinds(words: Sequence[str]) -> dict[str, Kind]:
    word = st.sampled_from(words)
    matches = st.sampled_from(["BROAD", "PHRASE", "EXACT", "-"])
    figures = [counts, counts, money, money, counts, counts]
    a_term = [days.map(str), st.just("USD"), word, word, word, matches, word, *figures]
    a_week = [days.map(lambda day: f"{day:%b %d, %Y} - {day + timedelta(6):%b %d, %Y}"), *a_term[1:]]
    a_day = st.lists(st.tuples(money, counts), min_size=1, max_size=8)
    return {
        "search_term": Kind(SEARCH_TERM, _lists(a_term)),
        "unified": Kind(UNIFIED, _lists(a_week)),
        "business": Kind(BUSINESS, st.tuples(days.filter(lambda day: day.year < 2030), a_day).map(_successive)),
        "stock": Kind(STOCK, _lists([word, st.just("B0AAAAAAA1"), word, counts, counts, counts])),
    }  # fmt: skip


def _lists(cells: Sequence[SearchStrategy[str]]) -> SearchStrategy[list[list[str]]]:
    return st.lists(st.tuples(*cells).map(list), min_size=1, max_size=8)


def _successive(drawn: tuple[date, list[tuple[str, str]]]) -> list[list[str]]:
    first, figures = drawn
    return [[str(first + timedelta(place)), *cells] for place, cells in enumerate(figures)]


def saved(
    lines: Sequence[Sequence[str]], *, sep: str = ",", end: str = "\n", encoding: str = "utf-8"
) -> bytes:
    buffer = io.StringIO()
    csv.writer(buffer, delimiter=sep, lineterminator=end).writerows(lines)
    return buffer.getvalue().encode(encoding)


def read(content: bytes) -> Reading:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "report.csv"
        path.write_bytes(content)
        reading = identify(path)
    assert isinstance(reading, Reading), reading
    assert reading.rejected.is_empty(), reading.rejected
    return reading


def frame(reading: Reading) -> pl.DataFrame:
    assert isinstance(reading.data, pl.DataFrame)
    return reading.data.drop("row", strict=False)


def rearranged(data: DataObject, header: Sequence[str], rows: Sequence[Sequence[str]]) -> list[list[str]]:
    """Columns shuffled, one more added, names spelt otherwise, blank lines, a row of sums, junk above the header."""
    order = data.draw(st.permutations(range(len(header))))
    spell = data.draw(st.sampled_from([str.upper, str.title, lambda name: f"\u200e{name}\u00a0 "]))
    table = [[line[place] for place in order] for line in [[spell(name) for name in header], *rows]]
    extra = data.draw(st.sampled_from(["Retailer x", "", "Note"]))
    table = [[*line, extra if number == 0 else ""] for number, line in enumerate(table)]
    for place in data.draw(st.lists(st.integers(1, len(table)), max_size=3)):
        table.insert(place, [])
    if data.draw(st.booleans()):
        table.append(["Total", *[""] * len(header)])
    junk = data.draw(st.lists(st.sampled_from([["saved by me"], [], ["", "2026"]]), max_size=5))
    return [*junk, *table]


@pytest.mark.parametrize("kind", ["search_term", "unified", "business", "stock"])
@pytest.mark.parametrize("encoding", WORDS)
@settings(max_examples=12, phases=[Phase.generate], deadline=None)
@given(data=st.data())
def test_saving_again_changes_no_row(kind: str, encoding: str, data: DataObject) -> None:
    header, strategy = kinds(WORDS[encoding])[kind]
    rows = data.draw(strategy)
    plain = read(saved([header, *rows]))
    table = rearranged(data, header, rows)
    if encoding == "cp1252":  # which has no mark of direction
        table = [[cell.replace("\u200e", "") for cell in line] for line in table]
    again = read(
        saved(
            table,
            sep=data.draw(st.sampled_from([",", ";", "\t"])),
            end=data.draw(st.sampled_from(["\n", "\r\n"])),
            encoding=encoding,
        )
    )
    assert again.kind == plain.kind
    assert frame(again).equals(frame(plain))
    assert again.totals == plain.totals
    assert (again.read, plain.read) == (len(rows), len(rows))


@pytest.mark.parametrize("byte_order", [codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE])
@settings(max_examples=12, phases=[Phase.generate], deadline=None)
@given(rows=kinds(WORDS["utf-8"])["search_term"].rows)
def test_both_orders_of_bytes(byte_order: bytes, rows: list[list[str]]) -> None:
    encoding = "utf-16-le" if byte_order == codecs.BOM_UTF16_LE else "utf-16-be"
    again = read(byte_order + saved([SEARCH_TERM, *rows], sep="\t", end="\r\n", encoding=encoding))
    assert frame(again).equals(frame(read(saved([SEARCH_TERM, *rows]))))
