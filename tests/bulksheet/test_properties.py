"""Whatever the order of rows and columns, the columns more, and the spelling of headers, the verdict is the same."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import openpyxl
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from adopt.bulksheet import judge
from adopt.bulksheet.sheet import headers
from tests.bulksheet.sheets import DAY, TAB, Row, changed, created, with_cells
from tests.bulksheet.test_seeded import CELLS, Rows

few = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])

_INDIFFERENT = ("unknown_column",)
_PARENTS = ("Campaign", "Ad Group")


@st.composite
def broken(draw: st.DrawFn) -> list[Row]:
    """A sound sheet with some of the seeded faults in it, at most one a row."""
    make: Rows = draw(st.sampled_from([created, changed]))
    seeds = [(place, cells) for rows, place, cells, _, _ in CELLS if rows is make]
    chosen = draw(st.lists(st.sampled_from(seeds), max_size=4, unique_by=lambda seed: seed[0]))
    rows = make()
    for place, cells in chosen:
        rows = with_cells(rows, place, **cells)
    return rows


def spelt(header: str, how: str) -> str:
    forms = {
        "lower": header.lower(),
        "upper": header.upper(),
        "sentence": header.capitalize(),
        "under": header.replace(" ", "_"),
        "padded": f" {header} ",
    }
    return forms[how]


def verdict(rows: list[Row], columns: list[tuple[str, str]], more: list[str]) -> Counter[tuple[str, str]]:
    """How often each column breaks each rule."""
    names = {header.strip(): ours for ours, header in columns}
    with TemporaryDirectory() as folder:
        book = openpyxl.Workbook()
        page = book.active
        page.title = TAB
        page.append([*more, *(header for _, header in columns)])
        for one in rows:
            page.append([*("x" for _ in more), *(one.get(ours) for ours, _ in columns)])
        path = Path(folder) / "sheet.xlsx"
        book.save(path)
        faults = judge(path, None, "US", DAY).faults.select("column", "rule").rows()
    return Counter((names.get(column, column), rule) for column, rule in faults if rule not in _INDIFFERENT)


@few
@given(broken(), st.randoms(use_true_random=False), st.data())
def test_order_and_headers_change_no_verdict(rows: list[Row], chance: Random, data: st.DataObject) -> None:
    plain = list(headers().items())
    forms = st.sampled_from(["lower", "upper", "sentence", "under", "padded"])
    shuffled = [(ours, spelt(header, data.draw(forms))) for ours, header in plain]
    chance.shuffle(shuffled)
    mixed = rows.copy()
    chance.shuffle(mixed)
    more = data.draw(
        st.lists(st.sampled_from(["My notes", "_Old bid", "Clicks", "ACOS", "数据"]), unique=True)
    )
    plainly = verdict(rows, plain, [])
    if any(rule == "name_taken" for _, rule in plainly):
        mixed = in_turn(mixed, rows)
    assert verdict(mixed, shuffled, more) == plainly


def in_turn(mixed: list[Row], rows: list[Row]) -> list[Row]:
    """The rows as mixed, but their campaigns and ad groups in turn: of two that want one name the first gets it."""
    parents = iter([row for row in rows if row["entity"] in _PARENTS])
    return [next(parents) if row["entity"] in _PARENTS else row for row in mixed]
