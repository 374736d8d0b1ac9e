"""What became of a plan, in files beside it: what was accepted, what Amazon did with it, what was taken back."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import dataframely as dy
import polars as pl

from adopt.errors import InputError
from adopt.history.plans import SHORT
from adopt.history.whole import whole
from adopt.schema import Acceptance, Accepted, Course, Result, Status, Undoing

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


def write_results(folder: Path, digest: str, results: dy.DataFrame[Result], *, settled: bool = False) -> None:
    """Says what Amazon did, in the place of what was said before.

    Args:
        folder, digest: of the plan.
        results: what is known.
        settled: whether that is all there is to know: each accepted action was taken or refused.
    """
    rows = results.sort("key").with_columns(pl.col("seen_on").dt.to_string()).to_dicts()
    _write(folder / RESULTS, digest, rows=rows, settled=_acceptance_in(folder) if settled else None)


def is_settled(folder: Path) -> bool:
    """Whether all is known of what became of a kept plan, as it is accepted now; its own file isn't read for that."""
    try:
        found = json.loads((folder / RESULTS).read_text(encoding="utf-8"))
        mine = folder.name.endswith(f"-{found['plan'][:SHORT]}")
        return bool(mine and found["settled"] == _acceptance_in(folder))
    except (OSError, ValueError, KeyError, TypeError):
        return False


def taken_since(folders: Iterable[Path], day: date, but: str) -> frozenset[str]:
    """Keys of actions that other plans than ``but`` (a digest) brought about, seen later than on ``day``.

    Raises:
        InputError: a file there can't be read.
    """
    found: set[str] = set()
    for folder in folders:
        path = folder / RESULTS
        digest = None if folder.name.endswith(f"-{but[:SHORT]}") else plan_told(path)
        said = _read(path, digest, ("rows",)) if digest else None
        for row in said["rows"] if said else ():
            if row["status"] == Status.TAKEN.value and row["seen_on"] > str(day):
                found.add(row["key"])
    return frozenset(found)


def plan_told(path: Path) -> str | None:
    """The digest of the plan that a file tells of; None where there is none, or it can't be read."""
    try:
        return str(json.loads(path.read_text(encoding="utf-8"))["plan"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _acceptance_in(folder: Path) -> str:
    """A digest of what is accepted there: results settle no other acceptance."""
    path = folder / ACCEPTED
    return hashlib.sha256(path.read_bytes() if path.exists() else b"").hexdigest()


def write_undone(folder: Path, digest: str, undone: Undoing) -> None:
    """Says what was taken back, in the place of what was said before."""
    _write(folder / UNDONE, digest, on=str(undone.on), keys=sorted(undone.keys))


def _write(path: Path, digest: str, **said: Any) -> None:
    text = json.dumps({"plan": digest, **said}, ensure_ascii=False, indent=1, sort_keys=True)
    try:
        with whole(path) as file:
            file.write(f"{text}\n".encode())
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
