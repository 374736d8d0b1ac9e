"""A header row is as high as its highest header: "Days at today's pace" takes three lines over a narrow column."""

from __future__ import annotations

from typing import Any

import pytest

from adopt.write.workbook.sheet import _header_lines
from adopt.write.workbook.style import LINE_HEIGHT


@pytest.mark.parametrize(
    ("header", "width", "lines"),
    [
        ("CPC", 9, 1),
        ("Money per week", 9, 2),
        ("Days at today's pace", 9, 3),
        ("按目前速度所需天数", 18, 1),
        ("按目前速度所需天数", 13, 2),
    ],
)
def test_words_stand_together_as_far_as_they_fit(header: str, width: float, lines: int) -> None:
    assert _header_lines(header, width) == lines


def test_the_row_has_room_for_all_lines(open_book: Any, make_plan: Any, action: Any) -> None:
    watched = action("W601", consent="watch", days_needed=17, clicks_needed=9, orders_needed=2)
    sheet = open_book(make_plan([watched]))["Watch"]
    assert sheet.row_dimensions[2].height >= 3 * LINE_HEIGHT
