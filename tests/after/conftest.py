"""A day's run on the sample account, to review."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest

from adopt.daily import run
from adopt.settings import load_settings
from adopt.write.plan_read import Told, read_plan

SAMPLE = Path(__file__).parents[2] / "sample_reports"
DAY = date(2026, 11, 22)


class Ran(NamedTuple):
    """The folder of a run in a folder of downloads, and its plan."""

    out: Path
    told: Told


@pytest.fixture(scope="session")
def ran(tmp_path_factory: pytest.TempPathFactory) -> Ran:
    downloads = tmp_path_factory.mktemp("downloads")
    for path in SAMPLE.iterdir():
        shutil.copy(path, downloads)
    out = downloads / "adopt-out"
    run(downloads, out, load_settings(downloads / "adopt.toml"), DAY, ("en", "zh"))
    return Ran(out, read_plan(out / "plan.json"))
