"""Simulated accounts as a backtest knows them, and what decisions on them are truly worth."""

from __future__ import annotations

from datetime import date

import numpy as np
import polars as pl

from adopt.backtest.known import Known
from adopt.estimate.value import ad_group_margins
from adopt.lab.account import Account
from adopt.lab.baselines import KEY
from adopt.settings import load_settings


def known(account: Account, rows: pl.DataFrame | None = None) -> Known:
    """The account's one download, made on the day after its last."""
    mine = account.rows if rows is None else rows
    settings = load_settings(margins=account.margins(), protect={"brands": [account.words.brand]})
    return Known(
        name="simulated",
        currency="USD",
        settings=settings,
        rows=mine.with_columns(seen_on=pl.lit(account.as_of)),
        daily=True,
        first_day=account.first_day,
        last_day=account.last_day,
        window_days=7,
        margins=ad_group_margins(account.bulk, settings.margins),
    )


def true_gain(account: Account, gone: pl.DataFrame, last: date) -> float:
    """Minus the expected profit of the negated terms, from their negation to ``last``, by the truth."""
    worth = (account.truth["order_value"] * account.truth["margin"]).to_numpy()
    weekday = np.array(account.world.weekdays)
    places = account.truth.with_row_index("at").join(gone, on=KEY)
    total = 0.0
    for at, since in places.select("at", "since").iter_rows():
        days = pl.date_range(since, last, eager=True).to_list()
        number = [(day - account.first_day).days for day in days]
        clicks = account.truth["clicks_per_day"][at] * weekday[[day.weekday() for day in days]]
        total += float((clicks * (worth[at] * account.cvr[at, number] - account.truth["cpc"][at])).sum())
    return -total
