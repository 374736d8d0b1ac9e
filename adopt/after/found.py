"""The plan behind a reviewed workbook, and the bulk download behind the plan."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from adopt.errors import AdoptError, InputError
from adopt.history.plans import PLAN, kept_of_plan, plan_named
from adopt.reports.by_digest import reading_of
from adopt.schema import Bulk
from adopt.write.naming import plan_aside
from adopt.write.plan_read import Told, plan_in
from adopt.write.workbook.identity import Identity

OUT = "adopt-out"
"""Folder that a run writes into, beside the downloads."""
_SHORT = 12


class FoundPlan(NamedTuple):
    """A plan and the folder that its file lies in; ``course``: where what becomes of it is kept."""

    told: Told
    folder: Path
    course: Path


def plan_of(workbook: Path, identity: Identity, named: str | None, home: Path | None) -> FoundPlan:
    """The plan that a workbook shows: the one named, else beside it, else in the history.

    Raises:
        InputError: there is none, or it is another plan.
    """
    if named:
        folder = plan_named(named, home)
        told = plan_in(folder)
        if not told.digest.startswith(identity.digest):
            raise InputError(
                "{file}: shows plan {digest}, not {other} of {plan}; review that plan's own workbook, or name the right plan",
                file=workbook,
                digest=identity.digest[:_SHORT],
                other=told.digest[:_SHORT],
                plan=folder,
            )
        return _found(told, folder, home)
    return _beside(workbook, identity, home) or _kept(workbook, identity, home)


def bulk_of(told: Told, workbook: Path, folder: Path, given: Path | None) -> Bulk | None:
    """The bulk download that the plan was made with; None if it was made without one.

    Args:
        told: the plan.
        workbook: whose folder, and the one above, hold it where none is given.
        folder: of the plan.
        given: a file or folder that the seller names.

    Raises:
        InputError: it isn't there; another download is no substitute, for its bids and IDs may be others.
    """
    wanted = told.download
    if wanted is None:
        return None
    places = (
        (given,)
        if given
        else tuple(dict.fromkeys(place for at in (workbook.parent, folder) for place in around(at)))
    )
    found = reading_of(wanted.digest, wanted.file, places, tuple(told.settings.headers.values()))
    if found is None or not isinstance(found.data, Bulk):
        raise InputError(
            "the bulk download that the plan was made with, {name} (SHA-256 {digest}), isn't in {places}; name it with --bulk. "
            "Another download is no substitute: run adopt daily with it",
            name=wanted.file,
            digest=wanted.digest[:_SHORT],
            places=", ".join(str(place) for place in places),
        )
    return found.data


def refuse_old(told: Told, workbook: Path, today: date) -> None:
    """Stops at a plan that is older than the settings allow.

    Raises:
        InputError: it is.
    """
    age, most = (today - told.as_of).days, told.settings.apply.max_age_days
    if age > most:
        raise InputError(
            "{file}: is of {day}, {age} days ago, and apply.max_age_days is {most}: bids and budgets may have changed since. "
            "Run adopt daily with today's downloads, or apply it nevertheless with --force",
            file=workbook,
            day=told.as_of,
            age=age,
            most=most,
        )


def _beside(workbook: Path, identity: Identity, home: Path | None) -> FoundPlan | None:
    """The plan that lies beside it, or was kept aside with it."""
    for folder in (workbook.parent, workbook.parent / plan_aside(identity.digest)):
        if not (folder / PLAN).is_file():
            continue
        try:
            told = plan_in(folder)
        except InputError:
            continue
        if told.digest.startswith(identity.digest):
            return _found(told, folder, home)
    return None


def _kept(workbook: Path, identity: Identity, home: Path | None) -> FoundPlan:
    try:
        folder = plan_named(identity.digest[:_SHORT], home)
    except AdoptError as error:
        raise InputError(
            "{file}: shows plan {digest} of {day}, and no plan.json of it lies beside it or in the history; name it with --plan",
            file=workbook,
            digest=identity.digest[:_SHORT],
            day=identity.as_of or "-",
        ) from error
    return _found(plan_in(folder), folder, home)


def _found(told: Told, folder: Path, home: Path | None) -> FoundPlan:
    return FoundPlan(told, folder, kept_of_plan(home, told.as_of, told.digest) or folder)


def around(folder: Path) -> Sequence[Path]:
    """A folder, the one above, and the downloads' where an account has a folder of its own in a run's."""
    here = folder.resolve()
    return (here, here.parent, *((here.parent.parent,) if here.parent.name == OUT else ()))
