"""Amazon's processing reports, as its documentation shows them: a summary tab, and the upload with error columns."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from openpyxl import Workbook, load_workbook

Said = tuple[str, str, str]
"""Error type, error code, error message."""

_HEADERS = ["Error type", "Error code", "Error message"]


def write_report(
    path: Path, uploaded: Path, said: Mapping[int, Said], *, rows: bool = True, beside: bool = False
) -> Path:
    """The report on an upload.

    Args:
        path: where.
        uploaded: the upload file.
        said: by sheet row of the upload; row 0 stands for the whole file.
        rows: whether it repeats the upload's rows.
        beside: errors at the right of the upload's rows instead of a tab of their own.
    """
    book = Workbook()
    summary = book.active
    assert summary is not None
    if not beside:
        summary.title = "Upload Processing Summary"
        summary.append(["Original record #", *_HEADERS])
        for row, told in said.items():
            summary.append([row or None, *told])
    if rows:
        page = book.create_sheet("Sponsored Products Campaigns")
        for number, cells in enumerate(load_workbook(uploaded).active.iter_rows(values_only=True), start=1):
            errors = _HEADERS if number == 1 else list(said.get(number, (None, None, None)))
            page.append([*cells, *(errors if beside else [])])
    if beside:
        book.remove(summary)
    book.save(path)
    return path
