"""What is said of a promise: kept, better, fell short, or too early to tell."""

from __future__ import annotations

import math

from adopt.schema.outcome import Came

FEWEST_DAYS = 7
"""Days that count before anything is said: a whole week. A choice."""
MOST_MORE = 120
"""Days more that are named at most."""


def verdict(
    promised: float,
    came: float | None,
    low: float | None,
    high: float | None,
    days: int,
    closed: bool = False,
    lag: int = 0,
) -> tuple[Came, int | None]:
    """The verdict, and how many days more it takes where it is too early.

    Short or better: the interval leaves the promise out. Kept: the promise is in it, and 0 isn't (or nothing above 0 was
    promised). Else too early, or, where no further day can count, it stays open: an interval narrows with the square root
    of days, and must become as narrow on either side as the promise is far from 0.

    Args:
        promised, came, low, high: profit over the same days; None where it can't be told.
        days: that count.
        closed: no further day can count.
        lag: days until the day of the change itself is known well enough.
    """
    if days < FEWEST_DAYS:
        return (Came.FOLLOWED, None) if closed else (Came.EARLY, FEWEST_DAYS - days + lag)
    if came is None or low is None or high is None:
        return Came.UNKNOWN, None
    if high < promised or low > promised:
        return (Came.SHORT if high < promised else Came.BETTER), None
    if low > 0 or promised <= 0:
        return Came.KEPT, None
    return (Came.UNTOLD, None) if closed else (Came.EARLY, _more(promised, (high - low) / 2, days))


def _more(promised: float, half: float, days: int) -> int:
    """Days until the interval is on either side as narrow as the promise is far from 0."""
    more = math.ceil(days * ((half / promised) ** 2 - 1))
    return min(max(more, 1), MOST_MORE)
