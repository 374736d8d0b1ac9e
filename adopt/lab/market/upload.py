"""An upload as Amazon takes it: row by row, each carried out or refused with a reason."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

import polars as pl

from adopt.lab.market.change import change
from adopt.lab.market.ledger import Cells, Ledger, rules, temporary_key
from adopt.lab.market.refuse import refusal
from adopt.lab.market.state import State
from adopt.words import bulksheet
from adopt.write.bulk_sheet import upload_columns

REFUSED = {
    "row": pl.Int64,
    "entity": pl.String,
    "operation": pl.String,
    "what": pl.String,
    "reason": pl.String,
}
"""A refused row: its row in the sheet (the header is row 1), what it would have changed, and why not."""

_HEAD = 2
_PARENTS = {"Campaign": "campaign_id", "Ad Group": "ad_group_id"}
_SAID = ("keyword_text", "product_targeting_expression", "keyword_id", "product_targeting_id", "ad_id", "sku")


def applied(state: State, rows: pl.DataFrame) -> tuple[State, pl.DataFrame]:
    """The account after one upload sheet, and the rows that Amazon would refuse.

    Parents are carried out before what is in them; new campaigns and ad groups are called by any text that isn't a
    number. IDs of what is new follow the order of the rows.

    Args:
        state: on the day of the upload.
        rows: cells as text, with our names of Amazon's 26 columns; missing ones are blank, others don't count.

    Returns:
        The state with its entities changed, and a frame with the columns of `REFUSED`.
    """
    book = Ledger.of(state.entities, state.day, state.made)
    refused, done = [], dict[tuple[str, str], int]()
    for number, cells in _in_order(rows):
        entity, operation = cells.get("entity", ""), cells.get("operation", "")
        reason = _structural(cells) or _twice(entity, operation, cells, done, number)
        if not reason:
            cells = _with_parents(book, entity, operation, cells)  # noqa: PLW2901  IDs for texts
            reason = refusal(book, entity, operation, cells)
        if reason:
            refused.append((number, entity, operation, _what(cells), reason))
            _orphan(book, entity, operation, cells)
        else:
            change(book, entity, operation, cells)
    told = pl.DataFrame(refused, schema=REFUSED, orient="row").sort("row")
    return replace(state, entities=book.sheet(), made=book.made), told


def _in_order(rows: pl.DataFrame) -> Iterator[tuple[int, Cells]]:
    """The rows with their numbers in the sheet, parents first."""
    names = [name for name in upload_columns() if name in rows.columns]
    whole = [
        (number, _read({name: cell.strip() for name, cell in row.items() if cell and cell.strip()}))
        for number, row in enumerate(rows.select(names).cast(pl.String).iter_rows(named=True), _HEAD)
    ]
    rank = {entity: place for place, entity in enumerate(rules()["order"])}
    yield from sorted(whole, key=lambda one: rank.get(one[1].get("entity", ""), len(rank)))


def _read(cells: Cells) -> Cells:
    """Tokens in one spelling; what isn't known stays as it is."""
    return {name: _tokens(name).get(_bare(cell), cell) for name, cell in cells.items()}


@cache
def _tokens(column: str) -> dict[str, str]:
    known = {
        **rules()["tokens"],
        "product": [bulksheet()["product"]],
        "entity": rules()["order"],
        "operation": rules()["operations"],
    }
    return {_bare(token): token for token in known.get(column, [])}


def _bare(cell: str) -> str:
    return re.sub(r"[\W_]+", "", cell.casefold())


def _structural(cells: Cells) -> str | None:
    """Why a row can't even be read."""
    if "operation" not in cells:
        return "ignored: no Operation"
    known = {
        "product": [bulksheet()["product"]],
        "entity": rules()["order"],
        "operation": rules()["operations"],
    }
    wrong = (name for name, tokens in known.items() if cells.get(name) not in tokens)
    return next((f'Invalid {name}: "{cells.get(name, "")}"' for name in wrong), None)


def _twice(
    entity: str, operation: str, cells: Cells, done: dict[tuple[str, str], int], number: int
) -> str | None:
    """An entity may stand in a file once."""
    name = rules()["id"].get(entity)
    if operation == "Create" or name is None or name not in cells:
        return None
    first = done.setdefault((entity, cells[name]), number)
    header = bulksheet()["columns"][name]
    return (
        None if first == number else f'Duplicate Id for column: "{header}", which is the same as row {first}'
    )


def _with_parents(book: Ledger, entity: str, operation: str, cells: Cells) -> Cells:
    """The IDs that this file's new campaigns and ad groups have got, instead of their texts."""
    found = dict(cells)
    for parent, name in _PARENTS.items():
        own = parent == entity and operation == "Create"
        key = None if own else book.temporary.get(temporary_key(parent, found))
        if key:
            found[name] = key
    return found


def _orphan(book: Ledger, entity: str, operation: str, cells: Cells) -> None:
    """What stands below a refused new parent is refused as well."""
    if operation == "Create" and _PARENTS.get(entity) in cells:
        book.temporary.setdefault(temporary_key(entity, cells), None)


def _what(cells: Cells) -> str:
    named = [
        cells[name] for name in ("campaign_name", "ad_group_name", *_SAID, "campaign_id") if name in cells
    ]
    return named[0] if named else ""
