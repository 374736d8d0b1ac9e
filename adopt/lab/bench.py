"""What speed costs: ``python -m adopt.lab.bench``. Every figure is a fresh process, user + system CPU-seconds."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import click

from adopt.lab.rows import LAST_DAY, write_rows

_SEED = 1
_MEGA = 1e6

_NOTHING = "pass"
_POLARS = "import polars"
_ADOPT = "import polars; from adopt.estimate.rows import aggregate; from adopt.reports import identify"
_SCAN = """
import sys
import polars as pl
text = ["Campaign Name", "Ad Group Name", "Targeting", "Match Type", "Customer Search Term"]
counts = ["Impressions", "Clicks", "7 Day Total Orders (#)", "7 Day Total Units (#)"]
money = ["Spend", "7 Day Total Sales "]
plain = lambda name: pl.col(name).str.replace_all(r"[$,]", "").cast(pl.Float64)
rows = (
    pl.scan_csv(sys.argv[1], infer_schema=False)
    .select(
        pl.col("Date").str.to_date("%b %d, %Y"),
        *text,
        *(pl.col(name).cast(pl.Int64) for name in counts),
        *(plain(name) for name in money),
    )
    .collect()
)
assert rows.height == int(sys.argv[2])
"""
_EVIDENCE = """
import sys
from datetime import date
from pathlib import Path
from adopt.estimate.rows import aggregate
from adopt.reports import identify
reading = identify(Path(sys.argv[1]))
assert reading.read == int(sys.argv[2]) and not reading.rejected.height
cells = aggregate(reading.data, date.fromisoformat(sys.argv[3]), reading.window_days)
assert cells.height
"""


class Cost(NamedTuple):
    """What one process took: CPU and wall time in seconds, peak memory in bytes (never less than the bench's own)."""

    cpu: float
    wall: float
    memory: int


def measure(arguments: Sequence[str]) -> Cost:
    """Runs Python with the arguments in a fresh process.

    Raises:
        RuntimeError: the process failed.
    """
    started = time.perf_counter()
    with subprocess.Popen([sys.executable, *arguments], stdout=subprocess.DEVNULL) as process:  # noqa: S603 - our own code
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    wall = time.perf_counter() - started
    if process.returncode:
        raise RuntimeError(f"{arguments[:2]} ended with exit code {process.returncode}")
    # Linux counts in KiB, macOS in bytes.
    unit = 1 if sys.platform == "darwin" else 1024
    return Cost(usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss * unit)


def median_cost(arguments: Sequence[str], repeats: int) -> Cost:
    """The medians of several runs, after one that warms the file cache."""
    measure(arguments)
    costs = [measure(arguments) for _ in range(repeats)]
    return Cost(
        cpu=statistics.median(cost.cpu for cost in costs),
        wall=statistics.median(cost.wall for cost in costs),
        memory=max(cost.memory for cost in costs),
    )


def report_costs(folder: Path, rows: int, repeats: int) -> dict[str, Cost]:
    """Costs of a bare scan, of the evidence table, and of the whole daily run, on a report of ``rows`` daily rows."""
    reports = folder / f"reports-{rows}"
    reports.mkdir()
    path = reports / "Sponsored Products Search term report.csv"
    write_rows(path, rows, _SEED)
    day = (LAST_DAY.replace(day=LAST_DAY.day + 1)).isoformat()
    run = ["-m", "adopt", "daily", "-q", str(reports), "--out", str(folder / f"out-{rows}"), "--as-of", day]
    return {
        "bare Polars scan with type conversion": median_cost(["-c", _SCAN, str(path), str(rows)], repeats),
        "file to evidence table": median_cost(["-c", _EVIDENCE, str(path), str(rows), day], repeats),
        "whole run, engine and workbook": median_cost(run, 1),
    }


def start_costs(repeats: int) -> dict[str, Cost]:
    """Costs of starting: Python alone, ``adopt --help``, and the imports that the other figures contain."""
    return {
        "python -c pass": median_cost(["-c", _NOTHING], repeats),
        "adopt --help": median_cost(["-m", "adopt", "--help"], repeats),
        "import polars": median_cost(["-c", _POLARS], repeats),
        "import polars and adopt's readers": median_cost(["-c", _ADOPT], repeats),
    }


def table(title: str, costs: dict[str, Cost]) -> str:
    """A Markdown table; ratios are of CPU-seconds, raw (starting Python and imports included), to the first row."""
    first = next(iter(costs.values())).cpu
    lines = [f"| {title} | CPU s | ratio | wall s | peak MB |", "|---|---:|---:|---:|---:|"]
    lines += [
        f"| {name} | {cost.cpu:.2f} | {cost.cpu / first:.2f} | {cost.wall:.2f} | {cost.memory / _MEGA:,.0f} |"
        for name, cost in costs.items()
    ]
    return "\n".join(lines)


def ratios(costs: dict[str, Cost], start: dict[str, Cost]) -> str:
    """Evidence table to bare scan: as measured, and with each one's own start and imports taken off."""
    scan, evidence, run = (cost.cpu for cost in costs.values())
    polars, adopt = start["import polars"].cpu, start["import polars and adopt's readers"].cpu
    net = (evidence - adopt) / max(scan - polars, 1e-3)
    return (
        f"CPU, evidence table / scan: {evidence / scan:.2f} as measured, {net:.2f} with each one's own start and "
        f"imports taken off. Whole run / scan: {run / scan:.2f} as measured."
    )


@click.command(help=__doc__)
@click.option(
    "--rows", multiple=True, type=click.IntRange(min=1), default=(100_000, 1_000_000), show_default=True
)
@click.option("--repeats", default=3, show_default=True, type=click.IntRange(min=1), help="Runs per median.")
def main(rows: tuple[int, ...], repeats: int) -> None:
    """Prints the tables."""
    start = start_costs(repeats)
    click.echo(table("start", start))
    more = start["adopt --help"].wall - start["python -c pass"].wall
    click.echo(f"\n'adopt --help' takes {more:.2f} s more than Python itself.\n")
    with tempfile.TemporaryDirectory() as folder:
        for count in rows:
            costs = report_costs(Path(folder), count, repeats)
            click.echo(table(f"{count:,} daily rows of CSV", costs))
            click.echo(f"\n{ratios(costs, start)}\n")


if __name__ == "__main__":
    main()
