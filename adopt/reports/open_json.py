"""A JSON report -> tables: each list of objects is a sheet, nested names are joined with dots, every cell is text."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import polars as pl

from adopt.reports.keepa import keepa_rows
from adopt.reports.performance import performance_rows
from adopt.reports.raw import ROW, Table
from adopt.reports.refusal import refuse
from adopt.reports.text_damage import refuse_undecoded

Record = Mapping[str, Any]
_OBJECTS = re.compile(r"\s*\[\s*\{")


def json_tables(path: Path) -> tuple[tuple[str, ...], Callable[[str | None], Table | None]] | None:
    """Names of the lists in a file, and what makes a table of one; None where it isn't JSON or has no lists.

    Raises:
        RefusedError: it begins as JSON does and breaks off, or isn't UTF-8, UTF-16 or UTF-32 throughout.
    """
    raw = path.read_bytes()
    encoding = json.detect_encoding(raw)
    try:
        content = json.loads(raw.decode(encoding), parse_float=str, parse_int=str, parse_constant=str)
    except UnicodeDecodeError:
        refuse_undecoded(path, raw, encoding)
    except json.JSONDecodeError as error:
        refuse_broken_json(path, error)
        return None
    except RecursionError:
        return None
    lists = {name: found for name, found in _lists(content) if found}
    if not lists:
        return None
    return tuple(lists), lambda name: _table(str(name), lists[str(name)])


def refuse_broken_json(path: Path, error: json.JSONDecodeError) -> None:
    """What begins with an object and isn't JSON is half of it; a bracket may begin any text, and a line an object each.

    Raises:
        RefusedError: it is damaged; told with the line and the column.
    """
    begins = error.doc.lstrip().startswith("{") or _OBJECTS.match(error.doc)
    if begins and not _is_lines(error.doc):
        refuse(path, None, "broken_json", f"{error.lineno}:{error.colno}")


def _is_lines(text: str) -> bool:
    try:
        return all(isinstance(json.loads(line), dict) for line in text.splitlines() if line.strip())
    except (json.JSONDecodeError, RecursionError):
        return False


def _lists(content: Any) -> Iterator[tuple[str, list[Record]]]:
    """The lists of objects in a document; what the document says once is said in each of their rows."""
    if isinstance(content, list):
        yield "", [item for item in content if isinstance(item, dict)]
    if not isinstance(content, dict):
        return
    if "performanceMetrics" in content:
        yield "account_performance", list(performance_rows(content))
        return
    if _has_keepa(content):
        yield "keepa_history", list(keepa_rows(content["products"]))
        return
    common = {name: value for name, value in content.items() if not _is_list(value)}
    for name, value in content.items():
        if _is_list(value):
            yield name, [common | item for item in value]
        elif isinstance(value, dict):
            yield from ((f"{name}.{inner}", list(found)) for inner, found in value.items() if _is_list(found))


def _is_list(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(item, dict) for item in value)


def _has_keepa(content: Record) -> bool:
    products = content.get("products")
    return _is_list(products) and any("csv" in product for product in products or ())


def _table(name: str, records: Sequence[Record]) -> Table | None:
    """A header row of dotted names, and a row for each object."""
    rows = [dict(_flat(record, "")) for record in records]
    names = list(dict.fromkeys(key for row in rows for key in row))
    if not names:
        return None
    cells = [names, *([row.get(key) for key in names] for row in rows)]
    frame = pl.DataFrame(cells, schema={str(place): pl.String for place in range(len(names))}, orient="row")
    return Table(
        sheet=name,
        head=(tuple(names),),
        frame=frame.with_row_index(ROW, offset=1).lazy(),
        numbers_are_cells=True,
    )


def _flat(value: Any, prefix: str) -> Iterator[tuple[str, str | None]]:
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _flat(inner, f"{prefix}.{name}" if prefix else name)
    else:
        yield prefix, _text(value)


def _text(value: Any) -> str | None:
    """A cell: of a list its items, objects of one value by that value."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return str(value).lower()
    if all(isinstance(item, dict) and len(item) == 1 for item in value):
        value = [next(iter(item.values())) for item in value]
    if all(isinstance(item, str) for item in value):
        return " ".join(value)
    return json.dumps(value, ensure_ascii=False)
