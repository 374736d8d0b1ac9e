"""Rates of the account performance report, held against their limits."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import polars as pl

from adopt.checks.desk import Desk, Table
from adopt.checks.found import Figure, Found
from adopt.checks.headroom import room
from adopt.schema import FindingStatus
from adopt.words.checking import Threshold

_GOOD = ("GOOD", "NONE", "")
"""Amazon's own words for a metric that asks for nothing; any other asks for action."""


def rate_findings(desk: Desk, metrics: Sequence[str], limit: Threshold, reason: str) -> list[Found]:
    """A finding for each channel and window that the report tells of; *no data* where it counted no order.

    Amazon's own status drives *act*, our arithmetic drives *watch*: real reports say GOOD of rates beyond their target.

    Args:
        desk: with an account performance report.
        metrics: Amazon's names of the rate, which have drifted.
        limit: what the rate is held against.
        reason: of the sentences, ``reason`` with _fine, _over or _bad behind it.
    """
    table = desk.tables["account_performance"]
    rows = table.frame.filter(pl.col("metric").is_in(metrics)).sort("channel", "from", "to", nulls_last=True)
    return [*_each(rows, table, limit, reason)] or [
        Found(FindingStatus.NO_DATA, "metric_absent", kind=table.kind, file=table.file)
    ]


def _each(rows: pl.DataFrame, table: Table, limit: Threshold, reason: str) -> Iterator[Found]:
    for row in rows.iter_rows(named=True):
        subject = (row["channel"] or "").upper()
        window = {"first_day": _day(row["from"]), "last_day": _day(row["to"])}
        own = {"subject": subject, "kind": table.kind, "file": table.file, **window}
        if not row["of"] or row["count"] is None:
            yield Found(FindingStatus.NO_DATA, "no_orders", **own)
            continue
        yield _judged(row, limit, reason, own)


def _judged(row: Mapping[str, Any], limit: Threshold, reason: str, own: dict[str, Any]) -> Found:
    from statsmodels.stats.proportion import (
        proportion_confint,  # heavy, and needed only where a rate is there
    )

    n, of = row["count"], row["of"]
    left = room(n, of, limit)
    low, high = proportion_confint(n, of, method="beta")
    bad = (row["status"] or "").upper() not in _GOOD
    held = limit.holds(n / of)
    status = FindingStatus.ACT if bad else FindingStatus.FINE if held else FindingStatus.WATCH
    return Found(
        status,
        f"{reason}_{'fine' if held else 'over'}",
        unit="share",
        value=n / of,
        target=limit.number,
        op=limit.op,
        n=n,
        of=of,
        low=float(low),
        high=float(high),
        figures={
            "more": Figure("count", left.more),
            "clean": Figure("orders", left.clean),
            "amazon": Figure("text", row["status"] or "-"),
        },
        **own,
    )


def _day(moment: Any) -> Any:
    return moment.date() if moment is not None else None
