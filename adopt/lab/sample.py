"""One seller's folder for one day: ``python -m adopt.lab.sample sample_reports`` remakes it, byte for byte."""

from __future__ import annotations

import sys
import tomllib
from datetime import datetime
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import polars as pl

from adopt.lab.account import Account, simulate
from adopt.lab.bulk_file import bulk_name, write_bulk
from adopt.lab.business_file import write_business_report
from adopt.lab.companion_files import write_companion, write_json
from adopt.lab.console_file import write_console_report
from adopt.lab.oddities import change_states, negate, rename_terms, sell_more


@cache
def oddities() -> dict[str, Any]:
    """The file ``sample.toml``: the sample's seed, days, names, and what is odd in it."""
    return tomllib.loads(files("adopt.lab").joinpath("sample.toml").read_text(encoding="utf-8"))


@cache
def sample_account() -> Account:
    """The account behind the sample reports, with its truth."""
    odd = oddities()
    account = simulate(odd["seed"], odd["world"], days=odd["days"], last_day=odd["last_day"])
    account = rename_terms(account, odd["rename"]["campaign"], odd["rename"]["terms"])
    for negative in odd["negatives"]:
        account = negate(account, **negative)
    for state in odd["states"]:
        account = change_states(account, **state)
    return sell_more(account, odd["more_orders"]["campaign"], odd["more_orders"]["orders"])


def write_sample(folder: Path) -> list[Path]:
    """Writes the sample into ``folder``, which is made where missing, and returns the files."""
    odd, account = oddities(), sample_account()
    made: datetime = odd["made"]
    folder.mkdir(parents=True, exist_ok=True)
    search_terms = folder / odd["search_term_file"]
    bulk = folder / bulk_name(odd["account"], account.first_day, account.last_day, made)
    business, settings = folder / odd["business_file"], folder / "adopt.toml"
    write_console_report(search_terms, _with_old_name(account.report, **odd["old_name"]), made)
    write_bulk(bulk, account.sheet, account.report, made)
    write_business_report(business, account)
    settings.write_bytes(files("adopt.lab").joinpath("sample_adopt.toml").read_bytes())
    return [search_terms, bulk, business, settings, *_write_beside(folder)]


def _write_beside(folder: Path) -> list[Path]:
    """The reports beside the ads, as ``sample_companions.toml`` has them."""
    beside = tomllib.loads(files("adopt.lab").joinpath("sample_companions.toml").read_text(encoding="utf-8"))
    written = []
    for table in beside["tables"]:
        written.append(folder / table["file"])
        write_companion(written[-1], table["kind"], table["rows"], common=table["common"])
    for document in beside["documents"]:
        written.append(folder / document["file"])
        write_json(written[-1], document["content"])
    return written


def _with_old_name(report: pl.DataFrame, campaign: str, was: str, until: Any) -> pl.DataFrame:
    then = (pl.col("campaign") == campaign) & (pl.col("first_day") < until)
    return report.with_columns(campaign=pl.when(then).then(pl.lit(was)).otherwise("campaign"))


if __name__ == "__main__":
    for written in write_sample(Path(sys.argv[1] if len(sys.argv) > 1 else "sample_reports")):
        print(written)  # noqa: T201 - a script tells what it wrote
