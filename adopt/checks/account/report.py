"""Metrics of the account performance report, by our names: what is on the desk today, and what was there before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from fractions import Fraction
from typing import Any, NamedTuple

import polars as pl

from adopt.checks.desk import Desk, Table
from adopt.checks.found import Found
from adopt.schema import FindingStatus
from adopt.words.companions import cells
from adopt.words.places import place_code

KIND = "account_performance"
WARNING = "warning."
"""What names of warnings begin with."""

_STATUS = "accountStatus"
_EXACT = 1e-6
"""A rate that Amazon writes without its count tells the count if it comes so near to a whole one, as a share of the orders."""
_FULFILLED_BY_SELLER = ("lsr", "cancel", "vtr", "otd", "unit_otd")
"""Rates in which FBA orders never count."""


class Metric(NamedTuple):
    """One metric of one marketplace, channel and window.

    Attributes:
        market: two-letter code; Amazon's ID where it isn't known.
        name: our name of a rate (``cells.toml``, ``performance.rates``), else Amazon's.
        channel: ``MFN`` or ``AFN``, None where the report doesn't tell.
        status: Amazon's own word, "" where it has none.
        value: the rate, score or count as Amazon writes it.
        n, of: its counts, None where they aren't told or can't be (more than all).
        target, condition: Amazon's own.
        first_day, last_day: its window.
        days: length of the window.
        window: what tells it from the same metric over other days ("10d"); empty where there is one alone.
    """

    market: str
    name: str
    channel: str | None
    status: str
    value: float | None
    n: int | None
    of: int | None
    target: float | None
    condition: str
    first_day: date | None
    last_day: date | None
    days: int | None
    window: str = ""

    @property
    def is_bad(self) -> bool:
        """Whether Amazon's own word asks for action."""
        return bool(self.status) and self.status not in cells()["performance"]["good"]

    @property
    def share(self) -> float | None:
        """The rate: of its counts where they are told."""
        return self.n / self.of if self.n is not None and self.of else self.value

    @property
    def key(self) -> tuple[Any, ...]:
        """What makes it the same metric from day to day."""
        return (self.market, self.name, self.channel or "", self.window)


def metrics(desk: Desk, table: Table | None = None) -> list[Metric]:
    """The metrics of the desk's marketplace, or of every one where it isn't known; of the same one twice, the newest.

    Args:
        desk: of the run.
        table: an account performance report; today's by default.
    """
    table = table or desk.tables[KIND]
    found = [one for one in _read(table.frame) if _counts(one)]
    if desk.market:
        found = [one for one in found if one.market == desk.market.code]
    return _newest(found)


def rates(desk: Desk, name: str) -> list[Metric]:
    """The metrics of one rate."""
    return [one for one in metrics(desk) if one.name == name]


def standings(desk: Desk) -> list[Metric]:
    """The account's status in every marketplace of the report, and the warnings of the desk's own; those with a word alone."""
    every = [one for one in _newest(_read(desk.tables[KIND].frame)) if one.status and is_standing(one)]
    code = desk.market.code if desk.market else None
    return [one for one in every if one.name == _STATUS or code in (None, one.market)]


def is_standing(one: Metric) -> bool:
    """Whether it is the account's status or a warning, which are words and no rates."""
    return one.name == _STATUS or one.name.startswith(WARNING)


def earlier(desk: Desk) -> dict[tuple[Any, ...], Metric]:
    """What the history knew of each metric; empty without one."""
    before = desk.before.get(KIND)
    return {one.key: one for one in metrics(desk, before)} if before else {}


def subject_of(one: Metric, desk: Desk, *parts: str) -> str:
    """What a finding on it is of: the marketplace where the desk doesn't know it, the channel, and ``parts``."""
    place = "" if desk.market else one.market
    return " ".join(filter(None, (place, one.channel or "", *parts, one.window)))


def about(one: Metric, table: Table) -> dict[str, Any]:
    """What every finding on a metric tells: the report and its own window."""
    return {"kind": table.kind, "file": table.file, "first_day": one.first_day, "last_day": one.last_day}


def absent(desk: Desk) -> Found:
    """What is said where the report doesn't tell of a metric."""
    table = desk.tables[KIND]
    return Found(FindingStatus.NO_DATA, "metric_absent", kind=table.kind, file=table.file)


def _newest(found: Iterable[Metric]) -> list[Metric]:
    """One of each key: the newest window, then the one with counts, whatever order the rows are in.

    Of several lengths of window each is a metric of its own. Amazon tells late shipments over 10 and over 30 days; the window of
    180 days differs by some from report to report, and must not make another metric of the same one.
    """

    def rank(one: Metric) -> tuple[Any, ...]:
        return (one.last_day or date.min, one.of is not None, one.value or 0.0, one.n or 0, one.status)

    best: dict[tuple[Any, ...], Metric] = {}
    for one in _with_windows(list(found)):
        if one.key not in best or rank(one) > rank(best[one.key]):
            best[one.key] = one
    return [best[key] for key in sorted(best)]


def _with_windows(found: Sequence[Metric]) -> Iterator[Metric]:
    lengths: defaultdict[tuple[Any, ...], set[int]] = defaultdict(set)
    for one in found:
        lengths[one.key].add(one.days or 0)
    for one in found:
        several = one.name == "lsr" or len(lengths[one.key]) > 1
        yield one._replace(window=f"{one.days}d") if several and one.days else one


def _counts(one: Metric) -> bool:
    return not (one.channel == "AFN" and one.name in _FULFILLED_BY_SELLER)


def _read(frame: pl.DataFrame) -> Iterator[Metric]:
    ours = {theirs: our for our, names in cells()["performance"]["rates"].items() for theirs in names}
    for row in frame.iter_rows(named=True):
        n, of = _n_of(row)
        yield Metric(
            market=place_code(row["marketplace"]) or row["marketplace"],
            name=ours.get(row["metric"], row["metric"]),
            channel=row["channel"].upper() if row["channel"] else None,
            status=(row["status"] or "").strip().upper(),
            value=row["value"],
            n=n,
            of=of,
            target=row["target"],
            condition=(row["condition"] or "").upper(),
            first_day=_day(row["from"]),
            last_day=_day(row["to"]),
            days=_days(row["from"], row["to"]),
        )


def _n_of(row: Mapping[str, Any]) -> tuple[int | None, int | None]:
    """Counts that can be true. Amazon's example has more valid trackings than shipments; real files tell only the rate."""
    n, of, rate = row["count"], row["of"], row["value"]
    if of is None or n is not None:
        return (n, of) if n is None or of is None or 0 <= n <= of else (None, None)
    if rate is None or not 0 <= rate <= 1:
        return None, of
    near = round(Fraction(rate) * of)
    return (near if abs(rate * of - near) <= _EXACT * of else None), of


def _days(first: datetime | None, last: datetime | None) -> int | None:
    return round((last - first).total_seconds() / 86_400) if first and last else None


def _day(moment: datetime | None) -> date | None:
    return moment.date() if moment else None
