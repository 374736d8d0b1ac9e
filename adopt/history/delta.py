"""Delta Lake's verbs that history needs: read, add, replace. Each is one commit: all of it or nothing."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import polars as pl

from adopt.errors import InputError, Sentence
from adopt.history.tables import PARTITIONS, schemas

if TYPE_CHECKING:
    from deltalake import DeltaTable

    from adopt.history.local_table import LocalTable

T = TypeVar("T")
_UNFIT = re.compile(r"[\[\]^|\\=]|%[0-9A-Fa-f]{2}")
_ATTEMPTS = 60
_PAUSE = 0.05
_LONGEST_PAUSE = 0.5
_SMALL_FILES = 64
_CONFIGURATION = {"delta.checkpointInterval": "10"}
"""Commits after which Delta Lake sums up its log. Whoever opens a table reads all later ones: after a hundred, the usual
number, that takes four times as long, some thirty times a day."""


def open_table(home: Path, name: str, columns: pl.Schema | None = None) -> DeltaTable:
    """The table as it stands now, made empty where missing; ``columns`` of one that `schemas` doesn't list.

    Raises:
        InputError: what lies there can't be read as a table, or nothing can be kept in a folder of this name.
    """
    from deltalake import write_deltalake
    from deltalake.exceptions import DeltaError

    from adopt.history.local_table import LocalTable

    path = _place(home, name)
    try:
        if not LocalTable.is_deltatable(path):
            path.mkdir(parents=True, exist_ok=True)
            made = schemas()[name] if columns is None else columns
            write_deltalake(
                path, made.to_frame(), mode="ignore", partition_by=PARTITIONS, configuration=_CONFIGURATION
            )
    except (DeltaError, OSError) as error:
        if not LocalTable.is_deltatable(path):  # else another process was first to make it
            raise _unreadable(home, error) from error
    return _opened(home, path)


def _opened(home: Path, path: Path) -> LocalTable:
    """The table of a folder.

    Raises:
        InputError: its log can't be read, or a file that it names is missing or cut short.
    """
    from deltalake.exceptions import DeltaError

    from adopt.history.local_table import LocalTable

    try:
        table = LocalTable(path)
        broken = table.broken_file()
    except (DeltaError, OSError) as error:
        raise _unreadable(home, error) from error
    # Polars, which reads the files, panics at one that is cut short: no error that could be told.
    if broken:
        raise _unreadable(home, Sentence("{file} is missing or damaged", file=broken))
    return table


def _place(home: Path, name: str) -> Path:
    """The folder of a table.

    Raises:
        InputError: its path has a character at which Delta Lake fails, or writes elsewhere; or a "=", by which Polars takes a
            folder for a partition.
    """
    path = home.resolve() / name
    if found := _UNFIT.search(path.as_posix()):
        raise InputError(
            "{home}: a history can't lie in a folder whose path has {found}; rename the folder, or name another with --home",
            home=home,
            found=found[0],
        )
    return path


def scan(table: DeltaTable) -> pl.LazyFrame:
    """Rows of a table as it stood when it was opened, whatever is written meanwhile."""
    return pl.scan_delta(table)


def read(home: Path, name: str, columns: pl.Schema | None = None) -> pl.LazyFrame:
    """Rows of a table as it stands now; none where it isn't there. Arguments and errors as in `open_table`."""
    from adopt.history.local_table import LocalTable

    path = _place(home, name)
    if LocalTable.is_deltatable(path):
        return scan(_opened(home, path))
    return (schemas()[name] if columns is None else columns).to_frame().lazy()


def add(home: Path, name: str, rows: pl.DataFrame) -> None:
    """Adds rows to a table."""
    from deltalake import write_deltalake

    retrying(home, lambda: write_deltalake(open_table(home, name), _in_order(name, rows), mode="append"))


def replace(table: DeltaTable, name: str, rows: pl.DataFrame, where: str) -> None:
    """Puts ``rows`` in the place of the rows that ``where`` (SQL) describes, if nobody changed them since opening.

    Raises:
        CommitFailedError: somebody did; open the table again.
    """
    from deltalake import write_deltalake

    write_deltalake(table, _in_order(name, rows), mode="overwrite", predicate=where)


def replace_wider(table: DeltaTable, rows: pl.DataFrame, where: str) -> None:
    """Like `replace`, with all columns of ``rows``: those that the table lacks it has from now on, null in older rows.

    Raises:
        CommitFailedError: somebody changed the table since opening; open it again.
        InputError: a column holds what the table, made by another version of adopt, can't hold.
    """
    from deltalake import write_deltalake

    fitted = _fitted(table, rows)
    write_deltalake(table, fitted, mode="overwrite", predicate=where, schema_mode="merge")


def tidy(home: Path, name: str) -> None:
    """Removes files that no version of the last week names; whoever reads or writes now isn't touched."""
    retrying(home, lambda: open_table(home, name).vacuum(dry_run=False))


def compact(home: Path, name: str) -> None:
    """Joins the small files that a table got file by file, once they are so many that reading it takes long."""

    def join() -> None:
        table = open_table(home, name)
        if len(table.file_uris()) - len(table.partitions()) > _SMALL_FILES:
            table.optimize.compact()
            table.vacuum(dry_run=False)

    retrying(home, join)


def retrying(home: Path, work: Callable[[], T]) -> T:
    """Does the work again while other writers are first; one of them is done each time.

    Raises:
        InputError: they kept it from being written for half a minute.
    """
    from deltalake.exceptions import CommitFailedError

    for attempt in range(_ATTEMPTS):
        try:
            return work()
        except CommitFailedError:
            time.sleep(min(_PAUSE * (attempt + 1), _LONGEST_PAUSE))
    raise InputError("{home}: other runs keep writing to the history; run adopt again later", home=home)


def quoted(text: str) -> str:
    """A text as SQL writes it."""
    return "'" + text.replace("'", "''") + "'"


def _in_order(name: str, rows: pl.DataFrame) -> pl.DataFrame:
    schema = schemas()[name]
    return rows.select(pl.col(column).cast(kind) for column, kind in schema.items())


def _fitted(table: DeltaTable, rows: pl.DataFrame) -> pl.DataFrame:
    known = scan(table).collect_schema()
    other = {name: kind for name, kind in rows.schema.items() if known.get(name, kind) != kind}
    fitted = rows.with_columns(pl.col(name).cast(known[name], strict=False) for name in other)
    for name, kind in other.items():
        if not fitted[name].cast(kind, strict=False).equals(rows[name], null_equal=True):
            raise InputError(
                "{path}: column '{column}' was kept as {before} and is {now} now, so that nothing was stored; "
                "name another folder with --home",
                path=table.table_uri,
                column=name,
                before=known[name],
                now=kind,
            )
    return fitted


def _unreadable(home: Path, error: Exception | Sentence) -> InputError:
    return InputError(
        "{home}: the history there can't be read: {error}. Name another folder with --home, or restore it from a copy",
        home=home,
        error=error if isinstance(error, Sentence) else str(error).splitlines()[0],
    )
