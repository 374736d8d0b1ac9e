"""Thresholds that the seller sets: of a known name, and of the same form as the default."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from adopt.errors import Sentence
from adopt.settings.part import UnfitError
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
        UnfitError: a name isn't known, or a value is of another form than the default.
    """
    for key, value in given.items():
        if key not in thresholds():
            raise UnfitError("unknown threshold: {key}; docs/checks.md lists them", key=key)
        default = thresholds()[key][-1].value
        if _form(value) != _form(default):
            raise UnfitError(
                "{key}: expected {form}, as in {default}",
                key=key,
                form=_FORMS[_form(default)],
                default=default,
            )
        if isinstance(value, tuple) and (len(value) != 2 or value[0] > value[1]):  # noqa: PLR2004  a band has two ends
            raise UnfitError("{key}: expected two numbers, the lower first", key=key)
    return given


_FORMS = {
    "number": Sentence("a number"),
    "switch": Sentence("true or false"),
    "text": Sentence("a text"),
    "band": Sentence("two numbers"),
}


def _form(value: Value) -> str:
    if isinstance(value, bool):
        return "switch"
    if isinstance(value, int | float):
        return "number"
    return "text" if isinstance(value, str) else "band"
