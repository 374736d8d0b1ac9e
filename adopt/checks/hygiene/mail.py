"""H105: whether Amazon's mails arrive, and whether one lies unread."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from adopt.checks.desk import Desk
from adopt.checks.found import Figure, Found
from adopt.schema import FindingStatus, Mail, NoticeMail


def notification_mails(desk: Desk) -> Sequence[Found]:
    """The most urgent of: a mail unread past the hours in which one must be read, none at all, none for days, all well."""
    mail = desk.mail
    if mail is None:
        return [Found(FindingStatus.NO_DATA, "mail_off")]
    if mail.failure:
        return [
            Found(
                FindingStatus.NO_DATA, f"mail_{mail.failure}", figures={"detail": Figure("text", mail.detail)}
            )
        ]
    limit = desk.limit("mail_unread_hours")
    late = [
        one for one in mail.messages if not one.seen and not limit.holds(_age(one, desk) / timedelta(hours=1))
    ]
    return [_unread(late, mail, desk) if late else _arriving(mail, desk)]


def _unread(late: Sequence[NoticeMail], mail: Mail, desk: Desk) -> Found:
    limit, first = desk.limit("mail_unread_hours"), min(late)
    return Found(
        FindingStatus.ACT,
        "mail_unread",
        figures={
            "late": Figure("count", len(late)),
            "count": Figure("count", len(mail.messages)),
            "hours": Figure("hours", limit.number),
            "first": Figure("text", first.subject or "-"),
            "received": Figure("time", first.received),
        },
        unit="hours",
        value=_age(first, desk) / timedelta(hours=1),
        target=limit.number,
        op=limit.op,
        n=len(late),
        of=len(mail.messages),
        due=first.received + timedelta(hours=limit.number),
    )


def _arriving(mail: Mail, desk: Desk) -> Found:
    """A silent mailbox is a wrong one more often than that of a quiet account."""
    limit, days = desk.limit("mail_silent_days"), Figure("days", mail.days)
    if not mail.messages:
        return Found(
            FindingStatus.ACT,
            "mail_none",
            figures={"days": days},
            unit="days",
            target=limit.number,
            op=limit.op,
        )
    last = max(mail.messages)
    age = _age(last, desk) / timedelta(days=1)
    held = limit.holds(age)
    return Found(
        FindingStatus.FINE if held else FindingStatus.WATCH,
        "mail_fine" if held else "mail_silent",
        figures={
            "age": Figure("days", max(age, 0)),
            "last": Figure("time", last.received),
            "count": Figure("count", len(mail.messages)),
            "days": days,
            "waiting": Figure("count", sum(not one.seen for one in mail.messages)),
            "hours": Figure("hours", desk.limit("mail_unread_hours").number),
        },
        unit="days",
        value=age,
        target=limit.number,
        op=limit.op,
        of=len(mail.messages),
    )


def _age(one: NoticeMail, desk: Desk) -> timedelta:
    return desk.now - one.received
