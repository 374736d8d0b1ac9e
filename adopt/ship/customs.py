"""What customs are told of each SKU, from the seller's own table."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import polars as pl

from adopt.errors import InputError, Sentence, sentences
from adopt.reports import Refusal
from adopt.reports.folder import inputs
from adopt.reports.identify import identify
from adopt.schema import MICROS, Reading
from adopt.ship.faults import ERROR, Fault

KIND = "customs"
_ABOVE_ZERO = ("weight_g", "declared_value_micros")
"""What customs and carriers refuse at 0."""


@dataclass(frozen=True)
class Goods:
    """A product as customs know it; weight in grams and value of one unit."""

    name_en: str
    name_zh: str
    weight_g: float
    value: float
    currency: str
    hs_code: str
    material: str
    battery: bool


@dataclass(frozen=True)
class Customs:
    """Products by SKU, and the rows of the table that couldn't be used."""

    goods: dict[str, Goods]
    faults: tuple[Fault, ...]


def read_customs(place: Path) -> Customs:
    """The table of a file, or of the one in a folder.

    Raises:
        InputError: it isn't there or can't be used, or there are several.
    """
    found = [one for path in _paths(place) if (one := identify(path)).kind == KIND]
    own = [one for one in found if isinstance(one, Reading)]
    if not own and (refused := [one for one in found if isinstance(one, Refusal)]):
        why = sentences(_why(one) for one in refused)
        raise InputError(why.template, **why.params)
    if len(own) != 1:
        raise InputError(
            "{place} has {n} tables of customs declarations; expected one: 'adopt template customs' writes it",
            place=place,
            n=len(own),
        )
    (reading,) = own
    assert isinstance(reading.data, pl.DataFrame)
    unread = [
        Fault(ERROR, "customs_row", row["file"], row["row"], row["column"], value=row["value"] or "")
        for row in reading.rejected.iter_rows(named=True)
    ]
    rows = list(reading.data.iter_rows(named=True))
    worthless = [
        Fault(ERROR, "customs_zero", reading.path.name, row["row"], column, value=f"{row[column]}")
        for row in rows
        for column in _ABOVE_ZERO
        if row[column] <= 0
    ]
    bad = {fault.row for fault in worthless}
    goods = {str(row["sku"]): _goods(row) for row in rows if row["row"] not in bad}
    return Customs(goods, (*unread, *worthless))


def _why(refused: Refusal) -> Sentence:
    """Why a table can't be used; one that the seller has yet to fill in isn't to be downloaded again."""
    if refused.reason == "no_rows":
        return Sentence("{file} has no rows yet: fill in one for each SKU", file=refused.path.name)
    return refused.sentence()


def _paths(place: Path) -> list[Path]:
    return inputs(place) if place.is_dir() else [place]


def _goods(row: dict[str, object]) -> Goods:
    value, weight = row["declared_value_micros"], row["weight_g"]
    assert isinstance(value, int)
    assert isinstance(weight, float)
    return Goods(
        name_en=str(row["name_en"]),
        name_zh=str(row["name_zh"]),
        weight_g=weight,
        value=value / MICROS,
        currency=str(row["currency"]).upper(),
        hs_code=str(row["hs_code"] or ""),
        material=str(row["material"] or ""),
        battery=bool(row["battery"]),
    )
