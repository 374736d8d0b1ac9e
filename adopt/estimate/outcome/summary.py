"""Outcomes added up: by plan, by kind of change, and over all plans."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

import numpy as np
import polars as pl

from adopt.estimate.outcome.attribution import HORIZON
from adopt.estimate.outcome.judge import Judged
from adopt.estimate.outcome.verdict import verdict
from adopt.schema.outcome import Came

_WEEK = 7
_TAILS = (0.025, 0.975)
_TERMS = ("N", "H", "U")


class Summary(NamedTuple):
    """Some actions together. Money is over the days that count, in the account's currency; ``per_week`` divides by them.

    Attributes:
        actions: that became true.
        told: of these, those with something to be compared with and a day that counts.
        days: that count, the most of any action.
        promised, came, low, high: profit, of those that are told.
        spend_saved: spend expected less spend that came, all places together.
        orders_kept: orders that came less orders expected.
        untold: profit promised of the others, per week.
        verdict: on all of them.
        days_more: where it is too early.
    """

    actions: int
    told: int
    days: int
    promised: float
    came: float
    low: float
    high: float
    spend_saved: float
    orders_kept: float
    untold: float
    verdict: Came
    days_more: int | None

    def per_week(self, money: float) -> float:
        """An amount of these days as that of a week."""
        return money / self.days * _WEEK if self.days else 0.0


def summary(judged: Judged, chosen: pl.Series, promised: pl.Series, last: date | None) -> Summary:
    """The actions of ``judged`` at which ``chosen`` is true, together.

    Args:
        judged: of an account.
        chosen: booleans, one for each row.
        promised: per week, one for each row.
        last: last day that is known well enough; no further day can count of what is older than the horizon.
    """
    rows = judged.outcomes.with_columns(per_week=promised, at=pl.int_range(pl.len())).filter(chosen)
    told = rows.filter((pl.col("method") == "likes") & (pl.col("days") > 0))
    drawn = judged.draws[:, told["at"].to_numpy()].sum(axis=1) if told.height else np.zeros(1)
    low, high = (float(one) for one in np.quantile(drawn, _TAILS))
    days = int(told["days"].max() or 0)  # type: ignore[arg-type]  # a number
    meant, came = float(told["promised"].sum()), float(drawn.mean())
    youngest = rows["on"].max()
    closed = isinstance(youngest, date) and last is not None and youngest + timedelta(days=HORIZON) <= last
    oldest = rows["on"].min()
    lag = max((oldest - last).days, 0) if isinstance(oldest, date) and last is not None else 0
    said, more = verdict(meant, came if told.height else None, low, high, days, closed=closed, lag=lag)
    if said is Came.EARLY and not told.height and rows.filter(pl.col("days") > 0).height:
        said, more = Came.UNKNOWN, None
    if rows.height and (rows["verdict"] == Came.FOLLOWED.value).all():
        said, more = Came.FOLLOWED, None
    elsewhere = float(told["elsewhere_spend"].sum())
    return Summary(
        actions=rows.height,
        told=told.height,
        days=days,
        promised=meant,
        came=came,
        low=low,
        high=high,
        spend_saved=float((told["spend_expected"] - told["spend"]).sum()) - elsewhere,
        orders_kept=float((told["orders"] - told["orders_expected"] + told["elsewhere_orders"]).sum()),
        untold=float(rows.join(told, on="at", how="anti")["per_week"].sum()),
        verdict=said,
        days_more=more,
    )


def kind_of() -> pl.Expr:
    """``terms`` for changes of search terms, ``targets`` for those of bids, placements and budgets: by code."""
    return (
        pl.when(pl.col("code").str.slice(0, 1).is_in(_TERMS))
        .then(pl.lit("terms"))
        .otherwise(pl.lit("targets"))
    )
