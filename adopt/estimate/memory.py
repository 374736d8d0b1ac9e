"""Memory that number work has freed goes back to the machine."""

from __future__ import annotations

import ctypes
import sys
from contextlib import suppress


def give_back() -> None:
    """Returns what is free to the machine, at once.

    GNU's C library keeps what arrays of some megabytes took, for more of them: .4 GB after the fits of a million terms, beside
    which the tables of the decisions then grow (malloc_trim in the Linux manual pages). Elsewhere nothing is kept, nor done.
    """
    if sys.platform == "linux":
        with suppress(AttributeError):  # other C libraries have no such call
            ctypes.CDLL(None).malloc_trim(0)
