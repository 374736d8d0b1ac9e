"""F101: files that were refused or aren't used, and rows that couldn't be read."""

from __future__ import annotations

from collections.abc import Sequence

from adopt.checks.desk import Desk, File
from adopt.checks.found import Figure, Found
from adopt.schema import FindingStatus

_NAMED = 5


def files_read(desk: Desk) -> Sequence[Found]:
    """A finding for each file that was refused, has rejected rows or isn't used, and one for all others with their rows."""
    told = [found for one in desk.inputs if (found := _told(one, desk))]
    told += [_alone(one, desk.inputs) for one in desk.inputs if _replaced(one, desk.inputs)]
    sound = [one for one in desk.inputs if not (one.instead or _told(one, desk))]
    if not sound:
        return told or [Found(FindingStatus.NO_DATA, "no_files")]
    return [*told, _read(sound)]


def _told(one: File, desk: Desk) -> Found | None:
    """What is wrong with a file by itself."""
    if one.refusal:
        return _refused(one)
    if one.elsewhere and desk.market:
        places = {"place": Figure("text", one.elsewhere), "ours": Figure("text", desk.market.code)}
        return Found(FindingStatus.WATCH, "file_elsewhere", one.name, places, kind=one.kind, file=one.name)
    return _rejected(one) if one.rejected else None


def _replaced(one: File, every: Sequence[File]) -> list[File]:
    """The older files that aren't used because this one is."""
    return [
        other for other in every if not one.instead and (other.kind, other.instead) == (one.kind, one.name)
    ]


def _alone(one: File, every: Sequence[File]) -> Found:
    names = {"names": _names(_replaced(one, every))}
    return Found(FindingStatus.WATCH, "file_alone", one.name, names, kind=one.kind, file=one.name)


def _names(files: Sequence[File]) -> Figure:
    shown = ", ".join(one.name for one in files[:_NAMED])
    return Figure("text", shown + (", …" if len(files) > _NAMED else ""))


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
    figures = {
        "files": Figure("count", len(sound)),
        "rows": Figure("count", sum(one.rows for one in sound)),
        "names": _names(sound),
    }
    return Found(FindingStatus.FINE, "files_read", figures=figures)
