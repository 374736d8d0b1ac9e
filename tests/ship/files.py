"""Small files of orders, customs and tracking results."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import openpyxl

from adopt.words.companions import companions

ORDER = "111-0000001-0000001"
OTHER_ORDER = "111-0000002-0000002"
BUYER = "Jo Private"
YANWEN = "UF339843323YP"


def order(name: str = ORDER, **cells: str) -> dict[str, str]:
    """A row of the report of unshipped orders with a buyer's address; by Amazon's names with "_" for "-"."""
    plain = {
        "order_id": name,
        "order_item_id": "52336476957402",
        "purchase_date": "2026-11-23T08:34:47+00:00",
        "payments_date": "2026-11-24T02:34:47+00:00",
        "promise_date": "2026-11-28T07:59:59+00:00",
        "days_past_promise": "-3",
        "sku": "PAN-1",
        "quantity_to_ship": "2",
        "recipient_name": BUYER,
        "buyer_phone_number": "555-0100",
        "ship_address_1": "1 Secret St",
        "ship_address_2": "Apt 2",
        "ship_city": "Springfield",
        "ship_state": "OR",
        "ship_postal_code": "01234",
        "ship_country": "US",
    }
    return plain | cells


def goods(sku: str = "PAN-1", **cells: str) -> dict[str, str]:
    plain = {
        "sku": sku,
        "name_en": "steel pan",
        "name_zh": "钢锅",
        "weight_g": "450",
        "declared_value": "6.50",
        "currency": "USD",
        "hs_code": "7323930000",
        "battery": "N",
    }
    return plain | cells


def write_orders(folder: Path, *rows: Mapping[str, str]) -> Path:
    layout = companions()["unshipped_orders"]
    names = [*(column.names[0] for column in layout.columns), *layout.unread]
    return _write(folder / "unshipped.txt", names, rows, "\t")


def write_customs(folder: Path, *rows: Mapping[str, str]) -> Path:
    names = [column.names[0] for column in companions()["customs"].columns]
    return _write(folder / "customs.csv", names, rows, ",")


def write_results(
    folder: Path, header: Sequence[str], *rows: Sequence[str], name: str = "tracking.csv"
) -> Path:
    path = folder / name
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([header, *rows])
    return path


def cells_of(path: Path) -> list[dict[str, Any]]:
    """Rows of the first sheet of a workbook by their header; blank cells are left out."""
    rows = openpyxl.load_workbook(path).worksheets[0].iter_rows(values_only=True)
    header = next(rows)
    return [
        {str(name): cell for name, cell in zip(header, row, strict=True) if cell is not None} for row in rows
    ]


def lines_of(path: Path) -> list[dict[str, str]]:
    """Lines of a confirmation by Amazon's names."""
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))


def _write(path: Path, names: Sequence[str], rows: Sequence[Mapping[str, str]], separator: str) -> Path:
    with path.open("w", encoding="utf-8", newline="") as stream:
        out = csv.writer(stream, delimiter=separator)
        out.writerow(names)
        out.writerows([row.get(name.replace("-", "_"), "") for name in names] for row in rows)
    return path
