"""What a plan remembers of a file."""

from __future__ import annotations

from adopt.plan.plan import Input
from adopt.schema import Reading


def plan_input(reading: Reading) -> Input:
    """The file behind a reading, without its rows."""
    return Input(
        file=reading.path.name,
        kind=reading.kind,
        digest=reading.digest,
        language=reading.language,
        currency=reading.currency,
        marketplace=reading.marketplace,
        first_day=reading.first_day,
        last_day=reading.last_day,
        rows=reading.read,
        rejected=reading.rejected.height,
        totals=reading.totals,
    )
