"""How reports name a marketplace: by Amazon's ID, a sales channel, or a country."""

from __future__ import annotations

from functools import cache

from adopt.words.companions import cells
from adopt.words.load import markets


def place_code(place: str) -> str | None:
    """Two-letter code of a marketplace that is named, by whichever of its names; None for an unknown one."""
    return _codes().get(place.casefold())


@cache
def _codes() -> dict[str, str]:
    named = {name.casefold(): market.code for market in markets().values() for name in market.names}
    ids = {name.casefold(): code for code, names in cells()["places"].items() for name in names}
    return {code.casefold(): code for code in markets()} | ids | named
