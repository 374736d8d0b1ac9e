"""How far a rate is from its limit, in things that a person can count."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import NamedTuple

from adopt.words.checking import Threshold


class Room(NamedTuple):
    """Room of a rate n / of under or over its limit.

    Attributes:
        more: so many further cases among the orders there are pass the limit, one fewer doesn't (of a rate that must stay
            low, defects; of one that must stay high, misses); 0 where it is passed already.
        clean: so many further good orders bring it back, one fewer doesn't; 0 where it is kept; None where none can.
    """

    more: int
    clean: int | None


def room(n: int, of: int, limit: Threshold) -> Room:
    """The exact room of ``n`` of ``of``; ``limit`` compares by <, <=, > or >=.

    Args:
        n: cases: defects where the rate must stay low, good ones where it must stay high.
        of: all orders of the window, more than 0.
        limit: the threshold of the rate.
    """
    exact = Fraction(str(limit.value))
    if limit.op in ("<", "<="):
        return _low(n, of, exact, strict=limit.op == "<")
    return _low(of - n, of, 1 - exact, strict=limit.op == ">")


def _low(n: int, of: int, limit: Fraction, *, strict: bool) -> Room:
    """Of a rate that must stay under ``limit`` (``strict``), or not above it."""
    edge = limit * of
    first_over = math.ceil(edge) if strict else math.floor(edge) + 1
    if n < first_over:
        return Room(first_over - n, 0)
    if limit == 0:
        return Room(0, None)
    needed = n / limit
    orders = math.floor(needed) + 1 if strict else math.ceil(needed)
    return Room(0, max(orders - of, 0))
