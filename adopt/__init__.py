"""adopt: a decision engine for Amazon sellers' daily operations.

The library's face, loaded when used::

    import adopt

    day = adopt.decide("sample_reports", as_of="2026-11-22")
    day.plan.actions      # one row per recommendation
    day.plan.terms        # the evidence behind them
    day.findings          # the daily checks: one row per finding
    day.write("out")      # workbook, upload files, checklist, plan.json
    adopt.read("sample_reports")       # the folder, read once, for several plans under other settings
    adopt.decide_each("clients").days  # a plan for each account whose reports lie in a folder
    adopt.check("sample_reports")      # the daily checks alone, without ads reports, too
"""

from __future__ import annotations

import sys
from types import ModuleType
from typing import TYPE_CHECKING, Any

from adopt.version import VERSION

if TYPE_CHECKING:
    from adopt.face import check, decide, decide_each, identify, read, settings

__version__ = VERSION
__all__ = ["__version__", "check", "decide", "decide_each", "identify", "read", "settings"]

_VERBS = {"check", "decide", "decide_each", "identify", "read", "settings"}


class _Face(ModuleType):
    """Verbs and rooms share names: importing the room ``adopt.decide`` must not hide the verb ``decide``."""

    def __setattr__(self, name: str, value: object) -> None:
        if not (name in _VERBS and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Face


def __dir__() -> list[str]:
    """The verbs, which a notebook completes before they are loaded, and the rooms that are; nothing that was only imported here."""
    rooms = (name for name in globals() if f"{__name__}.{name}" in sys.modules)
    return sorted({*__all__, *rooms})


def __getattr__(name: str) -> Any:
    """Loads the library's verbs when they are first used: importing adopt itself costs nothing."""
    if name in _VERBS:
        from adopt import face

        return getattr(face, name)
    raise AttributeError(f"module 'adopt' has no attribute '{name}'")
