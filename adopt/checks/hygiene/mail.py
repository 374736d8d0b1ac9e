"""H105, H106: whether Amazon's mails arrive, and whether one lies unread."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from adopt.checks.desk import Desk
from adopt.checks.found import Figure, Found
from adopt.schema import FindingStatus, Mail


def arriving(desk: Desk) -> Sequence[Found]:
    """Days since the last mail of Amazon's; a silent mailbox is a wrong one more often than a quiet account."""
    mail = desk.mail
    if failed := _failed(mail):
        return [failed]
    assert mail is not None
    limit = desk.limit("mail_silent_days")
    if not mail.messages:
        figures = {"days": Figure("days", mail.days)}
        return [
            Found(
                FindingStatus.ACT, "mail_none", figures=figures, target=limit.number, op=limit.op, unit="days"
            )
        ]
    last = max(one.received for one in mail.messages)
    age = (desk.now - last) / timedelta(days=1)
    held = limit.holds(age)
    return [
        Found(
            FindingStatus.FINE if held else FindingStatus.WATCH,
            "mail_arriving" if held else "mail_silent",
            figures={
                "age": Figure("days", max(age, 0)),
                "last": Figure("time", last),
                "count": Figure("count", len(mail.messages)),
                "days": Figure("days", mail.days),
            },
            unit="days",
            value=age,
            target=limit.number,
            op=limit.op,
        )
    ]


def unread(desk: Desk) -> Sequence[Found]:
    """Amazon's mails that nobody has read within the hours in which one must be."""
    mail = desk.mail
    if failed := _failed(mail):
        return [failed]
    assert mail is not None
    limit = desk.limit("mail_unread_hours")
    waiting = [one for one in mail.messages if not one.seen]
    late = [one for one in waiting if not limit.holds((desk.now - one.received) / timedelta(hours=1))]
    figures = {
        "waiting": Figure("count", len(waiting)),
        "hours": Figure("hours", limit.number),
        "count": Figure("count", len(mail.messages)),
        "days": Figure("days", mail.days),
    }
    if not late:
        due = min((one.received for one in waiting), default=None)
        soon = due + timedelta(hours=limit.number) if due else None
        return [Found(FindingStatus.FINE, "mail_read", figures=figures, n=0, of=len(mail.messages), due=soon)]
    first = min(late)
    figures |= {
        "late": Figure("count", len(late)),
        "first": Figure("text", first.subject or "-"),
        "received": Figure("time", first.received),
    }
    return [
        Found(
            FindingStatus.ACT,
            "mail_unread",
            figures=figures,
            unit="hours",
            value=(desk.now - first.received) / timedelta(hours=1),
            target=limit.number,
            op=limit.op,
            n=len(late),
            of=len(mail.messages),
            due=first.received + timedelta(hours=limit.number),
        )
    ]


def _failed(mail: Mail | None) -> Found | None:
    """Why nothing can be told of the mailbox, if nothing can: it isn't set, or it couldn't be looked into."""
    if mail is None:
        return Found(FindingStatus.NO_DATA, "mail_off")
    if not mail.failure:
        return None
    return Found(
        FindingStatus.NO_DATA, f"mail_{mail.failure}", figures={"detail": Figure("text", mail.detail)}
    )
