"""The account's days as far as they can be judged, and how much of their orders is already in."""

from __future__ import annotations

from datetime import date

import numpy as np
import polars as pl

from adopt.checks.desk import Ads, Desk
from adopt.estimate.maturity import visible_share


def whole_days(desk: Desk) -> pl.DataFrame:
    """`AccountDay` of the days that are over, and were when they were downloaded, and ``shown``: the share of orders visible.

    ``shown`` is 0 to 1, of ad orders that arrive for days after the click; the ads report's own curve. A day without ads
    has no row to say when it was downloaded: it counts as seen with the next day that has one.
    """
    ads = desk.ads
    assert ads
    seen = ads.rows.group_by(day="last_day").agg(seen_on=pl.col("seen_on").max())
    days = ads.plan.days.join(seen, on="day", how="left").sort("day")
    days = days.with_columns(pl.col("seen_on").backward_fill()).filter(_is_whole("day", desk))
    ages = (days["seen_on"] - days["day"]).dt.total_days().to_numpy()
    shown = visible_share(np.asarray(ages))
    return days.with_columns(shown=pl.Series(shown, dtype=pl.Float64)).drop("seen_on")


def young_days(desk: Desk) -> int:
    """Days of a report of periods whose orders aren't all in, as far as the period reaches."""
    ads, mature = desk.ads, desk.limit("mature_share").number
    assert ads
    facts, seen = ads.plan.facts, ads.rows["seen_on"].max()
    if facts.last_day is None or not isinstance(seen, date):
        return 0
    ages = (seen - facts.last_day).days + np.arange(facts.days)
    return int((visible_share(ages) < mature).sum())


def whole_rows(desk: Desk) -> pl.DataFrame:
    """Search term rows of days that are over in the marketplace, and were when they were downloaded."""
    assert desk.ads
    return desk.ads.rows.filter(_is_whole("last_day", desk))


def _is_whole(day: str, desk: Desk) -> pl.Expr:
    # A download is dated in UTC, and in America the day before may go on then for hours.
    return (pl.col(day) < pl.col("seen_on")) & (pl.col(day) < desk.today)


def whole_last(desk: Desk) -> date | None:
    """The newest of these days."""
    last = whole_rows(desk)["last_day"].max()
    return last if isinstance(last, date) else None


def products(ads: Ads) -> str:
    """Which ad products the spend is of: "sp", or "sp_of_more" where files tell of others that are left out."""
    left_out = {"tabs_left_alone", "other_products_left_out"}
    return "sp_of_more" if left_out & {code for code, _ in ads.plan.warnings} else "sp"
