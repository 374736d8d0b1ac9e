"""Prices that were asked in real auctions, as others have published them: by file, how many auctions at which price.

Two forms are read. A ``.json`` file is an object; each list in it counts auctions by whole price, from 0 upwards. Any
other file is a log, one auction a line: whether there was a click (0 or 1), the price, and whatever else.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from adopt.errors import InputError

_LOGGED = re.compile(r"[01]\s+([0-9]{1,12})(?:\s|$)")
_SHOWN = 40


class Curve(NamedTuple):
    """How often which price was asked.

    Attributes:
        prices: all that were asked, rising, as multiples of their mean.
        below: share of auctions at this price or a lower one; the last is 1.
    """

    prices: np.ndarray
    below: np.ndarray

    @classmethod
    def of(cls, counts: Mapping[int, int]) -> Curve:
        """The curve of how many auctions had which price, some of them one above 0."""
        prices = np.array(sorted(price for price, count in counts.items() if count))
        shares = np.array([counts[price] for price in prices.tolist()]) / sum(counts.values())
        return cls(prices / (prices * shares).sum(), np.minimum(np.cumsum(shares), 1.0))

    def won(self, bid: float) -> float:
        """Share of auctions that a bid wins: those whose price it reaches."""
        at = int(np.searchsorted(self.prices, bid, side="right"))
        return float(self.below[at - 1]) if at else 0.0

    def paid(self, parts: np.ndarray) -> np.ndarray:
        """The prices below which these parts (0 to 1) of all auctions lie."""
        at = np.searchsorted(self.below, parts, side="left")
        return np.asarray(self.prices[np.minimum(at, self.prices.size - 1)])


@cache
def read_curves(path: Path) -> tuple[Curve, ...]:
    """A curve for each list or log in a file, or in all files of a folder, in the order of their names.

    Raises:
        InputError: there is no such file or folder, or something in it isn't of either form.
    """
    try:
        files = sorted(one for one in path.iterdir() if one.is_file()) if path.is_dir() else [path]
        found = tuple(curve for one in files for curve in _curves(one))
    except OSError as error:
        raise InputError("{path} can't be read: {error}", path=path, error=error.strerror) from error
    if not found:
        raise InputError(
            "{path} has no prices; expected .json counts by price, or logs of auctions", path=path
        )
    return found


def _curves(path: Path) -> Iterator[Curve]:
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise InputError("{path} isn't a text file; expected counts by price, or a log", path=path) from error
    counted = _counted(path, text) if path.suffix.lower() == ".json" else [_logged(path, text)]
    for counts in counted:
        if not any(price and count for price, count in counts.items()):
            raise InputError("{path}: no auction has a price above 0", path=path)
        yield Curve.of(counts)


def _counted(path: Path, text: str) -> Iterator[dict[int, int]]:
    try:
        table = json.loads(text)
    except json.JSONDecodeError as error:
        raise InputError(
            "{path}, line {line}: not JSON ({error})", path=path, line=error.lineno, error=error.msg
        ) from error
    lists = table.items() if isinstance(table, dict) else ()
    for name, counts in lists:
        if isinstance(counts, list):
            yield {price: _count(path, name, price, count) for price, count in enumerate(counts)}


def _count(path: Path, name: str, price: int, count: Any) -> int:
    if type(count) is not int or count < 0:
        raise InputError(
            "{path}, list {name}, price {price}: '{count}'; expected how many auctions had this price",
            path=path,
            name=name,
            price=price,
            count=count,
        )
    return count


def _logged(path: Path, text: str) -> dict[int, int]:
    return Counter(_price(path, number, line) for number, line in enumerate(text.splitlines(), 1))


def _price(path: Path, number: int, line: str) -> int:
    found = _LOGGED.match(line)
    if not found:
        raise InputError(
            "{path}, line {line}: '{found}'; expected 0 or 1 (click) and a whole price",
            path=path,
            line=number,
            found=line[:_SHOWN],
        )
    return int(found[1])
