"""Pages of docs/ that tests make; ADOPT_REWRITE_GOLDEN=1 writes them again."""

from __future__ import annotations

import os
from pathlib import Path

_DOCS = Path(__file__).resolve().parents[2] / "docs"


def assert_page(name: str, made: str) -> None:
    """The page is as it was made."""
    path = _DOCS / name
    if os.environ.get("ADOPT_REWRITE_GOLDEN"):
        path.write_text(made, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == made
