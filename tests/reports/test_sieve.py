"""A field is read once; what its cells were is still known where they are judged and carried along."""

from __future__ import annotations

import polars as pl

from adopt.reports.raw import ROW
from adopt.reports.sieve import Field, sift, text

_KNOWN = {"1": "one"}


def test_a_field_may_have_the_name_of_a_column() -> None:
    rows = pl.LazyFrame(
        {ROW: [2, 3, 4], "0": ["1", "x", ""], "1": ["a", "b", "c"]}, schema_overrides={ROW: pl.UInt32}
    )
    value = text("0").replace_strict(_KNOWN, default=None, return_dtype=pl.String)
    fields = [
        Field("0", "0", "Number", value, "unknown", optional=True),
        Field("1", "0", "Number", text("0"), optional=True),
    ]
    found = sift(rows, fields, file="report.csv", sheet=None, extra=[pl.col("1").alias("carried")])
    assert found.good.rows() == [(2, "one", "1", "a"), (4, None, None, "c")]
    assert found.rejected.select("row", "column", "value", "reason").rows() == [(3, "Number", "x", "unknown")]
