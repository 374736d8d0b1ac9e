"""Marketplaces by whichever of their names a report uses."""

from __future__ import annotations

from adopt.words.companions import cells
from adopt.words.load import markets


def place_code(place: str) -> str | None:
    """Two-letter code of a marketplace that is named, by whichever of its names; None for an unknown one."""
    named = {name.casefold(): market.code for market in markets().values() for name in market.names}
    ids = {name.casefold(): code for code, names in cells()["places"].items() for name in names}
    codes = {code.casefold(): code for code in markets()}
    return (codes | ids | named).get(place.casefold())
