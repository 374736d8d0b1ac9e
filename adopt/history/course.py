"""What became of a plan, in files beside it: what was accepted, what Amazon did with it, what was taken back."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import dataframely as dy
import polars as pl

from adopt.errors import InputError
from adopt.history.plans import write_whole
from adopt.schema import Acceptance, Accepted, Course, Result, Undoing

_Schema = TypeVar("_Schema", bound=dy.Schema)

ACCEPTED, RESULTS, UNDONE = "accepted.json", "results.json", "undone.json"
_SAYS = {ACCEPTED: ("on", "rows"), RESULTS: ("rows",), UNDONE: ("on", "keys")}


def read_course(folder: Path, digest: str) -> Course:
    """What became of the plan in ``folder``; files of another plan don't count.

    Raises:
        InputError: a file there can't be read.
    """
    accepted, results, undone = (_read(folder / name, digest, says) for name, says in _SAYS.items())
    return Course(
        Acceptance(_day(accepted), _frame(Accepted, accepted["rows"])) if accepted else None,
        _frame(Result, results["rows"] if results else []),
        Undoing(_day(undone), tuple(undone["keys"])) if undone else None,
    )


def write_accepted(folder: Path, digest: str, accepted: Acceptance) -> None:
    """Says what was accepted, in the place of what was said before; what is accepted again isn't taken back any more."""
    undone = read_course(folder, digest).undone
    if undone and (again := set(accepted.rows["key"]) & set(undone.keys)):
        write_undone(folder, digest, undone._replace(keys=tuple(set(undone.keys) - again)))
    _write(folder / ACCEPTED, digest, on=str(accepted.on), rows=accepted.rows.sort("key").to_dicts())


def write_results(folder: Path, digest: str, results: dy.DataFrame[Result]) -> None:
    """Says what Amazon did, in the place of what was said before."""
    rows = results.sort("key").with_columns(pl.col("seen_on").dt.to_string()).to_dicts()
    _write(folder / RESULTS, digest, rows=rows)


def write_undone(folder: Path, digest: str, undone: Undoing) -> None:
    """Says what was taken back, in the place of what was said before."""
    _write(folder / UNDONE, digest, on=str(undone.on), keys=sorted(undone.keys))


def _write(path: Path, digest: str, **said: Any) -> None:
    text = json.dumps({"plan": digest, **said}, ensure_ascii=False, indent=1, sort_keys=True)
    try:
        write_whole(path, f"{text}\n".encode())
    except OSError as error:
        raise InputError("{file}: can't be written ({why})", file=path, why=error.strerror) from error


def _read(path: Path, digest: str, says: Sequence[str]) -> dict[str, Any] | None:
    if not path.exists():
        return None
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        return {name: found[name] for name in says} if found["plan"] == digest else None
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise InputError(
            "{file}: can't be read ({error}); restore it, or remove it to forget what it said",
            file=path,
            error=error,
        ) from error


def _day(said: dict[str, Any]) -> date:
    return date.fromisoformat(said["on"])


def _frame(schema: type[_Schema], rows: list[dict[str, Any]]) -> dy.DataFrame[_Schema]:
    columns = schema.create_empty().schema
    text = {name: pl.String() if kind == pl.Date else kind for name, kind in columns.items()}
    days = [pl.col(name).str.to_date() for name, kind in columns.items() if kind == pl.Date]
    return schema.validate(pl.DataFrame(rows, schema=text).with_columns(days))
