"""Not more rows than a person reads in a morning: the most urgent ones, and one that counts the others."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime

from adopt.checks.desk import Desk
from adopt.checks.found import Figure, Found
from adopt.schema import FindingStatus

OTHERS = "…"
"""Subject of the finding that counts the others, in every language."""

AND_MORE = "and_more"
"""Its reason."""

_URGENCY = {status: rank for rank, status in enumerate(FindingStatus)}
_NEVER = datetime.max.replace(tzinfo=UTC)


def shown(
    found: Iterable[Found], desk: Desk, first: Callable[[Found], tuple[float, ...]] = lambda _: ()
) -> list[Found]:
    """Findings of one check in their order: ``rows_shown`` of them, and one for all others.

    Urgent ones come first, then what is due first, then what most money is at stake with, then by subject.

    Args:
        found: each with a subject of its own.
        desk: of the run.
        first: what a check itself puts before the subject, the least first.
    """
    ordered = sorted(
        found,
        key=lambda one: (
            _URGENCY[one.status],
            one.due or _NEVER,
            -(one.at_stake or 0),
            first(one),
            one.subject,
        ),
    )
    most = max(int(desk.limit("rows_shown").number), 0)
    return [*ordered[:most], *_others(ordered[most:], len(ordered))]


def largest(one: Found) -> tuple[float]:
    """Puts the largest value first."""
    return (-(one.value or 0),)


def _others(left: Sequence[Found], of: int) -> list[Found]:
    if not left:
        return []
    due = min((one.due for one in left if one.due), default=None)
    stakes = [one.at_stake for one in left if one.at_stake is not None]
    at_stake = sum(stakes) if stakes else None
    return [
        Found(
            left[0].status,
            AND_MORE,
            subject=OTHERS,
            n=len(left),
            of=of,
            due=due,
            at_stake=at_stake,
            figures={"first": Figure("first_due", due), "together": Figure("stake_together", at_stake)},
            kind=left[0].kind,
            file=left[0].file,
        )
    ]
