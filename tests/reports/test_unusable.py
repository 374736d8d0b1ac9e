"""Reports whose rows are mostly lost stop a run, however many files there are."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from adopt.errors import InputError
from adopt.reports import identify
from adopt.reports.unusable import stop_at_lost_rows
from adopt.schema import Reading

Write = Callable[..., Path]
Cells = Callable[..., list[list[Any]]]


class Place(type(Path())):  # type: ignore[misc]  # the platform's own path
    """A path that counts how often it is compared."""

    compared = 0

    def __eq__(self, other: object) -> bool:
        Place.compared += 1
        return bool(super().__eq__(other))

    __hash__ = type(Path()).__hash__


def reading(path: Path) -> Reading:
    found = identify(path)
    assert isinstance(found, Reading), found
    return found


def test_a_file_is_held_against_its_own_parts_alone(csv_file: Write, report: Cells) -> None:
    one = reading(csv_file(report({}, {"Clicks": "many"})))
    parts = [replace(one, path=Place(f"{place // 2}.csv")) for place in range(400)]
    Place.compared = 0
    stop_at_lost_rows(parts)
    assert Place.compared <= 2 * len(parts)


def test_parts_of_a_file_count_together(csv_file: Write, report: Cells) -> None:
    sound = reading(csv_file(report({}, {}, {"Customer Search Term": "pot"})))
    lost = replace(reading(csv_file(report({"Clicks": "many"}, {"Clicks": "few"}))), path=sound.path)
    stop_at_lost_rows([sound, lost])
    with pytest.raises(InputError, match=r"most rows of these can't be used: .*row 2, column Clicks: 'many'"):
        stop_at_lost_rows([sound, lost, lost])
