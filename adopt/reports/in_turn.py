"""Which of several files of a kind is the newer one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from adopt.schema import Reading
from adopt.words.companions import companions

_COPY = re.compile(r" ?\(([0-9]{1,3})\)(?=\.|$)")


def name_turn(name: str) -> tuple[str, int, str]:
    """What names are sorted by: browsers call a later download of ``a.txt`` ``a (1).txt``, and the tenth ``a (10).txt``."""
    found = [*_COPY.finditer(name)]
    if not found:
        return name, 0, name
    last = found[-1]
    return name[: last.start()] + name[last.end() :], int(last[1]), name


def oldest_first(readings: Iterable[Reading]) -> list[Reading]:
    """Files of one kind, the newest last: by the last day that they tell, then by their names.

    Of a list of what is still open the last day tells nothing, because its newest row goes when it is done: of such files
    with one name their numbers tell, and of others the last day that any of that name has.
    """
    every = list(readings)
    last: dict[str, date] = {}
    for one in every:
        base = name_turn(one.path.name)[0]
        last[base] = max(_day(one), last.get(base, date.min))

    def turn(one: Reading) -> tuple[date, str, int, str]:
        name = name_turn(one.path.name)
        return last[name[0]] if _is_open(one.kind) else _day(one), *name

    return sorted(every, key=turn)


def _day(one: Reading) -> date:
    return one.last_day or date.min


def _is_open(kind: str) -> bool:
    return kind in companions() and companions()[kind].open
