"""Tables of distinct rows: a likelihood of a million terms is one of some ten thousand different ones."""

from __future__ import annotations

import numpy as np
import polars as pl

_MOST = 1 << 62


def distinct_rows(*columns: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The distinct rows of columns of whole numbers, in order, and how often each occurs.

    Args:
        columns: of one length, whole numbers as floats.

    Returns:
        One column per row of the first array, as in ``columns``; and the counts.
    """
    stacked = np.stack(columns)
    if not stacked.size:
        return stacked, np.zeros(0, dtype=int)
    low = stacked.min(axis=1)
    spans = [int(span) + 1 for span in stacked.max(axis=1) - low]
    # One number stands for a row where it can: numbers are sorted ten times faster than rows.
    if np.prod(np.array(spans, dtype=object)) >= _MOST:
        rows, counts = np.unique(stacked, axis=1, return_counts=True)
        return rows, counts
    key = np.zeros(stacked.shape[1], dtype=np.int64)
    for column, least, span in zip(stacked, low, spans, strict=True):
        key = key * span + (column - least).astype(np.int64)
    _, first, counts = np.unique(key, return_index=True, return_counts=True)
    return stacked[:, first], counts


def numbers(values: pl.Series) -> np.ndarray:
    """A number from 0 on for each row, the same where values are: by hashing, for ranking a million texts sorts them."""
    distinct = values.unique(maintain_order=True).to_frame("value").with_row_index("number")
    rows = values.to_frame("value")
    return rows.join(distinct, on="value", how="left", maintain_order="left")["number"].to_numpy()
