"""Runs ``adopt``: in this process, or as a user does in one of its own.

Of a second and more that a process takes, most goes into its imports; so only some tests have one.
"""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from pathlib import Path

from click.testing import CliRunner

from adopt.cli import main

SAMPLE = Path(__file__).parents[2] / "sample_reports"
DAY = "2026-11-22"


def adopt(*words: str | Path, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    """What ``adopt WORDS`` answered; what it doesn't catch is raised, warnings among it."""
    said = [str(word) for word in words]
    with contextlib.chdir(cwd or Path.cwd()):
        done = CliRunner().invoke(main, said, prog_name="adopt", catch_exceptions=False)
    return subprocess.CompletedProcess(["adopt", *said], done.exit_code, done.stdout, done.stderr)


def adopt_process(
    *words: str | Path, cwd: Path | None = None, packages: Path | None = None
) -> subprocess.CompletedProcess[str]:
    """The same in a process of its own, where warnings are errors, too. ``packages``: a folder of installed packages."""
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
