"""A108: the account's status in each marketplace, and Amazon's warnings."""

from __future__ import annotations

from collections.abc import Sequence

from adopt.checks.account.report import KIND, WARNING, Metric, absent, standings
from adopt.checks.desk import Desk
from adopt.checks.found import Figure, Found
from adopt.schema import FindingStatus


def standing(desk: Desk) -> Sequence[Found]:
    """A finding for each status and warning that asks for action, and one that counts the rest.

    Statuses are told of every marketplace in the report: a deactivation in one spreads to the others.
    """
    every, table = standings(desk), desk.tables[KIND]
    if not every:
        return [absent(desk)]
    bad = [_bad(one, desk) for one in every if one.is_bad]
    if len(bad) == len(every):
        return bad
    good = [one for one in every if not one.is_bad]
    stores = sorted({one.market for one in good if one.name == "accountStatus"})
    figures = {
        "stores": Figure("text", ", ".join(stores) or "-"),
        "good": Figure("count", len(good)),
        "all": Figure("count", len(every)),
    }
    return [
        *bad,
        Found(FindingStatus.FINE, "standing_fine", figures=figures, kind=table.kind, file=table.file),
    ]


def _bad(one: Metric, desk: Desk) -> Found:
    is_status, table = one.name == "accountStatus", desk.tables[KIND]
    kind = one.name.removeprefix(WARNING)
    figures = {
        "store": Figure("text", one.market),
        "amazon": Figure("amazon", one.status),
        "warning": Figure("text", kind),
    }
    return Found(
        FindingStatus.ACT,
        "standing_status" if is_status else "standing_warning",
        subject=one.market if is_status else f"{one.market} {kind}",
        figures=figures,
        kind=table.kind,
        file=table.file,
    )
