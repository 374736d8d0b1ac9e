"""``adopt undo``: a plan taken back, as inverse upload files."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

import polars as pl

from adopt.after.download import bulk_in, newer_download
from adopt.after.found import around
from adopt.after.held import Held, held_plan
from adopt.errors import InputError
from adopt.history.course import UNDONE, write_undone
from adopt.plan.taken import missing
from adopt.plan.undo import Inverse, undo
from adopt.schema import Fate, Undoing
from adopt.words.currencies import currency_digits
from adopt.write.inverse import INVERSES, inverse_sheets
from adopt.write.leftovers import TAKEN_BACK
from adopt.write.outputs import write_uploads

_LISTED = 10


class Undone(NamedTuple):
    """What undoing a plan came to.

    Attributes:
        held: the plan.
        download: the file that it was held against.
        inverse: what takes it back.
        written: the files, in the order in which they are to be uploaded.
    """

    held: Held
    download: Path
    inverse: Inverse
    written: tuple[Path, ...]


def undo_plan(
    name: str,
    bulk: Path | None,
    out: Path | None,
    home: Path | None,
    on: date,
    only: Sequence[str] = (),
    *,
    force: bool = False,
) -> Undone:
    """Writes the inverse upload files of a plan, and notes beside the plan what they take back.

    Args:
        name: of the plan: a path, a day, or the beginning of a digest.
        bulk: a newer bulk download, or a folder of such; None looks into the current folder and around the plan.
        out: folder of the files; None: ``undo`` beside the plan, or in the current folder if the plan was named by its day
            or digest.
        home: folder of the history, None without one.
        on: the day.
        only: keys of the actions to undo; none: all.
        force: touch what somebody has changed since, too.

    Raises:
        InputError: there is no such plan or action, or no download that tells what became of it.
        UnsafePlanError: an upload file would break one of Amazon's rules; nothing is written then.
        SettingsError: the folder can't be written.
    """
    held = held_plan(name, home)
    chosen = _chosen(held, only)
    places = (Path(), *(around(held.named) if held.named else ()))
    reading = newer_download(bulk, held.told, places)
    digits = currency_digits(held.told.currency)
    inverse = undo(held.changes, chosen, held.course.results, bulk_in(reading), on, digits, force=force)
    place = out or (held.named / TAKEN_BACK if held.named else Path(TAKEN_BACK))
    sheets = inverse_sheets(inverse, bulk_in(reading))
    some = sheets or place.is_dir()
    written = write_uploads(sheets, inverse, bulk_in(reading), place, tuple(INVERSES)) if some else ()
    _note(held, inverse, on, place)
    return Undone(held, reading.path, inverse, written)


def _chosen(held: Held, only: Sequence[str]) -> pl.DataFrame:
    """The accepted actions, or those of them that were named."""
    accepted = held.accepted
    if not only:
        return accepted
    if unknown := missing(only, held.told.actions):
        raise InputError(
            "no action of the plan has the key {keys}; the workbook's column Key names them",
            keys=", ".join(unknown[:_LISTED]),
        )
    if carried := [key for key in only if key in set(held.in_bids)]:
        raise InputError(
            "no upload file has a row of {keys}: bids carry the level of all bids, and it is taken back with them; leave it out of "
            "--only",
            keys=", ".join(carried),
        )
    if left := missing(only, accepted):
        raise InputError(
            "not accepted, so there is nothing to undo: {keys}; leave it out of --only",
            keys=", ".join(left[:_LISTED]),
        )
    return accepted.filter(pl.col("key").is_in(list(only)))


def _note(held: Held, inverse: Inverse, on: date, out: Path) -> None:
    """Keeps which actions were taken back, those of earlier times too; beside the files, those that they take back."""
    keys = set(inverse.fates.filter(pl.col("fate") == Fate.UNDONE.value)["key"])
    beside = out.resolve() == held.folder.resolve()
    before = set(held.course.undone_keys)
    if keys:
        write_undone(held.folder, held.told.digest, Undoing(on, tuple(sorted(keys | before))))
        if not beside:
            write_undone(out, held.told.digest, Undoing(on, tuple(sorted(keys))))
    elif not beside:
        (out / UNDONE).unlink(missing_ok=True)
