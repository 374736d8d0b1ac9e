"""Carriers by the names of Amazon's list, as ``carriers.toml`` has them."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

OTHER = "Other"
"""Amazon's word for a carrier that its list lacks; its name then stands beside it."""

_OTHER = re.compile(r"^\s*(?:other(?![a-z])|其他|其它)[\s:：(（\-–—/]*(.*?)[)）\s]*$", re.IGNORECASE)
_PLAIN = re.compile(r"[\W_]+")


class Carrier(NamedTuple):
    """A carrier that Amazon's list has; keys as explained at the top of ``carriers.toml``."""

    name: str
    others: tuple[str, ...] = ()
    tracking: tuple[str, ...] = ()
    last_mile: tuple[str, ...] = ()
    source: str = ""
    sure: str = ""


class Named(NamedTuple):
    """What a seller said of a carrier: Amazon's code or "Other", and the name beside it."""

    code: str
    name: str


@cache
def carriers() -> dict[str, Carrier]:
    """All carriers of the list by Amazon's name."""
    table = tomllib.loads(files("adopt.words").joinpath("carriers.toml").read_text(encoding="utf-8"))
    return {name: _carrier(name, entry) for name, entry in table.items()}


def listed(name: str) -> Carrier | None:
    """The carrier of Amazon's list that a name means, however it is spelt; None where the list lacks it."""
    return _spellings().get(_plain(name))


def named(code: str | None, name: str | None) -> Named:
    """What two cells say: Amazon's code and a name; one alone may say both ("Other: Yanwen")."""
    first, second = (code or "").strip(), (name or "").strip()
    if not first:
        first, second = second, ""
    if found := _OTHER.match(first):
        return Named(OTHER, found[1] or second)
    return Named(first, second)


def carriers_of(tracking: str) -> frozenset[str]:
    """The carriers whose pattern a tracking number has; none where no pattern fits."""
    number = re.sub(r"\s", "", tracking).upper()
    return frozenset(
        one.name for one in carriers().values() if any(re.fullmatch(form, number) for form in one.tracking)
    )


def fits(carrier: Carrier, tracking: str) -> bool:
    """Whether a tracking number may be the carrier's: its own, its last mile's, or of no pattern that is known."""
    owners = carriers_of(tracking)
    return not owners or bool(owners & {carrier.name, *carrier.last_mile})


def _plain(name: str) -> str:
    return _PLAIN.sub("", name).casefold()


@cache
def _spellings() -> dict[str, Carrier]:
    return {_plain(word): one for one in carriers().values() for word in (*one.others, one.name)}


def _carrier(name: str, entry: dict[str, Any]) -> Carrier:
    lists = {key: tuple(entry.get(key, ())) for key in ("others", "tracking", "last_mile")}
    return Carrier(name=name, source=entry["source"], sure=entry["sure"], **lists)
