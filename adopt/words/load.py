"""The tables of this folder, read once."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple


class Market(NamedTuple):
    """A marketplace; bids and daily budgets in its currency, ``bid_max`` None where Amazon's figure is doubtful.

    ``launch_budget``: the daily budget of a new product's campaigns in sum, where the seller gives none.
    """

    code: str
    names: tuple[str, ...]
    currency: str
    time_zone: str
    bid_min: float
    bid_max: float | None
    budget_min: float
    budget_max: float
    launch_budget: float


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
            launch_budget=entry["launch"],
        )
        for code, entry in _table("markets.toml").items()
    }


@cache
def headers(kind: str) -> dict[str, dict[str, list[str]]]:
    """Header names of a report kind: language -> column -> names, as Amazon writes them; English comes first."""
    english: dict[str, dict[str, list[str]]] = _table("headers.toml").get(kind, {})
    return english | {code: words[kind] for code, words in _languages().items() if kind in words}


def languages() -> tuple[str, ...]:
    """Codes of the languages that words of Amazon's reports are known in."""
    return ("en", *_languages())


def sureness(kind: str, language: str) -> str:
    """How sure the header names of a report kind are: H (seen in real files), M, L, or "" where none are known."""
    return "H" if language == "en" else str(_languages()[language]["sure"].get(kind, ""))


@cache
def _languages() -> dict[str, Any]:
    folder = files("adopt.words").joinpath("languages")
    names = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".toml"))
    return {name.removesuffix(".toml"): _table(f"languages/{name}") for name in names}


def bulksheet() -> dict[str, Any]:
    """Amazon's rule table for upload sheets: columns, required cells, tokens, limits."""
    return _table("bulksheet.toml")


def maturity_curve() -> tuple[float, ...]:
    """Default share of a click-day's final orders that is visible after 1, 2, 3, ... days."""
    return tuple(_table("maturity.toml")["orders"])


def appeal_words() -> dict[str, list[str]]:
    """Words that tell how a sentence of an appeal is meant."""
    return _table("appeal.toml")


@cache
def currency_signs(currency: str) -> tuple[str, ...]:
    """What is written beside an amount of a currency: its code, its own signs, and one that stands in them alone ($)."""
    signs = headers("currencies")["signs"]
    own = (currency, *signs.get(currency, ()))
    return (*own, *(one for one in signs["any"] if any(one in mine for mine in own)))


def longest_name(column: str, *, vendor: bool) -> int:
    """Characters that Amazon takes in a name (``campaign_name``, ``ad_group_name``); fewer in a vendor's campaign's."""
    rules = bulksheet()["name"]
    return int(
        rules["vendor_max_chars"] if vendor and column == "campaign_name" else rules["max_chars"][column]
    )


def answer_words() -> dict[str, list[str]]:
    """What else means yes and no in a reviewed workbook: short forms and signs."""
    return _table("answers.toml")
