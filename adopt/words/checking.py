"""The daily checks and their thresholds, as the tables of ``checks/`` and ``thresholds/`` have them."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

MODULES = (
    "account",
    "notices",
    "orders",
    "service",
    "inventory",
    "ads",
    "listing",
    "prices",
    "clock",
    "hygiene",
    "channels",
    "files",
)
"""The modules in the order in which a good operator goes through them."""

Value = float | bool | str | tuple[float, ...]


class Threshold(NamedTuple):
    """A threshold in the days of its validity; keys as explained at the top of each table."""

    key: str
    value: Value
    op: str
    unit: str
    source: str
    sure: str
    first_day: date = date.min
    last_day: date = date.max
    note: str = ""

    @property
    def number(self) -> float:
        """The value of a threshold that is one number."""
        assert isinstance(self.value, int | float)
        return float(self.value)

    @property
    def ends(self) -> tuple[float, float]:
        """The two ends of a band."""
        assert isinstance(self.value, tuple)
        return self.value[0], self.value[1]

    def holds(self, value: float) -> bool:
        """Whether a value stands to the threshold as it should."""
        if self.op == "between":
            low, high = self.ends
            return low <= value <= high
        return {
            "<": value < self.number,
            "<=": value <= self.number,
            ">": value > self.number,
            ">=": value >= self.number,
            "=": value == self.number,
        }[self.op]


class Check(NamedTuple):
    """A check.

    Attributes:
        code: its name, which never changes.
        module: one of `MODULES`.
        name: what it is called, by language.
        needs: alternatives, each a set of kinds of reports; empty where it needs none.
        also: kinds that it uses where they are there.
        thresholds: keys of those it uses.
        rule: what it holds against what, by language.
        adds: what its download would tell, by language.
        source: where the rule is from.
    """

    code: str
    module: str
    name: dict[str, str]
    needs: tuple[tuple[str, ...], ...]
    also: tuple[str, ...]
    thresholds: tuple[str, ...]
    rule: dict[str, str]
    adds: dict[str, str]
    source: str


@cache
def checks() -> dict[str, Check]:
    """All checks by code, in the order of `MODULES` and then of their codes."""
    found = [_check(code, module, entry) for module, code, entry in _entries("checks")]
    return {one.code: one for one in sorted(found, key=lambda one: (MODULES.index(one.module), one.code))}


@cache
def checked_kinds() -> frozenset[str]:
    """The kinds of reports that some check reads."""
    every = checks().values()
    return frozenset(kind for one in every for kinds in (*one.needs, one.also) for kind in kinds)


@cache
def thresholds() -> dict[str, tuple[Threshold, ...]]:
    """All thresholds by key, the entries of a key in the order of time."""
    return {
        key: tuple(sorted((_threshold(key, **one) for one in entries), key=lambda one: one.first_day))
        for _, key, entries in _entries("thresholds")
    }


def threshold(key: str, day: date) -> Threshold:
    """The threshold that holds on a day; of none that does yet, the first."""
    every = thresholds()[key]
    return next((one for one in every if one.first_day <= day <= one.last_day), every[0])


def _entries(folder: str) -> Iterator[tuple[str, str, Any]]:
    """Module, key and entry of every table of a folder."""
    for place in sorted(files("adopt.words").joinpath(folder).iterdir(), key=lambda place: place.name):
        if place.name.endswith(".toml"):
            table = tomllib.loads(place.read_text(encoding="utf-8"))
            yield from ((place.name.removesuffix(".toml"), key, entry) for key, entry in table.items())


def _check(code: str, module: str, entry: dict[str, Any]) -> Check:
    return Check(
        code=code,
        module=module,
        name={"en": entry["en"], "zh": entry["zh"]},
        needs=tuple(tuple(kinds) for kinds in entry["needs"]),
        also=tuple(entry.get("also", ())),
        thresholds=tuple(entry.get("thresholds", ())),
        rule={"en": entry["rule_en"], "zh": entry["rule_zh"]},
        adds={"en": entry.get("adds_en", ""), "zh": entry.get("adds_zh", "")},
        source=entry["source"],
    )


def _threshold(key: str, **entry: Any) -> Threshold:
    value = entry["value"]
    return Threshold(
        key=key,
        value=tuple(value) if isinstance(value, list) else value,
        op=entry["op"],
        unit=entry["unit"],
        source=entry["source"],
        sure=entry["sure"],
        first_day=entry.get("from", date.min),
        last_day=entry.get("to", date.max),
        note=entry.get("note", ""),
    )
