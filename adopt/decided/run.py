"""What every decision of a run is given."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import dataframely as dy
import polars as pl

from adopt.plan.cooldown import rested
from adopt.plan.scarce import short_of_stock, without_raises
from adopt.reports.sources import Sources
from adopt.say import currency_digits
from adopt.schema import Action, Bulk, PastChange
from adopt.settings import Settings
from adopt.words import Market, markets


class Run(NamedTuple):
    """One run of one account.

    Attributes:
        sources: today's reports.
        settings: with the share of a click's value that bids are, once it is measured.
        as_of: day of the run.
        past: changes of earlier plans.
        short: products without stock to sell, as from `adopt.plan.scarce.short_of_stock`.
    """

    sources: Sources
    settings: Settings
    as_of: date
    past: dy.DataFrame[PastChange]
    short: pl.DataFrame

    @property
    def bulk(self) -> Bulk | None:
        """The download; None where there is none."""
        return self.sources.bulk

    @property
    def market(self) -> Market | None:
        """For limits of bids and budgets; None where the marketplace isn't known."""
        return self.sources.market

    @property
    def digits(self) -> int:
        """Decimals of the currency."""
        return currency_digits(self.sources.currency)

    @property
    def days(self) -> int:
        """Length of the period that the reports cover."""
        return (self.sources.last_day - self.sources.first_day).days + 1

    def rest(self, actions: dy.DataFrame[Action]) -> dy.DataFrame[Action]:
        """What may be made today, whatever decides on it: not against an earlier change, and no raise without stock to sell."""
        return without_raises(rested(actions, self.past, self.settings.limits, self.as_of), self.short)


def run_of(
    sources: Sources, settings: Settings, as_of: date, changes: dy.DataFrame[PastChange] | None
) -> Run:
    """The run of these sources; ``changes`` of earlier plans, None for none."""
    past = PastChange.validate(PastChange.create_empty()) if changes is None else changes
    market = markets().get(sources.marketplace) if sources.marketplace else None
    short = short_of_stock(sources.stock, sources.bulk, market, settings.checks, as_of)
    return Run(sources, settings, as_of, past, short)
