"""Rows that stand in a report twice: one report pasted below another counts every click of their common days double."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from adopt.reports.refusal import refuse

_FEWEST = 10
_NEARLY_ALL = 0.9
"""Of the rows of a day: of two downloads, the later one may tell a few more."""


def refuse_repeats(path: Path, kind: str, good: pl.DataFrame, *, daily: bool) -> None:
    """Refuses a report in which nearly all that a day tells of (a summary: that the whole tells of) stands there twice.

    Figures don't matter: a later download counts more orders of the same day. Single rows do repeat, where two campaigns
    have one name.

    Args:
        path: the file.
        kind: of report.
        good: its rows: first_day, figures; what has the type of text says what a row is of.
        daily: whether each row is of one day.

    Raises:
        RefusedError: told with the first such day.
    """
    what = good.select("first_day", pl.col(pl.String)).hash_rows()
    if what.n_unique() == good.height:
        return
    each = good.select("first_day").with_columns(what=what, span="first_day" if daily else pl.lit(0))
    told = each.group_by("span", "what").agg(pl.len(), pl.col("first_day").first())
    spans = told.group_by("span").agg(
        pl.col("first_day").min(), told=pl.len(), twice=(pl.col("len") > 1).sum()
    )
    pasted = spans.filter(pl.col("told") >= _FEWEST, pl.col("twice") >= _NEARLY_ALL * pl.col("told"))
    if pasted.height:
        refuse(path, kind, "repeated_rows", str(pasted["first_day"].min()))
