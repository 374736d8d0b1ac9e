"""Reviewed workbooks where a run writes: a seller's answers are never replaced."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import NamedTuple

import polars as pl

from adopt.errors import InputError
from adopt.history.course import ACCEPTED, plan_told
from adopt.history.plans import PLAN
from adopt.plan.own_value import fold_word
from adopt.plan.plan import Plan
from adopt.say import LANGUAGES, translator
from adopt.schema import Consent
from adopt.write.naming import aside, plan_aside
from adopt.write.package import is_untouched
from adopt.write.plan_read import Told, plan_in
from adopt.write.workbook.answers import answers
from adopt.write.workbook.decide import shown
from adopt.write.workbook.identity import identity_of

REVIEWED = "accepted"
"""Folder of the upload files of a review, in the folder of its run."""


class KeptReview(NamedTuple):
    """A workbook with a seller's answers that a run found where it writes.

    Attributes:
        was: the workbook.
        path: where it lies now: where it was, if it shows the run's own plan.
        digest: of its plan; None where the file can't be read.
    """

    was: Path
    path: Path
    digest: str | None

    @property
    def stayed(self) -> bool:
        """Whether the run has left it in its place."""
        return self.was == self.path


def reviews_in(folder: Path, names: Iterable[str], plan: Plan | None) -> tuple[KeptReview, ...]:
    """The workbooks of these names whose answers would be lost, and where each shall lie; nothing is moved.

    Lost would be answers that differ from those proposed, unless they were applied since; of a workbook that can't be read, or
    whose plan doesn't lie beside it, all of them.

    Args:
        folder: of a run.
        names: of the workbooks that a run may write.
        plan: that the run writes into the folder, None where it writes none.
    """
    touched = [folder / name for name in sorted(names) if _is_touched(folder / name)]
    beside = _plan_of(folder) if touched else None
    found: list[KeptReview] = []
    for book in touched:
        digest = _digest(book)
        if plan and digest and plan.digest.startswith(digest):
            found += [KeptReview(book, book, digest)] if _differs(book, plan) else []
        elif not digest or not _is_settled(book, digest, beside):
            found.append(KeptReview(book, _free(book, digest, [one.path for one in found]), digest))
    return tuple(found)


@contextmanager
def kept_aside(reviews: Sequence[KeptReview]) -> Iterator[None]:
    """Copies of the workbooks where they shall lie, each with its plan if that lies beside it; gone again if the block fails."""
    made: list[Path] = []
    try:
        for source, target in (pair for one in reviews if not one.stayed for pair in _copies(one)):
            made.append(target)
            target.parent.mkdir(exist_ok=True)
            shutil.copy2(source, target)
        yield
    except BaseException:
        for target in made:
            target.unlink(missing_ok=True)
            if target.name == PLAN:
                target.parent.rmdir()
        raise


def _copies(one: KeptReview) -> Iterator[tuple[Path, Path]]:
    """What to copy, and where to: the workbook, and the plan that it shows in a folder of its own."""
    yield one.was, one.path
    beside = _plan_of(one.was.parent)
    if one.digest and beside and beside.digest.startswith(one.digest):
        place = one.was.parent / plan_aside(one.digest) / PLAN
        if not place.exists():
            yield one.was.parent / PLAN, place


def _is_touched(book: Path) -> bool:
    return book.is_file() and not is_untouched(book)


def _plan_of(folder: Path) -> Told | None:
    try:
        return plan_in(folder)
    except InputError:
        return None


def _digest(book: Path) -> str | None:
    try:
        return identity_of(book).digest
    except InputError:
        return None


def _is_settled(book: Path, digest: str, beside: Told | None) -> bool:
    """Whether nothing would be lost with a workbook of another plan."""
    if _is_applied(book, digest):
        return True
    return beside is not None and beside.digest.startswith(digest) and not _differs(book, beside)


def _is_applied(book: Path, digest: str) -> bool:
    """Whether its plan was accepted since it was saved."""
    marks = (book.parent / ACCEPTED, book.parent / REVIEWED / ACCEPTED)
    return any(
        (plan_told(mark) or "").startswith(digest) and mark.stat().st_mtime >= book.stat().st_mtime
        for mark in marks
    )


def _differs(book: Path, plan: Plan | Told) -> bool:
    """Whether answers are other ones than the plan proposes; what can't be read isn't the same."""
    yes = {fold_word(translator(one)("Yes")) for one in LANGUAGES}
    try:
        given = answers(book)
    except InputError:
        return True
    rows = plan.actions.filter(pl.col("key").is_in(list(shown(plan.actions, plan.facts, plan.settings))))
    safe = rows.select("key", pl.col("consent") == Consent.SAFE.value).iter_rows()
    told = ((one.key, fold_word(one.accept or "") in yes or one.accept or False, one.own) for one in given)
    return set(told) != {(key, accepted, None) for key, accepted in safe}


def _free(book: Path, digest: str | None, taken: Sequence[Path]) -> Path:
    """A name beside the workbook that no file has."""
    paths = (book.with_name(aside(book.name, digest, number)) for number in count(1))
    return next(path for path in paths if path not in taken and not path.exists())
