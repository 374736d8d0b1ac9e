"""What findings say: why, and what to do; a file of sentences for each module of checks."""

from adopt.say.checks.account import ACCOUNT
from adopt.say.checks.general import GENERAL
from adopt.say.checks.hygiene import HYGIENE
from adopt.say.checks.notices import NOTICES
from adopt.say.checks.words import Words

WORDS: dict[str, Words] = {**GENERAL, **ACCOUNT, **NOTICES, **HYGIENE}

__all__ = ["WORDS", "Words"]
