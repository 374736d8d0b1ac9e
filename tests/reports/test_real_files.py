"""Real exports, where a copy of them lies beside the repository: totals to the cent, refusals with their reasons."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import ROUND_HALF_EVEN, Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from adopt.reports import Refusal, identify, join_ids
from adopt.schema import Bulk, Reading

REPORTS = Path(__file__).resolve().parents[2] / "../shared/reports"
pytestmark = [
    pytest.mark.skipif(not REPORTS.is_dir(), reason="no real reports beside the repository"),
    pytest.mark.filterwarnings("ignore:Workbook contains no default style"),
]

MICRO = Decimal("0.000001")
CONSOLE = sorted((REPORTS / "search_term").glob("*.xlsx"))
DOWNLOADS = sorted((REPORTS / "bulk").glob("bulk-*.xlsx"))


def cells(path: Path, sheet: str | None = None) -> Iterator[dict[str, Any]]:
    """Rows by an independent reader, header names stripped."""
    book = openpyxl.load_workbook(path)
    rows = (book[sheet] if sheet else book.worksheets[0]).iter_rows(values_only=True)
    header = [str(name).strip() for name in next(rows)]
    return (dict(zip(header, row, strict=True)) for row in rows if any(cell is not None for cell in row))


def total(rows: Iterable[dict[str, Any]], column: str) -> Decimal:
    numbers = (Decimal(str(row[column])) for row in rows if row[column] not in (None, ""))
    return sum((number.quantize(MICRO, ROUND_HALF_EVEN) for number in numbers), Decimal(0))


def reading(path: Path) -> Reading:
    result = identify(path)
    assert isinstance(result, Reading), result
    return result


@pytest.mark.parametrize("path", CONSOLE, ids=lambda path: path.stem)
def test_console_totals_are_those_of_the_cells(path: Path) -> None:
    result, rows = reading(path), list(cells(path))
    days = result.window_days
    sales = next(name for name in rows[0] if name.startswith(f"{days} Day Total Sales"))
    assert result.kind == "search_term"
    assert result.read == len(rows)
    assert result.rejected.is_empty()
    assert tuple(result.totals) == (
        total(rows, "Impressions"),
        total(rows, "Clicks"),
        total(rows, "Spend"),
        total(rows, f"{days} Day Total Orders (#)"),
        total(rows, sales),
    )


@pytest.mark.parametrize("path", DOWNLOADS, ids=lambda path: path.stem)
def test_totals_of_a_download_are_those_of_the_cells(path: Path) -> None:
    result = reading(path)
    assert isinstance(result.data, Bulk)
    tab, terms = list(cells(path, "Sponsored Products Campaigns")), list(cells(path, "SP Search Term Report"))
    campaigns = [row for row in tab if row["Entity"] == "Campaign"]
    assert result.read == len(tab) + len(terms)
    assert result.rejected.is_empty()
    assert tuple(result.totals) == tuple(
        total(campaigns, name) for name in ("Impressions", "Clicks", "Spend", "Orders", "Sales")
    )
    assert Decimal(int(result.data.search_terms["spend_micros"].sum())) / 10**6 == total(terms, "Spend")
    assert result.data.targets.height == sum(row["Entity"] in ("Keyword", "Product Targeting") for row in tab)


@pytest.mark.parametrize("path", DOWNLOADS, ids=lambda path: path.stem)
def test_the_term_tab_finds_its_targets_by_id_and_by_name(path: Path) -> None:
    bulk = reading(path).data
    assert isinstance(bulk, Bulk)
    by_id = join_ids(bulk.search_terms, bulk)
    assert set(by_id["join"]) == {"target"}
    nameless = bulk.search_terms.clear(bulk.search_terms.height).select(
        "campaign_id", "ad_group_id", "target_id"
    )
    by_name = join_ids(bulk.search_terms.with_columns(nameless), bulk)
    assert by_name["target_id"].to_list() == by_id["target_id"].to_list()


@pytest.mark.parametrize(
    ("name", "kind", "reason"),
    [
        ("bulk/hand_made_budget_adjustment.xlsx", "upload", "upload_sheet"),
        ("bulk/hand_made_keyword_bid_update.xlsx", "upload", "upload_sheet"),
        ("bulk/uploaded_negatives_sample.xlsx", "upload", "upload_sheet"),
        ("bulk/official_seller_template.xlsx", "bulk", "no_rows"),
    ],
)
def test_other_files_are_refused_with_the_reason(name: str, kind: str, reason: str) -> None:
    result = identify(REPORTS / name)
    assert isinstance(result, Refusal)
    assert (result.kind, result.reason) == (kind, reason)
