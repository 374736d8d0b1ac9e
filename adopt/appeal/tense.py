"""How a sentence is meant: as done, as planned, or in a tone that doesn't help."""

from __future__ import annotations

import re
from functools import cache

from adopt.words.load import appeal_words

_PAST = re.compile(r"\b[a-z]{2,}ed\b")
_HAN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


def is_future(text: str) -> bool:
    """Whether it announces something."""
    return bool(_any_of("future").search(text.casefold()))


def is_past(text: str) -> bool:
    """Whether it tells of something done: an English past form stands in it."""
    lower = text.casefold()
    return bool(_PAST.search(lower) or _any_of("past").search(lower))


def wrong_tone(text: str) -> str:
    """The first word of feeling or blame; empty without one."""
    found = _any_of("tone").search(text.casefold())
    return found.group(0) if found else ""


def is_foreign(text: str) -> bool:
    """Whether it has letters that aren't English: Chinese, Japanese or Korean ones."""
    return bool(_HAN.search(text))


@cache
def _any_of(kind: str) -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in appeal_words()[kind])
    return re.compile(rf"(?<![\w'])(?:{words})(?![\w'])")
