"""However a report was saved again, its rows are the same."""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DataObject

from adopt.reports import identify
from adopt.schema import Reading

HEADER = [
    "Date",
    "Currency",
    "Campaign Name",
    "Ad Group Name",
    "Targeting",
    "Match Type",
    "Customer Search Term",
    "Impressions",
    "Clicks",
    "Spend",
    "7 Day Total Sales ",
    "7 Day Total Orders (#)",
    "7 Day Total Units (#)",
]

names = st.text(
    st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), min_size=1, max_size=12
).filter(lambda text: bool(text.strip()) and text.strip().casefold() not in ("total", "totals", "sum"))
counts = st.integers(0, 5_000).map(str)
money = st.integers(0, 10_000_000).map(lambda cents: f"{cents / 100:.2f}")
rows = st.lists(
    st.tuples(
        st.dates(date(2020, 1, 1), date(2030, 12, 31)).map(str),
        st.just("USD"),
        names,
        names,
        names,
        st.sampled_from(["BROAD", "PHRASE", "EXACT", "-"]),
        names,
        counts,
        counts,
        money,
        money,
        counts,
        counts,
    ),
    min_size=1,
    max_size=8,
)


def saved(lines: Sequence[Sequence[str]], *, sep: str = ",", end: str = "\n", bom: str = "") -> bytes:
    buffer = io.StringIO()
    csv.writer(buffer, delimiter=sep, lineterminator=end).writerows(lines)
    return (bom + buffer.getvalue()).encode()


def read(content: bytes) -> Reading:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "report.csv"
        path.write_bytes(content)
        reading = identify(path)
    assert isinstance(reading, Reading), reading
    assert reading.rejected.is_empty(), reading.rejected
    return reading


@settings(max_examples=60, deadline=None)
@given(rows=rows, data=st.data())
def test_saving_again_changes_no_row(rows: list[tuple[str, ...]], data: DataObject) -> None:
    plain = read(saved([HEADER, *rows]))
    order = data.draw(st.permutations(range(len(HEADER))))
    spell = data.draw(st.sampled_from([str.upper, str.lower, str.title, lambda name: f"  {name} "]))
    table = [[spell(name) for name in HEADER], *rows]
    table = [[line[place] for place in order] for line in table]
    extra = data.draw(st.sampled_from(["Retailer x", "", "Note"]))
    table = [[*line, extra if number == 0 else ""] for number, line in enumerate(table)]
    if data.draw(st.booleans()):
        table.append(["Total", *[""] * (len(HEADER))])
    junk = data.draw(st.lists(st.sampled_from([["saved by me"], [], ["", "2026"]]), max_size=5))
    again = read(
        saved(
            [*junk, *table],
            sep=data.draw(st.sampled_from([",", ";", "\t"])),
            end=data.draw(st.sampled_from(["\n", "\r\n"])),
            bom=data.draw(st.sampled_from(["", "\ufeff"])),
        )
    )
    assert again.data.drop("row").equals(plain.data.drop("row"))  # type: ignore[union-attr]
    assert again.totals == plain.totals
    assert again.read == len(rows)


@settings(max_examples=30, deadline=None)
@given(rows=rows, seed=st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_no_total(rows: list[tuple[str, ...]], seed: object) -> None:
    shuffled = list(rows)
    seed.shuffle(shuffled)  # type: ignore[attr-defined]
    assert read(saved([HEADER, *rows])).totals == read(saved([HEADER, *shuffled])).totals
