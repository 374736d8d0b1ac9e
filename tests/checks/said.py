"""Findings said in both languages, for tests: no name is left unfilled."""

from __future__ import annotations

import re
from collections.abc import Sequence

from adopt.checks import Desk, Found
from adopt.checks.found import frame_of
from adopt.say.findings import Findings
from adopt.say.speaker import Speaker


def said(desk: Desk, code: str, found: Sequence[Found], language: str = "en") -> list[str]:
    """Why and what to do, of each finding."""
    speech = Findings(Speaker(language, desk.currency or "USD"), desk.zone)
    rows = frame_of([(code, one) for one in found]).iter_rows(named=True)
    return [f"{speech.why(row)} {speech.do(row)}" for row in rows]


def assert_said(desk: Desk, code: str, found: Sequence[Found]) -> None:
    for language in ("en", "zh"):
        for sentence in said(desk, code, found, language):
            assert not re.search(r"[{}]|None|nan|  ", sentence), sentence
