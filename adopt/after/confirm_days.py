"""After a run: what today's download shows of the plans before, so that nobody has to ask."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import polars as pl

from adopt.after.confirm import Confirmed, confirm_with
from adopt.after.held import held_plan
from adopt.daily import Day, Round
from adopt.errors import AdoptError
from adopt.history import account_of
from adopt.history.course import ACCEPTED, is_settled, taken_since
from adopt.history.plans import plans_of
from adopt.schema import Bulk, Reading


def confirm_days(done: Round, home: Path | None) -> dict[str, tuple[Confirmed, ...]]:
    """What became of each account's plans before today's, by the account's name; accounts of which nothing is told are left out.

    Looked at are the newest plan of an earlier day, and those that may still be on their way (`limits.pending_days`, and a
    day): a plan may be uploaded late, or its day after skipped. One of which all is known isn't read again. What one plan has
    brought about isn't counted of another that nobody reviewed, though it asked for the same. Told are the newest, and others
    of which today's download shows something new; oldest first.

    The run is over when this begins: whatever goes wrong here is no reason to lose it, and is told by ``adopt confirm``.

    Args:
        done: the run.
        home: folder of the history, without which no plan is kept.
    """
    if home is None:
        return {}
    found = {name: tuple(_confirmed(day, home)) for name, day in done.days.items()}
    return {name: told for name, told in found.items() if told}


def _confirmed(day: Day, home: Path) -> Iterator[Confirmed]:
    """The open plans of earlier days that are told, held against today's download."""
    reading = _download(day)
    if reading is None:
        return
    earlier = _earlier(day, home)
    # What the seller reviewed is surely meant; of other plans that ask for the same, the newest has it.
    newest_first = earlier[::-1]
    order = sorted(newest_first, key=lambda folder: not (folder / ACCEPTED).exists())
    unsettled = [folder for folder in order if not is_settled(folder)]
    told = {folder: _held_against(folder, earlier, reading, day, home) for folder in unsettled}
    for folder in earlier:
        one = told.get(folder)
        if one is not None and (folder == earlier[-1] or _is_news(one)):
            yield one


def _earlier(day: Day, home: Path) -> list[Path]:
    """Folders of the plans to look at, oldest first."""
    plan = day.plan
    try:
        whose = account_of(plan.settings.account or plan.account, plan.marketplace, plan.currency)
        every = [folder for folder in plans_of(home, whose) if folder.name[:10] < str(plan.as_of)]
    except (AdoptError, OSError, ValueError):
        return []
    first = str(plan.as_of - timedelta(days=plan.settings.limits.pending_days + 1))
    return [folder for folder in every if folder.name[:10] >= first or folder == every[-1]]


def _held_against(
    folder: Path, every: list[Path], reading: Reading, day: Day, home: Path
) -> Confirmed | None:
    """A plan held against the download; None where it can't be."""
    try:
        held = held_plan(str(folder), home)
        reviewed = held.course.accepted is not None
        others = () if reviewed else taken_since(every, held.told.as_of, held.told.digest)
        return confirm_with(held, reading, day.plan.as_of, others)
    except (AdoptError, OSError, ValueError, pl.exceptions.PolarsError):
        return None


def _is_news(one: Confirmed) -> bool:
    """Whether the download tells more of an action than was known."""
    kept = ["key", "status"]
    return not one.results.select(kept).equals(one.held.course.results.select(kept))


def _download(day: Day) -> Reading | None:
    """The bulk download of the run, where it lies in its folder: one recalled from the history tells nothing new."""
    used = {one.digest for one in day.plan.inputs}
    bulks = [one for one in day.folder.readings if isinstance(one.data, Bulk) and one.digest in used]
    return bulks[0] if bulks else None
