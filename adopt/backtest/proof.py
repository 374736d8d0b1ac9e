"""A backtest of one account: replay where days are known, halves where they aren't."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

import polars as pl

from adopt.backtest.calibration import ProfitBin, Rates, profits, rates
from adopt.backtest.gain import Gain, gains
from adopt.backtest.halves import halves
from adopt.backtest.known import Known
from adopt.backtest.policies import policies
from adopt.backtest.replay import cuts, embargo, needed_days, replay
from adopt.backtest.surprise import Surprise, surprises
from adopt.reports.sources import Note


class Backtest(NamedTuple):
    """What a seller's own data say of decisions; money in the account's currency.

    Attributes:
        name, currency: of the account.
        first_day, last_day: of the days known.
        cuts: last day known at each decision; empty where two halves of all days were compared.
        counted: first and last day that count.
        clicks, orders, spend, profit: of the rows that count, mean over the halves.
        gains: of each policy, adopt's first.
        rates: calibration of the conversion rate.
        profits: calibration of P(profitable).
        surprises: log-loss of each estimator, adopt's first.
        late_known: whether the history tells what was known at every cut; else orders were thinned by age.
        bulks: decisions that a bulk download of their time took part in.
        needed: days of daily rows that a replay needs.
        notes: (code, detail) of what was left out and why.
    """

    name: str
    currency: str
    first_day: date
    last_day: date
    cuts: tuple[date, ...]
    counted: tuple[date, date]
    clicks: float
    orders: float
    spend: float
    profit: float
    gains: tuple[Gain, ...]
    rates: Rates
    profits: tuple[ProfitBin, ...]
    surprises: tuple[Surprise, ...]
    late_known: bool
    bulks: int
    needed: int
    notes: tuple[Note, ...]

    @property
    def weeks(self) -> float:
        """Length of the time counted."""
        return ((self.counted[1] - self.counted[0]).days + 1) / 7


def backtest(known: Known) -> Backtest:
    """Replays past days if they are enough (`needed_days`), else compares halves.

    The same rows give the same figures. Nothing later than a decision has any part in it.
    """
    rules = policies(known.currency)
    days = cuts(known.first_day, known.last_day, known.window_days) if known.daily else ()
    episodes = [replay(known, rules)] if days else list(halves(known, rules))
    # Of one deal, each half foretells the other: every click once.
    told = episodes[:2]
    foretold = pl.concat([one.foretold for one in told])
    count, came = len(episodes), [one.came for one in episodes]
    return Backtest(
        name=known.name,
        currency=known.currency,
        first_day=known.first_day,
        last_day=known.last_day,
        cuts=days,
        counted=_counted(known, days),
        clicks=sum(float(one["clicks"].sum()) for one in came) / count,
        orders=sum(float(one["orders"].sum()) for one in came) / count,
        spend=sum(float(one["spend"].sum()) for one in came) / count,
        profit=sum(float(one["profit"].sum()) for one in came) / count,
        gains=gains(episodes),
        rates=rates(foretold),
        profits=profits(pl.concat([one.long for one in told])),
        surprises=surprises(foretold),
        late_known=bool(days) and _late_known(known, days),
        bulks=sum(known.bulk_on(cut + timedelta(days=1)) is not None for cut in days),
        needed=needed_days(known.window_days),
        notes=known.notes,
    )


def _counted(known: Known, days: tuple[date, ...]) -> tuple[date, date]:
    first = days[0] + timedelta(days=1) if days else known.first_day
    return first, embargo(known) if known.daily else known.last_day


def _late_known(known: Known, days: tuple[date, ...]) -> bool:
    """Whether a download of the morning after each cut told the cut's own day."""
    if known.told is None:
        return False
    fresh = known.told.filter((pl.col("downloaded") - pl.col("day")).dt.total_days() <= 1)
    return set(days) <= set(fresh["day"])
