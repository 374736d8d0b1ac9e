"""One name for what a plan rests on."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from datetime import date

from adopt.plan.plan import Input
from adopt.schema import RuleWords
from adopt.settings import Settings


def plan_digest(
    inputs: Sequence[Input], settings: Settings, version: str, as_of: date, rules: Sequence[RuleWords] = ()
) -> str:
    """SHA-256, hexadecimal, over the files' bytes, the settings, the version, the day, and rules from outside.

    Of a rule its words count, its own version and its package's: whoever changes what it decides raises one of them.
    File names don't count, but for a bulk download's period and account, which stand nowhere else.
    """
    said = {
        "inputs": sorted(
            (entry.kind, entry.digest, str(entry.first_day), str(entry.last_day)) for entry in inputs
        ),
        "settings": settings.model_dump(mode="json"),
        "version": version,
        "as_of": as_of.isoformat(),
        "rules": sorted((rule.plain() for rule in rules), key=lambda words: str(words["code"])),
    }
    return hashlib.sha256(json.dumps(said, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
