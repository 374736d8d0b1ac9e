"""The changes of the last days, from the plans that the history keeps."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path

import dataframely as dy
import polars as pl

from adopt.errors import InputError
from adopt.history import Account
from adopt.history.course import ACCEPTED, read_course
from adopt.history.plans import plans_of
from adopt.history.remembered import remembered
from adopt.plan.past import LAUNCH_KEY, PastPlan, by_hand, is_launch, past_changes
from adopt.plan.resized import as_accepted
from adopt.reports.sources import Sources
from adopt.schema import Course, PastChange, Reading
from adopt.settings import Settings
from adopt.words.currencies import currency_digits
from adopt.write.plan_read import Told, plan_in

_NAMED = 5


def with_past(
    sources: Sources, home: Path, account: Account, settings: Settings, as_of: date
) -> tuple[Sources, dy.DataFrame[PastChange]]:
    """The sources with earlier plans among what the plan rests on, and what these changed; nothing without a download.

    Plans of the same day and download don't count: run again, a day gives the same plan.

    Args:
        sources: of the run.
        home: folder of the history.
        account: whose the sources are.
        settings: of the run, which tell how many days matter; a launch of a product that is named matters however old it is.
        as_of: day of the run.
    """
    days = max(settings.limits.model_dump(include=set(_DAYS)).values())
    first = as_of - timedelta(days=days)
    if sources.bulk is None:
        return sources, PastChange.validate(PastChange.create_empty())
    folders = _that_matter(home, account, (first, as_of), launches=bool(settings.launch.products))
    download = _download(sources)
    found, lost = _plans(folders, as_of, download)
    every = past_changes(found, sources.bulk, currency_digits(account.currency))
    changes = PastChange.validate(every.filter((pl.col("on") >= first) | is_launch()))
    notes = [("plans_unreadable", ", ".join(lost))] if lost else []
    recalled = any(code == "bulk_from_history" for code, _ in sources.notes)
    if not recalled and (again := _made_with(download, found, as_of)):
        notes.append(("download_used_before", f"{again}"))
    if hands := by_hand(changes):
        named = ", ".join(sorted(hands)[:_NAMED])
        notes.append(("changed_by_hand", f"{len(hands)} ({named}{', ...' if len(hands) > _NAMED else ''})"))
    used = (_reading(changes, account, sources),) if changes.height else ()
    return sources._replace(notes=(*sources.notes, *notes), used=(*sources.used, *used)), changes


_DAYS = (
    "cooldown_days",
    "cooldown_budget_days",
    "cooldown_placement_days",
    "pending_days",
    "declined_days",
)


def _download(sources: Sources) -> str | None:
    """SHA-256 of the bulk download."""
    return next((reading.digest for reading in sources.used if reading.kind == "bulk"), None)


def _made_with(download: str | None, found: Iterable[PastPlan], as_of: date) -> date | None:
    """The newest earlier day of which a plan was made with today's bulk download: what changed since isn't in it."""
    told = (past.plan for past in found if isinstance(past.plan, Told))
    days = (plan.as_of for plan in told if plan.download and plan.download.digest == download)
    return max((day for day in days if day < as_of), default=None)


def _plans(folders: Iterable[Path], as_of: date, download: str | None) -> tuple[list[PastPlan], list[str]]:
    """The plans that aren't of this day and download, and the names of those that can't be read."""
    found, lost = [], []
    for folder in folders:
        try:
            told = plan_in(folder)
            if told.as_of < as_of or (told.download and told.download.digest != download):
                found.append(_past(told, read_course(folder, told.digest)))
        except InputError:
            lost.append(folder.name)
    return found, lost


def _that_matter(home: Path, account: Account, days: tuple[date, date], *, launches: bool) -> Iterator[Path]:
    """The folders of the plans of these days, the oldest first, and of older ones of which a launch was accepted."""
    first, last = (f"{day}" for day in days)
    for folder in plans_of(home, account):
        day = folder.name[:10]
        if first <= day <= last or (launches and day < first and _launched(folder)):
            yield folder


def _launched(folder: Path) -> bool:
    accepted = folder / ACCEPTED
    return accepted.is_file() and f'"{LAUNCH_KEY}' in accepted.read_text(encoding="utf-8")


def _past(told: Told, course: Course) -> PastPlan:
    created = as_accepted(told.created, course.accepted_rows, currency_digits(told.currency))
    return PastPlan(told._replace(created=created), course)


def _reading(changes: pl.DataFrame, account: Account, sources: Sources) -> Reading:
    """What was taken from earlier plans, so that the plan's digest tells it."""
    digest = hashlib.sha256(changes.write_csv().encode()).hexdigest()
    days = (changes["on"].min(), changes["on"].max())
    own = {"daily": False, "window_days": sources.window_days, "read": changes.height}
    return remembered("plans", digest, account, days, pl.DataFrame(), **own)  # type: ignore[arg-type]  # dates
