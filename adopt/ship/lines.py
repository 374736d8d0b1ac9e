"""One row of tracking results as lines of the confirmation, or what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import NamedTuple

from adopt.ship.faults import ERROR, WARNING, Fault
from adopt.ship.orders import Order, whole
from adopt.ship.results import Result, Results
from adopt.words.carriers import OTHER, Carrier, fits, listed, named
from adopt.words.labels import confirmation

_DAYS = ("%Y-%m-%d", "%Y/%m/%d", "%Y%m%d")


class Line(NamedTuple):
    """A line of the confirmation, its cells in Amazon's order."""

    order_id: str
    order_item_id: str
    quantity: str
    ship_date: str
    carrier_code: str
    carrier_name: str
    tracking_number: str
    ship_method: str


class Usual(NamedTuple):
    """What holds for rows that don't say it."""

    day: date
    carrier: str = ""
    method: str = ""


class Known(NamedTuple):
    """What rows are held against: the orders that wait (None: they aren't known), and the marketplace's day."""

    orders: Mapping[str, Order] | None
    today: date


class _Sender(NamedTuple):
    """The two cells of a carrier."""

    code: str
    name: str


def lines_of(one: Result, found: Results, known: Known, usual: Usual) -> tuple[list[Line], list[Fault]]:
    """The lines of a row, and its faults; lines are to be used where no fault is an error."""
    day, sender = _day(one, usual), _sender(one, usual)
    faults = [
        Fault(level, rule, found.sheet.file, one.row, found.column(column), one.order, value, detail)
        for level, rule, column, value, detail in _faults(one, found, known, usual, day, sender)
    ]
    lines = [
        Line(one.order, item, quantity, f"{day}", *sender, one.tracking, one.method or usual.method)
        for item, quantity in _items(one, known)
    ]
    return lines, faults


def _faults(
    one: Result, found: Results, known: Known, usual: Usual, day: date | None, sender: _Sender
) -> Iterator[tuple[str, str, str, str, str]]:
    """Level, rule, our column, value and detail of each fault."""
    yield from _order_faults(one, known)
    yield from _day_faults(one, known, day)
    yield from _sender_faults(one, sender)
    if not one.tracking:
        yield ERROR, "no_tracking", "tracking", "", ""
    elif found.is_eaten(one.tracking):
        yield ERROR, "tracking_eaten", "tracking", one.tracking, ""
    elif not re.fullmatch(confirmation().tracking, one.tracking):
        yield ERROR, "tracking_form", "tracking", one.tracking, ""
    if not (one.method or usual.method):
        yield WARNING, "no_method", "method", "", ""


def _order_faults(one: Result, known: Known) -> Iterator[tuple[str, str, str, str, str]]:
    rules = confirmation()
    if not re.fullmatch(rules.order_id, one.order):
        yield ERROR, "order_form", "order", one.order, ""
        return
    if one.item and not re.fullmatch(rules.order_item_id, one.item):
        yield ERROR, "item_form", "item", one.item, ""
    if one.quantity and not whole(one.quantity):
        yield ERROR, "quantity", "quantity", one.quantity, ""
    if known.orders is None:
        return
    order = known.orders.get(one.order)
    if order is None:
        yield ERROR, "order_unknown", "order", one.order, ""
        return
    left = {item.item_id: item.quantity for item in order.items if item.item_id}
    if one.item and left and one.item not in left:
        yield ERROR, "item_unknown", "item", one.item, ", ".join(left)
        return
    most = left[one.item] if one.item in left else sum(item.quantity for item in order.items)
    said = whole(one.quantity) or most
    if said > most:
        yield ERROR, "quantity_over", "quantity", one.quantity, str(most)
    elif said < most and not one.item and len(left) != 1:
        yield ERROR, "quantity_of_which", "quantity", one.quantity, str(most)


def _day_faults(one: Result, known: Known, day: date | None) -> Iterator[tuple[str, str, str, str, str]]:
    if day is None:
        yield ERROR, "day_unread", "day", one.day, ""
        return
    order = (known.orders or {}).get(one.order)
    bought = order.bought if order else None
    if day > known.today:
        yield ERROR, "day_ahead", "day", f"{day}", f"{known.today}"
    elif bought and day < bought:
        yield ERROR, "day_before", "day", f"{day}", f"{bought}"


def _sender_faults(one: Result, sender: _Sender) -> Iterator[tuple[str, str, str, str, str]]:
    longest, column = confirmation().longest_carrier_name, "code" if one.code else "carrier"
    if not sender.code or (sender.code == OTHER and not sender.name):
        yield ERROR, "no_carrier", column, one.carrier or one.code, ""
        return
    if sender.code == OTHER:
        if len(sender.name) > longest:
            yield ERROR, "carrier_long", column, sender.name, str(longest)
        yield WARNING, "carrier_unlisted", column, sender.name, ""
        return
    own = listed(sender.code)
    if own is not None and one.tracking and not fits(own, one.tracking):
        yield ERROR, "tracking_other", "tracking", one.tracking, own.name


def _sender(one: Result, usual: Usual) -> _Sender:
    """Amazon's name of a carrier of its list; Other and the name of one that the list lacks."""
    code, name = named(one.code, one.carrier)
    if not code:
        code, name = named("", usual.carrier)
    said = name if code == OTHER else code
    carrier: Carrier | None = listed(said) or (listed(name) if name else None)
    if carrier is not None:
        return _Sender(carrier.name, "")
    return _Sender(OTHER if said else "", name if code == OTHER else name or code)


def _day(one: Result, usual: Usual) -> date | None:
    """The day of a cell, its hour left out; the usual one where it says none; None where it can't be read in one way."""
    if not one.day:
        return usual.day
    for form in _DAYS:
        try:
            return datetime.strptime(re.split(r"[ T]", one.day)[0], form).date()  # noqa: DTZ007  a day
        except ValueError:
            continue
    return None


def _items(one: Result, known: Known) -> list[tuple[str, str]]:
    """Item and quantity of each line: those of the row, else what is left of the order, else the order as a whole."""
    order = (known.orders or {}).get(one.order)
    if order is None or not all(item.item_id for item in order.items):
        return [
            (one.item, one.quantity if one.item else "")
        ]  # a quantity of no item would be one of the whole order
    asked = [item for item in order.items if one.item in ("", item.item_id)]
    if len(asked) == 1:
        return [(asked[0].item_id, one.quantity or str(asked[0].quantity))]
    return [(item.item_id, str(item.quantity)) for item in asked]
