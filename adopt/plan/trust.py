"""What the seller should know before trusting a plan, and what forbids one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

import polars as pl

from adopt.errors import InputError
from adopt.plan.download import of_download
from adopt.plan.plan import Facts
from adopt.schema import Bulk, Reading
from adopt.settings import Settings

_SOME = 0.05


def refuse_foreign(cells: pl.DataFrame, bulk: Bulk | None) -> None:
    """Stops when not one campaign of the report is in the bulk download.

    Raises:
        InputError: the two files are of different accounts.
    """
    if bulk is None or cells.is_empty() or bulk.campaigns.is_empty():
        return
    # Where the campaign alone was not found, the reason says so; any other reason means that it was.
    if (cells["join_reason"] == "campaign_not_found").fill_null(value=False).all():
        names = cells["campaign"].unique().sort().head(3)
        raise InputError(
            "none of the report's campaigns ({names}, ...) is in the bulk download: they are of different accounts; "
            "download both from the same account and marketplace",
            names=", ".join(names),
        )


def warnings(
    used: Sequence[Reading],
    facts: Facts,
    joined: pl.DataFrame,
    settings: Settings,
    as_of: date,
    unlisted: int,
) -> tuple[tuple[str, str], ...]:
    """(code, detail) of everything that makes the plan less sure than it looks.

    Args:
        used: the readings that the plan rests on.
        facts: of the plan.
        joined: summary of the joining: join, join_reason, rows, clicks, spend.
        settings, as_of: of the run.
        unlisted: watched terms that the plan leaves out.
    """
    return (*_of_files(used), *_of_account(used, facts, joined, settings, as_of, unlisted))


def _of_files(used: Sequence[Reading]) -> Iterator[tuple[str, str]]:
    rejected = sum(reading.rejected.height for reading in used)
    if rejected:
        yield "rejected_rows", str(rejected)
    for reading in used:
        yield from reading.notes


def _of_account(
    used: Sequence[Reading],
    facts: Facts,
    joined: pl.DataFrame,
    settings: Settings,
    as_of: date,
    unlisted: int,
) -> Iterator[tuple[str, str]]:
    age = (as_of - facts.last_day).days if facts.last_day else 0
    if age > settings.max_age_days:
        yield "stale_data", str(age)
    yield from _old_sales(used, settings, as_of)
    yield from of_download(used, settings, as_of)
    if not settings.margins:
        yield "no_margins", f"{settings.target_acos:.0%}"
    if not settings.protect.brands:
        yield "no_brands", ""
    if not facts.orders:
        yield "no_orders", ""
    elif facts.orders < settings.estimate.min_orders:
        yield "few_orders", str(facts.orders)
    if any(reading.kind == "bulk" for reading in used):
        spend = float(joined.filter(pl.col("join") == "none")["spend"].sum())
        lost = spend / facts.spend if facts.spend else 0.0
        if lost > _SOME:
            yield "not_joined", f"{lost:.0%}"
    if unlisted:
        yield "watched_left_out", str(unlisted)


def _old_sales(used: Sequence[Reading], settings: Settings, as_of: date) -> Iterator[tuple[str, str]]:
    for reading in used:
        if reading.kind == "business" and reading.last_day:
            age = (as_of - reading.last_day).days
            if age > settings.max_age_days:
                yield "stale_sales", str(age)
