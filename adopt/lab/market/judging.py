"""Whether what is said of past plans is true: a plan is carried out in a market, and the same days are lived without it.

Both courses meet the same shoppers and rivals, so that their difference is what the plan brought; conversion rates are the
true ones, so that no luck of single orders is in it.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import NamedTuple

import numpy as np
import polars as pl

from adopt.daily import plan_for
from adopt.decide.promised import CODES
from adopt.estimate.outcome.days import ripe_days
from adopt.estimate.outcome.judge import judged
from adopt.lab.bidding.trial import seller
from adopt.lab.market.live import live, opened
from adopt.lab.market.market import Market, open_market
from adopt.lab.market.seen import seen
from adopt.lab.market.state import State
from adopt.lab.market.take_back import uploaded
from adopt.lab.market.world import PLACES
from adopt.plan import Plan
from adopt.plan.outcome.applied import applied
from adopt.schema import MICROS, Action, Consent, Course
from adopt.write.outputs import upload_sheets

HISTORY, LATER = 60, 28
"""Days before the plan, and days lived with it."""

BIDS, PLACEBO = ("B301",), "placebo"
_SHARE = 0.5
"""Of the plan's bids that are changed: the others are their likes. Of a placebo's, which aren't changed either."""
_TAILS = [0.025, 0.975]


class Said(NamedTuple):
    """What came of a plan, as it was said and in truth; dollars over the same days."""

    promised: float
    came: float
    low: float
    high: float
    truth: float

    @property
    def covered(self) -> bool:
        """Whether the truth lies in the interval."""
        return self.low <= self.truth <= self.high


def judge_plan(seed: int, kind: str, world: str = "base") -> Said:
    """A market's first plan, judged after four weeks.

    Args:
        seed: of the market.
        kind: ``negations``, ``bids`` (a random half of them), or ``placebo`` (the same, and nothing is carried out).
        world: of the marketplace.
    """
    market = open_market(seed, world)
    settings = seller(market)
    start = live(market, opened(market), HISTORY)
    view = seen(market, start)
    plan = _only(plan_for(view.sources(settings), settings, view.as_of), kind, seed)
    changed = start if kind == PLACEBO else uploaded(start, upload_sheets(plan, view.bulk))[0]
    with_it, without = (live(market, one, LATER) for one in (changed, start))
    later = seen(market, with_it)
    first = pl.col("first_day")
    rows = pl.concat([view.rows.filter(first < later.first_day), later.rows])
    days = ripe_days(rows.with_columns(seen_on=pl.lit(later.as_of)))
    made = applied(plan, Course(), settings.negate.luck, int(view.rows["orders"].sum()))
    found = judged(made, days)
    drawn = found.draws.sum(axis=1)
    low, high = np.quantile(drawn, _TAILS)
    last = days["day"].max()
    assert isinstance(last, date)
    span = (view.as_of + timedelta(days=1), last)
    true = _earned(market, with_it, span) - _earned(market, without, span)
    return Said(float(found.outcomes["promised"].sum()), float(drawn.mean()), float(low), float(high), true)


def _only(plan: Plan, kind: str, seed: int) -> Plan:
    """The plan with nothing safe but actions of one kind; those that wait for the seller are agreed to."""
    codes = CODES if kind == "negations" else BIDS
    mine = pl.col("code").is_in(codes) & (pl.col("consent") != Consent.WATCH.value)
    rng = np.random.default_rng([seed, 7])
    drawn = pl.Series(rng.uniform(size=plan.actions.height) < _SHARE)
    chosen = mine if kind == "negations" else mine & drawn
    consent = pl.when(chosen).then(pl.lit(Consent.SAFE.value)).otherwise(pl.lit(Consent.WATCH.value))
    return replace(plan, actions=Action.validate(plan.actions.with_columns(consent=consent)))


def _earned(market: Market, state: State, span: tuple[date, date]) -> float:
    """Profit of the clicks of these days at their true conversion rates, in dollars."""
    clicks = state.clicks.filter(pl.col("day").is_between(*span))
    term = clicks["term"].to_numpy()
    place = clicks["placement"].replace_strict(
        {name: at for at, name in enumerate(PLACES)}, return_dtype=pl.Int64
    )
    value = market.cvr[term, place.to_numpy()] * market.terms["worth"].to_numpy()[term]
    return float(clicks["clicks"].to_numpy() @ value) - int(clicks["spend_micros"].sum()) / MICROS
