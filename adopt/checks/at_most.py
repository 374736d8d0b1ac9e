"""Findings of many things: the first few by themselves, the others counted together."""

from __future__ import annotations

from collections.abc import Sequence

from adopt.checks.found import Figure, Found
from adopt.schema import FindingStatus

REST = "…"
"""Subject of the finding that counts the others."""

_URGENCY = list(FindingStatus)


def at_most(found: Sequence[Found], most: int, reason: str) -> list[Found]:
    """The first ``most`` findings, and one for all others: how many there are, and what is at stake with them together."""
    rest = found[most:]
    if not rest:
        return [*found]
    stakes = [one.at_stake for one in rest if one.at_stake is not None]
    more = Found(
        min((one.status for one in rest), key=_URGENCY.index),
        reason,
        subject=REST,
        figures={"more": Figure("count", len(rest)), "all": Figure("count", len(found))},
        at_stake=sum(stakes) if stakes else None,
        kind=rest[0].kind,
        file=rest[0].file,
    )
    return [*found[:most], more]
