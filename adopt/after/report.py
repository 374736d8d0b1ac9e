"""Amazon's processing report, brought together with the actions of the plan that was uploaded."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import NamedTuple

import dataframely as dy
import polars as pl

from adopt.after.held import Held
from adopt.errors import InputError
from adopt.plan.confirm import results_of_report
from adopt.plan.told_rows import keyed_rows
from adopt.reports.processing import ProcessingReport, read_processing
from adopt.schema import Result
from adopt.words.currencies import currency_digits
from adopt.words.messages import message_code
from adopt.write.outputs import UPLOADS
from adopt.write.reviews import REVIEWED

_WARNING = "warning"
_DEFERRED = "not_processed"


class FromReport(NamedTuple):
    """Results by key, and how many rows of the report carry no action of the plan."""

    results: dy.DataFrame[Result]
    strange: int


def from_report(
    report: ProcessingReport, file: Path, held: Held, uploaded: Path | None, on: date
) -> FromReport:
    """What the report says of the plan's actions.

    A row is told by what it says, where the report repeats the upload; else by its number in the uploaded file.

    Args:
        report: as it was read from ``file``.
        file: its place.
        held: the plan.
        uploaded: the uploaded file, for a report that doesn't repeat it; None looks among the plan's own.
        on: the day of the report.

    Raises:
        InputError: the uploaded file isn't known, or no row of it carries an action of the plan.
    """
    told = held.told
    rows = report.rows if report.rows is not None and report.rows.height else None
    if rows is None:
        rows = _uploaded(_file(uploaded, file, held))
    keyed = keyed_rows(rows, held.accepted, held.changes.created, currency_digits(told.currency))
    if keyed.is_empty():
        raise InputError(
            "no row of {file} carries an accepted action of plan {plan}: it answers another upload; name its plan with --plan",
            file=file.name,
            plan=f"{told.as_of}-{told.digest[:12]}",
        )
    return FromReport(
        results_of_report(_told(keyed, _understood(report.said)), on), rows.height - keyed.height
    )


def _told(keyed: pl.DataFrame, said: pl.DataFrame) -> pl.DataFrame:
    """Each row that carries an action, with what is said of it, else with what is said of the whole file."""
    own = keyed.join(said.drop_nulls("row"), on="row", how="left", maintain_order="left")
    whole = said.filter(pl.col("row").is_null(), pl.col("fails")).head(1)
    if whole.is_empty():
        return own
    fill = [
        pl.coalesce(name, pl.lit(whole[name].item())).alias(name) for name in ("fails", "code", "message")
    ]
    return own.with_columns(fill)


def _understood(said: pl.DataFrame) -> pl.DataFrame:
    """What is said of each row: whether it fails the row, our code of it, Amazon's words."""
    codes = [
        message_code(code or "", message or "")
        for code, message in said.select("code", "message").iter_rows()
    ]
    known = said.with_columns(ours=pl.Series(codes, dtype=pl.String))
    warns = pl.col("type").str.to_lowercase().str.contains(_WARNING).fill_null(value=False)
    return known.select(
        "row",
        fails=~warns | pl.col("ours").eq_missing(pl.lit(_DEFERRED)),
        code="ours",
        message=pl.coalesce("message", "code", "type"),
    )


def _uploaded(path: Path) -> pl.DataFrame:
    rows = read_processing(path).rows
    if rows is None:
        raise InputError("{file} is no upload file: it has no campaign sheet", file=path)
    return rows


def _file(named: Path | None, report: Path, held: Held) -> Path:
    """The file that was uploaded: the one named, the plan's only one, or the one that the report is called after."""
    if named:
        return named
    place = held.named or held.folder
    uploads = place / REVIEWED if (place / REVIEWED).is_dir() else place
    there = [uploads / name for name in UPLOADS if (uploads / name).is_file()]
    called = [path for path in there if path.stem in report.stem.lower()]
    for found in (called, there):
        if len(found) == 1:
            return found[0]
    raise InputError(
        "{file} tells row numbers alone: name the file that was uploaded with --upload, as in --upload negatives.xlsx",
        file=report.name,
    )
