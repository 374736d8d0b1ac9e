"""What is said around the draft of an appeal, in the reader's language: its gaps, its deadline, what comes next."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from adopt.appeal import Facts, Gap
from adopt.say.translate import Translate, later
from adopt.words.zones import day_ends

_PARTS = {
    "notice": later("the notice"),
    "facts": later("facts"),
    "root_causes": later("root causes"),
    "actions": later("actions taken"),
    "prevention": later("prevention"),
    "evidence": later("evidence"),
}
GAPS = {
    "no_subject": later("its subject line is missing."),
    "no_received": later("the day on which it came is missing."),
    "no_products": later("it lists neither ASINs nor orders."),
    "no_part": later("nothing is written here yet."),
    "no_what": later("it doesn't say what."),
    "no_day": later("its day is missing."),
    "no_source": later("where you know it from is missing."),
    "no_owner": later("who is to do it is missing."),
    "no_file": later("the document's file is missing."),
    "done_or_not": later("say whether it is done (done = true) or planned (done = false)."),
    "day_to_come": later("{subject} is still to come."),
    "day_over": later("it was planned for {subject}, which is over: say whether it is done."),
    "not_past": later("it is done, so tell it in the past tense."),
    "not_planned": later("it is planned, but written as if it were done."),
    "issue_open": later('no root cause explains "{subject}".'),
    "issue_unknown": later('"{subject}" isn\'t among the issues of the notice.'),
    "evidence_of_none": later("it names no ASIN."),
    "invoice_old": later("the invoice of {subject} is too old: Amazon takes those of the last {days} days."),
    "not_covered": later("nothing here is about {subject}."),
    "not_listed": later("{subject} isn't among the ASINs of the notice."),
    "not_english": later("it isn't in English."),
    "tone": later('leave out "{subject}": facts only.'),
}


def gap(one: Gap, say: Translate, invoice_days: int) -> str:
    """One gap: where it is, and what is wrong."""
    what = say(GAPS[one.reason], subject=one.subject, days=invoice_days)
    part = say(_PARTS[one.part])
    if one.place:
        return say("{part}, entry {place}: {what}", part=part, place=one.place, what=what)
    return say("{part}: {what}", part=part, what=what)


def notes(
    facts: Facts, found: Sequence[Gap], now: datetime, zone: ZoneInfo, say: Translate, days: int
) -> list[str]:
    """The lines around the draft: deadline, gaps, and what to do next.

    Args:
        facts: of the appeal.
        found: its gaps.
        now: the moment, with a zone.
        zone: the marketplace's; a deadline that is only a day ends with it there.
        say: of the reader's language.
        days: oldest invoice that Amazon takes.
    """
    lines = [f"- {gap(one, say, days)}" for one in found]
    head = (
        say.plural("{n} gap to fill before you send it:", "{n} gaps to fill before you send it:", len(found))
        if found
        else say("Nothing is missing by our rules. Read it once more as a stranger would.")
    )
    last = say(
        "The draft is in English; where the marketplace reads another language, translate it yourself. Nothing was sent."
    )
    return [*_deadline(facts, now, zone, say), head, *lines, last]


def due_of(facts: Facts, zone: ZoneInfo) -> datetime | None:
    """The moment at which the answer is due; a moment without a zone is the marketplace's."""
    due = facts.notice.deadline
    if isinstance(due, datetime):
        return due if due.tzinfo else due.replace(tzinfo=zone)
    return day_ends(due, zone) if isinstance(due, date) else None


def _deadline(facts: Facts, now: datetime, zone: ZoneInfo, say: Translate) -> list[str]:
    due = due_of(facts, zone)
    if due is None:
        return [say("No deadline is given; look for one in the notification.")]
    # Differences of two moments of one zone would be those of the clock on the wall.
    left = (due - now.astimezone(UTC)) / timedelta(hours=1)
    moment = f"{due.astimezone(zone):%Y-%m-%d %H:%M %Z}"
    hours = say.plural("{n} hour", "{n} hours", int(abs(left)))
    return [
        say("Due {moment}: {hours} left.", moment=moment, hours=hours)
        if left >= 0
        else say("It was due {moment}, {hours} ago.", moment=moment, hours=hours)
    ]
