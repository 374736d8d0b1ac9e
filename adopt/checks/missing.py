"""Findings for want of a download, folded: with a few files of a seller's they are most of the round."""

from __future__ import annotations

import dataframely as dy
import polars as pl

from adopt.schema import Finding

NO_REPORT, NO_REPORTS = "no_report", "no_reports"
"""Reasons of a finding whose checks wait for a download, and of one that stands for several of these."""


def folded(findings: dy.DataFrame[Finding]) -> dy.DataFrame[Finding]:
    """The findings in their order, the first of several `NO_REPORT` in the place of all: `NO_REPORTS`.

    Its figures are ``reports`` with the kinds of all, each once and with commas between, and their number ``count``.
    """
    missing = pl.col("reason") == NO_REPORT
    if findings.filter(missing).height < 2:  # noqa: PLR2004  one needn't be folded
        return findings
    figures = findings.filter(missing)["figures"].explode().struct.unnest()
    texts = figures.filter(pl.col("name") == "reports")["text"]
    kinds = list(dict.fromkeys(kind for text in texts for kind in text.split(",")))
    own = [
        {"name": "reports", "unit": "kinds", "number": None, "text": ",".join(kinds)},
        {"name": "count", "unit": "count", "number": float(len(kinds)), "text": None},
    ]
    whole = pl.Series([own], dtype=findings.schema["figures"])
    first = missing & (missing.cast(pl.Int64).cum_sum() == 1)
    told = findings.with_columns(first=first).filter(~missing | pl.col("first"))
    return Finding.validate(
        told.with_columns(
            figures=pl.when("first").then(pl.lit(whole).first()).otherwise("figures"),
            reason=pl.when("first").then(pl.lit(NO_REPORTS)).otherwise("reason"),
        ).drop("first")
    )
