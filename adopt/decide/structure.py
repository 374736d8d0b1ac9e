"""The campaigns that a new product begins with: an automatic one, and a manual one of exact keywords."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time
from typing import Any, NamedTuple

import dataframely as dy
import polars as pl

from adopt.decide.newcomers import Newcomer
from adopt.decide.seeds import Seed
from adopt.schema import NewEntity
from adopt.settings import Launch
from adopt.words import Market, bulksheet

CLAUSES = ("close-match", "loose-match", "substitutes", "complements")
"""The targets of an automatic campaign, as Amazon writes their expressions."""

STRATEGY = "Dynamic bids - down only"


class Budgets(NamedTuple):
    """Daily budgets of the two campaigns, currency."""

    auto: float
    exact: float

    @property
    def total(self) -> float:
        """Of both."""
        return self.auto + self.exact


class Bids(NamedTuple):
    """Bids (currency): of the automatic campaign's clauses, of the keywords in their order, and an ad group's default."""

    clauses: tuple[float, ...]
    keywords: tuple[float, ...]
    default: float


def split(total: float, share: float, market: Market | None, decimals: int) -> Budgets:
    """The budget shared out, each part at least Amazon's least budget; in sum never less than ``total``.

    Args:
        total: a day, currency.
        share: of the automatic campaign.
        market, decimals: Amazon's limits, and the currency's smallest unit.
    """
    unit, least = 10.0**decimals, market.budget_min if market else 0.0

    def up(amount: float) -> float:
        return math.ceil(amount * unit - 1e-6) / unit

    auto = up(max(least, total * share))
    return Budgets(auto, up(max(least, total - auto)))


def first_day(as_of: date, market: Market | None) -> date:
    """The marketplace's date when the run's day ends in UTC: a start that is never in the past while the day lasts."""
    if market is None:
        return as_of
    end = pl.Series([datetime.combine(as_of, time(23, 59))]).dt.replace_time_zone("UTC")
    there: date = end.dt.convert_time_zone(market.time_zone).dt.date().item()
    return max(as_of, there)


def names(newcomer: Newcomer, start: date, launch: Launch, taken: set[str]) -> tuple[str, str]:
    """Names of the automatic and the exact campaign, unlike all of ``taken`` (in lower case).

    Characters that Amazon refuses in names become underscores, as does an equals sign at the beginning, which spreadsheets
    take for a formula; a name that is taken gets a number.
    """
    found: list[str] = []
    for kind in ("auto", "exact"):
        values = {"sku": newcomer.sku, "asin": newcomer.asin or "", "kind": kind, "start": start.isoformat()}
        plain = re.sub(rf"[^{bulksheet()['name']['listed']}]", "_", launch.name.format(**values)).strip()
        plain = re.sub("^=", "_", plain)
        others = {*taken, *(name.lower() for name in found)}
        tried = (plain if number == 1 else f"{plain} {number}" for number in range(1, len(others) + 2))
        found.append(next(name for name in tried if name.lower() not in others))
    return found[0], found[1]


def structure(
    key: str,
    newcomer: Newcomer,
    named: tuple[str, str],
    start: date,
    budgets: Budgets,
    seeds: Sequence[Seed],
    bids: Bids,
    *,
    vendor: bool,
) -> dy.DataFrame[NewEntity]:
    """All rows of both campaigns, each parent before its children.

    Args:
        key: of the action that creates them.
        newcomer: the product.
        named, start, budgets: of the two campaigns.
        seeds: exact keywords.
        bids: of the clauses, and of the seeds in their order.
        vendor: whether the ad names the ASIN instead of the SKU.
    """
    ad = {"asin": newcomer.sku} if vendor else {"sku": newcomer.sku}
    auto = _campaign(named[0], "auto", start, budgets.auto, bids.default, ad)
    exact = _campaign(named[1], "manual", start, budgets.exact, bids.default, ad)
    clauses = [
        {"entity": "Product Targeting", "text": clause, "bid": bid}
        for clause, bid in zip(CLAUSES, bids.clauses, strict=True)
    ]
    keywords = [_keyword(seed, bid) for seed, bid in zip(seeds, bids.keywords, strict=True)]
    rows = [*auto, *_inside(named[0], clauses), *exact, *_inside(named[1], keywords)]
    numbered = [{"key": key, "place": place, **row} for place, row in enumerate(rows)]
    return NewEntity.validate(pl.DataFrame(numbered, schema=NewEntity.create_empty().schema))


def _campaign(
    name: str, kind: str, start: date, budget: float, bid: float, ad: Mapping[str, str]
) -> Iterator[dict[str, Any]]:
    """A campaign with one ad group of the same name and its ad; the names stand for the IDs that they don't have yet."""
    yield {
        "entity": "Campaign",
        "campaign_id": name,
        "name": name,
        "targeting_type": kind,
        "start_date": start,
        "budget": budget,
        "strategy": STRATEGY,
    }
    yield from _inside(
        name, [{"entity": "Ad Group", "name": name, "bid": bid}, {"entity": "Product Ad", **ad}]
    )


def _inside(name: str, rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    return [{"campaign_id": name, "ad_group_id": name, **row} for row in rows]


def _keyword(seed: Seed, bid: float) -> dict[str, Any]:
    return {
        "entity": "Keyword",
        "text": seed.text,
        "match_type": "exact",
        "bid": bid,
        "source": seed.source,
        "clicks": seed.clicks,
        "orders": seed.orders,
        "cvr": seed.expected.cvr,
    }
