"""What checks find and say, for tests: no name is left unfilled, in either language."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence

from adopt.checks import Desk, Found
from adopt.checks.found import frame_of
from adopt.say.findings import Findings
from adopt.say.speaker import Speaker
from adopt.schema import FindingStatus
from adopt.words.checking import checks
from tests.checks.desks import desk

Check = Callable[[Desk], Sequence[Found]]


def one(found: Sequence[Found]) -> Found:
    """The only finding."""
    assert len(found) == 1, found
    return found[0]


def of(found: Sequence[Found], status: FindingStatus) -> list[Found]:
    """The findings of a status."""
    return [each for each in found if each.status is status]


def by_subject(found: Sequence[Found]) -> dict[str, Found]:
    """Findings by what they are about, which is unique."""
    subjects = {each.subject: each for each in found}
    assert len(subjects) == len(found)
    return subjects


def said(found: Sequence[Found], code: str, there: Desk | None = None, language: str = "en") -> list[str]:
    """Task, why and what to do, of each finding."""
    there = there or desk()
    speaker = Findings(Speaker(language, there.currency or "USD"), there.zone)
    rows = [*frame_of((code, each) for each in found).iter_rows(named=True)]
    parts = [(speaker.task(row), speaker.why(row), speaker.do(row)) for row in rows]
    for part in (part for three in parts for part in three):
        assert part
        assert not re.search(r"[{}]|\bNone\b(?! of)|\bnan\b|\binf\b|  ", part), part
    return [" | ".join(three) for three in parts]


def both(found: Sequence[Found], code: str, there: Desk | None = None) -> str:
    """Everything said in English, after a look at the Chinese."""
    chinese = said(found, code, there, "zh")
    assert all(re.search(r"[\u4e00-\u9fff]", line) for line in chinese), chinese
    return "\n".join(said(found, code, there))


def reasons_said(functions: Mapping[str, Check], desks: Iterable[Desk]) -> set[str]:
    """The reasons of all that checks find on the desks that have their reports, after a look at the sentences."""
    reasons = set()
    for there in desks:
        for code, check in functions.items():
            needs = checks()[code].needs or ((),)
            if any(all(there.has(kind) for kind in kinds) for kinds in needs):
                found = check(there)
                both(found, code, there)
                reasons |= {each.reason for each in found}
    return reasons
