"""The reviewed workbook becomes upload files: the steps, in order, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import polars as pl

from adopt.after.found import bulk_of, plan_of, refuse_old
from adopt.after.reviewed import reviewed
from adopt.decide.needless import without_needless
from adopt.decide.structure import first_day
from adopt.history.course import write_accepted
from adopt.plan.limits import unless_reviewed
from adopt.plan.review import Review
from adopt.schema import Acceptance, Accepted, Consent, NewEntity
from adopt.words import markets
from adopt.write.bulk_sheet import KEY
from adopt.write.outputs import write_uploads
from adopt.write.plan_read import Told
from adopt.write.reviews import REVIEWED
from adopt.write.workbook.answers import answers
from adopt.write.workbook.identity import identity_of


@dataclass(frozen=True)
class AppliedReview:
    """What was accepted, and what was written.

    Attributes:
        plan: as the seller reviewed it: *safe* is what was accepted, *ask* what wasn't.
        review: what became of each action.
        by_hand: accepted actions that no upload file can carry.
        needless: accepted exact negatives without a row, since accepted phrases block the same terms.
        carried: actions that weren't accepted, but that accepted bids carry all the same: the level that TACoS asks for.
        steps: accepted keys whose own value is further from today's than adopt goes in a day.
        out: folder of the upload files.
        written: the files written, in place of an earlier review's; none if nothing was accepted.
        course: folder in which the acceptance is kept.
    """

    plan: Told
    review: Review
    by_hand: tuple[str, ...]
    needless: tuple[str, ...]
    carried: tuple[str, ...]
    steps: tuple[str, ...]
    out: Path
    written: tuple[Path, ...]
    course: Path


def apply(
    workbook: Path,
    today: date,
    out: Path | None = None,
    plan: str | None = None,
    bulk: Path | None = None,
    home: Path | None = None,
    *,
    force: bool = False,
) -> AppliedReview:
    """Reads what the seller accepted in a workbook of ``adopt daily``, and writes the upload files of these rows alone.

    Args:
        workbook: as the seller saved it.
        today: the day of the upload.
        out: folder of the files; ``accepted`` beside the workbook where none is given.
        plan: path, day or digest of the plan, where it isn't beside the workbook or in the history.
        bulk: the bulk download that the plan was made with, or its folder, where it isn't beside or above the workbook.
        home: folder of the history.
        force: apply a plan that is older than the settings allow.

    Raises:
        InputError: the workbook, its plan or its download can't be found or read, or is of another plan, or too old.
        SettingsError: the folder can't be written.
        UnsafePlanError: an upload file would break one of Amazon's rules; nothing is written.
    """
    found = plan_of(workbook, identity_of(workbook), plan, home)
    if not force:
        refuse_old(found.told, workbook, today)
    told = _starting(found.told, today)
    held = None if unless_reviewed(told.withheld) else bulk_of(told, workbook, found.folder, bulk)
    accepted, done, sheets = reviewed(told, answers(workbook), held)
    place = out or workbook.parent / REVIEWED
    written = write_uploads(sheets, accepted, held, place) if sheets or place.is_dir() else ()
    _keep_acceptance(accepted, done, today, (found.course, found.folder, place))
    written_keys = {key for sheet in sheets.values() for key in sheet[KEY]} | in_bids(told)
    left = tuple(key for key in done.accepted if key not in written_keys)
    needless = _needless(accepted)
    return AppliedReview(
        plan=accepted,
        review=done,
        by_hand=tuple(key for key in left if key not in needless),
        needless=tuple(key for key in left if key in needless),
        carried=_carried(accepted, done),
        steps=_far(told, done),
        out=place,
        written=written,
        course=found.course,
    )


def _starting(told: Told, today: date) -> Told:
    """The plan, its new campaigns starting today at the earliest: Amazon refuses a start that is past."""
    first = first_day(today, markets().get(told.marketplace or ""))
    created = told.created.with_columns(pl.col("start_date").clip(lower_bound=first))
    return told._replace(created=NewEntity.validate(created))


def in_bids(told: Told) -> set[str]:
    """Keys of actions that the plan's bids carry already: the level of TACoS, where the settings let it steer."""
    return set(told.actions.filter(code="T401")["key"]) if told.settings.tacos.steer else set()


def _carried(plan: Told, done: Review) -> tuple[str, ...]:
    """Keys of what wasn't accepted and is in accepted bids nevertheless."""
    # An aim's own level is in kappa as well.
    steered = pl.col("kappa") != pl.col("aim_level").fill_null(1.0)
    bids = plan.actions.filter(steered, consent=Consent.SAFE.value, code="B301")
    return () if bids.is_empty() else tuple(sorted(in_bids(plan) - set(done.accepted)))


def _needless(plan: Told) -> set[str]:
    """Keys of accepted exact negatives for which accepted phrases stand."""
    made = plan.actions.filter((pl.col("consent") == Consent.SAFE.value) & (pl.col("code") != "U101"))
    return set(made["key"]) - set(without_needless(made)["key"])


def _keep_acceptance(plan: Told, done: Review, today: date, folders: Iterable[Path]) -> None:
    """Keeps what was accepted in the plan's course; that nothing was accepted is kept too.

    It is kept beside the plan as well: the next run sees there that the workbook was applied.
    A negative for which a phrase stands was accepted as well: a line left out counts as declined later.
    """
    for folder in dict.fromkeys(folders):
        if folder.is_dir():
            write_accepted(folder, plan.digest, Acceptance(today, Accepted.cast(done.rows())))


def _far(told: Told, done: Review) -> tuple[str, ...]:
    """Keys whose own bid or budget is more than a day's step from today's: a cut as far as adopt's own may go."""
    bid, budget = told.settings.bid, told.settings.budget.max_step
    steps = {"to_bid": (bid.max_cut, bid.max_step), "to_value": (budget, budget)}
    far = []
    for row in told.actions.filter(pl.col("key").is_in(list(done.accepted))).iter_rows(named=True):
        own = done.accepted[row["key"]]
        for name, (cut, step) in steps.items():
            old, new = row[f"from_{name.removeprefix('to_')}"], getattr(own, name)
            if old and new and row["code"] != "B302" and not 1 / cut <= new / old <= step:
                far.append(row["key"])
    return tuple(far)
