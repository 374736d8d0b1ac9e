from __future__ import annotations

from datetime import date

import polars as pl

from adopt.estimate.rows import KEYS, SUMS, aggregate

DAY = date(2026, 3, 1)


def test_case_and_odd_spaces_make_no_other_term() -> None:
    spellings = ["steel pan", " Steel  pan ", "steel\u00a0pan", "steel\tpan", "steel \u00a0 pan"]
    same = dict.fromkeys(KEYS, "x") | {name: 1 for name in SUMS if name != "effective_ppm"}
    rows = [{**same, "search_term": term, "first_day": DAY, "last_day": DAY} for term in spellings]
    found = aggregate(pl.DataFrame(rows), DAY, 7)
    assert found.select("search_term", "clicks").rows() == [("steel pan", len(spellings))]
