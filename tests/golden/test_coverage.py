"""What adopt reads of Amazon's ads reports: kind by language and format, found out by reading such files.

``make golden`` rewrites docs/coverage.md; read the diff before a commit.
"""

from __future__ import annotations

import csv
import gzip
import json
import os
from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import polars as pl

from adopt.lab.account import Account, simulate
from adopt.lab.bulk_file import write_bulk
from adopt.lab.business_file import write_business_report
from adopt.lab.console_file import write_console_report
from adopt.lab.translated import layout_in
from adopt.reports import Refusal, identify
from adopt.words import headers, languages, sureness
from adopt.words.companions import Layout, companions
from tests.reports.layouts import write

PAGE = Path(__file__).resolve().parents[2] / "docs/coverage.md"
REWRITE = os.environ.get("ADOPT_REWRITE_GOLDEN") == "1"
MADE = datetime(2026, 11, 21)  # noqa: DTZ001  Excel knows no zones
NAMES = {
    "en": "English", "de": "German", "es": "Spanish", "fr": "French", "it": "Italian", "ja": "Japanese",
    "ko": "Korean", "pl": "Polish", "pt": "Portuguese (BR)", "zh": "Simplified Chinese",
}  # fmt: skip
TOP = """# What adopt reads

This page is written by a test that has such files made and reads them (`make golden`); it isn't edited by hand.

- **read**: with how sure the column names are: H (seen in real files, or said by Amazon), M (several programs read
  them), L (hearsay; adopt says so when it reads one).
- **refused**: adopt recognises the report and says why it can't use it.
- **same**: the Ads API writes English in every country.
- **unknown**: too few of its names are known to recognise it; a table `[headers."..."]` in adopt.toml can name them.

"""


@cache
def account() -> Account:
    return simulate(1, "sparse", days=10, last_day=date(2026, 11, 20))


def chosen(kind: str, language: str) -> list[dict[str, Any]]:
    """Rows of a report with chosen columns, as far as their names are known in a language."""
    fields = {
        "date_range": pl.lit("2026-11-11 - 2026-11-20"),
        "start_date": pl.lit("2026-11-11"),
        "end_date": pl.lit("2026-11-20"),
        "currency": pl.lit("USD"),
        **{
            name: pl.col(name) for name in ("campaign_id", "campaign", "ad_group_id", "ad_group", "targeting")
        },
        "match_type": pl.col("match_type"),
        **{name: pl.col(name) for name in ("search_term", "impressions", "clicks")},
        "spend": pl.col("spend_micros") / 1e6,
        "sales_7": pl.col("sales_micros") / 1e6,
        "orders_7": pl.col("orders"),
        "units_7": pl.col("units"),
    }
    names = headers(kind)[language]
    known = [value.alias(names[ours][0]) for ours, value in fields.items() if ours in names]
    return account().report.select(known).to_dicts()


def console(path: Path, language: str) -> None:
    write_console_report(path, account().report, MADE, language=language)


def bulk(path: Path, language: str) -> None:
    write_bulk(path, account().sheet, account().report, MADE, language=language)


def unified(path: Path, language: str) -> None:
    pl.DataFrame(chosen("unified", language)).write_csv(path, include_bom=True)


def api(path: Path, language: str) -> None:
    text = json.dumps(chosen("api", language)).encode()
    path.write_bytes(gzip.compress(text, mtime=0) if path.suffix == ".gz" else text)


def business(path: Path, _language: str) -> None:
    write_business_report(path, account())


Write = Callable[[Path, str], None]
KINDS: Mapping[str, tuple[str, Write, tuple[str, ...]]] = {
    "Search term report": ("search_term", console, (".xlsx", ".csv")),
    "Unified search term report": ("unified", unified, (".csv",)),
    "Ads API spSearchTerm": ("api", api, (".json", ".json.gz")),
    "Bulk download": ("bulk", bulk, (".xlsx",)),
    "Business report by date": ("business", business, (".csv",)),
}


def answer(folder: Path, kind: str, write: Write, suffix: str, language: str) -> str:
    if kind == "api" and language != "en":
        return "same"
    if language not in headers(kind):
        return "unknown"
    path = folder / f"{kind}-{language}{suffix}"
    write(path, language)
    read = identify(path)
    if not isinstance(read, Refusal):
        return f"read ({sureness(kind, language)})" if read.language == language else "unknown"
    return "unknown" if read.kind is None else f"refused: {read.reason} ({read.detail})"


def table(folder: Path) -> list[str]:
    columns = [(title, *KINDS[title][:2], suffix) for title in KINDS for suffix in KINDS[title][2]]
    lines = ["| | " + " | ".join(f"{title} `{suffix}`" for title, _, _, suffix in columns) + " |"]
    lines.append("|---" * (len(columns) + 1) + "|")
    for language, name in NAMES.items():
        cells = [answer(folder, kind, write, suffix, language) for _, kind, write, suffix in columns]
        lines.append(f"| {name} | " + " | ".join(cells) + " |")
    return lines


BESIDE = """
## Reports beside the ads

In English, each made with its true header and one row; in every other language their names are **unknown**, and a table
`[headers."..."]` with `report = "..."` in adopt.toml can name them.

| Kind | `.csv` | `.txt` with tabs | `.xlsx` | `.json` |
|---|---|---|---|---|
"""
_RATE = {"orderCount": 40, "lateShipmentCount": 1, "rate": 0.025, "status": "GOOD", "targetValue": 0.04}
_OTHER_SHAPES: Mapping[str, Any] = {
    "account_performance": {"performanceMetrics": [{"marketplaceId": "A1", "lateShipmentRate": _RATE}]},
    "keepa_history": {"products": [{"asin": "B0AAAAAAA1", "csv": [[7_000_000, 1999]]}]},
}


def as_workbook(path: Path) -> Path:
    """The same table, saved as a workbook."""
    book = openpyxl.Workbook()
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.reader(file):
            book.worksheets[0].append(row)
    book.save(path.with_suffix(".xlsx"))
    return path.with_suffix(".xlsx")


def beside(folder: Path, layout: Layout) -> list[str]:
    """What becomes of one layout's file in each format; a dash where Amazon gives no such file."""
    if layout.kind in _OTHER_SHAPES:
        path = folder / f"{layout.kind}.json"
        path.write_text(json.dumps(_OTHER_SHAPES[layout.kind]), encoding="utf-8")
        return ["-", "-", "-", outcome(path, layout)]
    if layout.sheets:
        return ["-", "-", "-", outcome(write(layout, folder), layout)]
    plain = outcome(write(layout, folder), layout)
    workbook = outcome(as_workbook(write(layout, folder)), layout)
    tabs = write(layout, folder, "\t")
    return [plain, outcome(tabs.rename(tabs.with_suffix(".txt")), layout), workbook, "-"]


def outcome(path: Path, layout: Layout) -> str:
    found = identify(path)
    if isinstance(found, Refusal):
        return f"refused: {found.reason}"
    return "read" if (found.kind, found.rejected.height) == (layout.kind, 0) else f"read as {found.kind}"


def table_beside(folder: Path) -> list[str]:
    return [f"| `{layout.kind}` | {' | '.join(beside(folder, layout))} |" for layout in companions().values()]


def test_the_page_of_what_is_read_is_true(tmp_path: Path) -> None:
    page = TOP + "\n".join(table(tmp_path)) + "\n" + BESIDE + "\n".join(table_beside(tmp_path)) + "\n"
    if REWRITE:
        PAGE.write_text(page, encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == page


def test_each_language_stands_on_the_page() -> None:
    assert set(NAMES) == set(languages())


def test_each_language_of_the_console_is_written_whole_or_says_what_it_lacks() -> None:
    from adopt.lab.columns import columns

    whole = columns("search_term", "daily")
    lacking = {language for language in NAMES if len(layout_in(whole, "search_term", language)) < 13}
    assert lacking == {"pl"}
