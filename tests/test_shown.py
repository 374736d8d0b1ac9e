"""What a notebook shows of a day and of its plan: a few facts, as text and as a table."""

from __future__ import annotations

import pickle
from dataclasses import replace
from pathlib import Path

import pytest

from adopt.daily import Day
from adopt.plan import Plan
from adopt.plan.brief import brief
from adopt.reports import Folder
from adopt.schema import Finding
from tests.properties.accounts import AS_OF, account, plan


@pytest.fixture(scope="module")
def made() -> Plan:
    return replace(plan(account(7)), account="a1 & <b>co</b>", marketplace="DE", currency="EUR")


@pytest.fixture
def day(made: Plan) -> Day:
    folder = Folder(Path("reports"), (), (), ())
    return Day(folder, made, None, Finding.validate(Finding.create_empty()))


def test_a_plan_is_two_lines(made: Plan) -> None:
    found = brief(made)
    assert found.safe
    assert found.asked
    safe = f"safe: {found.safe}, {found.safe_weekly:,.2f} EUR a week"
    ask = f"ask: {found.asked}, {found.asked_weekly:,.2f} EUR a week"
    assert repr(made).splitlines() == [
        f"<Plan account: a1 & <b>co</b> DE; day: {AS_OF}; spend: {found.spend:,.2f} EUR in {found.days} days",
        f"  {safe}; {ask}; watch: {found.watched}>",
    ]


def test_yen_have_no_decimals(made: Plan) -> None:
    yen = replace(made, currency="JPY", facts=made.facts._replace(spend=1_234_567.5))
    found = brief(yen)
    spend, safe = (
        f"spend: 1,234,568 JPY in {found.days} days",
        f"safe: {found.safe}, {found.safe_weekly:,.0f} JPY a week",
    )
    assert spend in repr(yen)
    assert safe in repr(yen)
    assert "." not in yen._repr_html_()


def test_a_day_is_its_plan_and_a_line(day: Day) -> None:
    *lines, last = repr(day).splitlines()
    assert lines == repr(day.plan).replace("<Plan", "<Day").removesuffix(">").splitlines()
    assert last == "  checks to act on: 0>"
    written = replace(day, out=Path("out"), written=(Path("out/bids.xlsx"), Path("out/plan.json")))
    assert repr(written).endswith("files written: 2 in out>")


def test_the_table_has_the_same_facts_and_no_markup_of_theirs(day: Day) -> None:
    for shown in (day, day.plan):
        table = shown._repr_html_()
        assert table.startswith("<table>")
        assert "<b>" not in table
        assert "<td>a1 &amp; &lt;b&gt;co&lt;/b&gt; DE</td>" in table
        assert table.count("<tr>") == repr(shown).count(": ")


def test_an_account_that_no_file_names_is_a_question(made: Plan) -> None:
    assert "account: ?; day" in repr(replace(made, account=None, marketplace=None))
    assert "account: DE; day" in repr(replace(made, account=None))


def test_a_plan_is_pickled_and_compared_as_before(made: Plan, day: Day) -> None:
    again = pickle.loads(pickle.dumps(made))  # noqa: S301  # made a line above
    assert again.facts == made.facts
    assert repr(again) == repr(made)
    assert again.actions.equals(made.actions)
    assert Plan.__eq__ is not object.__eq__
    assert Plan.__dataclass_params__.eq  # type: ignore[attr-defined]  # of a dataclass
    assert replace(day) == day
    assert replace(day, out=Path("out")) != day
