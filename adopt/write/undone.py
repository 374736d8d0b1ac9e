"""The inverse upload files, all of them or none."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from adopt.errors import SettingsError
from adopt.plan.undo import Inverse
from adopt.schema import Bulk
from adopt.write.inverse import INVERSES, inverse_sheets
from adopt.write.upload import write_upload


def write_undo(inverse: Inverse, bulk: Bulk, folder: Path) -> tuple[Path, ...]:
    """Writes the files that have rows, in the order in which they are to be uploaded; those of an earlier time go.

    Args:
        inverse: of a plan.
        bulk: the download that it was made from.
        folder: made where missing and something is written.

    Raises:
        UnsafePlanError: a file would break one of Amazon's rules; nothing is changed.
        SettingsError: the folder can't be written.
    """
    sheets = inverse_sheets(inverse, bulk)
    try:
        if sheets:
            folder.mkdir(parents=True, exist_ok=True)
        made = Path(tempfile.mkdtemp(prefix=".adopt-", dir=folder if sheets else None))
        try:
            for name, sheet in sheets.items():
                write_upload(sheet, made / name, inverse, bulk)
            for name in INVERSES:
                (folder / name).unlink(missing_ok=True)
            return tuple((made / name).replace(folder / name) for name in sheets)
        finally:
            shutil.rmtree(made, ignore_errors=True)
    except OSError as error:
        raise SettingsError(
            "{file}: can't be written ({why}); close it if another program has it open, or name another folder",
            file=error.filename2 or error.filename or folder,
            why=error.strerror,
        ) from error
