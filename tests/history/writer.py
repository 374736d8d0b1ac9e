"""A process that ingests downloads one after another: ``python -m tests.history.writer HOME FIRST STEP COUNT``."""

from __future__ import annotations

import sys
from pathlib import Path

from adopt.history import History
from adopt.schema import Reading
from tests.history.readings import ACCOUNT, bulk, day, report

LENGTH = 10


def downloads(number: int) -> tuple[Reading, Reading]:
    """The downloads of a day: the last ten days of search terms, and the account with a campaign more each day."""
    last = number + LENGTH - 1
    return report(number, last, clicks=10 * (number + 1)), bulk(last, *["enabled"] * (number + 1))


def main(home: str, first: str, step: str, count: str) -> None:
    """Says ``ready``, ingests, and ends."""
    history = History(Path(home))
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    for number in (
        range(int(first), int(count), int(step)) if int(step) > 0 else range(int(first), -1, int(step))
    ):
        for reading in downloads(number):
            history.ingest(reading, ACCOUNT, day(number + LENGTH))


if __name__ == "__main__":
    main(*sys.argv[1:])
