"""Findings for want of a download become one; nothing else is touched."""

from __future__ import annotations

import polars as pl
import pytest

from adopt.checks import findings
from adopt.checks.missing import NO_REPORT, NO_REPORTS, folded
from adopt.say import Speaker
from adopt.say.findings import Findings
from adopt.schema import Finding
from adopt.words.zones import EASTERN
from tests.checks.desks import desk


@pytest.mark.parametrize("language", ["en", "zh"])
def test_all_downloads_that_are_missing_are_named_in_one_finding(language: str) -> None:
    every = findings(desk())
    missing, found = every.filter(reason=NO_REPORT), folded(every)
    (one,) = found.filter(reason=NO_REPORTS).to_dicts()
    assert found.filter(pl.col("reason") != NO_REPORTS).equals(every.filter(pl.col("reason") != NO_REPORT))
    assert found["key"].to_list().index(one["key"]) == every["key"].to_list().index(missing["key"][0])
    said = Findings(Speaker(language, "USD"), EASTERN)
    named = said.do(one)
    for row in missing.iter_rows(named=True):
        for figure in row["figures"]:
            if figure["name"] == "reports":
                assert all(said.figures.kinds(kind) in named for kind in figure["text"].split(","))
    count = next(figure["number"] for figure in one["figures"] if figure["name"] == "count")
    assert count > missing.height / 2
    assert f"{count:.0f}" in said.task(one)
    assert f"{count:.0f}" in said.why(one)


def test_one_alone_stays_as_it_is() -> None:
    every = findings(desk())
    first = every.filter(reason=NO_REPORT)["key"][0]
    for few in (every.filter((pl.col("reason") != NO_REPORT) | (pl.col("key") == first)), every.head(0)):
        alone = Finding.validate(few)
        assert folded(alone).equals(alone)
