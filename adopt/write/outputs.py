"""Everything that a run leaves in its folder."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

import dataframely as dy
import polars as pl

from adopt.history.plans import PLAN
from adopt.plan.changes import Changes
from adopt.plan.plan import Plan
from adopt.say import LANGUAGES, later
from adopt.schema import Bulk, Finding
from adopt.write.bulk_sheet import KEY
from adopt.write.checklist import CHECKLISTS, write_checklists
from adopt.write.naming import in_language
from adopt.write.placing import or_say, place, workshop
from adopt.write.plan_file import plan_json
from adopt.write.reviews import KeptReview, kept_aside, reviews_in
from adopt.write.sheets.bids import bids
from adopt.write.sheets.budgets import budgets
from adopt.write.sheets.keywords import keywords
from adopt.write.sheets.launch import launch
from adopt.write.sheets.negatives import negatives
from adopt.write.sheets.placements import placements
from adopt.write.sheets.states import states
from adopt.write.upload import write_upload
from adopt.write.validate import FIRST_ROW
from adopt.write.workbook.book import write_workbooks
from adopt.write.workbook.overview import Line, overview_workbook

WORKBOOK = "recommendations.xlsx"
OVERVIEW = "overview.xlsx"
UPLOADS = {
    "negatives.xlsx": negatives,
    "keywords.xlsx": keywords,
    "bids.xlsx": bids,
    "budgets.xlsx": budgets,
    "placements.xlsx": placements,
    "launch.xlsx": launch,
    "states.xlsx": states,
}
"""The upload files, in the order in which they are read and uploaded, and what makes the rows of each."""

_ACCOUNTS_WRITTEN = later(
    "{file}: the overview can't be written ({why}); close it if another program has it open, and run adopt again; "
    "the accounts' own files are written"
)


class Outputs(NamedTuple):
    """What a run has left in its folder.

    Attributes:
        written: the files written, upload files first.
        reviews: workbooks with the seller's answers that lay there, left or kept aside.
    """

    written: tuple[Path, ...]
    reviews: tuple[KeptReview, ...]


def write_outputs(
    plan: Plan,
    bulk: Bulk | None,
    folder: Path,
    languages: tuple[str, ...] = ("en",),
    findings: dy.DataFrame[Finding] | None = None,
) -> tuple[Path, ...]:
    """The files that `leave_outputs` writes."""
    return leave_outputs(plan, bulk, folder, languages, findings).written


def leave_outputs(
    plan: Plan,
    bulk: Bulk | None,
    folder: Path,
    languages: tuple[str, ...] = ("en",),
    findings: dy.DataFrame[Finding] | None = None,
) -> Outputs:
    """Write ``plan.json``, the workbook and the checklist in each language, and the upload files.

    The first language's workbook is ``recommendations.xlsx``, the others carry their language:
    ``recommendations.zh.xlsx``. Upload files are written where there is a download, nothing withholds them, and they
    have rows. Files of an earlier run that this one doesn't write are removed. Everything is made in a folder beside
    and then moved, so that a failure leaves ``folder`` as it was. A workbook with answers of the seller's stays if it shows
    this very plan, else it is kept aside with its plan (`adopt.write.reviews.reviews_in`).

    Args:
        plan: the day's plan.
        bulk: the download that uploads refer to, None without one.
        folder: where; made if missing.
        languages: of the workbook: ``en``, ``zh``, or both.
        findings: of the daily checks, None where they weren't made.

    Raises:
        SettingsError: the folder can't be written, or a language isn't spoken.
        UnsafePlanError: an upload file would break a rule of Amazon's.
    """
    with or_say(folder), workshop(folder) as made:
        sheets = upload_sheets(plan, bulk)
        _write_sheets(sheets, made, plan, bulk)
        books = {language: in_language(WORKBOOK, language, languages) for language in languages}
        paths = {language: made / name for language, name in books.items()}
        write_workbooks(plan, paths, _placed(sheets), tuple(sheets), findings)
        (made / PLAN).write_text(plan_json(plan), encoding="utf-8", newline="\n")
        lists = []
        if findings is not None:
            where = (plan.as_of, plan.marketplace, plan.currency)
            lists = [path.name for path in write_checklists(findings, *where, made, languages)]
        reviews = reviews_in(folder, book_names(), plan)
        stay = {one.was.name for one in reviews if one.stayed}
        names = [name for name in (*sheets, *books.values(), *lists, PLAN) if name not in stay]
        with kept_aside(reviews):
            return Outputs(place(names, made, folder, own_names() - stay), reviews)


def write_overview(
    lines: Sequence[Line], as_of: date, folder: Path, languages: tuple[str, ...] = ("en",)
) -> tuple[Path, ...]:
    """Write the overview of several accounts in each language, in place of an earlier run's; all of them, or none.

    Args:
        lines: one for each account.
        as_of: the day of the run.
        folder: that the accounts' folders lie in.
        languages: as for `leave_outputs`.

    Raises:
        SettingsError: a file can't be written; what the accounts have is left as it is.
    """
    names = {language: in_language(OVERVIEW, language, languages) for language in languages}
    with or_say(folder, _ACCOUNTS_WRITTEN), workshop(folder) as made:
        for language, name in names.items():
            overview_workbook(lines, as_of, made / name, language)
        return place(list(names.values()), made, folder, overview_names())


def write_uploads(
    sheets: Mapping[str, pl.DataFrame],
    plan: Changes,
    bulk: Bulk | None,
    folder: Path,
    own: Collection[str] = tuple(UPLOADS),
) -> tuple[Path, ...]:
    """Write upload files alone, in place of all that lie in ``folder``; all of them, or none.

    Args:
        sheets: as from `upload_sheets`.
        plan: where the rows come from.
        bulk: the download that they refer to.
        folder: where; made if missing.
        own: names of the files that are replaced or removed.

    Raises:
        SettingsError: the folder can't be written.
        UnsafePlanError: a file would break a rule of Amazon's.
    """
    with or_say(folder), workshop(folder) as made:
        _write_sheets(sheets, made, plan, bulk)
        return place(list(sheets), made, folder, set(own))


def upload_sheets(plan: Changes, bulk: Bulk | None) -> dict[str, pl.DataFrame]:
    """The rows of the upload files that have any, by their names; `adopt.write.sheets` makes them."""
    if bulk is None or plan.withheld:
        return {}
    made = {name: make(plan, bulk) for name, make in UPLOADS.items()}
    return {name: sheet for name, sheet in made.items() if sheet.height}


def _write_sheets(sheets: Mapping[str, pl.DataFrame], made: Path, plan: Changes, bulk: Bulk | None) -> None:
    for name, sheet in sheets.items():
        assert bulk is not None
        write_upload(sheet, made / name, plan, bulk)


def _placed(sheets: dict[str, pl.DataFrame]) -> dict[str, str]:
    """Where each action stands: ``negatives.xlsx: 5``; one of several rows, ``launch.xlsx: 2–17``."""
    found: dict[str, str] = {}
    for name, sheet in sheets.items():
        rows = sheet.with_row_index("row", offset=FIRST_ROW).group_by(KEY, maintain_order=True)
        for key, first, last in rows.agg(pl.col("row").min(), last=pl.col("row").max()).iter_rows():
            found[key] = f"{name}: {first}" if first == last else f"{name}: {first}–{last}"
    return found


def own_names() -> set[str]:
    """Names of all files that a run may write."""
    lists = {*CHECKLISTS, *(in_language(name, one) for name in CHECKLISTS for one in LANGUAGES)}
    return {PLAN, *UPLOADS, *book_names(), *lists}


def book_names() -> set[str]:
    """Names of the workbooks that a run may write."""
    return {WORKBOOK, *(in_language(WORKBOOK, one) for one in LANGUAGES)}


def overview_names() -> set[str]:
    """Names of the overviews that a run over several accounts may write."""
    return {OVERVIEW, *(in_language(OVERVIEW, one) for one in LANGUAGES)}
