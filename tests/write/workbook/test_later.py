"""Asked rows of little money stand on a sheet of their own, with all that Decide has."""

from __future__ import annotations

from typing import Any

import pytest

from adopt.settings import load_settings
from tests.write.workbook.rows import table, texts

# The plan spends 412.05 in 60 days, 48.07 a week: at a share of 0.01 the floor is $0.48.
SETTINGS = load_settings(review={"small": 0.01})
FLOOR = 0.01 * 412.05 / 60 * 7


@pytest.fixture
def asked(action: Any) -> Any:
    """Makes an asked row: ``asked("a", 0.3)``."""
    return lambda key, money, code="N101", **more: action(
        code, key=key, search_term=key, consent="ask", money_per_week=money, **more
    )


def test_small_ones_are_there_and_nowhere_else(
    open_book: Any, make_plan: Any, action: Any, asked: Any
) -> None:
    rows = [asked("at", FLOOR), asked("under", FLOOR - 0.001), action(key="safe", money_per_week=0.1)]
    book = open_book(make_plan(rows, settings=SETTINGS))
    assert [row["Key"] for row in table(book["Decide"], "Decide")] == ["at", "safe"]
    (row,) = table(book["Later"], "Later")
    assert (row["Key"], row["Accept"]) == ("under", None)
    assert list(row) == list(table(book["Decide"], "Decide")[0])


@pytest.mark.parametrize(
    ("language", "sheet", "said", "summary", "choices"),
    [
        (
            "en",
            "Later",
            "none is worth $0.48 a week; together $0.50",
            "2 rows worth less than $0.48 a week each, $0.50 together, are on the sheet Later",
            '"Yes,No"',
        ),
        (
            "zh",
            "以后再看",
            "每项每周价值都不到 US$0.48，合计 US$0.50",
            "有 2 行每周价值都不到 US$0.48（合计 US$0.50）",
            '"是,否"',
        ),
    ],
)
def test_the_sum_is_said_and_each_row_can_be_accepted(
    open_book: Any,
    make_plan: Any,
    asked: Any,
    language: str,
    sheet: str,
    said: str,
    summary: str,
    choices: str,
) -> None:
    rows = [asked("a", 0.3), asked("b", 0.2), asked("c", 4.0)]
    book = open_book(make_plan(rows, settings=SETTINGS), language)
    later = book[sheet]
    assert said in texts(later)[0]
    (validation,) = later.data_validations.dataValidation
    assert (str(validation.sqref), validation.formula1) == ("A3:A4", choices)
    assert [str(one.sqref) for one in later.conditional_formatting] == ["G3:G4"]
    assert [text for text in texts(book.worksheets[1]) if summary in text]
    assert [text for text in texts(book.worksheets[0]) if text.startswith(sheet)]
    assert sheet in texts(book.worksheets[3])[0]


def test_each_kind_stands_together_by_campaign(open_book: Any, make_plan: Any, asked: Any) -> None:
    rows = [
        asked("n", 0.4),
        asked("own 1", 0.3, "H201", campaign="A"),
        asked("own 2", 0.1, "H201", campaign="B"),
        asked("own 3", 0.25, "H201", campaign="B"),
        asked("own 4", 0.1, "H201", campaign="B"),
    ]
    later = open_book(make_plan(rows, settings=SETTINGS))["Later"]
    keys = [row["Key"] for row in table(later, "Later")]
    assert keys == ["own 3", "own 2", "own 4", "own 1", "n"]


def test_where_nothing_is_small_there_is_no_such_sheet(open_book: Any, make_plan: Any, asked: Any) -> None:
    rows = [asked("a", 0.01)]
    book = open_book(make_plan(rows, settings=load_settings(review={"small": 0})))
    assert "Later" not in book.sheetnames
    assert [row["Key"] for row in table(book["Decide"], "Decide")] == ["a"]
    assert not [text for text in texts(book["Read me"]) if text.startswith("Later")]


@pytest.mark.parametrize(
    ("language", "label", "note"),
    [
        ("en", "Others waiting for your decision, per week", "Of the 3 rows that wait for you, 2 rows worth"),
        ("zh", "其余等待您决定的每周金额", "等您决定的 3 行中，有 2 行"),
    ],
)
def test_small_rows_are_counted_among_all_that_wait_lower_bids_too(
    open_book: Any, make_plan: Any, asked: Any, language: str, label: str, note: str
) -> None:
    own = [asked(key, money, "H201") | {"code": "H202"} for key, money in (("a", 0.1), ("b", 0.2))]
    rows = [*own, asked("c", 4.0)]
    summary = texts(open_book(make_plan(rows, settings=SETTINGS), language).worksheets[1])
    assert label in summary
    assert [text for text in summary if text.startswith(note)]
