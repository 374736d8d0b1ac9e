"""An account's entities while an upload changes them: rows by their IDs."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

import polars as pl

from adopt.lab.layout import ENTITY, PLACEMENT_SHARES

Row = dict[str, Any]
"""A row of the entity sheet."""

Cells = dict[str, str]
"""The cells of an upload row that aren't blank, tokens as the entity sheet spells them."""

_FIRST_ID = 10**15
"""Amazon's own IDs are shorter here, so that new ones never meet them."""
_HEAD = 2
_OWN_ID = {"Campaign": "campaign_id", "Ad Group": "ad_group_id", "Product Ad": "ad_id"}


@cache
def rules() -> dict[str, Any]:
    """The file ``amazon.toml``."""
    return tomllib.loads(files("adopt.lab.market").joinpath("amazon.toml").read_text(encoding="utf-8"))


@dataclass
class Ledger:
    """The entities, to be changed in place.

    Attributes:
        rows: all of them, in the order of a download; new ones at the end.
        by_id: rows by entity and own ID; adjustments by campaign and placement.
        day: of the upload.
        made: how many IDs have been given so far.
        temporary: IDs given for what one file makes, by `temporary_key`; None: refused.
        fresh: IDs of ad groups that this file makes.
    """

    rows: list[Row]
    day: date
    made: int
    by_id: dict[tuple[str, str], Row] = field(default_factory=dict)
    temporary: dict[tuple[str, str], str | None] = field(default_factory=dict)
    fresh: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, entities: pl.DataFrame, day: date, made: int) -> Ledger:
        """A ledger of the sheet."""
        book = cls([], day, made)
        for row in entities.iter_rows(named=True):
            book.add(row)
        return book

    def add(self, row: Row) -> None:
        """Adds a row whose IDs it has already."""
        self.rows.append(row)
        self.by_id[row["entity"], own_id(row)] = row

    def find(self, entity: str, key: str | None) -> Row | None:
        """The row of that entity and ID."""
        return self.by_id.get((entity, key or ""))

    def placed(self, entity: str, cells: Cells) -> Row | None:
        """The row that an upload row names by its own ID; an adjustment by campaign and placement."""
        if entity == "Bidding Adjustment":
            return self.find(entity, f"{cells.get('campaign_id')} {cells.get('placement')}")
        return self.find(entity, cells.get(rules()["id"][entity]))

    def below(self, level: str, key: str) -> Iterator[Row]:
        """All rows of a campaign or an ad group, its own among them: ``level`` is the column of its ID."""
        return (row for row in self.rows if row[level] == key)

    def new_id(self) -> str:
        """An ID that nothing has yet."""
        self.made += 1
        return str(_FIRST_ID + self.made)

    def sheet(self) -> pl.DataFrame:
        """The entities, each campaign's together, numbered anew."""
        place: dict[str, int] = {}
        for row in self.rows:
            place.setdefault(row["campaign_id"], len(place))
        ordered = sorted(self.rows, key=lambda row: place[row["campaign_id"]])
        return pl.DataFrame(ordered, schema=ENTITY).with_columns(
            row=pl.int_range(_HEAD, pl.len() + _HEAD, dtype=pl.UInt32)
        )


def own_id(row: Row) -> str:
    """By what a row is found."""
    if row["entity"] == "Bidding Adjustment":
        return f"{row['campaign_id']} {row['placement']}"
    return str(row[_OWN_ID.get(row["entity"], "target_id")])


def temporary_key(parent: str, cells: Cells) -> tuple[str, str]:
    """By what a file calls a new campaign, or a new ad group within its campaign."""
    campaign, group = (cells.get(name, "") for name in ("campaign_id", "ad_group_id"))
    return parent, campaign if parent == "Campaign" else f"{campaign} {group}"


def blank(entity: str, **cells: object) -> Row:
    """A row of the sheet with these cells."""
    return {**dict.fromkeys(ENTITY), "entity": entity, **cells}


def child(parent: Row, entity: str, **cells: object) -> Row:
    """A row below a campaign or ad group, with what all its rows repeat of it."""
    kept = ["kind", "campaign_id", "campaign", "portfolio_id", "portfolio", "campaign_state"]
    kept += ["ad_group_id", "ad_group", "ad_group_state"]
    return blank(entity, **{name: parent[name] for name in kept}, **cells)


def plain(text: str | None) -> str:
    """A text as Amazon compares it: without case or spare spaces."""
    return " ".join((text or "").lower().split())


PLACEMENTS = tuple(PLACEMENT_SHARES)
