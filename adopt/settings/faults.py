"""What is wrong with a setting, in the seller's words."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any

from pydantic import ValidationError

from adopt.errors import Sentence, sentences
from adopt.settings.part import UnfitError

_EXPECTED = {
    "int": Sentence("expected a whole number"),
    "float": Sentence("expected a number"),
    "finite": Sentence("expected a number"),
    "date": Sentence("expected a day: YYYY-MM-DD"),
    "bool": Sentence("expected true or false, without quotes"),
    "string": Sentence("expected a text in quotes"),
    "list": Sentence("expected a list in brackets: [...]"),
    "tuple": Sentence("expected a list in brackets: [...]"),
    "dict": Sentence("expected settings of its own, under a line [{name}]"),
    "model": Sentence("expected settings of its own, under a line [{name}]"),
    "missing": Sentence("it is missing"),
}
"""What was expected, by how the type of the fault begins."""

_BOUNDS = {
    "greater_than": Sentence("expected more than {bound}"),
    "greater_than_equal": Sentence("expected {bound} or more"),
    "less_than": Sentence("expected less than {bound}"),
    "less_than_equal": Sentence("expected {bound} or less"),
}
_OF_TEXTS = {
    "string_too_short": Sentence("it is empty"),
    "string_too_long": Sentence("expected {most} characters at most"),
    "string_pattern_mismatch": Sentence("it has a character that can't stand there"),
    "too_short": Sentence("it is empty"),
    "too_long": Sentence("expected {most} entries at most"),
}
"""The same of texts and lists that are of the right kind."""

_BOUND_NAMES = ("gt", "ge", "lt", "le")


def faults(error: ValidationError, known: Mapping[str, Any]) -> Sentence:
    """Each wrong setting: its name, its value, what was expected.

    Args:
        error: what the model found.
        known: every setting there is, nested as in the file, to tell what a misspelt one was meant to be.
    """
    return sentences(_fault(dict(item), known) for item in error.errors())


def _fault(item: dict[str, Any], known: Mapping[str, Any]) -> Sentence:
    # People count the entries of a list from 1.
    steps = [str(step + 1 if isinstance(step, int) else step) for step in item["loc"]]
    place = ".".join(steps) or "settings"
    if item["type"] == "extra_forbidden":
        return _unknown(place, steps, known)
    if isinstance(item["input"], Mapping):  # what is wrong is how its parts stand to each other: no one value
        return Sentence("{setting}: {why}", setting=place, why=_why(item, place))
    return Sentence(
        "{setting} = {value}: {why}", setting=place, value=repr(item["input"]), why=_why(item, place)
    )


def _unknown(place: str, steps: list[str], known: Mapping[str, Any]) -> Sentence:
    beside: Any = known
    for step in steps[:-1]:
        beside = beside.get(step, {}) if isinstance(beside, Mapping) else {}
    if near := get_close_matches(steps[-1], list(beside) if isinstance(beside, Mapping) else [], n=1):
        meant = ".".join([*steps[:-1], near[0]])
        return Sentence(
            "{setting}: there is no such setting; did you mean {meant}?", setting=place, meant=meant
        )
    # What is written at the end of a TOML file belongs to its last part: a common slip.
    alone = [name for name, value in known.items() if not isinstance(value, Mapping)]
    in_part = len(steps) == 2 and isinstance(known.get(steps[0]), Mapping)  # noqa: PLR2004  [part] setting
    if in_part and (near := get_close_matches(steps[-1], alone, n=1)):
        return Sentence(
            "{setting}: there is no such setting; did you mean {meant}? It belongs above the first line in [brackets]",
            setting=place,
            meant=near[0],
        )
    return Sentence("{setting}: there is no such setting", setting=place)


def _why(item: dict[str, Any], place: str) -> Sentence:
    kind, context = item["type"], item.get("ctx", {})
    if kind in _BOUNDS:
        bound = next(context[name] for name in _BOUND_NAMES if name in context)
        return Sentence(_BOUNDS[kind].template, bound=f"{bound:g}")
    if kind in _OF_TEXTS:
        return Sentence(_OF_TEXTS[kind].template, most=context.get("max_length", ""))
    if kind in {"literal_error", "enum"}:
        return _one_of(context["expected"])
    for begin, expected in _EXPECTED.items():
        if kind == begin or kind.startswith(f"{begin}_"):
            return Sentence(expected.template, name=place)
    told = context.get("error")
    return told.why if isinstance(told, UnfitError) else Sentence(item["msg"].removeprefix("Value error, "))


def _one_of(choices: str) -> Sentence:
    """Choices as the model lists them: ``'a', 'b' or 'c'``."""
    others, either, last = choices.rpartition(" or ")
    if not either:
        return Sentence("expected {choices}", choices=last)
    return Sentence("expected {choices} or {last}", choices=others, last=last)
