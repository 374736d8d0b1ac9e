"""The benchmark of the engine measures accounts of as many distinct terms as it says."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import polars as pl
import pytest

from adopt.daily import plan_for
from adopt.lab.bench import Cost
from adopt.lab.bench_engine import SIZES, decided, engine_table, exponent, ready
from adopt.lab.engine_account import LAST_DAY, account_sources, write_account
from adopt.settings import load_settings

TERMS = 3_000


@pytest.fixture(scope="module")
def account(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("engine") / "rows.parquet"
    write_account(path, TERMS, 1)
    return path


def test_an_account_has_exactly_so_many_distinct_terms_and_the_same_ones_each_time(
    account: Path, tmp_path: Path
) -> None:
    rows = pl.read_parquet(account)
    assert rows["search_term"].n_unique() == TERMS
    assert rows.height == round(TERMS * 4.76)
    write_account(tmp_path / "again.parquet", TERMS, 1)
    assert pl.read_parquet(tmp_path / "again.parquet").equals(rows)


def test_every_row_joins_the_download_and_the_engine_decides(account: Path) -> None:
    plan = plan_for(account_sources(account), load_settings(), LAST_DAY + timedelta(days=1))
    assert plan.join["join"].to_list() == ["target"]
    assert plan.withheld == ()
    assert plan.terms.height > TERMS
    assert set(plan.actions["code"]) >= {"N101", "B301", "H201"}


def test_what_the_processes_run_runs(account: Path) -> None:
    ready(str(account), str(TERMS))
    decided(str(account), str(TERMS))


def test_the_exponent_is_that_of_the_costs() -> None:
    assert exponent([10, 100, 1000], [3, 30, 300]) == pytest.approx(1)
    assert exponent([10, 100, 1000], [1, 100, 10_000]) == pytest.approx(2)


def test_the_table_tells_the_engine_without_start_and_rows() -> None:
    costs = {"bare": Cost(2, 1, 1), "rows": Cost(3, 1, 2 * 10**9), "engine": Cost(13, 6, 4 * 10**9)}
    told = engine_table({1000: costs, 10_000: {**costs, "engine": Cost(103, 60, 5 * 10**9)}})
    assert "| 1,000 | 13.0 | 10.0 | 5.0 | 6.0 | 4.00 | 2.00 |" in told
    assert "CPU of the engine alone with terms ^ 1.00, its process's wall time with terms ^ 1.00" in told
    assert told.endswith("its peak memory with terms ^ 0.10.")


def test_the_largest_size_is_held_against_its_limits() -> None:
    costs = {"bare": Cost(2, 1, 1), "rows": Cost(3, 1, 2 * 10**9), "engine": Cost(80, 55, 35 * 10**8)}
    told = engine_table({SIZES[-1]: costs})
    assert told.endswith("1,000,000 terms take 55.0 s of at most 60, and 3.50 GB of at most 4.")
