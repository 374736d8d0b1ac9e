"""How many scans Amazon asks of a parcel to a US buyer, as ``tracking.toml`` has it."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from adopt.words.carriers import listed


class Scans(NamedTuple):
    """What is asked of parcels from a country.

    Attributes:
        counted: whether Amazon counts them at all.
        one_below: key of the threshold under which one scan is enough; None where one always is.
    """

    counted: bool
    one_below: str | None = None


def country(code: str) -> str:
    """Two letters of a country, however it is written."""
    plain = code.strip().upper()
    spelt: dict[str, str] = _table()["spelt"]
    return spelt.get(plain, plain)


def asked_of(origin: str) -> Scans:
    """What is asked of parcels from a country."""
    table, code = _table(), country(origin)
    if key := table["one_scan_below"].get(code):
        return Scans(counted=True, one_below=key)
    return Scans(counted=code in table["one_scan"]["origins"])


def exempt_below(origin: str, carrier: str, service: str) -> str | None:
    """Key of the threshold under whose value an envelope isn't counted; None where it is no such envelope."""
    own = _table()["envelopes"]
    found, services = listed(carrier), {_plain(one) for one in own["services"]}
    from_there = asked_of(origin) == Scans(counted=True)
    is_one = from_there and found is not None and found.name == own["carrier"] and _plain(service) in services
    return str(own["below"]) if is_one else None


def lacks_proof(carrier: str, service: str) -> bool:
    """Whether a service brings parcels to the door without a scan of its own there."""
    own, found = _table()["no_proof"], listed(carrier)
    said = _plain(service)
    return (
        found is not None
        and found.name == own["carrier"]
        and any(_plain(one) in said for one in own["services"])
    )


def _plain(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()


@cache
def _table() -> dict[str, dict[str, Any]]:
    return tomllib.loads(files("adopt.words").joinpath("tracking.toml").read_text(encoding="utf-8"))
