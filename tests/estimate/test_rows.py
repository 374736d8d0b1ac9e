from __future__ import annotations

import unicodedata
from datetime import date

import polars as pl
import pytest

from adopt.estimate.rows import KEYS, SUMS, aggregate

DAY = date(2026, 3, 1)


def test_case_and_odd_spaces_make_no_other_term() -> None:
    spellings = ["steel pan", " Steel  pan ", "steel\u00a0pan", "steel\tpan", "steel \u00a0 pan"]
    same = dict.fromkeys(KEYS, "x") | {name: 1 for name in SUMS if name != "effective_ppm"}
    rows = [{**same, "search_term": term, "first_day": DAY, "last_day": DAY} for term in spellings]
    found = aggregate(pl.DataFrame(rows), DAY, 7)
    assert found.select("search_term", "clicks").rows() == [("steel pan", len(spellings))]


@pytest.mark.parametrize("term", ["sartén café", "töpfe groß", "フライパン 28", "bàn chải"])
def test_nor_do_accents_that_are_written_as_characters_of_their_own(term: str) -> None:
    spellings = [unicodedata.normalize(form, term) for form in ("NFC", "NFD")]
    same = dict.fromkeys(KEYS, "x") | {name: 1 for name in SUMS if name != "effective_ppm"}
    rows = [{**same, "search_term": text, "first_day": DAY, "last_day": DAY} for text in spellings]
    found = aggregate(pl.DataFrame(rows), DAY, 7)
    assert spellings[0] != spellings[1]
    assert found.select("search_term", "clicks").rows() == [(spellings[0], 2)]
