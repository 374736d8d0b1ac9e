"""The two sentences of a finding."""

from __future__ import annotations

from typing import NamedTuple


class Words(NamedTuple):
    """Marked by `adopt.say.later`; filled by the finding's figures and its own columns.

    Names that can be filled: those of ``figures``, and ``subject``, ``value``, ``target``, ``n``, ``of``, ``low``, ``high``,
    ``window``, ``due``, ``stake``.
    """

    why: str
    do: str
