"""What earlier runs left where this run doesn't write."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from adopt.history.course import ACCEPTED, UNDONE, read_course
from adopt.history.plans import PLAN
from adopt.write.inverse import INVERSES
from adopt.write.outputs import UPLOADS, own_names
from adopt.write.plan_file import is_plan

REVIEWED = "accepted"
"""Folder of the upload files of a review, in the folder of its run."""
TAKEN_BACK = "undo"
"""Folder of the upload files that take a plan back, likewise."""


def remove_others(out: Path, kept: Sequence[Path]) -> None:
    """Removes what earlier runs wrote into ``out``, or into folders of accounts in it, where this run doesn't write.

    Yesterday's upload files beside today's plans would be uploaded one day.

    Args:
        out: folder of the run.
        kept: the folders that this run has written into, or meant to.
    """
    inner = [path.parent for path in out.glob(f"*/{PLAN}")]
    for folder in {out, *inner} - set(kept):
        if is_plan(folder / PLAN):
            _remove(folder)
            if folder != out and not any(folder.iterdir()):
                folder.rmdir()


def remove_review(out: Path, digest: str | None = None) -> None:
    """Removes the upload files of a review in ``out``, and those that take a plan back, where that was another plan than ``digest``.

    They bear the plan's name in their accepted.json or undone.json; without one, nothing is touched.
    """
    for place, mark, names in ((REVIEWED, ACCEPTED, UPLOADS), (TAKEN_BACK, UNDONE, INVERSES)):
        folder = out / place
        known = read_course(folder, digest) if digest and (folder / mark).is_file() else None
        if (folder / mark).is_file() and not (known and (known.accepted or known.undone)):
            _clear(folder, (*names, mark))


def _clear(folder: Path, names: Sequence[str]) -> None:
    for name in names:
        (folder / name).unlink(missing_ok=True)
    if not any(folder.iterdir()):
        folder.rmdir()


def _remove(folder: Path) -> None:
    for name in own_names():
        (folder / name).unlink(missing_ok=True)
    remove_review(folder)
