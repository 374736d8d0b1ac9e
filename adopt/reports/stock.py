"""The seller's stock, from whichever reports in the folder say how it was on which day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import polars as pl

from adopt.reports.in_turn import oldest_first
from adopt.reports.newest import newest_word
from adopt.schema import LEDGER, PLANNING, Bulk, Reading
from adopt.words.companions import companions


class StockRead(NamedTuple):
    """Frames by kind, and the readings that they are from; None and no reading without any."""

    tables: Mapping[str, pl.DataFrame] | None
    used: tuple[Reading, ...]

    @property
    def paths(self) -> set[Path]:
        """Of the files used."""
        return {one.path for one in self.used}


def stock_read(readings: Sequence[Reading], bulks: Sequence[Reading]) -> StockRead:
    """The newest FBA inventory report, and all days of the inventory ledger.

    Restock recommendations don't say their day: what they tell may be long past, and nothing is decided by them.

    Args:
        readings: of one account.
        bulks: the download used, or none: only a download tells what is advertised, and by that alone stock counts.
    """
    if not any(isinstance(one.data, Bulk) for one in bulks):
        return StockRead(None, ())
    found = {kind: _of_kind(readings, kind) for kind in (PLANNING, LEDGER)}
    found[PLANNING] = found[PLANNING][-1:]
    tables = {kind: _joined(own, kind) for kind, own in found.items() if own}
    return StockRead(tables or None, tuple(one for own in found.values() for one in own))


def _of_kind(readings: Sequence[Reading], kind: str) -> list[Reading]:
    own = [
        one for one in readings if one.kind == kind and isinstance(one.data, pl.DataFrame) and one.data.height
    ]
    return oldest_first(own)


def _joined(own: Sequence[Reading], kind: str) -> pl.DataFrame:
    parts = [one.data for one in own if isinstance(one.data, pl.DataFrame)]
    layout = companions()[kind]
    return newest_word(parts, layout.known_by, layout.country) if len(parts) > 1 else parts[0]
