"""The sheet Checks: the morning round, most urgent first."""

from __future__ import annotations

import dataframely as dy

from adopt.checks.missing import folded
from adopt.say.findings import Findings
from adopt.say.speaker import Speaker
from adopt.schema import Finding, FindingStatus
from adopt.words.zones import zone_of
from adopt.write.package import Book
from adopt.write.workbook.cut import MOST_ROWS, cut_note
from adopt.write.workbook.sheet import Column, Sheet
from adopt.write.workbook.style import ACT, OPEN, YES
from adopt.write.workbook.words import sheet_title

_PRINTED = 8
_COLOURS = {FindingStatus.ACT: ACT, FindingStatus.WATCH: OPEN, FindingStatus.FINE: YES}


def checks_sheet(
    book: Book, findings: dy.DataFrame[Finding], marketplace: str | None, speaker: Speaker
) -> None:
    """Add the sheet: one row for each finding, one for all downloads that aren't there; cut at `MOST_ROWS`.

    Times are in the marketplace's zone.
    """
    say, said = speaker.say, Findings(speaker, zone_of(marketplace))
    findings = folded(findings)
    rows = list(findings.head(MOST_ROWS).iter_rows(named=True))
    columns = [
        Column(say("How urgent"), "name", [said.status(row) for row in rows]),
        Column(say("Part of the round"), "name", [said.module(row) for row in rows]),
        Column(say("Check"), "text", [said.task(row) for row in rows]),
        Column(say("Due"), "name", [said.due(row) for row in rows]),
        Column(say("Value"), "name", [said.value(row) for row in rows]),
        Column(say("Target"), "name", [said.target(row) for row in rows]),
        Column(say("What was found"), "sentence", [said.why(row) for row in rows]),
        Column(say("What to do"), "advice", [said.do(row) for row in rows]),
        Column(say("At stake"), "money", [row["at_stake"] for row in rows]),
        Column(say("The report's days"), "name", [said.window(row) for row in rows]),
        Column(say("File"), "text", [row["file"] for row in rows]),
        Column(say("Code"), "text", [row["code"] for row in rows]),
        Column(say("Key"), "name", [row["key"] for row in rows]),
    ]
    sheet = Sheet(book, sheet_title("checks", speaker), speaker)
    sheet.settle(sheet.widths(columns), freeze="D3")
    sheet.repeat_header(2)
    note = say("The rest of the morning round, most urgent first. Nothing here is uploaded.")
    sheet.note(cut_note(note, len(rows), findings.height, speaker))
    colours = [_COLOURS.get(FindingStatus(row["status"])) for row in rows]
    sheet.table("Checks", columns, fills={0: colours})
    sheet.print_columns(_PRINTED)
