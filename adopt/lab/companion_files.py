"""Reports beside the ads as Amazon writes them: every column of their layout, filled where a value is given."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from adopt.words.companions import companions


def write_companion(
    path: Path, kind: str, rows: Sequence[Mapping[str, Any]], *, common: Mapping[str, Any] | None = None
) -> None:
    """Writes a report: tabs for ``.txt``, commas and every cell quoted for ``.csv``, as Seller Central gives them.

    Args:
        path: file to write.
        kind: of report, a layout of ``words/companions.toml``.
        rows: values by our column names; columns of personal data are left empty.
        common: values that all rows have.
    """
    layout = companions()[kind]
    names = {column.ours: column.names[0] for column in layout.columns if column.type != "about"}
    header = [*names.values(), *layout.unread]
    tabs = path.suffix == ".txt"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(
            file,
            header,
            restval="",
            delimiter="\t" if tabs else ",",
            quoting=csv.QUOTE_MINIMAL if tabs else csv.QUOTE_ALL,
        )
        writer.writeheader()
        writer.writerows(
            {names[key]: value for key, value in {**(common or {}), **row}.items()} for row in rows
        )


def write_json(path: Path, document: Mapping[str, Any]) -> None:
    """Writes a document as the API does."""
    path.write_text(json.dumps(document, indent=2) + "\n", encoding="utf-8", newline="\n")
