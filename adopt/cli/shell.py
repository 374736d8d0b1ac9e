"""Texts that a seller pastes into a shell."""

from __future__ import annotations

import shlex

_ACTING = frozenset('"$`!\\')
"""What a shell acts on within double quotes."""


def in_quotes(text: str) -> str:
    """The text as one word: in double quotes, which every shell knows, or in single ones where they wouldn't hold it together."""
    return shlex.quote(text) if _ACTING & set(text) else f'"{text}"'
