"""The one currency and marketplace of a run, where files and settings agree on them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from adopt.errors import InputError
from adopt.schema import Reading
from adopt.settings import Settings
from adopt.words import Market, markets


def agreed_currency(used: Sequence[Reading], settings: Settings) -> str:
    """The one currency that files and settings state.

    Raises:
        InputError: they differ, or none states it.
    """
    said = {reading.currency: reading.path.name for reading in reversed(used) if reading.currency}
    if settings.marketplace:
        said.setdefault(markets()[settings.marketplace].currency, "adopt.toml")
    if len(said) > 1:
        raise InputError(
            "the files differ in their currency: {places}; "
            "put the files of one account and marketplace into one folder",
            places=_places(said),
        )
    if not said:
        raise InputError(
            "no file says its currency ({files}); set marketplace in adopt.toml ('adopt init' writes one)",
            files=", ".join(reading.path.name for reading in used),
        )
    return next(iter(said))


def agreed_marketplace(used: Sequence[Reading], settings: Settings) -> str | None:
    """The one marketplace that files and settings state; None if none does.

    Raises:
        InputError: they differ.
    """
    said = {reading.marketplace: reading.path.name for reading in reversed(used) if reading.marketplace}
    if settings.marketplace:
        said.setdefault(settings.marketplace, "adopt.toml")
    if len(said) > 1:
        raise InputError(
            "the files differ in their marketplace: {places}; "
            "put the files of one account and marketplace into one folder",
            places=_places(said),
        )
    return next(iter(said), None)


def _places(said: Mapping[str, str]) -> str:
    return ", ".join(f"{value} ({place})" for value, place in sorted(said.items()))


def limits_of(marketplace: str | None, currency: str | None) -> Market | None:
    """Limits of the marketplace; where only the currency is known, of the first with it (they share their limits)."""
    if marketplace:
        return markets().get(marketplace)
    return next((market for market in markets().values() if market.currency == currency), None)
