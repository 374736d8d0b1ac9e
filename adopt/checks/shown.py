"""Not more rows than a person reads: the most urgent ones, and one that counts the others."""

from __future__ import annotations

from collections.abc import Sequence

from adopt.checks.desk import Desk
from adopt.checks.found import Figure, Found
from adopt.schema import FindingStatus

OTHERS = "…"
"""Subject of the finding that counts the others."""

_URGENCY = list(FindingStatus)


def shown(found: Sequence[Found], desk: Desk) -> list[Found]:
    """Findings, the most urgent first: ``rows_shown`` of them, and one for all others.

    Urgent is what asks for action, then what is due first, then what the caller has put first.
    """
    ordered = sorted(found, key=_rank)
    most = max(int(desk.limit("rows_shown").number), 0)
    return [*ordered[:most], *_others(ordered[most:], len(ordered))]


def _rank(one: Found) -> tuple[int, float]:
    return _URGENCY.index(one.status), one.due.timestamp() if one.due else float("inf")


def _others(left: Sequence[Found], of: int) -> list[Found]:
    if not left:
        return []
    stakes = [one.at_stake for one in left if one.at_stake is not None]
    return [
        Found(
            left[0].status,
            "order_others",
            subject=OTHERS,
            n=len(left),
            of=of,
            due=min((one.due for one in left if one.due), default=None),
            at_stake=sum(stakes) if stakes else None,
            figures={"more": Figure("count", len(left)), "every": Figure("count", of)},
            kind=left[0].kind,
            file=left[0].file,
        )
    ]
