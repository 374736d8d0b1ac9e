"""O109 and O110: Amazon's downloads of late deliveries and of shipments without valid tracking, summed up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import polars as pl

from adopt.checks.desk import Desk
from adopt.checks.found import Figure, Found
from adopt.checks.shown import largest, shown
from adopt.schema import FindingStatus

_LATE, _INVALID = "otdr_defect_download", "vtr_defect_download"
_NONE = "-"


def late_deliveries(desk: Desk) -> Sequence[Found]:
    """Late deliveries by carrier: confirmed late, scanned late by the carrier, never scanned, or slow on the road.

    Each delivery has one cause, the first in this order that is true. The file's moments have no zone, and are compared with each other
    alone.
    """
    table = desk.tables[_LATE]
    rows = table.frame.filter(pl.col("late").fill_null(value=True)).with_columns(
        carrier=pl.col("carrier_name").fill_null(_NONE), cause=_cause_late()
    )
    if rows.is_empty():
        return [Found(FindingStatus.FINE, "otdr_none", kind=_LATE, file=table.file)]
    found = [
        _group(
            "otdr_carrier",
            subject,
            own,
            rows.height,
            ("confirmed", "unscanned", "scanned", "road"),
            table.file,
        )
        for subject, own in _groups(rows, "carrier")
    ]
    return shown(found, desk, largest)


def invalid_tracking(desk: Desk) -> Sequence[Found]:
    """Shipments without valid tracking by country of origin: no number, no scan, no scan at the door, or another cause."""
    table = desk.tables[_INVALID]
    rows = table.frame.filter(~pl.col("has_valid_tracking").fill_null(value=False)).with_columns(
        origin=pl.col("origin_country").fill_null(_NONE).str.to_uppercase(), cause=_cause_invalid()
    )
    if rows.is_empty():
        return [Found(FindingStatus.FINE, "invalid_none", kind=_INVALID, file=table.file)]
    found = [
        _group("invalid_origin", subject, own, rows.height, ("number", "scan", "door", "other"), table.file)
        for subject, own in _groups(rows, "origin")
    ]
    return shown(found, desk, largest)


def _cause_late() -> pl.Expr:
    promised, first = pl.col("promised_ship_date"), pl.col("carrier_first_scan_date")
    return (
        pl.when(pl.col("ship_confirmation_date") > promised)
        .then(pl.lit("confirmed"))
        .when(first.is_null())
        .then(pl.lit("unscanned"))
        .when(first > promised)
        .then(pl.lit("scanned"))
        .otherwise(pl.lit("road"))
    )


def _cause_invalid() -> pl.Expr:
    door = pl.col("delivery_scan_or_attempt").fill_null("").str.strip_chars().str.to_lowercase()
    return (
        pl.when(~pl.col("has_tracking_id").fill_null(value=True))
        .then(pl.lit("number"))
        .when(~pl.col("any_physical_scan_from_carrier").fill_null(value=True))
        .then(pl.lit("scan"))
        .when(door.is_in(["", "n", "no", "false", "none", "0", "否"]))
        .then(pl.lit("door"))
        .otherwise(pl.lit("other"))
    )


def _groups(rows: pl.DataFrame, by: str) -> Iterator[tuple[str, pl.DataFrame]]:
    return ((str(key[0]), own) for key, own in rows.group_by(by))


def _group(reason: str, subject: str, own: pl.DataFrame, of: int, causes: Sequence[str], file: str) -> Found:
    counts = dict(own["cause"].value_counts().iter_rows())
    return Found(
        FindingStatus.WATCH,
        reason,
        subject=subject,
        unit="share",
        value=own.height / of,
        n=own.height,
        of=of,
        figures={cause: Figure("count", counts.get(cause, 0)) for cause in causes},
        kind=_LATE if reason == "otdr_carrier" else _INVALID,
        file=file,
    )
