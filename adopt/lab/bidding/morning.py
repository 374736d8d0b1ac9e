"""What a policy may look at on the morning of a decision, and what it asks for. Nothing of the truth is in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import NamedTuple

import polars as pl

from adopt.daily import plan_for
from adopt.estimate.value import ad_group_margins
from adopt.lab.bidding.rules import BidRule
from adopt.lab.bidding.sums import target_sums
from adopt.lab.download import bulk_parts
from adopt.lab.market.books import daily_sales, report, sheet
from adopt.lab.market.market import Market
from adopt.lab.market.seen import seen
from adopt.lab.market.state import State
from adopt.plan import Plan
from adopt.schema import Bulk, bulk_frames
from adopt.settings import Settings


@dataclass(frozen=True)
class Morning:
    """The downloads of a morning, made as they are asked for.

    Attributes:
        settings: the seller's.
        changed: target_id and day: when each bid was last changed; targets that aren't in it never were.
        memory: what the policy itself wrote down on earlier mornings, by name.
    """

    _market: Market
    _state: State
    settings: Settings
    changed: pl.DataFrame
    memory: dict[str, float]

    @property
    def as_of(self) -> date:
        """Today, of which nothing is known yet."""
        return self._state.day

    @cached_property
    def rows(self) -> pl.DataFrame:
        """The daily search term reports of all days that are known, with the IDs of targets."""
        return report(self._market, self._state, self._market.world.known_days)

    @cached_property
    def sales(self) -> pl.DataFrame:
        """The business report: all sales of each day."""
        return daily_sales(self._market, self._state)

    @cached_property
    def bulk(self) -> Bulk:
        """The bulk download, without the cells for uploads."""
        return bulk_frames(**bulk_parts(sheet(self._market, self._state)))

    def plan(self, settings: Settings | None = None) -> tuple[Plan, Bulk]:
        """Adopt's plan from these downloads, and the download that uploads refer to."""
        own = settings or self.settings
        found = seen(self._market, self._state, self._market.world.known_days)
        return plan_for(found.sources(own), own, self.as_of), found.bulk

    def sums(self, rule: BidRule, share: float) -> pl.DataFrame:
        """What a rule is given: its window's sums, with ``share`` of each product's margin as target ACoS."""
        since = None
        if rule.fresh is not None:
            since = self.changed.with_columns(first=pl.col("day") + timedelta(days=rule.fresh)).drop("day")
        sums = target_sums(
            self.rows, self.bulk, self.as_of, rule.days, rule.lag, half_life=rule.half_life, since=since
        )
        margins = ad_group_margins(self.bulk, self.settings.margins)
        age = (pl.lit(self.as_of) - pl.col("day")).dt.total_days()
        return (
            sums.join(margins, on=["campaign", "ad_group"], how="left", maintain_order="left")
            .join(self.changed, on="target_id", how="left", maintain_order="left")
            .with_columns(
                target_acos=pl.col("margin").fill_null(self.settings.target_acos) * share, since_change=age
            )
            .drop("margin", "margin_source", "day")
        )


class Wanted(NamedTuple):
    """What a policy wants changed.

    Attributes:
        bids: target_id and to_bid (dollars).
        negatives: campaign, ad_group and search_term.
        budgets: campaign_id and to_budget (dollars a day).
        plan: adopt's plan and its download: everything in it is uploaded.
    """

    bids: pl.DataFrame | None = None
    negatives: pl.DataFrame | None = None
    budgets: pl.DataFrame | None = None
    plan: tuple[Plan, Bulk] | None = None


BidPolicy = Callable[[Morning], Wanted]
"""From a morning to what is to be changed."""
