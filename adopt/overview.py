"""All accounts of a run in one table: what each is about, what is to be decided, and what became of its files."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import NamedTuple

from adopt.daily import Day, Round
from adopt.errors import AdoptError
from adopt.plan.brief import brief
from adopt.write import remove_overview, write_overview
from adopt.write.outputs import UPLOADS
from adopt.write.workbook.overview import Line


class Overview(NamedTuple):
    """The overview of a run.

    Attributes:
        lines: one for each account, by name; none of a single account.
        written: the files.
        error: why they couldn't be written.
    """

    lines: tuple[Line, ...] = ()
    written: tuple[Path, ...] = ()
    error: AdoptError | None = None


def leave_overview(done: Round, as_of: date, out: Path, languages: tuple[str, ...] = ("en",)) -> Overview:
    """Writes ``overview.xlsx`` into ``out`` in each language, where the run was over several accounts and one has a plan.

    Of a single account there is none, and an earlier run's is removed.

    Args:
        done: the run.
        as_of: its day.
        out: that the accounts' folders lie in.
        languages: ``en`` and ``zh``.
    """
    lines = overview(done)
    if not lines:
        remove_overview(out)
    if not (lines and done.days):
        return Overview(lines)
    try:
        return Overview(lines, write_overview(lines, as_of, out, languages))
    except AdoptError as error:
        return Overview(lines, error=error)


def overview(done: Round) -> tuple[Line, ...]:
    """A line for each account, by name; none of a single account."""
    lines = [_line(name, day) for name, day in done.days.items()]
    lines += [Line(name, error=error) for name, error in done.failed.items()]
    return tuple(sorted(lines, key=lambda line: line.name)) if len(lines) > 1 else ()


def _line(name: str, day: Day) -> Line:
    uploads = sum(path.name in UPLOADS for path in day.written)
    return Line(name, brief(day.plan), day.urgent, uploads)
