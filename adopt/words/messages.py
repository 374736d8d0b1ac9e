"""What Amazon answers to an upload, and what that means: the table ``amazon_messages.toml``."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple


class AmazonMessage(NamedTuple):
    """A message of Amazon's: our code for it, what it means and what to do, as English messages to be translated."""

    code: str
    pattern: re.Pattern[str]
    meaning: str
    mend: str


@cache
def amazon_messages() -> dict[str, AmazonMessage]:
    """The known messages by code, in the order in which they are tried."""
    found = (
        AmazonMessage(one["code"], re.compile(one["pattern"], re.IGNORECASE), one["meaning"], one["mend"])
        for one in _table()["message"]
    )
    return {one.code: one for one in found}


@cache
def report_names() -> dict[str, tuple[str, ...]]:
    """Names of the processing report's tabs (``tabs``) and columns (``record``, ``type``, ``code``, ``message``)."""
    return {part: tuple(names) for part, names in _table()["report"].items()}


@cache
def message_code(code: str, message: str) -> str | None:
    """Our code of what Amazon says; None where no pattern knows it.

    Args:
        code: Amazon's error code, may be empty.
        message: Amazon's words, may be empty.
    """
    said = f"{code} {message}".strip()
    return next((one.code for one in amazon_messages().values() if one.pattern.search(said)), None)


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(files("adopt.words").joinpath("amazon_messages.toml").read_text(encoding="utf-8"))
