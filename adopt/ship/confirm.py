"""Tracking results as Amazon's shipping confirmation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from adopt.ship.confirmation_file import write_confirmation
from adopt.ship.faults import ERROR, WARNING, Fault
from adopt.ship.lines import Known, Line, Usual, lines_of
from adopt.ship.orders import read_orders, whole
from adopt.ship.results import Result, Results, read_results


@dataclass(frozen=True)
class Confirmed:
    """What was written.

    Attributes:
        lines: of the file.
        path: the file, None where there was nothing to write.
        faults: rows that were left out, and rows to look at.
        done: orders that the log says are confirmed already.
        waiting: orders of the report for which no line was written.
    """

    lines: tuple[Line, ...]
    path: Path | None
    faults: tuple[Fault, ...]
    done: tuple[str, ...]
    waiting: tuple[str, ...]


def confirm(results: Path, orders: Path | None, out: Path, usual: Usual, today: date) -> Confirmed:
    """Writes the confirmation of all rows that Amazon would take; each of the others is told of with what to do.

    Args:
        results: a carrier's table, or the seller's log of shipments.
        orders: the report of unshipped orders, or its folder; None: rows aren't compared with it, and a row confirms its whole order.
        out: the file.
        usual: what holds for rows that don't say it.
        today: the marketplace's day.

    Raises:
        InputError: a file isn't there or can't be read.
    """
    found, waiting = read_results(results), read_orders(orders) if orders else None
    known = Known(waiting.orders if waiting else None, today)
    lines: list[Line] = []
    faults = list(waiting.faults) if waiting else []
    twice = {one.row: told for one, told in _twice(found)}
    for one in found.rows:
        made, wrong = ([], [twice[one.row]]) if one.row in twice else lines_of(one, found, known, usual)
        if not any(fault.level == ERROR for fault in wrong):
            wrong = [*wrong, *_too_many(one, made, lines, found, known)]
        faults += wrong
        lines += [] if any(fault.level == ERROR for fault in wrong) else made
    if lines:
        write_confirmation(out, lines)
    written = {line.order_id for line in lines}
    left = tuple(order for order in waiting.orders if order not in written) if waiting else ()
    return Confirmed(tuple(lines), out if lines else None, tuple(faults), found.done, left)


def _twice(found: Results) -> Iterator[tuple[Result, Fault]]:
    """Rows that say again what another said; and rows of an order in several parcels that don't say which item is in which."""
    seen: set[tuple[str, str, str]] = set()
    parcels: dict[str, set[str]] = {}
    for one in found.rows:
        parcels.setdefault(one.order, set()).add(one.tracking)
    for one in found.rows:
        own = (one.order, one.item, one.tracking)
        if own in seen:
            yield one, _fault(found, one, "row_twice", WARNING, "order", one.tracking)
        elif one.order and len(parcels[one.order]) > 1 and not (one.item and one.quantity):
            yield one, _fault(found, one, "several_parcels", ERROR, "item", "")
        seen.add(own)


def _too_many(
    one: Result, made: Sequence[Line], lines: Sequence[Line], found: Results, known: Known
) -> list[Fault]:
    """Whether lines confirm more of an item than is left, together with those of the rows before."""
    order = (known.orders or {}).get(one.order)
    for item in order.items if order else ():
        said = [
            line
            for line in (*lines, *made)
            if (line.order_id, line.order_item_id) == (one.order, item.item_id)
        ]
        if sum(whole(line.quantity) or 0 for line in said) > item.quantity:
            return [_fault(found, one, "quantity_over", ERROR, "quantity", one.quantity, str(item.quantity))]
    return []


def _fault(
    found: Results, one: Result, rule: str, level: str, column: str, value: str, detail: str = ""
) -> Fault:
    return Fault(level, rule, found.sheet.file, one.row, found.column(column), one.order, value, detail)
