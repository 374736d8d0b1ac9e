"""The tables of checks and thresholds are whole: every name, rule, source; validity without gaps or overlaps."""

from __future__ import annotations

import string
from datetime import date, timedelta
from importlib import import_module
from itertools import pairwise
from pkgutil import iter_modules
from types import ModuleType

import pytest

from adopt.say import LANGUAGES, translator
from adopt.say import checks as say_checks
from adopt.say.checks import WORDS, Words
from adopt.say.findings import MODULE
from adopt.words.checking import MODULES, checks, threshold, thresholds
from adopt.words.companions import companions

SURE = {"official", "secondary", "file evidence", "house rule"}
ADS = {"search_term", "bulk", "business"}


@pytest.mark.parametrize("code", checks())
def test_a_check_is_told_wholly(code: str) -> None:
    check = checks()[code]
    assert all(check.name[language] and check.rule[language] for language in LANGUAGES)
    assert check.source
    assert check.module in MODULES
    assert set(check.thresholds) <= set(thresholds())
    assert {kind for kinds in check.needs for kind in kinds} <= {*companions(), *ADS}
    if check.needs:
        assert all(check.adds.values()), "what its download would tell"


@pytest.mark.parametrize("key", thresholds())
def test_a_threshold_holds_on_one_day_once(key: str) -> None:
    every = thresholds()[key]
    for one in every:
        assert one.sure in SURE
        assert one.source
        assert one.first_day <= one.last_day
    for before, after in pairwise(every):
        assert before.last_day < after.first_day


def test_the_bar_of_a_day_is_that_day_s() -> None:
    bars = {"2019-06-01": 350, "2020-12-31": 500, "2021-01-01": 450, "2026-11-23": 400}
    assert {day: threshold("ipi_threshold", date.fromisoformat(day)).number for day in bars} == bars
    changed = date(2024, 9, 25)
    assert threshold("otdr_us", changed).number == pytest.approx(0.9)
    assert threshold("otdr_us", changed - timedelta(days=1)).number == pytest.approx(0.97)


@pytest.mark.parametrize(
    ("key", "at", "holds"),
    [
        ("odr", 0.01, False),
        ("odr", 0.0099, True),
        ("vtr", 0.95, True),
        ("vtr", 0.9499, False),
        ("cover_guideline_days", 30, True),
    ],
)
def test_strict_or_not(key: str, at: float, *, holds: bool) -> None:
    assert threshold(key, date(2026, 11, 23)).holds(at) == holds


def test_no_two_modules_share_the_name_of_a_sentence() -> None:
    modules = [table for name, table in _tables(say_checks) if name != "WORDS"]
    assert sum(len(table) for table in modules) == len(WORDS)


def test_no_two_parts_of_a_module_do() -> None:
    rooms = [import_module(f"{say_checks.__name__}.{one.name}") for one in iter_modules(say_checks.__path__)]
    parts = [table for room in rooms if "_" in room.__name__.rpartition(".")[2] for _, table in _tables(room)]
    assert parts
    assert sum(len(table) for table in parts) == len({reason for table in parts for reason in table})


def _tables(room: ModuleType) -> list[tuple[str, dict[str, Words]]]:
    return [(name, table) for name, table in vars(room).items() if _is_words(name, table)]


def _is_words(name: str, table: object) -> bool:
    """Whether it is the whole table of a module; parts of it are named with an underscore."""
    public = isinstance(table, dict) and not name.startswith("_")
    return public and bool(table) and all(isinstance(one, Words) for one in table.values())  # type: ignore[attr-defined]


def test_every_module_has_a_name() -> None:
    assert set(MODULE) == set(MODULES)


@pytest.mark.parametrize("reason", WORDS)
def test_both_languages_fill_the_same_places(reason: str) -> None:
    chinese = translator("zh")
    for sentence in WORDS[reason]:
        assert _places(chinese(sentence)) == _places(sentence), reason
        assert chinese(sentence) != sentence or not sentence


def _places(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}
