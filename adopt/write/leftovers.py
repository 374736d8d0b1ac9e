"""What earlier runs left where this run doesn't write."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from adopt.history.course import ACCEPTED, UNDONE, read_course
from adopt.history.plans import PLAN
from adopt.write.inverse import INVERSES
from adopt.write.naming import is_plan_aside
from adopt.write.outputs import UPLOADS, book_names, overview_names, own_names
from adopt.write.package import is_untouched
from adopt.write.plan_file import is_plan
from adopt.write.reviews import REVIEWED, KeptReview, kept_aside, reviews_in

TAKEN_BACK = "undo"
"""Folder of the upload files that take a plan back, likewise."""


def remove_others(out: Path, kept: Sequence[Path]) -> tuple[KeptReview, ...]:
    """Removes what earlier runs wrote into ``out``, or into folders of accounts in it, where this run doesn't write.

    Yesterday's upload files beside today's plans would be uploaded one day.

    Args:
        out: folder of the run.
        kept: the folders that this run has written into, or meant to.

    Returns:
        Workbooks with the seller's answers that lay there, kept aside with their plans.
    """
    inner = [path.parent for path in out.glob(f"*/{PLAN}") if not is_plan_aside(path.parent.name)]
    reviews: list[KeptReview] = []
    for folder in sorted({out, *inner} - set(kept)):
        if is_plan(folder / PLAN):
            found = reviews_in(folder, book_names(), None)
            with kept_aside(found):
                _remove(folder)
            reviews += found
            if folder != out and not any(folder.iterdir()):
                folder.rmdir()
    return tuple(reviews)


def remove_review(out: Path, digest: str | None = None) -> None:
    """Removes the upload files of a review in ``out``, and those that take a plan back, where that was another plan than ``digest``.

    They bear the plan's name in their accepted.json or undone.json; without one, nothing is touched.
    """
    for place, mark, names in ((REVIEWED, ACCEPTED, UPLOADS), (TAKEN_BACK, UNDONE, INVERSES)):
        folder = out / place
        known = read_course(folder, digest) if digest and (folder / mark).is_file() else None
        if (folder / mark).is_file() and not (known and (known.accepted or known.undone)):
            _clear(folder, (*names, mark))


def remove_overview(out: Path) -> None:
    """Removes the overviews of a run over several accounts; a workbook that isn't as such a run left it stays."""
    for path in (out / name for name in overview_names()):
        if path.is_file() and is_untouched(path):
            path.unlink()


def _clear(folder: Path, names: Sequence[str]) -> None:
    for name in names:
        (folder / name).unlink(missing_ok=True)
    if not any(folder.iterdir()):
        folder.rmdir()


def _remove(folder: Path) -> None:
    for name in own_names():
        (folder / name).unlink(missing_ok=True)
    remove_review(folder)
