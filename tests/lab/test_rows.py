from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from adopt.lab.bench import Cost, measure, ratios, table
from adopt.lab.columns import columns
from adopt.lab.rows import write_rows
from adopt.reports import identify
from adopt.schema import Reading

ROWS = 20_000


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("rows") / "rows.csv"
    write_rows(made, ROWS, 7)
    return made


def test_rows_have_amazon_s_columns_and_the_share_of_distinct_terms_asked_for(path: Path) -> None:
    frame = pl.read_csv(path, infer_schema=False)
    assert frame.columns == [column.header for column in columns("search_term", "daily")]
    assert frame.height == ROWS
    assert frame["Customer Search Term"].n_unique() == pytest.approx(0.21 * ROWS, abs=1)


def test_same_seed_same_bytes(path: Path, tmp_path: Path) -> None:
    for seed in (7, 8):
        write_rows(tmp_path / "again.csv", ROWS, seed)
        assert ((tmp_path / "again.csv").read_bytes() == path.read_bytes()) == (seed == 7)


def test_rows_are_read_as_a_daily_report(path: Path) -> None:
    reading = identify(path)
    assert isinstance(reading, Reading)
    assert (reading.kind, reading.daily, reading.read, reading.rejected.height) == (
        "search_term",
        True,
        ROWS,
        0,
    )
    assert reading.currency == "USD"


def test_a_process_is_measured_alone() -> None:
    busy, idle = measure(["-c", "sum(range(5_000_000))"]), measure(["-c", "pass"])
    assert busy.cpu > idle.cpu
    assert idle.memory > 1_000_000
    with pytest.raises(RuntimeError, match="exit code 3"):
        measure(["-c", "raise SystemExit(3)"])


def test_ratios_are_said_raw_and_without_start() -> None:
    costs = {"scan": Cost(1.2, 1, 1), "evidence": Cost(3.4, 2, 1), "run": Cost(12.0, 9, 1)}
    start = {"import polars": Cost(0.2, 1, 1), "import polars and adopt's readers": Cost(0.4, 1, 1)}
    said = ratios(costs, start)
    assert "2.83 as measured, 3.00 with" in said
    assert "10.00 as measured." in said
    assert "| run | 12.00 | 10.00 |" in table("t", costs)
