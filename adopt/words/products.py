"""Which reports tell what a product's page shows, as ``products.toml`` has them."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import NamedTuple


class PageColumns(NamedTuple):
    """The columns of a layout that tell of a product; None where it doesn't say. ``price`` in millionths."""

    asin: str
    title: str | None = None
    brand: str | None = None
    price: str | None = None


@cache
def page_columns() -> dict[str, tuple[PageColumns, ...]]:
    """By kind of report, the most believed first."""
    text = files("adopt.words").joinpath("products.toml").read_text(encoding="utf-8")
    return {
        kind: tuple(PageColumns(**page) for page in entry["pages"])
        for kind, entry in tomllib.loads(text).items()
    }
