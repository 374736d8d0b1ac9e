"""What a run takes from history, as a reading: so it stands among the files that the plan rests on."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from adopt.history.account import Account
from adopt.schema import Reading, Totals, rejected_frame


def remembered(
    kind: str, digest: str, account: Account, days: tuple[date | None, date | None], data: Any, **said: Any
) -> Reading:
    """A reading named ``history``.

    Args:
        kind: of report.
        digest: of what is taken.
        account: whose it is.
        days: first and last day, None where they aren't known.
        data: as a reading of this kind has it.
        said: daily, window_days and read of the reading; totals, if it has any.
    """
    return Reading(
        path=Path("history"),
        digest=digest,
        kind=kind,
        language="-",
        marketplace=account.marketplace,
        currency=account.currency,
        first_day=days[0],
        last_day=days[1],
        data=data,
        rejected=rejected_frame(),
        **{"totals": Totals(), **said},
    )
