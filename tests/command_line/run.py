"""Runs ``adopt`` as a user does: a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

SAMPLE = Path(__file__).parents[2] / "sample_reports"
DAY = "2026-11-22"


def adopt(
    *words: str | Path, cwd: Path | None = None, packages: Path | None = None
) -> subprocess.CompletedProcess[str]:
    """What ``adopt WORDS`` answered; warnings are errors in there too. ``packages``: a folder of installed packages."""
    root = os.pathsep.join(str(path) for path in (Path(__file__).parents[2], packages) if path)
    # As many threads as a user has, whatever the tests around it have.
    own = {
        name: value
        for name, value in os.environ.items()
        if not name.endswith(("_MAX_THREADS", "_NUM_THREADS"))
    }
    return subprocess.run(
        [sys.executable, "-W", "error", "-m", "adopt", *map(str, words)],
        capture_output=True,
        check=False,
        cwd=cwd,
        encoding="utf-8",
        env={**own, "PYTHONPATH": root, "PYTHONUTF8": "1"},
    )
