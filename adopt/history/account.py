"""Whose history it is: one seller's account in one marketplace, in one currency."""

from __future__ import annotations

from typing import NamedTuple

from adopt.errors import InputError
from adopt.words import markets


class Account(NamedTuple):
    """What history is kept by; rows of two accounts never meet.

    Attributes:
        name: Amazon's name of the account in the names of bulk downloads, or the seller's own.
        marketplace: two-letter code.
        currency: ISO 4217.
    """

    name: str
    marketplace: str
    currency: str

    @property
    def key(self) -> str:
        """The account as the tables write it: ``name-US-USD``."""
        return f"{self.name}-{self.marketplace}-{self.currency}"


def account_named(key: str) -> Account:
    """The account that a key of the tables stands for."""
    return Account(*key.rsplit("-", 2))


def account_of(name: str | None, marketplace: str | None, currency: str) -> Account:
    """The account behind a run's files and settings.

    A currency that only one marketplace has tells the marketplace too.

    Raises:
        InputError: neither files nor settings tell the name or the marketplace, so that rows of two accounts could
            be mixed up.
    """
    if not name:
        raise InputError(
            "nothing was stored: no file tells the account's name; put a bulk download under Amazon's own file name "
            "into the folder, or set account in adopt.toml"
        )
    market = marketplace or _only_market(currency)
    if not market:
        raise InputError(
            "nothing was stored: several marketplaces use {currency}, and no file tells which one this is; "
            "set marketplace in adopt.toml",
            currency=currency,
        )
    return Account(name, market, currency)


def _only_market(currency: str) -> str | None:
    found = [market.code for market in markets().values() if market.currency == currency]
    return found[0] if len(found) == 1 else None
