"""Reports that stop a run: they may be today's, and can't be used."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import polars as pl

from adopt.errors import InputError, Sentence, sentences
from adopt.reports.refusal import Refusal
from adopt.schema import Reading
from adopt.words.companions import companions

HARMLESS = {
    "wrong_type",
    "unknown_report",
    "another_report",
    "upload_sheet",
    "no_rows",
    "not_by_day",
    "own_dates",
}
"""Refusals that take nothing from a run: the file isn't one that its decisions on ads would have used."""


def stop_at_damage(refusals: Sequence[Refusal]) -> None:
    """A damaged report may be today's; a run without it would decide on yesterday's without anyone noticing."""
    damaged = [
        refusal for refusal in refusals if refusal.reason not in HARMLESS and refusal.kind not in companions()
    ]
    if damaged:
        raise InputError(
            "{files}. It may be today's report, so adopt decides nothing; to go on without it, take it out of the folder",
            files=sentences(refusal.sentence() for refusal in damaged),
        )


def stop_at_lost_rows(console: Sequence[Reading]) -> None:
    """A report most of whose rows were rejected tells of the others alone: without those that sold nothing, all would earn.

    Of a report of several countries, rows that name none are read apart, and count with the others.
    """
    files: dict[Path, list[Reading]] = {}
    for one in console:
        files.setdefault(one.path, []).append(one)
    lost = [
        next(part for part in parts if part.rejected.height)
        for parts in files.values()
        if sum(part.rejected.height for part in parts) > sum(_usable(part) for part in parts)
    ]
    if lost:
        raise InputError(
            "most rows of these can't be used: {files}. Download them again and put them here without opening them in a "
            "spreadsheet program, or take them out of the folder",
            files=sentences(_first_fault(one) for one in lost),
        )


def _usable(reading: Reading) -> int:
    return reading.data.height if isinstance(reading.data, pl.DataFrame) else 0


def _first_fault(reading: Reading) -> Sentence:
    first = reading.rejected.row(0, named=True)
    return Sentence(
        "{file} (row {row}, column {column}: '{value}')",
        file=reading.path.name,
        row=first["row"],
        column=first["column"],
        value=first["value"] or "",
    )
