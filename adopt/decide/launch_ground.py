"""What every launch of a run stands on, and how its row says what it may cost."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any, NamedTuple

import polars as pl

from adopt.estimate.newcomer import Expected, of_account
from adopt.schema import Bulk
from adopt.settings import NewProduct, Settings
from adopt.words import Market, markets

WEEK = 7


class Ground(NamedTuple):
    """What every launch of a run stands on.

    Attributes:
        terms, targets: the account's evidence.
        bulk: the download.
        account: what is expected of a product of which nothing is known.
        settings, as_of, market, decimals, currency: of the run.
        agreed: daily budget in sum, by product, as the seller accepted it with the launch (currency).
    """

    terms: pl.DataFrame
    targets: pl.DataFrame
    bulk: Bulk
    account: Expected
    settings: Settings
    as_of: date
    market: Market | None
    decimals: int
    currency: str = ""
    agreed: Mapping[str, float] = MappingProxyType({})

    @property
    def budget(self) -> float:
        """Least daily budget of a new product (currency); 0 where neither the settings nor a marketplace tell it."""
        return self.settings.launch.budget or (self.market.launch_budget if self.market else 0.0)

    @property
    def named(self) -> Mapping[str, NewProduct]:
        """The products that the seller names for this marketplace, by SKU."""
        return self.settings.launch.products_in(self.market.code if self.market else None)

    @property
    def large(self) -> bool:
        """Whether the least budget is so large that it may be meant for another currency: then launches ask."""
        usual = self.market.launch_budget if self.market else self.budget
        return self.budget > self.settings.launch.ask_above * usual

    @property
    def highest_budget(self) -> float:
        """The most that Amazon takes as a campaign's daily budget; without a marketplace, what all of the currency take."""
        of_currency = [one for one in markets().values() if one.currency == self.currency]
        known = [self.market] if self.market else of_currency
        return min((one.budget_max for one in known), default=math.inf)

    @property
    def days(self) -> int:
        """Of the reports."""
        return int(self.terms["days"].max() or 1)  # type: ignore[arg-type]


def ground(
    terms: pl.DataFrame,
    targets: pl.DataFrame,
    bulk: Bulk,
    settings: Settings,
    as_of: date,
    market: Market | None,
    decimals: int,
    currency: str = "",
    agreed: Mapping[str, float] = MappingProxyType({}),
) -> Ground:
    """What every launch of a run stands on; arguments as `Ground` has them."""
    account = of_account(terms, settings.estimate)
    return Ground(terms, targets, bulk, account, settings, as_of, market, decimals, currency, agreed)


def figures(expected: Expected, price: float, margin: float, spend: float) -> dict[str, Any]:
    """What is expected, and what a daily spend (currency) is expected to lose a week; a gain is never promised.

    money = 7 x spend x min(0, c v a / CPC - 1), probability = P(c v a > CPC).

    Args:
        expected: conversion rate and cost per click.
        price, margin: what an order is worth, and the share of it that may be spent on ads.
        spend: a day.
    """
    cpc, worth = expected.cpc or 0.0, price * margin
    needed = cpc / worth if worth > 0 else 1.0
    low, high = expected.interval
    back = expected.cvr * worth / cpc - 1 if cpc > 0 else 0.0
    return {
        "alpha": expected.alpha,
        "beta": expected.beta,
        "prior_cvr": expected.cvr,
        "cvr": expected.cvr,
        "cvr_low": low,
        "cvr_high": high,
        "cpc": cpc,
        "order_value": price,
        "break_even_cvr": needed,
        "money_per_week": WEEK * spend * min(0.0, back),
        "probability": expected.above(needed),
    }


TYPES = {
    **dict.fromkeys(("campaign_id", "ad_group_id", "target_id", "join_reason", "detail"), pl.String),
    **dict.fromkeys(("to_value", "from_value", "budget", "measured", "against"), pl.Float64),
}
BLANK: dict[str, Any] = {
    "code": "L501",
    "entity": "Campaign",
    **dict.fromkeys(("campaign_id", "ad_group_id", "target_id", "join_reason")),
    "campaign": "*",
    "ad_group": "*",
    "match_type": "-",
    "join": "none",
    # Nothing has been seen of it yet.
    **dict.fromkeys(("impressions", "clicks", "orders"), 0),
    **dict.fromkeys(("spend", "sales"), 0.0),
}
