"""A process that ingests downloads one after another: ``python -m tests.history.writer HOME FIRST STEP COUNT``."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import polars as pl

from adopt.history import History
from adopt.schema import Reading
from tests.history.readings import ACCOUNT, bulk, companion, day, report

LENGTH = 10


def downloads(number: int) -> tuple[Reading, ...]:
    """The downloads of a day: the last ten days of search terms, the account with a campaign more each day, two others."""
    last = number + LENGTH - 1
    return (
        report(number, last, clicks=10 * (number + 1)),
        bulk(last, *["enabled"] * (number + 1)),
        _ads(number, last),
        companion(
            "listings_all", [{"sku": f"sku {number}", "listing_id": str(n)} for n in range(number + 1)]
        ),
    )


def _ads(number: int, last: int) -> Reading:
    """Days with figures of their download; each later one has a column more."""
    days = [{"campaign": "pans", "day": day(n), "clicks": number} for n in range(number, last + 1)]
    made = companion("ads_campaign", days, number, last)
    assert isinstance(made.data, pl.DataFrame)
    return replace(made, data=made.data.with_columns(pl.lit(n).alias(f"more_{n}") for n in range(number)))


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
