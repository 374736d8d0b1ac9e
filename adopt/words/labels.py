"""Carriers' label sheets, as ``labels.toml`` has them, and Amazon's shipping confirmation, as ``shipping.toml`` has it."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

Columns = tuple[tuple[str, str], ...]
"""A carrier's name of a column, and the field that stands below it."""

_PLAIN = ("carrier", "file", "items", "days", "currencies", "source", "sure")
_PAIRS = ("columns", "each")


class LabelSheet(NamedTuple):
    """A carrier's import sheet; keys as explained at the top of ``labels.toml``."""

    key: str
    carrier: str
    name: dict[str, str]
    file: str
    items: int
    days: str
    columns: Columns
    each: Columns
    currencies: dict[str, str]
    yes: str
    no: str
    source: str
    sure: str

    def header(self) -> list[str]:
        """All names, from the left."""
        own = [name for name, _ in self.columns]
        return own + [name.format(n=n) for n in range(1, self.items + 1) for name, _ in self.each]


class Confirmation(NamedTuple):
    """Amazon's shipping confirmation; keys as explained in ``shipping.toml``."""

    file: str
    columns: tuple[str, ...]
    order_id: str
    order_item_id: str
    tracking: str
    longest_carrier_name: int


@cache
def label_sheets() -> dict[str, LabelSheet]:
    """By the key that the command line knows them by."""
    return {key: _sheet(key, entry) for key, entry in _table("labels.toml").items()}


@cache
def confirmation() -> Confirmation:
    """The file that Amazon takes."""
    own = {key: value for key, value in _table("shipping.toml")["confirmation"].items() if key != "sure"}
    return Confirmation(**own | {"columns": tuple(own["columns"])})


@cache
def result_names() -> dict[str, tuple[str, ...]]:
    """What columns of carriers' results are called, by what they hold."""
    return {key: tuple(names) for key, names in _table("shipping.toml")["results"].items()}


def _sheet(key: str, entry: dict[str, Any]) -> LabelSheet:
    yes, no = entry["flags"]
    plain: dict[str, Any] = {name: entry[name] for name in _PLAIN}
    pairs: dict[str, Any] = {name: tuple((theirs, ours) for theirs, ours in entry[name]) for name in _PAIRS}
    return LabelSheet(key=key, name={"en": entry["en"], "zh": entry["zh"]}, yes=yes, no=no, **plain, **pairs)


@cache
def _table(name: str) -> dict[str, Any]:
    return tomllib.loads(files("adopt.words").joinpath(name).read_text(encoding="utf-8"))
