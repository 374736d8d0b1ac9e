"""P101: spend, ad sales, all sales, ACoS and TACoS over 1, 7 and 30 days."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

import numpy as np
import polars as pl

from adopt.checks.ads.days import products, whole_days, young_days
from adopt.checks.desk import Desk
from adopt.checks.found import Figure, Found
from adopt.estimate.campaigns import log_ratio_error
from adopt.schema import FindingStatus

WINDOWS = (1, 7, 30)
_UPPER = 0.975
"""Upper end of a 95 % interval."""


class _Sums(NamedTuple):
    """A window; money in the currency. ``total`` and ``spend_there`` are of the ``told`` days with known sales.

    ``reach`` is how far the logarithm of TACoS may be off on either side (95 %); 0 where a period tells no days apart.
    """

    days: int
    spend: float
    sales: float
    told: int
    spend_there: float
    sales_there: float
    total: float
    reach: float
    young: int

    @property
    def tacos(self) -> float:
        """Spend / all sales, of the days on which these are known."""
        return self.spend_there / self.total


def tacos(desk: Desk) -> Sequence[Found]:
    """A finding for each window, held against the band of the settings; one for all of a report that isn't daily."""
    assert desk.ads
    if not desk.ads.daily:
        return [_of_period(desk)]
    days = whole_days(desk)
    if days.is_empty():
        return [Found(FindingStatus.NO_DATA, "ads_no_whole_day", kind="search_term")]
    last: date = days["day"][-1]
    return [_of_window(days, window, last, desk) for window in WINDOWS]


def _of_window(days: pl.DataFrame, window: int, last: date, desk: Desk) -> Found:
    first = last - timedelta(days=window - 1)
    own: dict[str, Any] = {"subject": f"{window}d", "first_day": first, "last_day": last}
    covered = (last - days["day"][0]).days + 1
    if covered < window:
        figures = {"days": Figure("days", window), "covered": Figure("days", covered)}
        return Found(FindingStatus.NO_DATA, "ads_window_short", figures=figures, kind="search_term", **own)
    return _judged(_sums(days.filter(pl.col("day") >= first), window, desk), own, desk)


def _of_period(desk: Desk) -> Found:
    assert desk.ads
    facts = desk.ads.plan.facts
    known = facts.total_sales is not None and facts.total_sales_spend is not None
    sums = _Sums(
        days=facts.days,
        spend=facts.spend,
        sales=facts.sales,
        told=facts.days if known else 0,
        spend_there=facts.total_sales_spend or 0.0,
        sales_there=facts.sales,
        total=facts.total_sales or 0.0,
        reach=0.0,
        young=young_days(desk),
    )
    own = {"subject": f"{facts.days}d", "first_day": facts.first_day, "last_day": facts.last_day}
    return _judged(sums, own, desk)


def _sums(days: pl.DataFrame, window: int, desk: Desk) -> _Sums:
    there = days.drop_nulls("total_sales")
    young = days.filter(~_mature(desk))
    return _Sums(
        days=window,
        spend=float(days["spend"].sum()),
        sales=float(days["sales"].sum()),
        told=there.height,
        spend_there=float(there["spend"].sum()),
        sales_there=float(there["sales"].sum()),
        total=float(there["total_sales"].sum()),
        reach=_reach(there),
        young=young.height,
    )


def _reach(there: pl.DataFrame) -> float:
    """By the scatter of days; of so few, Student's law and not the normal one."""
    from scipy import stats

    if there.height < 2 or there["total_sales"].sum() <= 0:  # noqa: PLR2004  one day doesn't scatter
        return 0.0
    error = log_ratio_error(there["spend"].to_numpy(), there["total_sales"].to_numpy())
    return float(stats.t(there.height - 1).ppf(_UPPER)) * error


def _mature(desk: Desk) -> pl.Expr:
    return pl.col("shown") >= desk.limit("mature_share").number


def _judged(sums: _Sums, own: dict[str, Any], desk: Desk) -> Found:
    status, reason = _verdict(sums, desk)
    low, high = desk.settings.tacos_low, desk.settings.tacos_high
    over = not reason.startswith("ads_low")
    known = sums.told > 0 and sums.total > 0
    spread = float(np.exp(sums.reach)) if sums.reach else None
    return Found(
        status,
        reason,
        unit="share",
        value=sums.tacos if known else None,
        target=high if over else low,
        op="<=" if over else ">=",
        low=sums.tacos / spread if known and spread else None,
        high=sums.tacos * spread if known and spread else None,
        at_stake=max(0.0, sums.spend_there - high * sums.total) or None if sums.told else None,
        kind="search_term",
        figures=_figures(sums, desk),
        **own,
    )


def _verdict(sums: _Sums, desk: Desk) -> tuple[FindingStatus, str]:
    """Sure (act) over the band only where its interval lies over it too; one day, or young days alone, are never sure."""
    low, high = desk.settings.tacos_low, desk.settings.tacos_high
    unsure = sums.days in (1, sums.young)
    if not sums.told:
        return FindingStatus.NO_DATA, "ads_untold"
    if sums.total <= 0:
        if sums.spend_there <= 0:
            return FindingStatus.FINE, "ads_idle"
        return (FindingStatus.WATCH if unsure else FindingStatus.ACT), "ads_no_sales"
    if sums.tacos > high:
        sure = not unsure and sums.tacos / np.exp(sums.reach) > high
        return (FindingStatus.ACT if sure else FindingStatus.WATCH), "ads_over"
    if sums.tacos < low:
        return (FindingStatus.FINE, "ads_low_once") if unsure else (FindingStatus.WATCH, "ads_low")
    return FindingStatus.FINE, "ads_fine"


def _figures(sums: _Sums, desk: Desk) -> dict[str, Figure]:
    assert desk.ads
    low, high = desk.settings.tacos_low, desk.settings.tacos_high
    return {
        "days": Figure("days", sums.days),
        "spend": Figure("money", sums.spend),
        "sales": Figure("money", sums.sales),
        "acos": Figure("share", sums.spend / sums.sales) if sums.sales else Figure("no_sales", "none"),
        "total": Figure("money", sums.total),
        "organic": Figure("money", sums.total - sums.sales_there),
        "told": Figure("count", sums.told),
        "young": Figure("count", sums.young),
        "band_low": Figure("share", low),
        "band_high": Figure("share", high),
        "products": Figure("ad_products", products(desk.ads)),
    }
