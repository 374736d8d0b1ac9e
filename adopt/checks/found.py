"""What a check says: one finding as it is found, and many as a frame."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any, NamedTuple

import dataframely as dy
import polars as pl

from adopt.schema import Finding, FindingStatus
from adopt.words.checking import Threshold

_SCHEMA = Finding.create_empty().schema


class Figure(NamedTuple):
    """A figure of a sentence: a number or a text, in a unit of `adopt.say.figures`."""

    unit: str
    value: float | str | date | datetime | None


def told(unit: str, value: float | None) -> Figure:
    """The figure of a value; a dash where it isn't known."""
    return Figure("text", "-") if value is None else Figure(unit, value)


@dataclass(frozen=True)
class Found:
    """A finding; what the attributes mean is said at `adopt.schema.Finding`.

    ``figures`` fill the sentences that ``reason`` names, by their names in braces.
    """

    status: FindingStatus
    reason: str
    subject: str = ""
    figures: Mapping[str, Figure] = field(default_factory=dict)
    unit: str | None = None
    value: float | None = None
    target: float | None = None
    op: str | None = None
    n: int | None = None
    of: int | None = None
    low: float | None = None
    high: float | None = None
    first_day: date | None = None
    last_day: date | None = None
    due: datetime | None = None
    at_stake: float | None = None
    kind: str | None = None
    file: str | None = None


def told_apart(found: Sequence[Found]) -> list[Found]:
    """Findings of one check, each with a subject of its own: what a list says twice is told once, the others get numbers.

    Sellers' own lists have a number twice, and two claims on one order; the numbers don't depend on the order of rows.
    """
    alike: dict[str, list[Found]] = {}
    for one in found:
        same = alike.setdefault(one.subject, [])
        if one not in same:
            same.append(one)
    return [
        _numbered(one, place)
        for same in alike.values()
        for place, one in enumerate(sorted(same, key=_rank), 1)
    ]


def _rank(one: Found) -> tuple[bool, float, str]:
    return one.due is None, one.due.timestamp() if one.due else 0.0, repr(one)


def _numbered(one: Found, place: int) -> Found:
    return replace(one, subject=f"{one.subject} #{place}".strip()) if place > 1 else one


def share_of(n: int, of: int, limit: Threshold) -> dict[str, Any]:
    """Columns of a share that is held to a limit."""
    return {"unit": "share", "value": n / of, "target": limit.number, "op": limit.op, "n": n, "of": of}


def frame_of(found: Iterable[tuple[str, Found]]) -> dy.DataFrame[Finding]:
    """Codes and their findings as a frame, in the order given."""
    rows = [_row(code, one) for code, one in found]
    return Finding.validate(pl.DataFrame(rows, schema=_SCHEMA))


def _row(code: str, one: Found) -> dict[str, Any]:
    own = {name: getattr(one, name) for name in _SCHEMA if hasattr(one, name)}
    key = f"{code}/{one.subject}" if one.subject else code
    return own | {
        "key": key,
        "code": code,
        "status": one.status.value,
        "figures": [_figure(name, figure) for name, figure in one.figures.items()],
    }


def _figure(name: str, figure: Figure) -> dict[str, Any]:
    unit, value = figure
    is_number = isinstance(value, int | float)
    text = value.isoformat() if isinstance(value, date) else value
    return {
        "name": name,
        "unit": unit,
        "number": float(value) if isinstance(value, int | float) else None,
        "text": None if is_number else text,
    }
