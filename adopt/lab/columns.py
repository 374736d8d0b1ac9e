"""The columns of Amazon's files, and the cells that go there."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

import polars as pl

from adopt.schema import MICROS


class Column(NamedTuple):
    """A header as Amazon spells it, our field ("" for a column that stays empty), and the format of its cells."""

    header: str
    field: str
    format: str


@cache
def tables() -> dict[str, Any]:
    """The file ``files.toml``."""
    return tomllib.loads(files("adopt.lab").joinpath("files.toml").read_text(encoding="utf-8"))


def columns(kind: str, table: str) -> list[Column]:
    """The columns of one table, in Amazon's order."""
    return [Column(*entry) for entry in tables()[kind][table]]


def cells(frame: pl.DataFrame, layout: Sequence[Column]) -> list[tuple[Any, ...]]:
    """The rows of ``frame`` under ``layout``; columns without a field are None."""
    chosen = [
        (pl.col(column.field) if column.field else pl.lit(None)).alias(str(index))
        for index, column in enumerate(layout)
    ]
    return frame.select(chosen).rows()


def with_ratios(frame: pl.DataFrame) -> pl.DataFrame:
    """Adds spend and sales in dollars and Amazon's ratios, null where Amazon has nothing to divide by."""
    clicks, orders = pl.col("clicks"), pl.col("orders")
    spend, sales = dollars("spend_micros"), dollars("sales_micros")
    return frame.with_columns(
        spend=spend,
        sales=sales,
        ctr=_ratio(clicks, pl.col("impressions")),
        cpc=_ratio(spend, clicks),
        acos=_ratio(spend, sales),
        roas=_ratio(sales, spend),
        cvr=_ratio(orders, clicks),
    )


def dollars(name: str) -> pl.Expr:
    """A column of millionths, all of them whole cents, in dollars."""
    return (pl.col(name) / MICROS).round(2)


def _ratio(over: pl.Expr, under: pl.Expr) -> pl.Expr:
    return pl.when(under > 0).then(over / under)
