"""A file that can't be used, as a value; and as an error where a caller wants one."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from adopt.errors import InputError, Sentence

REASONS = {
    "missing_file": "there is no such file",
    "empty_file": "the file is empty; download it again",
    "wrong_type": "it isn't an Excel workbook or a text table; download it again as .xlsx or .csv",
    "old_excel": "it is an old or password-protected Excel file; save it as .xlsx without a password",
    "locked_archive": "it is locked with a password; unpack it, and put the files themselves here",
    "huge_archive": "it unpacks to more than fits; unpack it, and keep only today's downloads",
    "damaged": "the file is damaged or only half downloaded; download it again",
    "damaged_part": "a part of it isn't what was packed (its checksum differs): it is damaged or only half downloaded; download it again",
    "damaged_sheet": "a sheet of the workbook ends before its table does: it is damaged or only half downloaded; download it again",
    "cut_short": "it ends in the middle of a row: it is only half downloaded; download it again",
    "open_quote": "a quotation mark is missing, so that rows run into one another: it is damaged or only half downloaded; download it again",
    "zero_bytes": "zero bytes stand where text is expected: it is damaged; download it again",
    "broken_text": "bytes stand there that are no text in its encoding: it is damaged or only half downloaded; download it again",
    "broken_json": "its JSON breaks off or is malformed at this line and column: it is damaged or only half downloaded; download it again",
    "unknown_report": "no known report; if adopt doesn't know the language of its columns, name them in adopt.toml under [headers]",
    "another_report": "another report, which isn't used",
    "upload_sheet": "a sheet made for uploading, not a download; download a fresh bulk file",
    "no_rows": "it holds no rows; download it again with rows in it",
    "missing_columns": "columns are missing; download the report again and leave its columns as they are",
    "duplicate_columns": "a column stands there twice; download the report again",
    "several_tables": "more than one sheet holds such a report; keep one",
    "several_currencies": "more than one currency; download one report per marketplace",
    "several_accounts": "more than one advertiser account; download one report per account",
    "several_countries": "more than one country; download one report per marketplace",
    "several_kinds": "more than one kind of report is in it; save each as a file of its own",
    "duplicate_days": "a day stands there twice; download one report per marketplace",
    "not_by_day": "its rows are of weeks or months, and their sales would count as those of single days; download the report by day",
    "repeated_rows": "nearly all rows of a day stand there twice, as if one report were pasted below another; download one report of all days",
    "ambiguous_numbers": "numbers can be read in two ways; download the report again, or save it as .xlsx in which they are numbers, not texts",
    "own_dates": "dates of your own table can be read in two ways; write all of them as 2026-11-03",
    "ambiguous_dates": "dates can be read in two ways; download the report again, or write them as 2026-11-03",
}
"""Why a file was refused, and what to do: an English sentence per code."""


@dataclass(frozen=True)
class Refusal:
    """A file that adopt doesn't use.

    Attributes:
        path: the file.
        kind: what it is, where that much is known: ``search_term``, ``bulk``, ``upload``, ``all_orders``, ...
        reason: one of `REASONS`.
        detail: the part of the sentence that is this file's own: sheet, column, the two readings. May be empty.
    """

    path: Path
    kind: str | None
    reason: str
    detail: str = ""

    def __str__(self) -> str:
        """One English sentence: file, what is wrong, what to do."""
        return str(self.sentence())

    def sentence(self) -> Sentence:
        """The same for an error, which says it in the reader's language."""
        detail = f" ({self.detail})" if self.detail else ""
        reason = Sentence(REASONS[self.reason])
        return Sentence("{file}: {reason}{detail}", file=self.path.name, reason=reason, detail=detail)


class RefusedError(InputError):
    """Raised inside the readers; `identify` turns it into its `Refusal`."""

    def __init__(self, refusal: Refusal) -> None:
        """Carry the refusal, and say it."""
        super().__init__("{refusal}", refusal=refusal.sentence())
        self.refusal = refusal


def refuse(path: Path, kind: str | None, reason: str, detail: str = "") -> NoReturn:
    """Stop reading this file.

    Raises:
        RefusedError: always.
    """
    raise RefusedError(Refusal(path, kind, reason, detail))
