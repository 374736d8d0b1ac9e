"""How a sentence is meant: as done, as planned, or in a tone that doesn't help."""

from __future__ import annotations

import re
from functools import cache

from adopt.words.load import appeal_words

_ED = re.compile(r"\b[a-z-]{2,}ed\b")
_FIRST = re.compile(r"^(?:(?:we|i|our \w+)\s+)?(?:(?:have|has|already|also|then)\s+)*([a-z-]+)")
_HAN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


def is_future(text: str) -> bool:
    """Whether it announces something."""
    return bool(_any_of("future").search(text.casefold()))


def is_past(text: str) -> bool:
    """Whether an English past form stands in it: it may tell of something done."""
    lower = text.casefold()
    return _ends_in_ed(lower) or bool(_any_of("past").search(lower) or _any_of("both").search(lower))


def begins_past(text: str) -> bool:
    """Whether it begins with what was done: "Removed ...", "We have sent ..."; "Each is checked ..." doesn't."""
    verb = _FIRST.match(text.casefold())
    return verb is not None and (_ends_in_ed(verb[1]) or bool(_any_of("past").fullmatch(verb[1])))


def wrong_tone(text: str) -> str:
    """The first word of feeling or blame; empty without one."""
    found = _any_of("tone").search(text.casefold())
    return found.group(0) if found else ""


def is_foreign(text: str) -> bool:
    """Whether it has letters that aren't English: Chinese, Japanese or Korean ones."""
    return bool(_HAN.search(text))


def _ends_in_ed(lower: str) -> bool:
    return any(word not in appeal_words()["not_past"] for word in _ED.findall(lower))


@cache
def _any_of(kind: str) -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in appeal_words()[kind])
    return re.compile(rf"(?<![\w'])(?:{words})(?![\w'])")
