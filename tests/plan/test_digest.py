"""Same digest, same plan: whatever a plan depends on changes it, and nothing else does."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from adopt.plan import plan_digest
from adopt.schema import RuleWords
from adopt.settings import Settings, load_settings
from tests.decide.outside import WORDS
from tests.plan.readings import file

PLAIN = load_settings()
DAY = date(2026, 10, 1)


def digest(
    *files: tuple[str, str], settings: Settings = PLAIN, version: str = "1.0", as_of: date = DAY
) -> str:
    return plan_digest([file(*one) for one in files], settings, version, as_of)


ONE, TWO = ("a.xlsx", "d1"), ("b.xlsx", "d2")
BEFORE = digest(ONE, TWO)


def test_names_and_order_of_files_change_nothing() -> None:
    assert digest(TWO, ONE) == BEFORE
    assert digest(("renamed.xlsx", "d1"), ("today (1).xlsx", "d2")) == BEFORE


def test_it_is_a_sha_256() -> None:
    assert len(bytes.fromhex(BEFORE)) == 32


@pytest.mark.parametrize(
    "after",
    [
        digest(ONE),
        digest(ONE, TWO, TWO),
        digest(ONE, ("b.xlsx", "d3")),
        digest(ONE, TWO, version="1.1"),
        digest(ONE, TWO, as_of=date(2026, 10, 2)),
        digest(ONE, TWO, settings=load_settings(target_acos=0.31)),
        digest(ONE, TWO, settings=load_settings(margins={"SKU": 0.3})),
        digest(ONE, TWO, settings=load_settings(negate={"promise": 0.05})),
        digest(ONE, TWO, settings=load_settings(protect={"brands": ["acme"]})),
        digest(ONE, TWO, settings=load_settings(estimate={"strength": 41})),
    ],
)
def test_whatever_a_plan_depends_on_changes_it(after: str) -> None:
    assert after != BEFORE


def test_rules_from_outside_change_it_and_their_order_does_not() -> None:
    one, other = (RuleWords(**{**WORDS, "code": code}) for code in ("X101", "X102"))
    newer, moved = replace(one, version="2"), replace(one, source="seller-rules 0.4")
    plans = [(), (one,), (other,), (one, other), (newer,), (moved,)]
    digests = [plan_digest([file()], PLAIN, "1.0", DAY, rules) for rules in plans]
    assert len(set(digests)) == len(plans)
    assert plan_digest([file()], PLAIN, "1.0", DAY, (other, one)) == digests[3]


def test_the_period_in_a_download_s_name_changes_it() -> None:
    periods = [
        plan_digest([file(kind="bulk", first_day=day, last_day=None)], PLAIN, "1.0", DAY)
        for day in (None, date(2026, 8, 1), date(2026, 8, 2))
    ]
    assert len(set(periods)) == 3
