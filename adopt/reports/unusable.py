"""Reports that stop a run: they may be today's, and can't be used."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import polars as pl

from adopt.errors import InputError, Sentence, sentences
from adopt.reports.headers import fold, tokens
from adopt.reports.refusal import Refusal
from adopt.schema import Bulk, Reading
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


def stop_at_lost_rows(ads: Sequence[Reading]) -> None:
    """A report most of whose rows were rejected tells of the others alone: without those that sold nothing, all would earn.

    A bulk download without its keywords and negatives protects no term. Of a report of several countries, rows that name none are
    read apart, and count with the others.
    """
    files: dict[Path, list[Reading]] = {}
    for one in ads:
        files.setdefault(one.path, []).append(one)
    lost = [
        next(part for part in parts if _lost(part).height)
        for parts in files.values()
        if sum(_lost(part).height for part in parts) > sum(_usable(part) for part in parts)
    ]
    if lost:
        raise InputError(
            "most rows of these can't be used: {files}. Download them again and put them here without opening them in a "
            "spreadsheet program, or take them out of the folder",
            files=sentences(_first_fault(one) for one in lost),
        )


def _usable(reading: Reading) -> int:
    rows = reading.data.uploads if isinstance(reading.data, Bulk) else reading.data
    return rows.height if isinstance(rows, pl.DataFrame) else 0


def _lost(reading: Reading) -> pl.DataFrame:
    """The rejected rows that a run would have used: of a download's those of its entities, for search terms may be had elsewhere."""
    rows = reading.rejected.filter(pl.col("reason") != "other_product")
    roles = tokens("bulk_tabs")
    tabs = [
        sheet for sheet in rows["sheet"].drop_nulls().unique() if roles.get(fold(sheet)) == "search_terms"
    ]
    is_bulk = isinstance(reading.data, Bulk)
    return rows.filter(~pl.col("sheet").is_in(tabs).fill_null(value=False)) if is_bulk else rows


def _first_fault(reading: Reading) -> Sentence:
    first = _lost(reading).row(0, named=True)
    return Sentence(
        "{file} (row {row}, column {column}: '{value}')",
        file=reading.path.name,
        row=first["row"],
        column=first["column"],
        value=first["value"] or "",
    )
