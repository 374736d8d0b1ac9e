"""So many findings as a person reads in a morning; the rest is counted in one."""

from __future__ import annotations

from collections.abc import Sequence

from adopt.checks.found import Figure, Found

MORE = "and_more"
"""Reason of the finding that counts the rest."""

REST = "…"
"""Its subject, in every language."""


def few(found: Sequence[Found], most: float) -> list[Found]:
    """The first ``most`` findings; where there are more, one finding with their number and what they are worth in sum.

    Args:
        found: of one check, the most urgent first.
        most: findings that are told one by one.
    """
    told, rest = list(found[: int(most)]), found[int(most) :]
    if not rest:
        return told
    worth = [one.at_stake for one in rest if one.at_stake is not None]
    return [
        *told,
        Found(
            rest[0].status,
            MORE,
            subject=REST,
            figures={"more": Figure("count", len(rest))},
            due=min((one.due for one in rest if one.due), default=None),
            at_stake=sum(worth) if worth else None,
            kind=rest[0].kind,
            file=rest[0].file,
        ),
    ]
