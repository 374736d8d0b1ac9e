"""Small files in the true header of every layout, with a value of ours for every type, made from the table itself."""

from __future__ import annotations

import csv
import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from adopt.reports.companion_columns import _alias
from adopt.words.companions import Layout, LayoutColumn

CELLS: dict[str, tuple[str, Any]] = {
    "text": ("Pan, steel", "Pan, steel"),
    "id": ('="254927681919372"', "254927681919372"),
    "count": ("1,234", 1_234),
    "number": ("12.5", 12.5),
    "money": ("-1,234.56", -1_234_560_000),
    "share": ("12.5%", 0.125),
    "percent": ("12.5", 0.125),
    "bounded": ("306", 306.0),
    "date": ("2026-11-03", date(2026, 11, 3)),
    "month": ("2026-11", date(2026, 11, 1)),
    "time": ("2026-11-03T14:05:00-08:00", datetime(2026, 11, 3, 22, 5, tzinfo=UTC)),
    "local": ("2026-11-03 14:05:00", datetime(2026, 11, 3, 14, 5)),  # noqa: DTZ001  no zone is the point
    "flag": ("Y", True),
    "person": ("Ann@Example.com ", _alias("ann@example.com")),
}
RANGE = ("Nov 03, 2026 - Nov 20, 2026", date(2026, 11, 3), date(2026, 11, 20))
OVER = (">306", "365+")


def expected(layout: Layout) -> dict[str, Any]:
    """The row that the file's only line is."""
    row: dict[str, Any] = {}
    for column in layout.columns:
        if column.type == "range":
            row |= {"first_day": RANGE[1], "last_day": RANGE[2]}
        else:
            row[column.ours] = None if column.type == "about" else CELLS[column.type][1]
        if column.type == "bounded":
            row[f"{column.ours}_over"] = False
    return row


def write(layout: Layout, folder: Path, separator: str = ",", **changes: str) -> Path:
    """A file with one row; a change gives a column (by our name) another cell."""
    written = [column for column in layout.columns if column.type != "about"]
    cells = [changes.get(column.ours, cell(column)) for column in written]
    if layout.sheets:
        return _write_json(
            layout, folder, dict(zip((column.names[0] for column in written), cells, strict=True))
        )
    path = folder / f"{layout.kind}.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        rows = csv.writer(stream, delimiter=separator)
        rows.writerow([*(column.names[0] for column in written), *layout.unread])
        rows.writerow([*cells, *("private" for _ in layout.unread)])
    return path


def cell(column: LayoutColumn) -> str:
    return RANGE[0] if column.type == "range" else CELLS[column.type][0]


def _write_json(layout: Layout, folder: Path, cells: dict[str, str]) -> Path:
    """The same row as Amazon nests it; numbers are numbers."""
    record: dict[str, Any] = {}
    for name, value in cells.items():
        inner, parts = record, name.split(".")
        for part in parts[:-1]:
            inner = inner.setdefault(part, {})
        inner[parts[-1]] = value
    common = {name: record.pop(name) for name in ("reportSpecification",) if name in record}
    content: Any = [record]
    for part in reversed([part for part in layout.sheets[0].split(".") if part]):
        content = {**common, part: content}
    path = folder / f"{layout.kind}.json"
    path.write_text(json.dumps(content, indent=1), encoding="utf-8")
    return path
