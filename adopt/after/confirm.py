"""``adopt confirm``: what Amazon did with a plan, from its processing report or from a later bulk download."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from pathlib import Path
from typing import NamedTuple

import dataframely as dy
import polars as pl

from adopt.after.download import bulk_in, checked_download, day_of, newer_download, newest_download
from adopt.after.found import OUT, around
from adopt.after.held import Held, held_plan
from adopt.after.report import from_report
from adopt.errors import InputError
from adopt.history.course import taken_since, write_results
from adopt.history.plans import KEPT_PLAN, PLAN, newest_plan, plans_inside
from adopt.plan.compared import compare
from adopt.plan.confirm import refined, results_of_download, without_others
from adopt.reports.identity import account_of_file
from adopt.reports.processing import read_processing
from adopt.schema import Reading, Result, Status
from adopt.words.currencies import currency_digits

REPORT, DOWNLOAD = "report", "download"


class Confirmed(NamedTuple):
    """What is known of a plan's accepted actions now.

    Attributes:
        held: the plan.
        file: what told it.
        kind: ``report`` or ``download``.
        results: of the accepted actions, by key.
        strange: rows of the report that carry no action of the plan.
    """

    held: Held
    file: Path
    kind: str
    results: dy.DataFrame[Result]
    strange: int = 0


def confirm_plan(
    file: Path, name: str | None, uploaded: Path | None, home: Path | None, on: date
) -> Confirmed:
    """Reads what a file tells of a plan's upload, and keeps it beside the plan, with what was known before.

    Args:
        file: Amazon's processing report, or a bulk download made after the upload; a folder stands for its newest download, and
            one that a run has written for that run's plan, with the newest download around it.
        name: of the plan (`adopt.history.plans.plan_named`); None takes the folder's, the one that a run left in it or here, else the
            newest kept.
        uploaded: the uploaded file, for a report that doesn't repeat it.
        home: folder of the history, None without one.
        on: the day, for a file that doesn't say its own.

    Raises:
        InputError: there is no such plan, or the file doesn't tell what became of it.
    """
    if file.is_dir():
        return _confirm_folder(file, name, home, on)
    held = held_plan(name or _here(home, file), home)
    report = read_processing(file)
    if report.told:
        told = from_report(report, file, held, uploaded, on)
        return _kept(Confirmed(held, file, REPORT, told.results, told.strange))
    if report.rows is not None and _is_upload(report.rows):
        raise InputError(
            "{file} repeats an upload and tells no results: make a new bulk download the day after, and confirm with that",
            file=file.name,
        )
    reading = newer_download(file, held.told, ())
    return confirm_with(held, reading, on, _of_others(held))


def _confirm_folder(folder: Path, name: str | None, home: Path | None, on: date) -> Confirmed:
    """The same by the newest download of a folder, or around a plan's own."""
    own = (folder / PLAN).is_file() or bool(plans_inside(folder))
    held = held_plan(name or (str(folder) if own else _here(home, newest_download(folder), folder)), home)
    reading = newer_download(None, held.told, around(folder) if own else (folder,))
    return confirm_with(held, reading, on, _of_others(held))


def confirm_with(held: Held, reading: Reading, on: date, others: Collection[str] = ()) -> Confirmed:
    """The same from a bulk download that was read already.

    Args:
        held: the plan.
        reading: the download.
        on: the day, for a download that doesn't say its own.
        others: keys of actions that another plan has brought about: what is in force isn't this plan's.

    Raises:
        InputError: it doesn't tell what became of the plan, or that can't be kept.
    """
    told, day = held.told, day_of(reading, on)
    bulk = bulk_in(checked_download(reading, told))
    stand = compare(held.accepted, held.changes.created, bulk, currency_digits(told.currency))
    found = without_others(results_of_download(stand.rows, told.as_of, day), others)
    return _kept(Confirmed(held, reading.path, DOWNLOAD, found))


def _of_others(held: Held) -> Collection[str]:
    """What other kept plans have brought about since; a plan that the seller reviewed is meant by itself."""
    if held.course.accepted is not None or not (held.folder / KEPT_PLAN).is_file():
        return ()
    return taken_since(sorted(held.folder.parent.iterdir()), held.told.as_of, held.told.digest)


def _kept(confirmed: Confirmed) -> Confirmed:
    """Together with what was known before, beside the plan."""
    held = confirmed.held
    before = Result.validate(held.course.results.filter(~pl.col("key").is_in(held.in_bids.implode())))
    results = refined(before, confirmed.results, held.course.undone_keys)
    known = results.filter(pl.col("status") != Status.UNKNOWN.value)["key"]
    settled = held.accepted["key"].is_in(known.implode()).all()
    write_results(held.folder, held.told.digest, results, settled=settled)
    return confirmed._replace(results=results)


def _is_upload(rows: pl.DataFrame) -> bool:
    """Whether every row has an operation: a download has none."""
    return bool(rows.height) and rows["operation"].null_count() == 0


def _here(home: Path | None, file: Path, *folders: Path) -> str:
    """The plan that a run left in one of the folders or the current one, else the newest kept, of the file's account if its name tells it."""
    places = (*(folder / OUT for folder in folders), Path(OUT), Path())
    found = [place for place in places if (place / PLAN).is_file()]
    if found:
        return str(found[0] / PLAN)
    if kept := newest_plan(home, account_of_file(file.name)):
        return str(kept)
    raise InputError(
        "there is no plan here; name one with --plan: its plan.json, its folder, its day or digest"
    )
