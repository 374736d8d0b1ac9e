"""However a report is damaged, adopt reads it, rejects rows with a reason, or refuses it in a sentence: never a crash."""

from __future__ import annotations

import csv
import io
import random
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import openpyxl
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adopt.daily import decide
from adopt.errors import AdoptError
from adopt.reports import Refusal, identify
from adopt.schema import Reading
from adopt.write.plan_file import plan_json
from tests.properties.accounts import AS_OF, SETTINGS, account, console_csv, seeds

Table = list[list[str]]
Change = Callable[[Table, random.Random], None]

ROWS = 25
WHOLE = [line for line in csv.reader(io.StringIO(console_csv(account(3).head(ROWS))))]  # noqa: C416 (lists, not a reader)
JUNK = [
    "",
    " ",
    "x",
    "-1",
    "1e400",
    "=1+1",
    "NaN",
    "∞",
    "2026-02-30",
    "1,234.5.6",
    "#REF!",
    "\x00",
    "'",
    '"',
    "١٢",
]
ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32", "gb18030", "cp1252", "cp932", "utf-7"]


def drop_column(table: Table, dice: random.Random) -> None:
    place = dice.randrange(len(table[0]))
    for line in table:
        del line[place : place + 1]


def double_column(table: Table, dice: random.Random) -> None:
    place = dice.randrange(len(table[0]))
    for line in table:
        line.extend(line[place : place + 1])


def swap_columns(table: Table, dice: random.Random) -> None:
    one, two = dice.sample(range(len(table[0])), 2)
    for line in table[1:]:
        if len(line) > max(one, two):
            line[one], line[two] = line[two], line[one]


def spoil_cell(table: Table, dice: random.Random) -> None:
    line = dice.choice(table)
    if line:
        line[dice.randrange(len(line))] = dice.choice(JUNK)


def swap_cells(table: Table, dice: random.Random) -> None:
    one, two = dice.choice(table), dice.choice(table)
    if one and two:
        here, there = dice.randrange(len(one)), dice.randrange(len(two))
        one[here], two[there] = two[there], one[here]


def insert_line(table: Table, dice: random.Random) -> None:
    line = [dice.choice(JUNK) for _ in range(dice.randrange(16))]
    table.insert(dice.randrange(len(table)), line)


def cut_line(table: Table, dice: random.Random) -> None:
    line = dice.choice(table)
    del line[dice.randrange(len(line) + 1) :]


def drop_header(table: Table, dice: random.Random) -> None:
    del table[: dice.randrange(1, 3)]


CHANGES: list[Change] = [
    drop_column,
    double_column,
    swap_columns,
    spoil_cell,
    spoil_cell,
    swap_cells,
    insert_line,
    cut_line,
    drop_header,
]


def written(table: Table, dice: random.Random) -> bytes:
    text = io.StringIO()
    separator, end = dice.choice(",,,;\t"), dice.choice(["\n", "\r\n", "\r"])
    csv.writer(text, delimiter=separator, lineterminator=end).writerows(table)
    return text.getvalue().encode(dice.choice(ENCODINGS), errors="replace")


def cut(content: bytes, dice: random.Random) -> bytes:
    """The file, half of the time cut at a random byte or with a few bytes changed."""
    kind = dice.randrange(4)
    if kind == 0:
        return content[: dice.randrange(len(content) + 1)]
    if kind == 1:
        spoilt = bytearray(content)
        for _ in range(dice.randrange(1, 6)):
            spoilt[dice.randrange(len(spoilt))] = dice.randrange(256)
        return bytes(spoilt)
    return content


def answer(content: bytes, *, decided: bool = True, name: str = "report.csv") -> Reading | Refusal:
    """What adopt says of this file; a plan is made of a folder with it where it can be."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(content)
        found = identify(path)
        if decided:
            with suppress(AdoptError):
                plan_json(decide(Path(folder), SETTINGS, AS_OF).plan)
        return found


@settings(max_examples=50, deadline=None)
@given(seed=seeds, changes=st.integers(1, 4))
def test_a_damaged_report_is_read_or_refused(seed: int, changes: int) -> None:
    dice = random.Random(seed)  # noqa: S311 (damage, not a secret)
    table = [list(line) for line in WHOLE]
    for change in dice.choices(CHANGES, k=changes):
        if len(table) > 2 and len(table[0]) > 2:
            change(table, dice)
    found = answer(cut(written(table, dice), dice))
    if isinstance(found, Refusal):
        assert found.reason
        return
    assert isinstance(found.data, pl.DataFrame)
    assert found.data.height + found.rejected["row"].n_unique() == found.read
    assert set(found.data["row"]).isdisjoint(found.rejected["row"])


@settings(max_examples=25, deadline=None)
@given(seed=seeds, spoilt=st.integers(0, 8))
def test_every_row_is_counted_as_good_or_as_rejected(seed: int, spoilt: int) -> None:
    dice = random.Random(seed)  # noqa: S311 (damage, not a secret)
    table = [list(line) for line in WHOLE]
    lines = dice.sample(range(1, ROWS + 1), spoilt)
    for line in lines:
        table[line][8] = "many"
    text = io.StringIO()
    csv.writer(text).writerows(table)
    found = answer(text.getvalue().encode(), decided=False)
    assert isinstance(found, Reading)
    assert isinstance(found.data, pl.DataFrame)
    assert found.read == ROWS
    assert sorted(found.rejected["row"]) == sorted(line + 1 for line in lines)
    assert found.data.height == ROWS - spoilt
    good = [line for place, line in enumerate(table[1:], 1) if place not in lines]
    assert found.totals.clicks == sum(int(line[8]) for line in good)


@pytest.fixture(scope="module")
def workbook() -> bytes:
    book = openpyxl.Workbook()
    for line in WHOLE:
        book.worksheets[0].append(line)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


@settings(max_examples=60, deadline=None)
@given(seed=seeds)
def test_a_damaged_workbook_is_read_or_refused(workbook: bytes, seed: int) -> None:
    dice = random.Random(seed)  # noqa: S311 (damage, not a secret)
    found = answer(cut(workbook, dice), name="report.xlsx", decided=False)
    if isinstance(found, Reading):
        assert found.read == ROWS
    else:
        assert found.reason in {"damaged", "damaged_part", "zero_bytes", "empty_file"}


def test_a_workbook_whose_list_of_parts_is_broken_is_damaged(workbook: bytes) -> None:
    spoilt = bytearray(workbook)
    place = workbook.index(b"PK\x01\x02")
    spoilt[place + 6] = 130  # a version of zip that doesn't exist
    part = workbook.index(b"xl/workbook.xml") + len(b"xl/workbook.xml")
    spoilt[part : part + 50] = bytes(50)
    found = answer(bytes(spoilt), name="report.xlsx")
    assert isinstance(found, Refusal)
    assert found.reason == "damaged"


@pytest.mark.parametrize("kept", [0, 1, 2])
def test_next_to_nothing_is_refused(kept: int) -> None:
    assert isinstance(answer(console_csv(account(3)).encode()[:kept]), Refusal)
