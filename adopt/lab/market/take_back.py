"""Upload workbooks handed to Amazon: every sheet of a folder that has its 26 headers, as it would read them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import fastexcel
import polars as pl

from adopt.lab.market.state import State
from adopt.lab.market.upload import REFUSED, applied
from adopt.words import bulksheet

REFUSED_FILES = {"file": pl.String, **REFUSED}
"""Refused rows of several files."""


def take_back(state: State, folder: Path) -> tuple[State, pl.DataFrame]:
    """The account after the upload workbooks of a folder, one after the other in the order of their names.

    Workbooks without Amazon's upload sheet (the one for the seller to read) are left alone.

    Args:
        state: on the day of the upload.
        folder: adopt's output.

    Returns:
        The state with its entities changed, and the rows that Amazon would refuse, with the columns of
        `REFUSED_FILES`.
    """
    sheets = {
        path.name: sheet
        for path in sorted(folder.glob("*.xlsx"))
        if (sheet := upload_sheet(path)) is not None
    }
    return uploaded(state, sheets)


def uploaded(state: State, sheets: Mapping[str, pl.DataFrame]) -> tuple[State, pl.DataFrame]:
    """As `take_back`, from sheets by the names of their files."""
    told = [pl.DataFrame(schema=REFUSED_FILES)]
    for name in sorted(sheets):
        state, refused = applied(state, sheets[name])
        told.append(refused.select(pl.lit(name).alias("file"), *REFUSED))
    return state, pl.concat(told)


def upload_sheet(path: Path) -> pl.DataFrame | None:
    """The rows of a workbook's Sponsored Products tab under our names of the columns; None if it isn't for uploads."""
    reader = fastexcel.read_excel(path)
    names = {name.casefold(): name for name in reader.sheet_names}
    tab = names.get(bulksheet()["sheet"].casefold())
    if tab is None:
        return None
    frame = reader.load_sheet(tab, dtypes="string").to_polars()
    ours = {header.casefold(): name for name, header in bulksheet()["columns"].items()}
    known = {header: ours[header.casefold()] for header in frame.columns if header.casefold() in ours}
    return frame.select(list(known)).rename(known) if "operation" in known.values() else None
