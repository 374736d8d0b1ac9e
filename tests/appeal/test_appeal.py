"""The draft of an appeal: each gap is told and marked, and nothing stands in it that the seller didn't give."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adopt.appeal import Facts, draft, facts_template, gaps, read_facts
from adopt.appeal.tense import begins_past, is_future, is_past, wrong_tone
from adopt.errors import InputError
from adopt.say import translator
from adopt.say.appeal import GAPS, due_of, notes
from tests.appeal.facts import ASINS, DAY, WHOLE, changed

PACIFIC = ZoneInfo("America/Los_Angeles")


def reasons(facts: Facts, day: date = DAY) -> set[tuple[str, str, int, str]]:
    return {(one.reason, one.part, one.place, one.subject) for one in gaps(facts, day, 365)}


def test_a_whole_appeal_has_no_gap_and_no_mark() -> None:
    facts = read_facts(WHOLE, "facts.toml")
    assert reasons(facts) == set()
    text = draft(facts)
    assert "[you fill" not in text
    assert re.findall(r"^#+ .*", text, re.MULTILINE) == [
        "# Plan of action",
        "## Facts",
        "## Root cause",
        "## Actions taken to resolve the issue",
        "## Steps to prevent it from happening again",
        "## Evidence",
    ]
    assert "- Done on 2026-11-21 by Li Wei: Removed 40 units from sale and inspected each of them." in text
    assert "- Planned for 2026-12-01, owner Chen Jie: Every carton will be weighed before it ships." in text
    assert "| B0AAAAAAA1 | invoice: Supplier invoice 2211 | 2026-05-02 | invoice-2211.pdf |" in text
    assert "| B0AAAAAAA2 | invoice: Supplier invoice 2211 | 2026-05-02 | invoice-2211.pdf |" in text


def test_the_template_is_read_back_as_nothing_but_gaps() -> None:
    facts = read_facts(facts_template(), "facts.toml")
    assert {one[:2] for one in reasons(facts)} == {
        ("no_subject", "notice"),
        ("no_received", "notice"),
        ("no_products", "notice"),
        *(("no_part", part) for part in ("facts", "root_causes", "actions", "prevention", "evidence")),
    }
    text = draft(facts)
    for what in (
        "subject line of the notification",
        "why it happened",
        "what you did",
        "what prevents it",
        "ASIN",
    ):
        assert f"[you fill: {what}" in text


def test_every_part_of_the_template_is_a_field_of_the_facts() -> None:
    # What is commented out, too: written out, the file is still read.
    written = re.sub(r"^# (\w+ = )", r"\1", facts_template(), flags=re.MULTILINE)
    facts = read_facts(written, "facts.toml")
    assert facts.notice.received == date(2026, 11, 20)
    assert isinstance(facts.notice.deadline, datetime)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"notice.subject": ""}, ("no_subject", "notice", 0, "")),
        ({"notice.received": None}, ("no_received", "notice", 0, "")),
        ({"facts.0.day": None}, ("no_day", "facts", 1, "")),
        ({"facts.0.day": DAY + timedelta(days=1)}, ("day_to_come", "facts", 1, "2026-11-26")),
        ({"facts.0.source": ""}, ("no_source", "facts", 1, "")),
        ({"root_causes": ()}, ("no_part", "root_causes", 0, "")),
        ({"prevention": ()}, ("no_part", "prevention", 0, "")),
        ({"evidence": ()}, ("no_part", "evidence", 0, "")),
        ({"actions.0.done": None}, ("done_or_not", "actions", 1, "")),
        ({"actions.0.day": None}, ("no_day", "actions", 1, "")),
        ({"actions.0.day": DAY + timedelta(days=1)}, ("day_to_come", "actions", 1, "2026-11-26")),
        ({"actions.0.what": "We will remove 40 units."}, ("not_past", "actions", 1, "")),
        ({"actions.0.what": "Removal of 40 units"}, ("not_past", "actions", 1, "")),
        ({"prevention.0.owner": ""}, ("no_owner", "prevention", 1, "")),
        ({"prevention.0.day": None}, ("no_day", "prevention", 1, "")),
        ({"prevention.0.day": DAY - timedelta(days=1)}, ("day_over", "prevention", 1, "2026-11-24")),
        ({"prevention.0.what": "Weighed every carton."}, ("not_planned", "prevention", 1, "")),
        ({"root_causes.0.issue": "colour"}, ("issue_unknown", "root_causes", 1, "colour")),
        ({"root_causes.0.issue": ""}, ("issue_open", "root_causes", 0, "not as described")),
        (
            {"root_causes.0.asins": ASINS[:1], "root_causes.1.asins": ASINS[:1]},
            ("not_covered", "root_causes", 0, ASINS[1]),
        ),
        ({"actions.0.asins": ASINS[1:]}, ("not_covered", "actions", 0, ASINS[0])),
        ({"evidence.0.asins": ASINS[:1]}, ("not_covered", "evidence", 0, ASINS[1])),
        ({"evidence.0.asins": ()}, ("evidence_of_none", "evidence", 1, "")),
        ({"facts.0.asins": ("B0ZZZZZZZ9",)}, ("not_listed", "facts", 1, "B0ZZZZZZZ9")),
        ({"evidence.0.file": ""}, ("no_file", "evidence", 1, "")),
        ({"evidence.0.day": None}, ("no_day", "evidence", 1, "")),
        ({"evidence.0.day": DAY - timedelta(days=366)}, ("invoice_old", "evidence", 1, "2025-11-24")),
        ({"evidence.0.day": DAY + timedelta(days=1)}, ("day_to_come", "evidence", 1, "2026-11-26")),
        ({"root_causes.0.what": "供应商更换了标签。"}, ("not_english", "root_causes", 1, "")),
        ({"facts.0.what": "It is unfair: a malicious buyer."}, ("tone", "facts", 1, "unfair")),
    ],
)
def test_each_gap_is_told(change: dict[str, Any], expected: tuple[str, str, int, str]) -> None:
    assert expected in reasons(changed(**change))


@pytest.mark.parametrize("age", [0, 364, 365])
def test_an_invoice_of_365_days_is_young_enough(age: int) -> None:
    assert reasons(changed(**{"evidence.0.day": DAY - timedelta(days=age)})) == set()


def test_of_other_documents_no_age_is_asked() -> None:
    old = {"evidence.0.day": DAY - timedelta(days=4000), "evidence.0.kind": "certificate"}
    assert reasons(changed(**old)) == set()


def test_a_planned_step_is_due_today_at_the_earliest_and_a_done_one_today_at_the_latest() -> None:
    assert reasons(changed(**{"prevention.0.day": DAY, "actions.0.day": DAY})) == set()


def test_one_issue_is_explained_by_any_cause() -> None:
    assert (
        reasons(changed(**{"notice.issues": ("late",), "root_causes.0.issue": "", "root_causes.1.issue": ""}))
        == set()
    )


@pytest.mark.parametrize(
    ("text", "past", "begins", "future"),
    [
        ("Removed 40 units.", True, True, False),
        ("We have sent new labels to the warehouse.", True, True, False),
        ("We will have removed them.", True, False, True),
        ("Each carton is going to be weighed.", True, False, True),
        ("Weigh each carton before it ships", False, False, False),
        ("Goodwill refunds were paid.", True, False, False),  # no "will" within a word
        ("Each carton is checked before it ships", True, False, False),
        ("Speed up what we need", False, False, False),
        ("Set a limit of 20 orders a day", True, False, False),
        ("The red bed", False, False, False),
    ],
)
def test_tenses(text: str, past: bool, begins: bool, future: bool) -> None:
    assert (is_past(text), begins_past(text), is_future(text)) == (past, begins, future)


def test_tone_is_told_of_whole_words() -> None:
    assert wrong_tone("Please understand that") == "please understand"
    assert not wrong_tone("The issue was in the tissue paper.")


def test_gaps_are_marked_where_they_are() -> None:
    blank = {
        "actions.0.done": None,
        "actions.0.day": None,
        "prevention.0.owner": "",
        "evidence.0.asins": ASINS[:1],
        "facts.0.source": "",
    }
    text = draft(changed(**blank))
    assert "- [you fill: done on, or planned for] [you fill: day]: Removed 40 units" in text
    assert "owner [you fill: owner]:" in text
    assert f"| {ASINS[1]} | [you fill: document for this product] |" in text
    assert "(Source: [you fill: report or document that shows it])" in text


WORD = st.from_regex(r"[a-z]{3,9}", fullmatch=True)
DATES = st.dates(date(2020, 1, 1), date(2030, 1, 1))


@given(st.lists(WORD, min_size=8, max_size=8), st.lists(DATES, min_size=4, max_size=4), st.booleans())
def test_nothing_is_invented(words: list[str], days: list[date], done: bool) -> None:
    """Each word and figure of the draft is the seller's, or stands in the draft of no facts at all."""
    facts = Facts.model_validate(
        {
            "notice": {"subject": words[0], "received": days[0], "asins": ["B0AAAAAAA1"]},
            "facts": [{"what": words[1], "day": days[1], "source": words[2]}],
            "root_causes": [{"what": words[3]}],
            "actions": [{"what": words[4], "done": done, "day": days[2], "owner": words[5]}],
            "evidence": [{"what": words[6], "day": days[3], "file": words[7], "asins": ["B0AAAAAAA1"]}],
        }
    )
    own = {*words, *map(str, days), "B0AAAAAAA1"}
    fixed = set(_tokens(draft(Facts()))) | {"Source", "Done", "Planned", "owner", "by", "for", "on", "ASINs"}
    assert set(_tokens(draft(facts))) <= own | fixed
    assert own <= set(_tokens(draft(facts)))


def _tokens(text: str) -> list[str]:
    return re.findall(r"[0-9]{4}-[0-9]{2}-[0-9]{2}|\w+", text)


def test_a_table_stays_whole_whatever_a_document_is_called() -> None:
    text = draft(changed(**{"evidence.0.what": "a | b\nc"}))
    assert r"| invoice: a \| b c |" in text


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[notice", "not a readable TOML file"),
        ("[notice]\nsubjekt = 'x'", "notice.subjekt"),
        ("[notice]\nasins = ['B1']", "notice.asins.1"),
        ("[[evidence]]\nkind = 'bill'", "evidence.1.kind"),
        ("[[action]]\nwhat = 'x'", "did you mean actions"),
    ],
)
def test_what_cannot_be_read_is_said_with_its_place(text: str, said: str) -> None:
    with pytest.raises(InputError, match=re.escape(said)):
        read_facts(text, "facts.toml")


@pytest.mark.parametrize(
    ("deadline", "due"),
    [
        (None, None),
        (
            date(2026, 11, 1),
            datetime(2026, 11, 1, 23, 59, 59, tzinfo=PACIFIC),
        ),  # the day on which clocks go back
        (datetime(2026, 11, 27, 17), datetime(2026, 11, 27, 17, tzinfo=PACIFIC)),  # noqa: DTZ001  as TOML gives it
        (datetime(2026, 11, 27, 17, tzinfo=UTC), datetime(2026, 11, 27, 17, tzinfo=UTC)),
    ],
)
def test_when_the_answer_is_due(deadline: Any, due: datetime | None) -> None:
    found = due_of(changed(**{"notice.deadline": deadline}), PACIFIC)
    assert found == due
    if due and deadline == date(2026, 11, 1):
        assert due.utcoffset() == timedelta(hours=-8)


def test_hours_left_are_told_in_absolute_time() -> None:
    now = datetime(2026, 10, 31, 23, 59, 59, tzinfo=PACIFIC)
    lines = notes(changed(**{"notice.deadline": date(2026, 11, 1)}), (), now, PACIFIC, translator("en"), 365)
    assert lines[0] == "Due 2026-11-01 23:59 PST: 25 hours left."
    late = now.astimezone(timezone(timedelta(hours=8))) + timedelta(hours=26)
    lines = notes(changed(**{"notice.deadline": date(2026, 11, 1)}), (), late, PACIFIC, translator("en"), 365)
    assert lines[0] == "It was due 2026-11-01 23:59 PST, 1 hour ago."


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_gap_is_said(language: str) -> None:
    from adopt.appeal import Gap

    every = tuple(Gap(reason, "facts", place, "B0AAAAAAA1") for reason in GAPS for place in (0, 2))
    moment = datetime(2026, 11, 25, tzinfo=UTC)
    lines = notes(Facts(), every, moment, PACIFIC, translator(language), 365)
    assert len(lines) == len(every) + 3
    assert not any("{" in line for line in lines)


def test_a_notice_of_orders_asks_for_no_product() -> None:
    whole = changed(**{"notice.asins": (), "evidence.0.asins": (), "facts.0.asins": ()})
    assert ("evidence_of_none", "evidence", 1, "") not in reasons(whole)
    assert "| - | invoice: Supplier invoice 2211 |" in draft(whole)
    assert "[you fill" not in draft(whole)


def test_a_text_of_several_lines_stays_one_entry() -> None:
    text = WHOLE.replace(
        '"Your listings have been removed"', '"""Your listings\n\n## Root cause\nhave gone"""'
    )
    assert "- Notification: Your listings ## Root cause have gone (N-7)" in draft(read_facts(text, "f"))


def test_a_notice_that_is_still_to_come_is_told() -> None:
    assert ("day_to_come", "notice", 0, "2026-11-26") in reasons(
        changed(**{"notice.received": date(2026, 11, 26)})
    )


def test_an_entry_that_forgets_to_say_what_is_not_lost() -> None:
    facts = read_facts('[[evidence]]\nfile = "a.pdf"\n[[actions]]\ndone = true\n[[facts]]\nsource = ""', "f")
    assert (len(facts.evidence), len(facts.actions), len(facts.facts)) == (1, 1, 0)
    assert {("no_what", "evidence", 1, ""), ("no_what", "actions", 1, "")} <= reasons(facts)
    assert "[you fill: what it is]" in draft(facts)
