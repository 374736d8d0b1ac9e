"""L108: A/B tests of images, titles and bullets: which version is better, how surely, and whether it may be said yet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import polars as pl

from adopt.checks.desk import Desk
from adopt.checks.found import Figure, Found, told
from adopt.estimate.versions import probability_better, sample_needed
from adopt.schema import FindingStatus

_ARMS = ["A", "B"]


def experiments(desk: Desk) -> Sequence[Found]:
    """One finding for each experiment; none is decided before its end, however sure it looks.

    Looking every day and stopping at the first sure day finds differences where there are none (optional stopping).
    """
    table = desk.tables["experiments"]
    own: dict[str, Any] = {"kind": table.kind, "file": table.file}
    groups = table.frame.sort("experiment_id").partition_by(
        "experiment_id", as_dict=True, maintain_order=True
    )
    return [
        replace(_judged(str(name), rows, table.frame, desk), subject=str(name), **own)
        for (name,), rows in groups.items()
    ]


def _judged(name: str, rows: pl.DataFrame, every: pl.DataFrame, desk: Desk) -> Found:
    """What can be said of one experiment."""
    rows = rows.with_columns(pl.col("version").str.strip_chars().str.to_uppercase()).sort("version")
    asins = rows["asin"].unique().sort().to_list()
    start, end = rows["start"].min(), rows["end"].max()
    assert isinstance(start, date)
    assert end is None or isinstance(end, date)
    over = _over(start, end, desk)
    days: dict[str, Any] = {"first_day": start, "last_day": over - timedelta(days=1)}
    if len(asins) > 1:
        return Found(FindingStatus.NO_DATA, "experiment_mixed", figures={"asins": _text(asins)}, **days)
    if rows["version"].to_list() != _ARMS:
        arms = _text(rows["version"].to_list())
        return Found(FindingStatus.NO_DATA, "experiment_arms", figures={"arms": arms}, **days)
    buyers, visitors = (tuple(rows[column].to_list()) for column in ("purchasers", "visitors"))
    if not all(0 <= n <= of and of for n, of in zip(buyers, visitors, strict=True)):
        return Found(FindingStatus.NO_DATA, "experiment_counts", **days)
    if others := _beside(name, asins[0], start, over, every, desk):
        return Found(FindingStatus.WATCH, "experiment_overlaps", figures={"others": _text(others)}, **days)
    found = _verdict(buyers, visitors, ended=desk.today >= over, desk=desk)
    element = str(rows["element"][0])
    told = {"element": Figure("text", element), "asin": Figure("text", asins[0])}
    return replace(found, figures={**found.figures, **told}, **days)


def _over(start: date, end: date | None, desk: Desk) -> date:
    """The first day after an experiment: after its own end, at the latest after ``experiment_weeks``."""
    longest = start + timedelta(weeks=desk.limit("experiment_weeks").number)
    return longest if end is None else end + timedelta(days=1)


def _beside(name: str, asin: str, start: date, over: date, every: pl.DataFrame, desk: Desk) -> list[str]:
    """Other experiments of the ASIN on the same days: neither can be told from the other."""
    others = every.filter((pl.col("asin") == asin) & (pl.col("experiment_id") != name))
    rows = others.group_by("experiment_id").agg(pl.col("start").min(), pl.col("end").max())
    return sorted(
        row["experiment_id"]
        for row in rows.iter_rows(named=True)
        if row["start"] < over and start < _over(row["start"], row["end"], desk)
    )


def _verdict(buyers: tuple[int, ...], visitors: tuple[int, ...], *, ended: bool, desk: Desk) -> Found:
    pair = (buyers[0], buyers[1]), (visitors[0], visitors[1])
    better, sure = probability_better(*pair), desk.limit("experiment_sure").number
    needed = sample_needed(buyers[0], visitors[0], desk.limit("experiment_lift").number)
    left = max(0, needed - min(visitors)) if needed else None
    if not ended:
        status, reason = FindingStatus.FINE, "experiment_runs"
    elif better >= sure:
        status, reason = FindingStatus.ACT, "experiment_b"
    elif better <= 1 - sure:
        status, reason = FindingStatus.ACT, "experiment_a"
    else:
        status, reason = FindingStatus.WATCH, "experiment_open"
    (a, b), (c, d) = pair
    return Found(
        status,
        reason,
        unit="share",
        value=better,
        target=sure,
        op=">=",
        figures={
            "a": Figure("share", a / c),
            "b": Figure("share", b / d),
            "lift": Figure("share", desk.limit("experiment_lift").number),
            "needed": Figure("count", needed) if needed else Figure("text", "-"),
            "left": told("count", left),
        },
    )


def _text(names: list[str]) -> Figure:
    return Figure("text", ", ".join(names))
