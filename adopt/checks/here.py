"""The rows of a report that are the account's own: of its marketplace, in its currency."""

from __future__ import annotations

import polars as pl

from adopt.checks.desk import Desk
from adopt.words.places import place_code


def of_market(desk: Desk, frame: pl.DataFrame, column: str) -> pl.DataFrame:
    """Rows of the account's marketplace, and those that name none; all where the marketplace isn't known."""
    if desk.market is None:
        return frame
    code = desk.market.code
    named = frame[column].drop_nulls().unique()
    ours = [name for name in named if place_code(name) in (code, None)]
    return frame.filter(pl.col(column).is_null() | pl.col(column).is_in(ours))


def own_name(desk: Desk, name: str, marketplace: str) -> str:
    """What a thing of one marketplace is called: its name, behind the marketplace where the account's isn't known."""
    return name if desk.market else f"{place_code(marketplace) or marketplace} {name}"


def of_currency(desk: Desk, frame: pl.DataFrame, column: str) -> pl.DataFrame:
    """Rows in the account's currency, and those that name none; all where the currency isn't known."""
    if desk.currency is None:
        return frame
    return frame.filter(pl.col(column).is_null() | (pl.col(column).str.to_uppercase() == desk.currency))
