"""The account in a few figures."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import polars as pl

from adopt.decide.promised import CODES
from adopt.estimate.told_days import Span, in_gaps
from adopt.plan.plan import Facts
from adopt.schema import MICROS, Totals
from adopt.settings import USUAL_SHADE


def account_facts(
    rows: pl.DataFrame,
    sales: pl.DataFrame | None,
    period: tuple[date, date],
    actions: pl.DataFrame,
    *,
    daily: bool,
    untold: Sequence[Span] = (),
    luck: float = 1.0,
    shade: float = USUAL_SHADE,
    cpc_elasticity: float | None = None,
) -> Facts:
    """Totals of the search term rows, TACoS where total sales are known, and the expected share of wrong negations.

    TACoS = ad spend / total sales on the days that both reports cover; the ad spend is that of the search term
    report, so it is a lower bound where other ad products run.

    Args:
        rows: `SearchTermRow`.
        sales: `DailySales`, or None.
        period: first and last day of the rows.
        actions: of the plan.
        daily: whether rows are of single days; a summary's spend can't be cut to fewer days.
        untold: days of which the reports don't tell all; spend and sales of these days are left out of TACoS.
        luck: how many times as many negations are wrong as their probabilities say, for they were chosen by these.
        shade: share of a click's value that bids are.
        cpc_elasticity: how a click's cost answers to a bid.
    """
    totals = Totals.of(rows)
    told = sales.filter(~in_gaps(untold)) if sales is not None else None
    needed = _length(period) - sum(_length(gap) for gap in untold)
    spend, total_sales = _same_days(rows, told, period, None if daily else needed)
    return Facts(
        first_day=period[0],
        last_day=period[1],
        days=_length(period),
        impressions=totals.impressions,
        clicks=totals.clicks,
        orders=totals.orders,
        spend=float(totals.spend),
        sales=float(totals.sales),
        total_sales=total_sales,
        total_sales_spend=spend,
        tacos=spend / total_sales if spend is not None and total_sales else None,
        promised_share=min(1.0, luck * promised_share(actions)),
        shade=shade,
        cpc_elasticity=cpc_elasticity,
    )


def promised_share(actions: pl.DataFrame) -> float:
    """Mean probability that a negation of the plan, accepted or asked for, is wrong; 0 without any."""
    negated = actions.filter(pl.col("code").is_in(CODES) & (pl.col("consent") != "watch"))
    wrong = (1 - negated["probability"]).mean()
    return float(wrong) if isinstance(wrong, float) else 0.0


def _length(span: Span) -> int:
    return (span[1] - span[0]).days + 1


def _same_days(
    rows: pl.DataFrame, sales: pl.DataFrame | None, period: Span, needed: int | None
) -> tuple[float | None, float | None]:
    """Ad spend and total sales on the days that both cover; None where there are none.

    ``needed`` days of sales are asked for where the spend is known as a whole alone; None where it is known by day.
    """
    if sales is None:
        return None, None
    within = sales.filter(pl.col("day").is_between(*period))
    if needed is None:
        rows = rows.join(within, left_on="last_day", right_on="day", how="semi")
    elif within.height < needed:
        return None, None
    if within.is_empty():
        return None, None
    return int(rows["spend_micros"].sum()) / MICROS, int(within["sales_micros"].sum()) / MICROS
