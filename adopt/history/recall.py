"""What history knows: the best knowledge of days, what was known on a day, and entities as they were downloaded."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import dataframely as dy
import polars as pl

from adopt.history.account import Account
from adopt.history.delta import read
from adopt.history.owners import newest
from adopt.history.tables import ENTITIES, FILES, RESTATEMENTS, SALES, SEARCH_TERMS, SUMMARIES
from adopt.schema import Bulk, DailySales, SearchTermRow, bulk_frames


def search_terms(
    home: Path, account: Account, first_day: date, last_day: date, window_days: int
) -> dy.DataFrame[SearchTermRow]:
    """Daily rows, each day as its newest download told it, by day and row."""
    return SearchTermRow.validate(
        seen_search_terms(home, account, first_day, last_day, window_days).drop("seen_on")
    )


def seen_search_terms(
    home: Path, account: Account, first_day: date, last_day: date, window_days: int
) -> pl.DataFrame:
    """The same, with ``seen_on``, the day of the download that each row is from."""
    rows = _days(home, SEARCH_TERMS, account, first_day, last_day).filter(window_days=window_days)
    frame = rows.with_columns(first_day="day", last_day="day").sort("day", "digest", "row").collect()
    return _typed(SearchTermRow, frame).with_columns(seen_on=frame["downloaded"])


def sales(home: Path, account: Account, first_day: date, last_day: date) -> dy.DataFrame[DailySales]:
    """Total units and sales by day, each day as its newest download told it."""
    frame = _days(home, SALES, account, first_day, last_day).sort("day").collect()
    return DailySales.validate(_typed(DailySales, frame))


def restatements(home: Path, account: Account) -> pl.DataFrame:
    """What each download said of each day: kind, window, day, downloaded, dated, sums; by these.

    Files that weren't stored to their end aren't in it.
    """
    files = read(home, FILES).filter(account=account.key).select("digest").unique()
    entries = read(home, RESTATEMENTS).filter(account=account.key).join(files, on="digest", how="semi")
    by = ["kind", "window_days", "day", "downloaded", "digest"]
    return entries.unique(subset=by, keep="any").sort(by).collect()


def as_known_on(home: Path, account: Account, day: date) -> pl.DataFrame:
    """Sums of each day as the newest download of ``day`` or before told them."""
    entries = restatements(home, account).filter(pl.col("downloaded") <= day)
    return newest(entries, "kind", "window_days", "day")


def snapshot(home: Path, account: Account, day: date) -> Bulk | None:
    """The account's entities as the newest bulk download of ``day`` or before had them; no cells for uploads."""
    last = newest_download(home, account, day)
    if not last.height:
        return None
    entity: dict[str, type[dy.Schema]] = {**ENTITIES, "search_terms": SearchTermRow}
    frames = {
        name: _typed(schema, _of_file(home, SUMMARIES if name == "search_terms" else name, last))
        for name, schema in entity.items()
    }
    return bulk_frames(**frames)


def newest_download(home: Path, account: Account, day: date) -> pl.DataFrame:
    """The line of the newest bulk download of ``day`` or before in the list of files; no row without one."""
    files = read(home, FILES).filter(pl.col("downloaded") <= day).filter(account=account.key, kind="bulk")
    return newest(files.collect(), "account")


def _days(home: Path, name: str, account: Account, first_day: date, last_day: date) -> pl.LazyFrame:
    span = (pl.col("month") >= f"{first_day:%Y-%m}") & (pl.col("month") <= f"{last_day:%Y-%m}")
    here = (pl.col("account") == account.key) & span & pl.col("day").is_between(first_day, last_day)
    return read(home, name).filter(here)


def _of_file(home: Path, name: str, file: pl.DataFrame) -> pl.DataFrame:
    rows = read(home, name).filter(
        account=file["account"][0], month=file["month"][0], digest=file["digest"][0]
    )
    return rows.sort("row").collect()


def _typed(schema: type[dy.Schema], frame: pl.DataFrame) -> dy.DataFrame[dy.Schema]:
    columns = schema.create_empty().schema
    return schema.validate(frame.select(pl.col(name).cast(kind) for name, kind in columns.items()))
