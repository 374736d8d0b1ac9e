"""What findings say: why, and what to do; a file of sentences for each module of checks."""

from adopt.say.checks.account import ACCOUNT
from adopt.say.checks.general import GENERAL
from adopt.say.checks.inventory import INVENTORY
from adopt.say.checks.words import Words

WORDS: dict[str, Words] = {**GENERAL, **ACCOUNT, **INVENTORY}

__all__ = ["WORDS", "Words"]
