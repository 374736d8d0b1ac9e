"""A file, and a download beside it -> what Amazon would do with it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import NamedTuple

import polars as pl

from adopt.bulksheet.check import check
from adopt.bulksheet.read import Read, read_sheet
from adopt.bulksheet.sheet import Against, wide_limits
from adopt.errors import InputError
from adopt.reports.identify import identify
from adopt.reports.refusal import Refusal, RefusedError
from adopt.schema import Bulk, Reading
from adopt.words.rules import ERROR, LEVELS, sheet_rules


class Verdict(NamedTuple):
    """What was read of a file, and what breaks a rule in it.

    Attributes:
        read: the file.
        faults: of the file and its rows, with the columns of `adopt.bulksheet.FAULTS`.
        bulk: the download that it was checked against.
        marketplace: whose limits were taken, None where it isn't known.
    """

    read: Read
    faults: pl.DataFrame
    bulk: Path | None
    marketplace: str | None

    @property
    def refused(self) -> bool:
        """Whether Amazon would refuse something."""
        return any(sheet_rules()[code].level == ERROR for code in self.faults["rule"].unique())

    def counts(self) -> dict[str, int]:
        """Faults by level."""
        levels = [sheet_rules()[code].level for code in self.faults["rule"]]
        return {level: levels.count(level) for level in LEVELS}


def judge(path: Path, download: Path | None, marketplace: str | None, day: date) -> Verdict:
    """Check a bulk sheet by every rule.

    Args:
        path: the sheet.
        download: a bulk download of the same account; None checks no ID against one.
        marketplace: two-letter code; None takes the widest limits of all, or of the download's currency.
        day: before which nothing may start.

    Raises:
        RefusedError: a file is missing, damaged, or no table.
        InputError: no tab has the columns of a bulk sheet, or the download is none.
    """
    read = read_sheet(path)
    known = _download(download) if download else None
    bulk = known.data if known else None
    assert bulk is None or isinstance(bulk, Bulk)
    limits = wide_limits(marketplace, known.currency if known else None)
    rows = check(read.sheet, Against(limits, day, bulk))
    # A cell that is marked as a number too long for one needs no second word.
    faults = pl.concat([read.faults, rows]).unique(
        ["row", "column", "rule", "value"], keep="first", maintain_order=True
    )
    return Verdict(read, faults.sort("row", "column", "rule"), download, marketplace)


def _download(path: Path) -> Reading:
    found = identify(path)
    if isinstance(found, Refusal):
        raise RefusedError(found)
    if not isinstance(found.data, Bulk):
        raise InputError("{file} isn't a bulk download, which --bulk asks for", file=path.name)
    return found
