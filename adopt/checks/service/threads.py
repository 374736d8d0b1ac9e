"""Threads of buyer messages -> exchanges: what the buyer asked first, and when the seller answered.

Amazon's clock of a thread starts with its first unanswered message and stops with the seller's next answer (Seller
Central 200549770): messages that wait for the same answer are one exchange.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any, NamedTuple

import polars as pl

from adopt.checks.desk import Desk
from adopt.checks.here import of_market, own_name
from adopt.words.companions import cells

_HOUR = timedelta(hours=1)


class Exchange(NamedTuple):
    """One question and its answer.

    Attributes:
        name: the thread; with its marketplace where the account's isn't known.
        order: of the question, if it names one.
        asked: when its first message came.
        answered: None while it waits.
        closed: whether the seller's list calls it over.
    """

    name: str
    order: str | None
    asked: datetime
    answered: datetime | None
    closed: bool

    def hours(self, now: datetime) -> float:
        """Hours from the question to its answer, or to ``now`` while it waits."""
        return ((self.answered or now) - self.asked) / _HOUR


def exchanges(desk: Desk) -> list[Exchange]:
    """All exchanges of the marketplace, by the time of their question; "no response needed" and other clocks left out."""
    frame = of_market(desk, desk.tables["tickets"].frame, "marketplace")
    elsewhere = pl.col("channel").str.to_lowercase().is_in(cells()["tickets"]["elsewhere"])
    counted = frame.filter(~elsewhere.fill_null(value=False), pl.col("received_at") <= desk.now)
    threads: dict[str, list[dict[str, Any]]] = {}
    for row in counted.iter_rows(named=True):
        threads.setdefault(own_name(desk, row["ticket_id"], row["marketplace"]), []).append(row)
    found = [one for name, rows in threads.items() for one in _of_thread(name, rows, desk.now)]
    return sorted(found, key=lambda one: (one.asked, one.name))


def _of_thread(name: str, rows: list[dict[str, Any]], now: datetime) -> Iterator[Exchange]:
    answers = sorted(
        row["responded_at"] for row in rows if row["responded_at"] and row["responded_at"] <= now
    )
    asked = sorted((row for row in rows if not row["no_response_needed"]), key=lambda row: row["received_at"])
    waiting: dict[datetime | None, list[dict[str, Any]]] = {}
    for row in asked:
        answer = next((moment for moment in answers if moment >= row["received_at"]), None)
        waiting.setdefault(answer, []).append(row)
    for answer, own in waiting.items():
        order = next((row["order_id"] for row in own if row["order_id"]), None)
        yield Exchange(name, order, own[0]["received_at"], answer, _closed(own))


def _closed(rows: Iterable[Mapping[str, Any]]) -> bool:
    words = cells()["own"]["closed"]
    return all((row["status"] or "").strip().lower() in words for row in rows)
