"""Whose a report is, as far as it says so itself."""

from __future__ import annotations

import re
from typing import NamedTuple

import polars as pl

from adopt.schema import Bulk, Reading
from adopt.words import markets
from adopt.words.companions import companions

_ACCOUNT = re.compile(r"^bulk-([a-z0-9]+)-\d{8}-\d{8}-\d+", re.IGNORECASE)


class Identity(NamedTuple):
    """An account in a marketplace; None is what isn't known.

    Attributes:
        account: Amazon's name of the account in the file name of a bulk download.
        marketplace: two-letter code.
        currency: ISO 4217.
    """

    account: str | None = None
    marketplace: str | None = None
    currency: str | None = None

    def meets(self, other: Identity) -> bool:
        """Whether both may be the same: nothing that both know differs."""
        return all(one is None or two is None or one == two for one, two in zip(self, other, strict=True))

    def and_also(self, other: Identity) -> Identity:
        """What both know together."""
        return Identity(*(one or two for one, two in zip(self, other, strict=True)))

    def __str__(self) -> str:
        """``a1b2c3-US-USD``, of what is known."""
        return "-".join(part for part in self if part)


def identity(reading: Reading) -> Identity:
    """What a file says of whose it is."""
    return known(account_in_name(reading), reading.marketplace, reading.currency)


def known(account: str | None, marketplace: str | None, currency: str | None) -> Identity:
    """An identity; a marketplace tells its currency."""
    market = markets().get(marketplace or "")
    return Identity(account, marketplace, currency or (market.currency if market else None))


def country_of(reading: Reading) -> str | None:
    """Whose country a file names where it needn't be the account's marketplace: that of buyers, warehouses, others' offers."""
    layout = companions().get(reading.kind)
    return layout.country_of if layout else None


def account_in_name(reading: Reading) -> str | None:
    """Amazon's name of the account in a bulk download's file name, where that is still Amazon's own."""
    return account_of_file(reading.path.name)


def account_of_file(name: str) -> str | None:
    """Amazon's name of the account in the name of a file."""
    found = _ACCOUNT.match(name)
    return found.group(1).lower() if found else None


def campaigns(reading: Reading) -> frozenset[str]:
    """Names of the campaigns that an ads report tells of; none for other reports."""
    if isinstance(reading.data, Bulk):
        names = reading.data.campaigns["campaign"]
    elif reading.kind == "search_term" and isinstance(reading.data, pl.DataFrame):
        names = reading.data["campaign"]
    else:
        return frozenset()
    return frozenset(names.unique().drop_nulls().to_list())


def campaign_ids(reading: Reading) -> frozenset[str]:
    """IDs of the campaigns of a bulk download; none for other reports."""
    if not isinstance(reading.data, Bulk):
        return frozenset()
    return frozenset(reading.data.campaigns["campaign_id"].drop_nulls().to_list())
