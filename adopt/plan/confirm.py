"""What became of a plan's actions after their upload: from Amazon's report or a later download to results."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

import dataframely as dy
import polars as pl

from adopt.schema import Compared, Kind, Result, Stands, Status

_CREATED = (Kind.NEGATIVE.value, Kind.TARGET.value, Kind.CAMPAIGN.value)
_DEFERRED = "not_processed"
_THERE = "already_there"
STILL_OLD, TOO_EARLY = "still_old", "too_early"


def results_of_report(told: pl.DataFrame, on: date) -> dy.DataFrame[Result]:
    """What Amazon's report says of the actions whose rows it tells of; one row that was refused refuses its action.

    Args:
        told: a row for each row of the upload that carries an action: key, fails (of what Amazon says of it; null where it
            says nothing), code (ours), message.
        on: the day of the report.
    """
    # The row that was refused for itself speaks, not one that waited for it.
    order = [pl.col("fails").fill_null(value=False), pl.col("code").eq_missing(pl.lit(_DEFERRED))]
    worst = (
        told.with_row_index("place")
        .sort(*order, "place", descending=[True, False, False])
        .group_by("key", maintain_order=True)
        .first()
    )
    failed = pl.col("fails").fill_null(value=False)
    return _results(
        worst.select(
            "key",
            status=pl.when(failed).then(pl.lit(Status.REJECTED.value)).otherwise(pl.lit(Status.TAKEN.value)),
            code=pl.when(failed).then("code"),
            message="message",
        ),
        on,
    )


def results_of_download(compared: dy.DataFrame[Compared], made_for: date, on: date) -> dy.DataFrame[Result]:
    """What a later download shows: what is in force was taken. Of what isn't, it can't say why.

    Codes of what isn't known: ``still_old`` (as before, a day or more later), ``too_early`` (as before, on the plan's
    day), ``changed`` (neither the old value nor the plan's), ``partly``, and those of `Compared.why`.

    Args:
        compared: the actions, held against the download.
        made_for: the day of the plan.
        on: the day of the download.
    """
    stands, why = pl.col("stands"), pl.col("why")
    created = (stands == Stands.CHANGED.value) & pl.col("kind").is_in(_CREATED)
    taken = ((stands == Stands.PLANNED.value) & why.is_null()) | created
    before = pl.lit(STILL_OLD if on > made_for else TOO_EARLY)
    code = (
        pl.when(stands == Stands.BEFORE.value)
        .then(before)
        .when(stands == Stands.CHANGED.value)
        .then(pl.lit("changed"))
        .otherwise(why)
    )
    return _results(
        compared.select(
            "key",
            status=pl.when(taken).then(pl.lit(Status.TAKEN.value)).otherwise(pl.lit(Status.UNKNOWN.value)),
            code=pl.when(~taken).then(code),
            message=pl.lit(None, pl.String),
        ),
        on,
    )


def without_others(results: dy.DataFrame[Result], others: Collection[str]) -> dy.DataFrame[Result]:
    """The results; actions of ``others`` (keys) aren't known to be taken, as another plan has brought them about."""
    theirs = pl.col("key").is_in(list(others)) & (pl.col("status") == Status.TAKEN.value)
    status = pl.when(theirs).then(pl.lit(Status.UNKNOWN.value)).otherwise("status")
    return Result.validate(results.with_columns(status=status))


def refined(
    before: dy.DataFrame[Result], news: dy.DataFrame[Result], undone: Collection[str] = ()
) -> dy.DataFrame[Result]:
    """What is known now, from what was known and what a further file tells.

    A file that knows nothing of an action takes nothing away. What was taken stays taken, unless a newer file says that it
    was refused or that the old value is in force: but not where it was taken back, and not where Amazon refuses it because it
    is there. An older file only fills gaps.

    Args:
        before, news: results.
        undone: keys of the actions that were taken back.
    """
    both = before.rename({name: f"{name}_before" for name in before.columns if name != "key"}).join(
        news, on="key", how="full", coalesce=True
    )
    knew, knows = pl.col("status_before"), pl.col("status")
    unknown = Status.UNKNOWN.value
    taken_before = knew == Status.TAKEN.value
    lost = taken_before & (pl.col("code") == STILL_OLD) & ~pl.col("key").is_in(list(undone))
    again = taken_before & (knows == Status.REJECTED.value) & (pl.col("code") == _THERE)
    older = pl.col("seen_on") < pl.col("seen_on_before")
    takes = (
        pl.when(knew.is_null())
        .then(pl.lit(value=True))
        .when(knows.is_null())
        .then(pl.lit(value=False))
        .when(knew == unknown)
        .then((knows != unknown) | ~older)
        .when(older)
        .then(pl.lit(value=False))
        .otherwise(((knows != unknown) & ~again) | lost)
        .fill_null(value=False)
    )
    names = [name for name in Result.column_names() if name != "key"]
    return Result.validate(
        both.select(
            "key", *(pl.when(takes).then(name).otherwise(f"{name}_before").alias(name) for name in names)
        ).sort("key")
    )


def _results(rows: pl.DataFrame, on: date) -> dy.DataFrame[Result]:
    return Result.validate(rows.with_columns(seen_on=pl.lit(on)).select(Result.column_names()).sort("key"))
