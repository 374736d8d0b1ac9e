"""The day's plan: everything that was read, found and recommended, with a digest."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

import dataframely as dy
import polars as pl

from adopt.decide.shade import with_shade
from adopt.plan.shown import as_html, as_text, told
from adopt.schema import (
    AccountDay,
    Action,
    Breach,
    NewEntity,
    Rejected,
    RuleWords,
    TargetEvidence,
    TermEvidence,
    Totals,
)
from adopt.settings import USUAL_SHADE, Settings


class Input(NamedTuple):
    """A file that the plan rests on; ``digest`` is the SHA-256 of its bytes."""

    file: str
    kind: str
    digest: str
    language: str
    currency: str | None
    marketplace: str | None
    first_day: date | None
    last_day: date | None
    rows: int
    rejected: int
    totals: Totals


class Facts(NamedTuple):
    """The account in a few figures; money in its currency.

    ``total_sales`` are sales with and without ads on the days of the business report, ``total_sales_spend`` the ad
    spend on the same days, ``tacos`` their ratio; None where no business report overlaps the ads report.
    ``promised_share`` is the expected share of wrong negations in this plan (Bayesian false-discovery rate), ``shade`` the
    share of a click's value that its bids are, ``cpc_elasticity`` how a click's cost is taken to answer to a bid (None in a
    plan of an earlier version).
    """

    first_day: date | None
    last_day: date | None
    days: int
    impressions: int
    clicks: int
    orders: int
    spend: float
    sales: float
    total_sales: float | None
    total_sales_spend: float | None
    tacos: float | None
    promised_share: float
    shade: float = USUAL_SHADE
    cpc_elasticity: float | None = None

    def measured(self, settings: Settings) -> Settings:
        """The settings of the run with what it measured: what its decisions on bids were made with."""
        return with_shade(settings, self.shade, self.cpc_elasticity)


@dataclass(frozen=True)
class Plan:
    """All decisions of one run.

    Attributes:
        digest: SHA-256 over inputs, settings, version and date: same digest, same plan.
        version: of adopt.
        as_of: the day that the plan was made for.
        account: Amazon's account name in the bulk download's file name, None where there is none.
        marketplace: two-letter code, None where neither reports nor settings tell it.
        currency: ISO 4217 code of all money in the plan.
        inputs: the files read.
        settings: the settings in force.
        actions: recommendations of every consent, most money first.
        terms, targets: the evidence behind them.
        facts: the account in a few figures.
        warnings: (code, detail) pairs that the seller should read first.
        withheld: (code, detail) reasons why no upload file may be written; empty if they may.
        join: rows, clicks and spend by how far names could be joined with IDs.
        rejected: rows that could not be used.
        created: campaigns that actions would create, row by row.
        rules: the words of rules from outside that took part, by code.
        days: the account day by day, sorted; empty where the report isn't of single days.
        breaches: limits that the safe actions pass.
    """

    digest: str
    version: str
    as_of: date
    account: str | None
    marketplace: str | None
    currency: str
    inputs: tuple[Input, ...]
    settings: Settings
    actions: dy.DataFrame[Action]
    terms: dy.DataFrame[TermEvidence]
    targets: dy.DataFrame[TargetEvidence]
    facts: Facts
    warnings: tuple[tuple[str, str], ...]
    withheld: tuple[tuple[str, str], ...]
    join: pl.DataFrame
    rejected: dy.DataFrame[Rejected]
    created: dy.DataFrame[NewEntity] = field(
        default_factory=lambda: NewEntity.validate(NewEntity.create_empty())
    )
    rules: tuple[RuleWords, ...] = ()
    days: dy.DataFrame[AccountDay] = field(
        default_factory=lambda: AccountDay.validate(AccountDay.create_empty())
    )
    breaches: dy.DataFrame[Breach] = field(default_factory=lambda: Breach.validate(Breach.create_empty()))

    def __repr__(self) -> str:
        """Its main facts in two lines, for a notebook; the frames have all of them."""
        return as_text("Plan", told(self))

    def _repr_html_(self) -> str:
        return as_html("Plan", told(self))
