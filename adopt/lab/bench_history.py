"""What keeping a restated fortnight costs: ``python -m adopt.lab.bench_history``, against Delta Lake's own merge."""

from __future__ import annotations

import shutil
import tempfile
from datetime import date, timedelta
from pathlib import Path

import click
import numpy as np
import polars as pl

from adopt.history import Account, History
from adopt.history.delta import add, open_table
from adopt.history.tables import SEARCH_TERMS, schemas
from adopt.lab.bench import Cost, measure, table
from adopt.schema import Reading, SearchTermRow, Totals, rejected_frame

ACCOUNT = Account("bench", "US", "USD")
LAST_DAY = date(2026, 11, 21)
_DAYS = 14
_FIRST_DAY = LAST_DAY - timedelta(days=_DAYS - 1)
_CENT = 10_000
_SEED = 997
_KEYS = ("day", "campaign", "ad_group", "targeting", "match_type", "search_term")

_FILL = "import sys; from adopt.lab.bench_history import fill; fill(*sys.argv[1:])"
_INGEST = "import sys; from adopt.lab.bench_history import ingest; ingest(*sys.argv[1:])"
_MERGE = "import sys; from adopt.lab.bench_history import merge; merge(*sys.argv[1:])"


def day_rows(days: list[date], per_day: int, seed: int) -> pl.DataFrame:
    """`SearchTermRow` of so many terms a day; every day has the same terms, the seed draws their figures."""
    rng, count = np.random.default_rng(seed), len(days) * per_day
    term = np.tile(np.arange(per_day), len(days))
    clicks = rng.geometric(0.7, count)
    frame = pl.DataFrame({"number": term, "clicks": clicks, "orders": rng.binomial(clicks, 0.08)})
    named = frame.with_columns(
        row=pl.int_range(2, count + 2),
        campaign=pl.format("SP | Kitchen | {}", pl.col("number") % 400),
        ad_group=pl.format("group {}", pl.col("number") % 400),
        targeting=pl.format("keyword {}", pl.col("number") % 4000),
        match_type=pl.lit("broad"),
        search_term=pl.format("steel pan number {} for small kitchens", "number"),
        first_day=pl.Series(np.repeat(np.array(days, dtype="datetime64[D]"), per_day)),
        impressions=pl.col("clicks") * 40,
        units="orders",
        spend_micros=pl.col("clicks") * 83 * _CENT,
        sales_micros=pl.col("orders") * 2499 * _CENT,
    ).with_columns(last_day="first_day")
    nothing = [
        pl.lit(None, pl.String).alias(name)
        for name in ("campaign_id", "ad_group_id", "target_id", "portfolio")
    ]
    schema = SearchTermRow.create_empty().schema
    return named.with_columns(nothing).select(pl.col(name).cast(kind) for name, kind in schema.items())


def fill(home: str, rows: str, per_day: str) -> None:
    """A history of ``rows`` rows, written month by month."""
    first = LAST_DAY - timedelta(days=int(rows) // int(per_day) - 1)
    days = pl.date_range(first, LAST_DAY, eager=True)
    for number, (_, month) in enumerate(
        days.to_frame("day").group_by(pl.col("day").dt.truncate("1mo"), maintain_order=True)
    ):
        drawn = day_rows(month["day"].to_list(), int(per_day), number)
        add(Path(home), SEARCH_TERMS, _stored(drawn, "old"))


def _stored(rows: pl.DataFrame, digest: str) -> pl.DataFrame:
    day = LAST_DAY if digest == "old" else LAST_DAY + timedelta(days=1)
    more = {"account": ACCOUNT.key, "window_days": 7, "file_rows": rows.height, "digest": digest}
    own = rows.with_columns(**{name: pl.lit(value) for name, value in more.items()}).with_columns(
        day="first_day",
        month=pl.col("first_day").dt.strftime("%Y-%m"),
        downloaded=pl.lit(day),
        ended=pl.lit(LAST_DAY),
    )
    return own.select(pl.col(name).cast(kind) for name, kind in schemas()[SEARCH_TERMS].items())


def ingest(home: str, report: str) -> None:
    """Keeps the report's rows as the daily run does."""
    rows = SearchTermRow.validate(pl.read_parquet(report))
    reading = Reading(
        path=Path(report),
        digest="new",
        kind="search_term",
        language="en",
        marketplace=ACCOUNT.marketplace,
        currency=ACCOUNT.currency,
        first_day=_FIRST_DAY,
        last_day=LAST_DAY,
        daily=True,
        window_days=7,
        read=rows.height,
        data=rows,
        rejected=rejected_frame(),
        totals=Totals.of(rows),
    )
    stored = History(Path(home)).ingest(reading, ACCOUNT, LAST_DAY + timedelta(days=1))
    assert stored.days == _DAYS


def merge(home: str, report: str) -> None:
    """The same rows by Delta Lake's own merge, told account, months and days literally so that it can skip files."""
    rows = _stored(pl.read_parquet(report), "new")
    months = ", ".join(f"'{month}'" for month in rows["month"].unique().sort())
    same = " AND ".join(f"t.{name} = s.{name}" for name in _KEYS)
    where = f"t.account = '{ACCOUNT.key}' AND t.month IN ({months}) AND t.day >= '{_FIRST_DAY}' AND {same}"
    merged = open_table(Path(home), SEARCH_TERMS).merge(rows, where, source_alias="s", target_alias="t")
    merged.when_matched_update_all().when_not_matched_insert_all().execute()


def costs(folder: Path, rows: int, restated: int) -> dict[str, Cost]:
    """Costs of both, each on its own copy of the same history, in a process of its own.

    Raises:
        RuntimeError: the two don't leave the same rows behind.
    """
    per_day = restated // _DAYS
    report, first, second = folder / "report.parquet", folder / "one", folder / "two"
    # In a process of its own: what a process once took counts as the least that its children take.
    measure(["-c", _FILL, str(first), str(rows), str(per_day)])
    shutil.copytree(first, second)
    day_rows([_FIRST_DAY + timedelta(days=n) for n in range(_DAYS)], per_day, -1 % 997).write_parquet(report)
    found = {
        "Delta's own merge": measure(["-c", _MERGE, str(second), str(report)]),
        "adopt's ingestion": measure(["-c", _INGEST, str(first), str(report)]),
    }
    sums = [
        pl.scan_delta(home / SEARCH_TERMS)
        .select(pl.len(), pl.col("clicks", "orders", "sales_micros").sum())
        .collect()
        .row(0)
        for home in (first, second)
    ]
    if sums[0] != sums[1]:
        raise RuntimeError(f"ingestion left {sums[0]}, merge {sums[1]}")
    return found


@click.command(help=__doc__)
@click.option("--rows", default=10_000_000, show_default=True, type=click.IntRange(min=1))
@click.option("--restated", default=200_000, show_default=True, type=click.IntRange(min=_DAYS))
def main(rows: int, restated: int) -> None:
    """Prints the table and the ratio of wall times."""
    with tempfile.TemporaryDirectory() as folder:
        found = costs(Path(folder), rows, restated)
    click.echo(table(f"{restated:,} restated rows into {rows:,}", found))
    merged, ingested = found.values()
    click.echo(f"\nWall time, ingestion / merge: {ingested.wall / merged.wall:.2f}.")


if __name__ == "__main__":
    main()
