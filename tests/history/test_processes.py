"""Several writers at once, readers beside them, and writers that are killed: never wrong, never unreadable."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

import pytest

from adopt.history import History
from tests.history.readings import ACCOUNT, day
from tests.history.writer import LENGTH, downloads

ROOT = Path(__file__).parents[2]
COUNT = 8
KILLS = int(os.environ.get("ADOPT_KILLS", "20"))
DAYS = COUNT + LENGTH - 1

pytestmark = pytest.mark.slow


def start(home: Path, first: int, step: int, count: int = COUNT) -> subprocess.Popen[str]:
    """A writer that is ready to begin."""
    words = [str(home), str(first), str(step), str(count)]
    made = subprocess.Popen(
        [sys.executable, "-W", "error", "-m", "tests.history.writer", *words],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert made.stdout
    assert made.stdout.readline() == "ready\n", made.communicate()[1]
    return made


def told(history: History) -> dict[int, int]:
    """Which download tells each day; fails where a day isn't wholly that download's."""
    rows = history.search_terms(ACCOUNT, day(0), day(DAYS))
    found = {}
    for (one,), own in rows.group_by("first_day"):
        assert own["search_term"].sort().to_list() == ["steel pan", "steel pot"]
        assert own["clicks"].n_unique() == 1
        found[(one - day(0)).days] = int(own["clicks"][0]) // 10 - 1
    return found


def advertised(history: History) -> dict[int, int]:
    """Which download tells each day of another report."""
    found = history.companion(ACCOUNT, "ads_campaign", day(DAYS))
    if found is None:
        return {}
    assert found["day"].is_unique().all()
    return {(one - day(0)).days: clicks for one, clicks in found.select("day", "clicks").iter_rows()}


def check(history: History) -> None:
    """What is there is right: each day is told by one download that covers it, and no older one than is listed."""
    listed = [one for one in history.coverage() if one.kind == "search_term"]
    newest = (listed[0].newest_download - day(LENGTH)).days if listed else -1
    known = told(history)
    for number, download in known.items():
        assert download <= number < download + LENGTH
    for number in range(newest, newest + LENGTH) if listed else ():
        assert known[number] >= newest
    account = history.snapshot(ACCOUNT, day(DAYS) + timedelta(days=9))
    assert account is None or account.campaigns.height >= 1
    for number, download in advertised(history).items():
        assert download <= number < download + LENGTH
    goods = history.companion(ACCOUNT, "listings_all", day(DAYS))
    assert goods is None or goods["sku"].to_list() == [f"sku {goods.height - 1}"] * goods.height


def whole(history: History, count: int) -> None:
    """Everything that was downloaded is there: the newest of each day, and what each said before."""
    assert told(history) == {n: min(n, count - 1) for n in range(count + LENGTH - 1)}
    restated = history.restatements(ACCOUNT).filter(kind="search_term")
    assert restated.height == count * LENGTH
    assert restated["clicks"].to_list() == [
        2 * 10 * (known + 1)
        for n in range(count + LENGTH - 1)
        for known in range(max(0, n - LENGTH + 1), min(n, count - 1) + 1)
    ]
    now = history.snapshot(ACCOUNT, day(DAYS))
    assert now is not None
    assert now.campaigns.height == count
    assert advertised(history) == {n: min(n, count - 1) for n in range(count + LENGTH - 1)}
    every = history.companion_downloads(ACCOUNT, "ads_campaign", day(DAYS)).collect()
    assert every.height == count * LENGTH
    goods = history.companion(ACCOUNT, "listings_all", day(DAYS))
    assert goods is not None
    assert goods.height == count


def test_two_writers_and_a_reader_at_once(tmp_path: Path) -> None:
    history = History(tmp_path / "home")
    writers = [start(history.home, 0, 1), start(history.home, COUNT - 1, -1)]
    while any(writer.poll() is None for writer in writers):
        check(history)
    said = [writer.communicate()[1] for writer in writers]
    assert [writer.returncode for writer in writers] == [0, 0], said
    whole(history, COUNT)


def test_killed_at_any_moment(tmp_path: Path) -> None:
    history, rng = History(tmp_path / "home"), random.Random(3)  # noqa: S311 - moments, not secrets
    for number in range(KILLS):
        writer = start(history.home, 0, 1, 1 + number * COUNT // KILLS)
        time.sleep(rng.random() * 0.6)
        writer.kill()
        writer.communicate()
        check(history)
    for number in range(COUNT):
        for reading in downloads(number):
            history.ingest(reading, ACCOUNT, day(number + LENGTH))
    whole(history, COUNT)
