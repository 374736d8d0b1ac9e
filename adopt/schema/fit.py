"""What was fitted on search terms, as tables that can be kept."""

from __future__ import annotations

import hashlib
from typing import NamedTuple

import polars as pl


class FitTables(NamedTuple):
    """A fit as tables: ``numbers`` as JSON text, ``marks`` with a column per line, ``terms`` with their fold."""

    numbers: str
    marks: pl.DataFrame
    terms: pl.DataFrame

    @property
    def digest(self) -> str:
        """SHA-256, hexadecimal, over all its numbers and names."""
        found = hashlib.sha256(self.numbers.encode())
        for column in (*self.marks.iter_columns(), *self.terms.iter_columns()):
            found.update(f"{column.name} {column.len()}\n".encode())
            text = column.dtype == pl.String
            found.update("\n".join(column.to_list()).encode() if text else column.to_numpy().tobytes())
        return found.hexdigest()
