"""The rows of a report that are the account's own: of its marketplace, in its currency; and in an order of their own."""

from __future__ import annotations

from collections.abc import Callable

import polars as pl

from adopt.checks.desk import Desk
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
    named = {name: place_code(name) or name for name in frame[column].drop_nulls().unique()}
    codes = set(named.values())
    ours = {desk.market.code} if desk.market else codes if len(codes) == 1 else set[str]()
    own = [name for name, code in named.items() if code in ours]
    return frame.filter(pl.col(column).is_null() | pl.col(column).is_in(own))


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
