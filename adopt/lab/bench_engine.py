"""What estimating and deciding cost by the number of distinct search terms: ``python -m adopt.lab.bench_engine``.

Without reading files and without writing. Each figure is a fresh process, beside a bare sum of the same rows by term.
"""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import click
import numpy as np

from adopt.lab.bench import Cost, measure
from adopt.lab.engine_account import write_account

SIZES = (10_000, 100_000, 1_000_000)
_SEED = 1
_GIGA = 1e9
_MOST_SECONDS, _MOST_MEMORY = 60, 4 * _GIGA
"""What the largest of `SIZES` may take on two cores: wall time from starting Python on, and peak memory (bytes)."""
_STEPS = {
    "bare": "import sys; import polars as pl; "
    "rows = pl.read_parquet(sys.argv[1]); names = ['campaign', 'ad_group', 'search_term']; "
    "sums = rows.group_by(names).agg(pl.col('clicks', 'orders', 'spend_micros').sum()).sort(names); "
    "assert sums['search_term'].n_unique() == int(sys.argv[2])",
    "rows": "import sys; from adopt.lab.bench_engine import ready; ready(*sys.argv[1:])",
    "engine": "import sys; from adopt.lab.bench_engine import decided; decided(*sys.argv[1:])",
}


def ready(path: str, terms: str) -> None:
    """What the engine starts from: rows in memory, and the download."""
    from adopt.lab.engine_account import account_sources

    assert account_sources(Path(path)).rows.height >= int(terms)


def decided(path: str, terms: str) -> None:
    """The whole engine: sums, joining, evidence, and every decision."""
    from datetime import timedelta

    from adopt.daily import plan_for
    from adopt.lab.engine_account import LAST_DAY, account_sources
    from adopt.settings import load_settings

    plan = plan_for(account_sources(Path(path)), load_settings(), LAST_DAY + timedelta(days=1))
    assert plan.terms["search_term"].n_unique() == int(terms)
    assert set(plan.actions["code"]) >= {"N101", "B301"}


def engine_costs(folder: Path, terms: int) -> dict[str, Cost]:
    """Costs of a bare sum, of having rows and download in memory, and of the engine on top, for so many terms."""
    path = folder / f"terms-{terms}.parquet"
    write_account(path, terms, _SEED)
    return {name: measure(["-c", code, str(path), str(terms)]) for name, code in _STEPS.items()}


def exponent(sizes: Sequence[int], costs: Sequence[float]) -> float:
    """The power of the size by which a cost grows: the slope of log cost over log size, by least squares."""
    return float(np.polyfit(np.log(sizes), np.log(costs), 1)[0])


def net(costs: Mapping[str, Cost]) -> float:
    """CPU-seconds of the engine alone: without starting Python and having the rows in memory."""
    return max(costs["engine"].cpu - costs["rows"].cpu, 1e-3)


def engine_table(found: Mapping[int, Mapping[str, Cost]]) -> str:
    """A Markdown table by number of terms; exponents where there are several; how the largest of `SIZES` stands to its limits."""
    lines = [
        "| distinct search terms | CPU s | of the engine alone | / bare sum by term | wall s | peak GB | peak GB before |",
        "|---:|---:|---:|---:|---:|---:|---:|",
    ]
    for terms, costs in found.items():
        whole, alone = costs["engine"], net(costs)
        lines.append(
            f"| {terms:,} | {whole.cpu:.1f} | {alone:.1f} | {alone / costs['bare'].cpu:.1f} | {whole.wall:.1f} "
            f"| {whole.memory / _GIGA:.2f} | {costs['rows'].memory / _GIGA:.2f} |"
        )
    if len(found) > 1:
        lines.append(f"\n{_growth(found)}")
    if SIZES[-1] in found:
        whole = found[SIZES[-1]]["engine"]
        lines.append(
            f"\n{SIZES[-1]:,} terms take {whole.wall:.1f} s of at most {_MOST_SECONDS}, "
            f"and {whole.memory / _GIGA:.2f} GB of at most {_MOST_MEMORY / _GIGA:.0f}."
        )
    return "\n".join(lines)


def _growth(found: Mapping[int, Mapping[str, Cost]]) -> str:
    whole = [costs["engine"] for costs in found.values()]
    grown = {
        "CPU of the engine alone": [net(costs) for costs in found.values()],
        "its process's wall time": [cost.wall for cost in whole],
        "its peak memory": [float(cost.memory) for cost in whole],
    }
    powers = (f"{name} with terms ^ {exponent(list(found), costs):.2f}" for name, costs in grown.items())
    return f"Growth: {', '.join(powers)}."


@click.command(help=__doc__)
@click.option("--terms", multiple=True, type=click.IntRange(min=1000), default=SIZES, show_default=True)
def main(terms: tuple[int, ...]) -> None:
    """Prints the table."""
    with tempfile.TemporaryDirectory() as folder:
        click.echo(engine_table({size: engine_costs(Path(folder), size) for size in sorted(terms)}))


if __name__ == "__main__":
    main()
