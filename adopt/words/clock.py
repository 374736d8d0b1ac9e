"""The clock's table, ``clock.toml``: whose midnight is taken by mistake, what is provisional, what a round reads."""

from __future__ import annotations

import tomllib
from datetime import timedelta
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo


class Midnight(NamedTuple):
    """A zone in whose midnight something may have been set, and what its place is called, by language.

    ``within`` is how far from the marketplace's midnight it is still taken for it; None where it may be any hour.
    """

    zone: ZoneInfo
    within: timedelta | None
    name: dict[str, str]


class Wanted(NamedTuple):
    """A report of the round: kinds that tell the same, and the threshold of days after which it should be read again."""

    kinds: tuple[str, ...]
    days: str


@cache
def midnights() -> tuple[Midnight, ...]:
    """The likeliest first."""
    near = timedelta(hours=_table()["near_hours"])
    return tuple(
        Midnight(
            ZoneInfo(one["zone"]),
            None if one.get("anywhere") else near,
            {"en": one["en"], "zh": one["zh"]},
        )
        for one in _table()["midnights"]
    )


def has_amazons_hours(kind: str) -> bool:
    """Whether Amazon itself sets the hours of a kind of promotion."""
    return kind.casefold() in {one.casefold() for one in _table()["amazons_hours"]}


def provisional() -> dict[str, str]:
    """Keys of thresholds, by kind of report."""
    found: dict[str, str] = _table()["provisional"]
    return found


@cache
def the_round() -> tuple[Wanted, ...]:
    """All reports of the round."""
    return tuple(Wanted(tuple(kinds), key) for key, own in _table()["round"].items() for kinds in own)


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(files("adopt.words").joinpath("clock.toml").read_text(encoding="utf-8"))
