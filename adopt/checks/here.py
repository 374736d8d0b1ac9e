"""The rows of a report that are the account's own: of its marketplace, in its currency; and in an order of their own."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import polars as pl

from adopt.checks.desk import Desk, Table
from adopt.words.places import place_code


def of_market(
    desk: Desk, frame: pl.DataFrame, column: str, code_of: Callable[[str], str | None] = place_code
) -> pl.DataFrame:
    """Rows of the account's marketplace, and those that name none that is known; all where it isn't known itself.

    Args:
        desk: of the account.
        frame: a report.
        column: with names of marketplaces.
        code_of: their codes, by the names that the report uses.
    """
    if desk.market is None:
        return frame
    code = desk.market.code
    named = frame[column].drop_nulls().unique()
    ours = [name for name in named if code_of(name) in (code, None)]
    return frame.filter(pl.col(column).is_null() | pl.col(column).is_in(ours))


def of_one_market(desk: Desk, frame: pl.DataFrame, column: str) -> pl.DataFrame:
    """Rows of the account's marketplace alone; where that isn't known, and rows name several, only those that name none.

    For what is one series or one sum: rows of two marketplaces, or one that nobody knows, never meet in it.

    Args:
        desk: of the account.
        frame: a report.
        column: with codes or other names of marketplaces.
    """
    own = _own_names(desk, frame[column].drop_nulls().unique())
    return frame.filter(pl.col(column).is_null() | pl.col(column).is_in(own))


def files_here(desk: Desk, kind: str, column: str = "marketplace") -> tuple[Table, ...]:
    """The files of a kind, the oldest first, with their rows as of `of_one_market`; without files that have no such rows."""
    every = desk.every(kind)
    own = _own_names(desk, {name for one in every for name in one.frame[column].drop_nulls().unique()})
    here = pl.col(column).is_null() | pl.col(column).is_in(own)
    files = (one._replace(frame=one.frame.filter(here)) for one in every)
    return tuple(one for one in files if one.frame.height)


def _own_names(desk: Desk, named: Iterable[str]) -> list[str]:
    """Those of the names that mean the account's marketplace, or the only one, where the account's isn't known."""
    codes = {name: place_code(name) or name for name in named}
    told = set(codes.values())
    ours = {desk.market.code} if desk.market else told if len(told) == 1 else set[str]()
    return [name for name, code in codes.items() if code in ours]


def own_name(desk: Desk, name: str, marketplace: str) -> str:
    """What a thing of one marketplace is called: its name, behind the marketplace where the account's isn't known."""
    return name if desk.market else f"{place_code(marketplace) or marketplace} {name}"


def of_currency(desk: Desk, frame: pl.DataFrame, column: str) -> pl.DataFrame:
    """Rows in the account's currency, and those that name none; all where the currency isn't known."""
    if desk.currency is None:
        return frame
    return frame.filter(pl.col(column).is_null() | (pl.col(column).str.to_uppercase() == desk.currency))


def in_order(frame: pl.DataFrame, *first: str) -> pl.DataFrame:
    """Rows by some columns, then by all others but their place in the file: which of two rows counts isn't left to it."""
    rest = [name for name in frame.columns if name not in ("row", *first)]
    return frame.sort(*first, *rest, maintain_order=True)
