"""Thresholds that the seller sets: of a known name, and of the same form as the default."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from adopt.words.checking import Threshold, Value, threshold, thresholds

OWN = "adopt.toml"
"""Source of a threshold that the seller has set."""


def limit_of(given: Mapping[str, Value], key: str, day: date) -> Threshold:
    """The threshold that holds on a day: the seller's own, or the dated default."""
    own, default = given.get(key), threshold(key, day)
    return default if own is None else default._replace(value=own, source=OWN, sure="house rule")


def known_thresholds(given: dict[str, Value]) -> dict[str, Value]:
    """The thresholds given, as they are.

    Raises:
        ValueError: a name isn't known, or a value is of another form than the default.
    """
    for key, value in given.items():
        if key not in thresholds():
            raise ValueError(f"unknown threshold: {key}; docs/checks.md lists them")
        default = thresholds()[key][-1].value
        if _form(value) != _form(default):
            raise ValueError(f"{key}: expected {_FORMS[_form(default)]}, as in {default}")
        if isinstance(value, tuple) and (len(value) != 2 or value[0] > value[1]):  # noqa: PLR2004  a band has two ends
            raise ValueError(f"{key}: expected two numbers, the lower first")
    return given


_FORMS = {"number": "a number", "switch": "true or false", "text": "a text", "band": "two numbers"}


def _form(value: Value) -> str:
    if isinstance(value, bool):
        return "switch"
    if isinstance(value, int | float):
        return "number"
    return "text" if isinstance(value, str) else "band"
