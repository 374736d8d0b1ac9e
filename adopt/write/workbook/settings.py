"""The sheet Settings: every choice that the plan was made with."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from adopt.plan.plan import Plan
from adopt.say.speaker import Speaker
from adopt.settings import Aim
from adopt.write.package import Book
from adopt.write.workbook.sheet import Column, Sheet
from adopt.write.workbook.words import SETTINGS, sheet_title

_TABLES = ("margins", "stages", "aims", "headers", "checks", "launch.products")
"""Settings whose names the seller chooses."""

_FROM_REPORTS = ("marketplace", "account")
"""Settings that the reports tell where they are empty."""


def settings_sheet(book: Book, plan: Plan, speaker: Speaker) -> None:
    """Add the sheet: name, value and meaning of each setting."""
    say = speaker.say
    chosen = list(_flat(plan.settings.model_dump(mode="json")))
    columns = [
        Column(say("Setting"), "text", [name for name, _ in chosen]),
        Column(say("Value"), "text", [_said(name, value, speaker) for name, value in chosen]),
        Column(say("Meaning"), "sentence", [_meaning(name, speaker) for name, _ in chosen]),
    ]
    sheet = Sheet(book, sheet_title("settings", speaker), speaker)
    sheet.settle(sheet.widths(columns), freeze="A3")
    sheet.repeat_header(2)
    sheet.note(say("Change them in adopt.toml ('adopt init' writes one) and run adopt again."))
    sheet.table("Settings", columns)


def _flat(values: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    """Settings with dotted names; an empty part keeps its own name."""
    for name, value in values.items():
        if isinstance(value, Mapping) and value:
            yield from _flat(value, f"{prefix}{name}.")
        elif name == "aims" and value:
            yield from ((f"aims.{place}", _aim(aim)) for place, aim in enumerate(value, 1))
        else:
            yield f"{prefix}{name}", value


def _aim(chosen: Mapping[str, Any]) -> list[str]:
    """What an aim says, as in adopt.toml; what it leaves at its default is left out."""
    plain = {name: field.default for name, field in Aim.model_fields.items()}
    return [f"{name} = {value}" for name, value in chosen.items() if value != plain[name]]


def _said(name: str, value: Any, speaker: Speaker) -> str:
    if isinstance(value, list | tuple | Mapping):
        return ", ".join(map(str, value)) or speaker.say("(none)")
    if value == "":
        return speaker.say("(from the reports)") if name in _FROM_REPORTS else speaker.say("(none)")
    return str(value)


def _meaning(name: str, speaker: Speaker) -> str:
    names = (one for one in (*_TABLES, *SETTINGS) if name == one or name.startswith(f"{one}."))
    message = SETTINGS.get(next(names, name))
    return speaker.say(message) if message else ""
