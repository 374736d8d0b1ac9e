"""F101: files that were refused, and rows that couldn't be read."""

from __future__ import annotations

from collections.abc import Sequence

from adopt.checks.desk import Desk, File
from adopt.checks.found import Figure, Found
from adopt.schema import FindingStatus

_NAMED = 5


def files_read(desk: Desk) -> Sequence[Found]:
    """A finding for each file that was refused or has rejected rows, and one for all others with their rows."""
    troubled = [_refused(one) if one.refusal else _rejected(one) for one in desk.inputs if _is_troubled(one)]
    sound = [one for one in desk.inputs if not _is_troubled(one)]
    if not sound:
        return troubled or [Found(FindingStatus.NO_DATA, "no_files")]
    return [*troubled, _read(sound)]


def _is_troubled(one: File) -> bool:
    return bool(one.refusal or one.rejected)


def _refused(one: File) -> Found:
    figures = {"why": Figure("refusal", one.refusal), "detail": Figure("detail", one.detail)}
    return Found(FindingStatus.WATCH, "file_refused", subject=one.name, figures=figures, file=one.name)


def _rejected(one: File) -> Found:
    assert one.first
    return Found(
        FindingStatus.WATCH,
        "rows_rejected",
        subject=one.name,
        unit="share",
        value=one.rejected / one.rows,
        target=0,
        op="=",
        n=one.rejected,
        of=one.rows,
        figures={
            "row": Figure("count", one.first.row),
            "column": Figure("text", one.first.column),
            "cell": Figure("text", one.first.value),
            "why": Figure("rejected", one.first.reason),
        },
        kind=one.kind,
        file=one.name,
    )


def _read(sound: Sequence[File]) -> Found:
    names = ", ".join(one.name for one in sound[:_NAMED]) + (", …" if len(sound) > _NAMED else "")
    figures = {
        "files": Figure("count", len(sound)),
        "rows": Figure("count", sum(one.rows for one in sound)),
        "names": Figure("text", names),
    }
    return Found(FindingStatus.FINE, "files_read", figures=figures)
