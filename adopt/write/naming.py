"""Names of files that exist in several languages, or are kept aside."""

from __future__ import annotations

import re

_SHORT = 8
"""Digits of a plan's digest in the names of what is kept aside."""


def in_language(name: str, language: str, languages: tuple[str, ...] = ()) -> str:
    """A file's name with its language, ``recommendations.zh.xlsx``; of the first of ``languages`` it stays as it is."""
    if languages and language == languages[0]:
        return name
    stem, dot, suffix = name.rpartition(".")
    return f"{stem}.{language}{dot}{suffix}"


def aside(name: str, digest: str | None, number: int = 1) -> str:
    """The name under which a file of an earlier plan is kept, ``recommendations.c92f1ba7.xlsx``, the second ``….2.xlsx``.

    One whose plan isn't known is called ``recommendations.kept.xlsx``.
    """
    parts = (
        name.partition(".")[0],
        digest[:_SHORT] if digest else "kept",
        *([str(number)] if number > 1 else ()),
    )
    return f"{'.'.join(parts)}.{name.rpartition('.')[2]}"


def plan_aside(digest: str) -> str:
    """The folder in which an earlier plan is kept, ``plan.c92f1ba7``, beside the workbooks that show it."""
    return f"plan.{digest[:_SHORT]}"


def is_plan_aside(name: str) -> bool:
    """Whether a folder is called as `plan_aside` calls it."""
    return re.fullmatch(rf"plan\.[0-9a-f]{{{_SHORT}}}", name) is not None
