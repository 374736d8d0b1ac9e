"""What tells kept plans of one day apart: whose they are, when they were kept, how much they change."""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from adopt.errors import Sentence, sentences

_SAFE = "safe"


def kept_at(file: Path) -> str:
    """When a plan's file was kept, in UTC: ``2026-11-22 12:05 UTC``."""
    kept = datetime.fromtimestamp(file.stat().st_mtime, UTC)
    return f"{kept:%Y-%m-%d %H:%M} UTC"


def told_apart(files: Sequence[Path]) -> Sentence:
    """These kept plans (one or more), each with its account, when it was kept, and how many changes are *safe* in it."""
    return sentences([_told(file) for file in files])


def _told(file: Path) -> Sentence:
    account, changes = _whose(file)
    return Sentence(
        "{plan} ({account}, kept {at}, changes: {n})",
        plan=file.parent.name,
        account=account,
        at=kept_at(file),
        n=changes,
    )


def _whose(file: Path) -> tuple[str, str]:
    """Account with marketplace, and number of changes; dashes where the file doesn't say."""
    try:
        plan = json.loads(gzip.decompress(file.read_bytes()))
        whose = " ".join(plan[name] for name in ("account", "marketplace") if plan[name])
        return whose or "-", f"{sum(_changes(one) for one in plan['actions']):,}"
    except (OSError, EOFError, zlib.error, ValueError, KeyError, TypeError):
        return "-", "-"


def _changes(action: dict[str, str]) -> bool:
    """Whether it goes into an upload file unless the seller says no; the level of all bids is carried by bids."""
    return action["consent"] == _SAFE and action["entity"] != "Account"
