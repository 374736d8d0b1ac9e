"""What an appeal still lacks, or says in a way that Amazon turns down.

Rules: Seller Central G201623610 (root cause, what was done, what prevents it; every product and issue; invoices of the last 365
days; no feelings). A gap is only told, never filled.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from adopt.appeal.facts import Fact, Facts, Step
from adopt.appeal.tense import begins_past, is_foreign, is_future, is_past, wrong_tone

PARTS = ("facts", "root_causes", "actions", "prevention", "evidence")
COVERING = ("root_causes", "actions", "prevention")
"""Parts in which an entry that names no product is meant for all."""


class Gap(NamedTuple):
    """Something to fill in or to mend.

    Attributes:
        reason: names the sentence of `adopt.say.appeal`.
        part: of the file: ``notice`` or one of `PARTS`.
        place: the entry's number in it, from 1; 0: the part as a whole.
        subject: the ASIN, issue or word that it is about.
    """

    reason: str
    part: str
    place: int = 0
    subject: str = ""


def gaps(facts: Facts, day: date, invoice_days: int) -> tuple[Gap, ...]:
    """Every gap, in the order of the file.

    Args:
        facts: of the appeal.
        day: on which it is sent.
        invoice_days: oldest invoice that Amazon takes, in days.
    """
    return (
        *_notice(facts, day),
        *_facts(facts.facts, day),
        *_issues(facts),
        *(gap for part in ("actions", "prevention") for gap in _steps(part, getattr(facts, part), day)),
        *_evidence(facts, day, invoice_days),
        *_parts(facts),
        *_products(facts),
        *_wording(facts),
    )


def _notice(facts: Facts, day: date) -> Iterator[Gap]:
    told = {
        "no_subject": facts.notice.subject,
        "no_received": facts.notice.received,
        "no_products": facts.notice.asins or facts.notice.orders,
    }
    yield from (Gap(reason, "notice") for reason, value in told.items() if not value)
    received = facts.notice.received
    if received and received > day:
        yield Gap("day_to_come", "notice", 0, str(received))


def _parts(facts: Facts) -> Iterator[Gap]:
    yield from (Gap("no_part", part) for part in PARTS if not getattr(facts, part))


def _facts(entries: Sequence[Fact], day: date) -> Iterator[Gap]:
    for place, one in enumerate(entries, 1):
        if one.day is None:
            yield Gap("no_day", "facts", place)
        elif one.day > day:
            yield Gap("day_to_come", "facts", place, str(one.day))
        if not one.source:
            yield Gap("no_source", "facts", place)


def _issues(facts: Facts) -> Iterator[Gap]:
    """Each of several complaints has a root cause of its own; one alone is explained by any."""
    issues = facts.notice.issues
    named = {one.issue.casefold() for one in facts.root_causes}
    if len(issues) > 1 and facts.root_causes:
        yield from (Gap("issue_open", "root_causes", 0, one) for one in issues if one.casefold() not in named)
    known = {one.casefold() for one in issues}
    for place, one in enumerate(facts.root_causes, 1):
        if one.issue and one.issue.casefold() not in known:
            yield Gap("issue_unknown", "root_causes", place, one.issue)


def _steps(part: str, entries: Sequence[Step], day: date) -> Iterator[Gap]:
    for place, one in enumerate(entries, 1):
        if one.done is None:
            yield Gap("done_or_not", part, place)
        if one.day is None:
            yield Gap("no_day", part, place)
        elif one.done and one.day > day:
            yield Gap("day_to_come", part, place, str(one.day))
        elif one.done is False and one.day < day:
            yield Gap("day_over", part, place, str(one.day))
        if one.done is False and not one.owner:
            yield Gap("no_owner", part, place)
        if one.done and one.what and (is_future(one.what) or not is_past(one.what)):
            yield Gap("not_past", part, place)
        if one.done is False and begins_past(one.what):
            yield Gap("not_planned", part, place)


def _evidence(facts: Facts, day: date, invoice_days: int) -> Iterator[Gap]:
    for place, one in enumerate(facts.evidence, 1):
        if not (one.asins or facts.is_of_orders):
            yield Gap("evidence_of_none", "evidence", place)
        if not one.file:
            yield Gap("no_file", "evidence", place)
        if one.day is None:
            yield Gap("no_day", "evidence", place)
        elif one.day > day:
            yield Gap("day_to_come", "evidence", place, str(one.day))
        elif one.kind == "invoice" and day - one.day > timedelta(days=invoice_days):
            yield Gap("invoice_old", "evidence", place, str(one.day))


def _products(facts: Facts) -> Iterator[Gap]:
    """Every product that the notice lists is covered by each part, and none that it doesn't list is named."""
    listed = facts.notice.asins
    for part in (*COVERING, "evidence"):
        entries = getattr(facts, part)
        covered = {asin for one in entries for asin in one.asins}
        if entries and not (part in COVERING and any(not one.asins for one in entries)):
            yield from (Gap("not_covered", part, 0, asin) for asin in listed if asin not in covered)
    if listed:
        for part in PARTS:
            for place, one in enumerate(getattr(facts, part), 1):
                yield from (Gap("not_listed", part, place, asin) for asin in one.asins if asin not in listed)


def _wording(facts: Facts) -> Iterator[Gap]:
    for part in PARTS:
        for place, one in enumerate(getattr(facts, part), 1):
            if not one.what:
                yield Gap("no_what", part, place)
            if is_foreign(one.what):
                yield Gap("not_english", part, place)
            if word := wrong_tone(one.what):
                yield Gap("tone", part, place, word)
