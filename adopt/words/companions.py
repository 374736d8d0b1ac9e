"""Layouts of the reports beside the ads, as ``companions.toml`` has them."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple


class LayoutColumn(NamedTuple):
    """A column of a layout: our name, its type, whether a row must have it, and Amazon's names for it."""

    ours: str
    type: str
    needed: bool
    names: tuple[str, ...]


class Layout(NamedTuple):
    """One kind of report. The keys are explained at the top of ``companions.toml``."""

    kind: str
    name: dict[str, str]
    where: dict[str, str]
    markers: tuple[str, ...]
    columns: tuple[LayoutColumn, ...]
    absent: tuple[str, ...] = ()
    sheets: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    period: tuple[str, ...] = ()
    known_by: tuple[str, ...] = ()
    ends_at_download: bool = False
    currency: str | None = None
    country: str | None = None
    zone: str | None = None
    date_order: str | None = None
    until: str | None = None
    country_of: str | None = None
    open: bool = False
    since: str | None = None
    totals: bool = False
    template: bool = False
    notes: dict[str, list[str]] = {}  # noqa: RUF012  a default of a NamedTuple, never changed


_LISTS = ("absent", "sheets", "unread", "period", "known_by")
_PLAIN = (
    "ends_at_download",
    "currency",
    "country",
    "zone",
    "date_order",
    "until",
    "country_of",
    "open",
    "since",
    "totals",
    "template",
    "notes",
)


@cache
def companions() -> dict[str, Layout]:
    """All layouts by kind."""
    return {kind: _layout(kind, entry) for kind, entry in _table("companions.toml").items()}


def cells() -> dict[str, Any]:
    """What cells may say: blanks, flags, zones, places, Amazon's counts."""
    return _table("cells.toml")


def _layout(kind: str, entry: dict[str, Any]) -> Layout:
    lists: dict[str, Any] = {key: tuple(entry[key]) for key in _LISTS if key in entry}
    return Layout(
        kind=kind,
        name={"en": entry["en"], "zh": entry["zh"]},
        where={"en": entry["from_en"], "zh": entry["from_zh"]},
        markers=tuple(entry["markers"]),
        columns=tuple(_column(*column) for column in entry["columns"]),
        **lists,
        **{key: entry[key] for key in _PLAIN if key in entry},
    )


def _column(ours: str, kind: str, *names: str) -> LayoutColumn:
    return LayoutColumn(ours, kind.rstrip("!"), kind.endswith("!"), names)


@cache
def _table(name: str) -> dict[str, Any]:
    return tomllib.loads(files("adopt.words").joinpath(name).read_text(encoding="utf-8"))
