"""The orders that wait, with their items, from the report of unshipped orders."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from adopt.errors import Sentence
from adopt.ship.faults import ERROR, Fault
from adopt.ship.sheets import Line, Sheet, find_sheet, names_of
from adopt.words.companions import companions

_KIND = "unshipped_orders"
_MARKERS = ("order_id", "promise_date", "quantity_to_ship")


@dataclass(frozen=True)
class Item:
    """A product of an order; ``quantity`` is what is still to be shipped."""

    row: int
    item_id: str
    sku: str
    quantity: int


@dataclass(frozen=True, repr=False)  # nothing of an address may get into a message by accident
class Order:
    """An order that waits.

    Attributes:
        order: Amazon's ID.
        ship_by: as the report writes it; orders it is sorted by.
        cells: of its first row, with the buyer's address.
        items: what is to be shipped.
    """

    order: str
    ship_by: str
    cells: dict[str, str]
    items: tuple[Item, ...]

    @property
    def bought(self) -> date | None:
        """The first day, of any zone, on which it can have been bought; None where the report doesn't say."""
        try:
            moment = datetime.fromisoformat(self.cells.get("purchase_date", ""))
        except ValueError:
            return None
        return moment.date() - timedelta(days=1)

    @property
    def row(self) -> int:
        """Its first row."""
        return self.items[0].row


@dataclass(frozen=True)
class Waiting:
    """The orders that wait by ID, the most urgent first; the sheet they are from; rows that couldn't be read."""

    orders: dict[str, Order]
    sheet: Sheet
    faults: tuple[Fault, ...]


def read_orders(place: Path) -> Waiting:
    """The report of unshipped orders, a file or in a folder.

    Raises:
        InputError: it isn't there, there are several, or it can't be read.
    """
    layout = companions()[_KIND]
    sheet = find_sheet(place, names_of(layout), _MARKERS, Sentence("unshipped orders"))
    good: dict[str, list[tuple[Line, Item]]] = {}
    faults = []
    for line in sheet.lines:
        order, quantity = line.cells["order_id"], whole(line.cells["quantity_to_ship"])
        if not order or quantity is None:
            faults.append(_unread(sheet, line, order))
        elif quantity:
            item = Item(line.row, line.cells.get("order_item_id", ""), line.cells.get("sku", ""), quantity)
            good.setdefault(order, []).append((line, item))
    orders = sorted(map(_order, good.values()), key=lambda one: (one.ship_by, one.order))
    return Waiting({one.order: one for one in orders}, sheet, tuple(faults))


def whole(cell: str) -> int | None:
    """A whole number that isn't below zero; None where a cell holds none."""
    return int(cell) if cell.isascii() and cell.isdigit() else None


def _order(lines: Iterable[tuple[Line, Item]]) -> Order:
    (first, _), *_ = every = list(lines)
    return Order(
        order=first.cells["order_id"],
        ship_by=min(line.cells["promise_date"] for line, _ in every),
        cells=first.cells,
        items=tuple(item for _, item in every),
    )


def _unread(sheet: Sheet, line: Line, order: str) -> Fault:
    column = "quantity_to_ship" if order else "order_id"
    rule = "quantity" if order else "no_order"
    return Fault(ERROR, rule, sheet.file, line.row, sheet.names[column], order, line.cells[column])
