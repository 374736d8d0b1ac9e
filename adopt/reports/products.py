"""What is known of product pages, from whichever reports beside the ads list products."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

import dataframely as dy
import polars as pl

from adopt.reports.in_turn import name_turn
from adopt.schema import MICROS, ProductPage, Reading
from adopt.words.products import PageColumns, page_columns

_SAID = ("title", "brand", "price")


class Products(NamedTuple):
    """Product pages, and the readings that tell of them; None and no reading where no search term is among them."""

    pages: dy.DataFrame[ProductPage] | None
    used: tuple[Reading, ...]


def products(readings: Sequence[Reading], terms: pl.Series) -> Products:
    """All pages that the reports tell of which know one of the search terms at least; sorted by ASIN.

    Of two reports the newer is believed, then the kind that stands first in ``products.toml``, then the last by name;
    what one lacks the next one adds.

    Args:
        readings: of one account.
        terms: its search terms.
    """
    wanted = terms.str.to_uppercase().unique().implode()
    kinds = list(page_columns())
    able = [one for one in readings if one.kind in kinds and isinstance(one.data, pl.DataFrame)]
    by_name = sorted(able, key=lambda one: name_turn(one.path.name), reverse=True)
    ordered = sorted(by_name, key=lambda one: (_age(one), kinds.index(one.kind)))
    told = [(reading, _pages(reading)) for reading in ordered]
    used = [(reading, pages) for reading, pages in told if pages["asin"].is_in(wanted).any()]
    if not used:
        return Products(None, ())
    every = _merged(pl.concat([pages for _, pages in used])).sort("asin")
    return Products(ProductPage.validate(every), tuple(reading for reading, _ in used))


def _age(reading: Reading) -> int:
    """Days before the end of time: newest first, and those that don't say their days last."""
    return -(reading.last_day or date.min).toordinal()


def _pages(reading: Reading) -> pl.DataFrame:
    """One row per ASIN of which the report says anything."""
    assert isinstance(reading.data, pl.DataFrame)
    return _merged(pl.concat([_plain(reading.data, page) for page in page_columns()[reading.kind]]))


def _merged(rows: pl.DataFrame) -> pl.DataFrame:
    """The first that each column says of an ASIN."""
    first = [pl.col(name).drop_nulls().first() for name in _SAID]
    return rows.group_by("asin", maintain_order=True).agg(first)


def _plain(rows: pl.DataFrame, page: PageColumns) -> pl.DataFrame:
    price = _column(page.price, pl.Int64()) / MICROS
    said = rows.select(
        asin=_text(page.asin).str.to_uppercase(),
        title=_text(page.title),
        brand=_text(page.brand),
        price=pl.when(price > 0).then(price),
    )
    return said.filter(pl.col("asin").is_not_null() & ~pl.all_horizontal(pl.col(_SAID).is_null()))


def _text(name: str | None) -> pl.Expr:
    text = _column(name, pl.String()).str.strip_chars()
    return pl.when(text != "").then(text)


def _column(name: str | None, kind: pl.DataType) -> pl.Expr:
    return pl.lit(None, dtype=kind) if name is None else pl.col(name)
