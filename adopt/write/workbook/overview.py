"""The overview of several accounts: one line for each, amounts in its own currency and never in sum."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from adopt.errors import AdoptError
from adopt.plan.brief import Brief
from adopt.say.findings import NO_CURRENCY
from adopt.say.notes import withheld_briefly
from adopt.say.speaker import Speaker
from adopt.say.translate import Translate
from adopt.write.package import Book, save_workbook
from adopt.write.workbook.sheet import Column, Sheet
from adopt.write.workbook.style import ACT, OPEN, YES


class Line(NamedTuple):
    """An account of a run.

    Attributes:
        name: ``a1b2c3-US-USD``, which its folder has, too.
        brief: its plan in a few figures, None where it has none.
        urgent: findings to act on today, None without a plan.
        uploads: upload files written.
        error: why it has no plan.
    """

    name: str
    brief: Brief | None = None
    urgent: int | None = None
    uploads: int = 0
    error: AdoptError | None = None


def overview_workbook(lines: Sequence[Line], as_of: date, path: Path, language: str) -> None:
    """Write the workbook; the same lines give the same bytes.

    Raises:
        OSError: the file can't be written.
    """
    book, speaker = Book(), Speaker(language, NO_CURRENCY)
    say, columns = speaker.say, overview_columns(lines, speaker.say)
    sheet = Sheet(book, say("Overview"), speaker)
    sheet.settle(sheet.widths(columns), freeze="B3")
    sheet.repeat_header(2)
    sheet.note(say("All accounts on {day}, each in its own currency: never add amounts up.", day=as_of))
    colours = [_colour(line) for line in lines]
    sheet.table("Overview", columns, fills={len(columns) - 2: colours})
    save_workbook(book, path, as_of, f"adopt {as_of}")


def overview_columns(lines: Sequence[Line], say: Translate) -> list[Column]:
    """The columns, for the workbook and the screen; amounts with their currencies, None where there is nothing."""
    briefs = [line.brief for line in lines]
    currencies = [one.currency if one else NO_CURRENCY for one in briefs]

    def figure(header: str, kind: str, name: str) -> Column:
        values = [getattr(one, name) if one else None for one in briefs]
        return Column(header, kind, values)

    def money(header: str, name: str) -> Column:
        values = [round(getattr(one, name), 2) if one else None for one in briefs]
        return Column(header, "money", values, currencies)

    return [
        Column(say("Account"), "name", [line.name for line in lines]),
        figure(say("Marketplace"), "name", "marketplace"),
        figure(say("Currency"), "name", "currency"),
        figure(say("Days read"), "count", "days"),
        money(say("Spend"), "spend"),
        figure("ACoS", "share", "acos"),
        figure("TACoS", "share", "tacos"),
        figure(say("Safe"), "count", "safe"),
        money(say("Safe, a week"), "safe_weekly"),
        figure(say("To decide"), "count", "asked"),
        money(say("To decide, a week"), "asked_weekly"),
        Column(say("Urgent checks"), "count", [line.urgent for line in lines]),
        Column(say("Upload files"), "name", [_files(line, say) for line in lines]),
        Column(say("Why"), "sentence", [_why(line, say) for line in lines]),
    ]


def _files(line: Line, say: Translate) -> str:
    if line.brief is None:
        return say("no plan")
    if line.brief.withheld:
        return say("withheld")
    return say("{n} written", n=line.uploads) if line.uploads else say("nothing to upload")


def _why(line: Line, say: Translate) -> str | None:
    if line.error:
        return line.error.said(say)
    reasons = line.brief.withheld if line.brief else ()
    return say("; ").join(withheld_briefly(code, detail, say) for code, detail in reasons) or None


def _colour(line: Line) -> str | None:
    if line.brief is None:
        return ACT
    if line.brief.withheld:
        return OPEN
    return YES if line.uploads else None
