"""The tables of this folder, read once."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple


class Market(NamedTuple):
    """A marketplace; bids and daily budgets in its currency, ``bid_max`` None where Amazon's figure is doubtful."""

    code: str
    names: tuple[str, ...]
    currency: str
    time_zone: str
    bid_min: float
    bid_max: float | None
    budget_min: float
    budget_max: float


@cache
def _table(name: str) -> dict[str, Any]:
    return tomllib.loads(files("adopt.words").joinpath(name).read_text(encoding="utf-8"))


@cache
def markets() -> dict[str, Market]:
    """Marketplaces by two-letter code."""
    return {
        code: Market(
            code=code,
            names=tuple(entry["names"]),
            currency=entry["currency"],
            time_zone=entry["time_zone"],
            bid_min=entry["bid"][0],
            bid_max=entry["bid"][1] if len(entry["bid"]) > 1 else None,
            budget_min=entry["budget"][0],
            budget_max=entry["budget"][1],
        )
        for code, entry in _table("markets.toml").items()
    }


def headers(kind: str) -> dict[str, dict[str, list[str]]]:
    """Header names of a report kind: language -> column -> names, as Amazon writes them."""
    languages: dict[str, dict[str, list[str]]] = _table("headers.toml")[kind]
    return languages


def bulksheet() -> dict[str, Any]:
    """Amazon's rule table for upload sheets: columns, required cells, tokens, limits."""
    return _table("bulksheet.toml")


def maturity_curve() -> tuple[float, ...]:
    """Default share of a click-day's final orders that is visible after 1, 2, 3, ... days."""
    return tuple(_table("maturity.toml")["orders"])
