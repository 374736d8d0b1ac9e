"""After a run: what today's download shows of the plan before, so that nobody has to ask."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from adopt.after.confirm import Confirmed, confirm_with
from adopt.after.held import held_plan
from adopt.daily import Day, Round
from adopt.errors import AdoptError
from adopt.history import account_of
from adopt.history.plans import plans_of
from adopt.schema import Bulk, Reading

_DAY = len("2026-11-22")


def confirm_days(done: Round, home: Path | None) -> dict[str, Confirmed]:
    """What became of each account's plan before today's, by the account's name; accounts of which nothing is told are left out.

    The run is over when this begins: whatever goes wrong here is no reason to lose it, and is told by ``adopt confirm``.

    Args:
        done: the run.
        home: folder of the history, without which no plan is kept.
    """
    if home is None:
        return {}
    found = {name: _confirmed(day, home) for name, day in done.days.items()}
    return {name: one for name, one in found.items() if one is not None}


def _confirmed(day: Day, home: Path) -> Confirmed | None:
    """The plans of the newest earlier day, held against today's download; of several the reviewed one, else the last.

    A day that was run again has several plans, and only the download can tell which was uploaded.
    """
    reading = _download(day)
    if reading is None:
        return None
    plan = day.plan
    try:
        whose = account_of(plan.settings.account or plan.account, plan.marketplace, plan.currency)
        earlier = [folder for folder in plans_of(home, whose) if folder.name < str(plan.as_of)]
        held = [held_plan(str(one), home) for one in earlier if one.name[:_DAY] == earlier[-1].name[:_DAY]]
        told = [confirm_with(one, reading, plan.as_of) for one in reversed(held)]
        return max(told, key=lambda one: one.held.course.accepted is not None, default=None)
    except (AdoptError, OSError, ValueError, pl.exceptions.PolarsError):
        return None


def _download(day: Day) -> Reading | None:
    """The bulk download of the run, where it lies in its folder: one recalled from the history tells nothing new."""
    used = {one.digest for one in day.plan.inputs}
    bulks = [one for one in day.folder.readings if isinstance(one.data, Bulk) and one.digest in used]
    return bulks[0] if bulks else None
