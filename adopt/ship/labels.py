"""Unshipped orders as the rows of a carrier's label sheet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from adopt.ship.customs import Customs, Goods, read_customs
from adopt.ship.faults import ERROR, Fault
from adopt.ship.label_file import write_sheet
from adopt.ship.orders import Item, Order, Waiting, read_orders
from adopt.words.labels import LabelSheet

_ADDRESS = {
    "recipient": "recipient_name",
    "phone": "buyer_phone_number",
    "city": "ship_city",
    "state": "ship_state",
    "postal": "ship_postal_code",
    "country": "ship_country",
}
_STREET = ("ship_address_1", "ship_address_2", "ship_address_3")
_OPTIONAL = ("state",)
_HIDDEN = ("[PII]", "***")


@dataclass(frozen=True)
class Labels:
    """What was written: so many orders, into which file (None: none), and why others weren't."""

    written: tuple[str, ...]
    path: Path | None
    faults: tuple[Fault, ...]


def labels(
    orders: Path, customs: Path, sheet: LabelSheet, out: Path, service: str, zone: ZoneInfo, ioss: str = ""
) -> Labels:
    """Writes a carrier's label sheet of all orders that have what it needs; each of the others is told of.

    Args:
        orders: the report of unshipped orders with addresses, or the folder that it is in.
        customs: the table of customs declarations, or its folder.
        sheet: the carrier's.
        out: the file, which holds addresses of buyers.
        service: what the carrier calls the service.
        zone: of the marketplace, for days.
        ioss: number for parcels into the EU.

    Raises:
        InputError: a report isn't there or can't be read.
    """
    waiting, known = read_orders(orders), read_customs(customs)
    faults, rows = [*waiting.faults, *known.faults], {}
    for one in waiting.orders.values():
        wrong = [*_address_faults(one, waiting), *_goods_faults(one, waiting, known, sheet)]
        faults += wrong
        if not wrong:
            rows[one.order] = _row(one, known, sheet, {"service": service, "ioss": ioss}, zone)
    if rows:
        write_sheet(out, sheet.header(), list(rows.values()))
    return Labels(tuple(rows), out if rows else None, tuple(faults))


def _address_faults(one: Order, waiting: Waiting) -> list[Fault]:
    """What of the address is missing: its column, never what stands there."""
    address, names = _address(one), waiting.sheet.names
    lacking = [name for name, said in address.items() if not said and name not in _OPTIONAL]
    columns = {**_ADDRESS, "street": _STREET[0]}
    return [
        Fault(
            ERROR,
            "no_address",
            waiting.sheet.file,
            one.row,
            names.get(columns[name], columns[name]),
            one.order,
        )
        for name in lacking
    ]


def _goods_faults(one: Order, waiting: Waiting, known: Customs, sheet: LabelSheet) -> list[Fault]:
    file, column = waiting.sheet.file, waiting.sheet.names.get("sku", "sku")
    missing = [
        Fault(ERROR, "no_customs", file, item.row, column, one.order, item.sku)
        for item in one.items
        if item.sku not in known.goods
    ]
    if missing:
        return missing
    if len(one.items) > sheet.items:
        return [
            Fault(
                ERROR, "too_many_items", file, one.row, "", one.order, str(len(one.items)), str(sheet.items)
            )
        ]
    currencies = sorted({known.goods[item.sku].currency for item in one.items})
    if len(currencies) > 1:
        return [Fault(ERROR, "currencies", file, one.row, "", one.order, ", ".join(currencies))]
    return []


def _address(one: Order) -> dict[str, str]:
    said = {name: _open(one.cells.get(column, "")) for name, column in _ADDRESS.items()}
    street = " ".join(filter(None, (_open(one.cells.get(column, "")) for column in _STREET)))
    return said | {"street": street}


def _open(cell: str) -> str:
    """A cell, blank where personal data were taken out of it."""
    return "" if cell in _HIDDEN else cell


def _row(one: Order, known: Customs, sheet: LabelSheet, more: dict[str, str], zone: ZoneInfo) -> list[str]:
    goods = [(item, known.goods[item.sku]) for item in one.items]
    fields = _address(one) | more | _parcel(one, goods, sheet, zone)
    each = [_product(item, own) for item, own in goods]
    blank: list[dict[str, str]] = [{}] * (sheet.items - len(each))
    own_cells = [fields.get(field, "") for _, field in sheet.columns]
    return own_cells + [product.get(field, "") for product in (*each, *blank) for _, field in sheet.each]


def _parcel(
    one: Order, goods: Sequence[tuple[Item, Goods]], sheet: LabelSheet, zone: ZoneInfo
) -> dict[str, str]:
    currency = goods[0][1].currency
    weight = sum(item.quantity * own.weight_g for item, own in goods)
    return {
        "order": one.order,
        "paid_on": _day(one.cells.get("payments_date", ""), sheet.days, zone),
        "currency": sheet.currencies.get(currency, currency),
        "battery": sheet.yes if any(own.battery for _, own in goods) else sheet.no,
        "picking": "; ".join(f"{item.sku} x{item.quantity}" for item, _ in goods),
        "weight_kg": f"{weight / 1000:.3f}",
    }


def _product(item: Item, own: Goods) -> dict[str, str]:
    return {
        "sku": item.sku,
        "name_zh": own.name_zh,
        "name_en": own.name_en,
        "quantity": str(item.quantity),
        "weight_g": f"{own.weight_g:g}",
        "value": f"{own.value:.2f}",
        "material": own.material,
        "hs_code": own.hs_code,
    }


def _day(moment: str, form: str, zone: ZoneInfo) -> str:
    """The marketplace's day of a moment; empty where none is written."""
    try:
        found = datetime.fromisoformat(moment)
    except ValueError:
        return ""
    return (found.astimezone(zone) if found.tzinfo else found).strftime(form)
