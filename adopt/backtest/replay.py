"""Replay of past days: at each cut every policy decides on what could be known, and later rows tell the rest.

A negation removes only the term's own later rows, so minus their profit is an unbiased gain where the seller kept the
term live. Terms negated at one cut stay negated at the later ones.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import polars as pl

from adopt.backtest.episode import Episode, outcomes, with_outcome
from adopt.backtest.known import Known
from adopt.backtest.policies import Policy
from adopt.backtest.seen import curve_on, seen_on
from adopt.backtest.view import View
from adopt.lab.baselines import KEY

EVERY, BEFORE = 7, 21
"""Days between cuts, of which each has at least one to count; days needed up to the first cut."""

_USED = 60
_DAY = timedelta(days=1)


def needed_days(window_days: int) -> int:
    """The fewest days that can be replayed: up to a cut, a week to count, and the last days, whose orders aren't in."""
    return BEFORE + EVERY + window_days


def cuts(first_day: date, last_day: date, window_days: int) -> tuple[date, ...]:
    """The last days known at each decision, from the oldest; none where the days are too few."""
    spare = (last_day - first_day).days + 1 - needed_days(window_days)
    first = first_day + (BEFORE - 1) * _DAY
    return tuple(first + EVERY * number * _DAY for number in range(spare // EVERY + 1))


def embargo(known: Known) -> date:
    """The last day whose orders may be counted: by the download, its attribution window had passed."""
    return known.last_day - timedelta(days=known.window_days)


def replay(known: Known, rules: Sequence[Policy]) -> Episode:
    """Plays every policy over the cuts of an account whose days are `cuts` enough."""
    days = cuts(known.first_day, known.last_day, known.window_days)
    views = {cut: view_on(known, cut) for cut in days}
    came = _came(known, days[0])
    ends = (*days[1:], embargo(known))
    foretold = [
        with_outcome(view, came.filter((pl.col("day") > cut) & (pl.col("day") <= end)))
        for (cut, view), end in zip(views.items(), ends, strict=True)
    ]
    after = [with_outcome(view, came.filter(pl.col("day") > cut)) for cut, view in views.items()]
    return Episode(
        gone={rule.name: _course(views, rule) for rule in rules},
        came=came,
        foretold=pl.concat(foretold),
        long=pl.concat(after).unique(KEY, keep="first", maintain_order=True),
    )


def view_on(known: Known, cut: date) -> View:
    """The account as it could be known on the morning after ``cut``; no later row has any part in it."""
    used = max(_USED, known.settings.history.use_days)
    first, as_of = max(known.first_day, cut - (used - 1) * _DAY), cut + _DAY
    return View(
        rows=seen_on(known.rows, (first, cut), known.window_days, known.told),
        days=(cut - first).days + 1,
        as_of=as_of,
        window_days=known.window_days,
        settings=known.settings,
        margins=known.margins,
        bulk=known.bulk_on(as_of),
        curve=curve_on(known.told, as_of, known.window_days),
    )


def nothing() -> pl.DataFrame:
    """No negation: `KEY` and since."""
    return pl.DataFrame(schema={**dict.fromkeys(KEY, pl.String()), "since": pl.Date()})


def _course(views: dict[date, View], rule: Policy) -> pl.DataFrame:
    gone = nothing()
    for cut, view in views.items():
        chosen = rule.decide(view.without(gone)).join(gone, on=KEY, how="anti", maintain_order="left")
        gone = pl.concat([gone, chosen.with_columns(since=pl.lit(cut + _DAY))])
    return gone


def _came(known: Known, after: date) -> pl.DataFrame:
    ripe = known.rows.filter((pl.col("first_day") > after) & (pl.col("first_day") <= embargo(known)))
    week = (pl.col("day") - pl.lit(after) - pl.duration(days=1)).dt.total_days() // EVERY
    return outcomes(ripe, known.margins, known.settings.target_acos).with_columns(week=week)
