"""One loss is told once: what one check tells in full, another only refers to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from adopt.checks.found import Figure, Found
from adopt.schema import FindingStatus

Said = tuple[str, Found]
"""A check's code, and what it found."""

_LOSS = ("L103", ("buy_box_lost", "buy_box_stock", "buy_box_suppressed"))
"""The check that tells why a product lost the Buy Box and what that costs, by these reasons where it is urgent."""
_FALL = ("C106", "share_fell")
"""The check that tells that a share fell, of any product and of the account."""


def told_once(said: Iterable[Said]) -> Sequence[Said]:
    """Falls of the Buy Box share that L103 tells as losses become one line of C106 that counts them."""
    every = list(said)
    code, reasons = _LOSS
    lost = {
        one.subject
        for own, one in every
        if own == code and one.reason in reasons and one.status is FindingStatus.ACT
    }
    again = [one for own, one in every if (own, one.reason) == _FALL and one.subject in lost]
    if not again:
        return every
    counted = {"asins": Figure("count", len(again))}
    refers = Found(
        FindingStatus.FINE, "share_fell_told", figures=counted, kind=again[0].kind, file=again[0].file
    )
    kept = [(own, one) for own, one in every if own != _FALL[0] or one not in again]
    return [*kept, (_FALL[0], refers)]
