"""What tells kept plans of one day apart: whose they are, when they were kept, how much they change."""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from adopt.errors import Sentence, sentences

_SAFE = "safe"


def kept_at(file: Path) -> str:
    """When a plan's file was kept, in UTC: ``2026-11-22 12:05 UTC``."""
    kept = datetime.fromtimestamp(file.stat().st_mtime, UTC)
    return f"{kept:%Y-%m-%d %H:%M} UTC"


def told_apart(files: Sequence[Path]) -> Sentence:
    """These kept plans (one or more), each with its account, when it was kept, and how many changes were accepted.

    Where nobody reviewed it, those that are *safe* in it.
    """
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


def account_in(file: Path) -> str | None:
    """Amazon's name of the account whose plan a file is, in small letters; None where it doesn't say."""
    account = _plan(file).get("account")
    return account.lower() if isinstance(account, str) else None


def _whose(file: Path) -> tuple[str, str]:
    """Account with marketplace, and number of changes; dashes where the file doesn't say."""
    plan = _plan(file)
    whose = " ".join(plan[name] for name in ("account", "marketplace") if plan.get(name))
    return whose or "-", f"{_changes(file, plan):,}" if "actions" in plan else "-"


def _changes(file: Path, plan: dict[str, Any]) -> int:
    """How many actions were accepted; the level of all bids is carried by bids."""
    carried = {one["key"] for one in plan["actions"] if one["entity"] == "Account"}
    return len(_accepted(file, plan) - carried)


def _accepted(file: Path, plan: dict[str, Any]) -> set[str]:
    try:
        told = json.loads((file.parent / "accepted.json").read_text(encoding="utf-8"))
        return {row["key"] for row in told["rows"]}
    except (OSError, ValueError, KeyError, TypeError):
        return {one["key"] for one in plan["actions"] if one["consent"] == _SAFE}


def _plan(file: Path) -> dict[str, Any]:
    """What a plan's file says; nothing where it can't be read."""
    try:
        return dict(json.loads(gzip.decompress(file.read_bytes())))
    except (OSError, EOFError, zlib.error, ValueError, TypeError):
        return {}
