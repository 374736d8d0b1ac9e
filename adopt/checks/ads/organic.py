"""P102: organic sales fall while TACoS rises: ads buy what came by itself before."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import numpy as np
import polars as pl

from adopt.checks.ads.days import products, whole_days
from adopt.checks.desk import Desk
from adopt.checks.found import Figure, Found
from adopt.estimate.paired import fell
from adopt.schema import FindingStatus

_WEEK = 7


def organic(desk: Desk) -> Sequence[Found]:
    """The newest whole weeks against as many before them, each day paired with the same weekday.

    Both must be surer than chance (an intersection-union test: the larger p counts), and organic sales must have fallen
    by ``organic_fall``. Young days are left out: their ad sales are still arriving, and organic sales look larger.
    """
    assert desk.ads
    days = whole_days(desk).filter(pl.col("shown") >= desk.limit("mature_share").number)
    known = {row["day"]: row for row in days.drop_nulls("total_sales").iter_rows(named=True)}
    if not known:
        return [Found(FindingStatus.NO_DATA, "organic_untold", kind="search_term")]
    length, pairs = _pairs(known, desk)
    if not pairs:
        figures = {"needed": Figure("days", 2 * int(desk.limit("organic_weeks_least").number) * _WEEK)}
        return [Found(FindingStatus.NO_DATA, "organic_short", figures=figures, kind="search_term")]
    return [_judged(known, pairs, length, desk)]


def _pairs(known: dict[date, dict[str, float]], desk: Desk) -> tuple[int, list[tuple[date, date]]]:
    """Length of the windows in days, and the days of both with known sales; no pairs where too few days are known."""
    last = max(known)
    least, most = (int(desk.limit(f"organic_weeks{end}").number) for end in ("_least", ""))
    for weeks in range(most, least - 1, -1):
        length = weeks * _WEEK
        later = [last - timedelta(days=back) for back in range(length)]
        pairs = [(day, day - timedelta(days=length)) for day in reversed(later)]
        there = [pair for pair in pairs if all(day in known for day in pair)]
        if len(there) >= desk.limit("organic_known").number * length:
            return length, there
    return 0, []


def _judged(
    known: dict[date, dict[str, float]], pairs: list[tuple[date, date]], length: int, desk: Desk
) -> Found:
    assert desk.ads
    later, earlier = ([known[pair[place]] for pair in pairs] for place in (0, 1))
    (new, own_new), (old, own_old) = _organic(later), _organic(earlier)
    (tacos_new, part_new), (tacos_old, part_old) = _tacos(later), _tacos(earlier)
    sure = tacos_new is not None and tacos_old is not None
    p = max(fell(own_new, own_old), fell(part_old, part_new)) if sure else 1.0
    change = new / old - 1 if old > 0 else None
    limit = desk.limit("organic_fall").number
    alarm = p <= desk.limit("trend_level").number and change is not None and change <= -limit
    over = tacos_new is not None and tacos_new > desk.settings.tacos_high
    status = FindingStatus.ACT if alarm and over else FindingStatus.WATCH if alarm else FindingStatus.FINE
    return Found(
        status,
        "organic_falls" if alarm else "organic_holds",
        unit="share",
        value=change,
        target=-limit,
        op=">",
        first_day=pairs[0][1],
        last_day=pairs[-1][0],
        at_stake=old - new if alarm else None,
        kind="search_term",
        figures={
            "days": Figure("days", length),
            "new": Figure("money", new),
            "old": Figure("money", old),
            "tacos_new": _share(tacos_new),
            "tacos_old": _share(tacos_old),
            "change": Figure("unknown", "") if change is None else Figure("share", change),
            "p": Figure("small_share", p),
            "products": Figure("ad_products", products(desk.ads)),
        },
    )


def _organic(days: list[dict[str, float]]) -> tuple[float, np.ndarray]:
    """All sales less those of ads, in sum and day by day; below 0 where ads claim sales of other days."""
    own = np.array([day["total_sales"] - day["sales"] for day in days])
    return float(own.sum()), own


def _tacos(days: list[dict[str, float]]) -> tuple[float | None, np.ndarray]:
    """Ratio of sums, and each day's part in it: their mean is the ratio, their scatter its noise (linearised)."""
    spend, total = (np.array([day[name] for day in days]) for name in ("spend", "total_sales"))
    if total.sum() <= 0:
        return None, spend
    ratio = float(spend.sum() / total.sum())
    return ratio, ratio + (spend - ratio * total) / total.mean()


def _share(value: float | None) -> Figure:
    return Figure("no_sales", "none") if value is None else Figure("share", value)
