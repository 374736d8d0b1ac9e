"""Y104: products that more than one notice names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta

from adopt.checks.desk import Desk
from adopt.checks.found import Figure, Found
from adopt.checks.notices.notice import Notice, about, notices
from adopt.checks.shown import largest, shown
from adopt.schema import FindingStatus


def repeats(desk: Desk) -> Sequence[Found]:
    """A finding for each product with several notices in the window, the most named first."""
    limit = desk.limit("notice_repeat_days")
    named: defaultdict[str, list[Notice]] = defaultdict(list)
    for one in notices(desk):
        if limit.holds((desk.now - one.received) / timedelta(days=1)):
            for asin in one.asins:
                named[asin].append(one)
    again = {asin: those for asin, those in named.items() if len({one.id for one in those}) > 1}
    found = shown((_again(asin, those, desk) for asin, those in again.items()), desk, largest)
    if (once := len(named) - len(again)) or not again:
        figures = {"once": Figure("count", once), "days": Figure("days", limit.number)}
        found.append(Found(FindingStatus.FINE, "repeats_fine", figures=figures, **about(desk)))
    return found


def _again(asin: str, those: Sequence[Notice], desk: Desk) -> Found:
    last: datetime = max(one.received for one in those)
    return Found(
        FindingStatus.WATCH,
        "repeats_again",
        subject=asin,
        figures={
            "ids": Figure("text", ", ".join(sorted({one.id for one in those}))),
            "days": Figure("days", desk.limit("notice_repeat_days").number),
            "last": Figure("time", last),
        },
        unit="count",
        value=len({one.id for one in those}),
        target=1,
        op="<=",
        **about(desk),
    )
