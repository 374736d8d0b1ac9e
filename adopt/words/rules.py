"""The rule table of bulk sheets, as ``bulksheet_rules.toml`` has it."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import NamedTuple

ERROR, WARNING, NOTE = LEVELS = ("error", "warning", "note")
"""Amazon refuses or damages; may undo or surprise; good to know."""


class SheetRule(NamedTuple):
    """A rule. ``what`` and ``do`` are English messages, with ``{detail}`` for what a fault itself tells.

    Attributes:
        code: its name, which never changes.
        level: one of `LEVELS`.
        sure: H, M or L, as explained at the top of the table.
        what: the rule.
        do: what to do about a fault.
        source: where the rule is from.
        own: adopt's own sheets never break it, whatever its level.
    """

    code: str
    level: str
    sure: str
    what: str
    do: str
    source: str
    own: bool = False


@cache
def sheet_rules() -> dict[str, SheetRule]:
    """All rules by code, in the order of the table."""
    text = files("adopt.words").joinpath("bulksheet_rules.toml").read_text(encoding="utf-8")
    return {code: SheetRule(code, **entry) for code, entry in tomllib.loads(text).items()}
