"""Archives for tests."""

from __future__ import annotations

import zipfile
from pathlib import Path


def packed(path: Path, members: dict[str, Path]) -> Path:
    """An archive of files, by their names in it."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, file in members.items():
            archive.write(file, name)
    return path
