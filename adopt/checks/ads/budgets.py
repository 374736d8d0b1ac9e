"""P103: campaigns out of budget."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import polars as pl

from adopt.checks.ads.days import whole_last, whole_rows
from adopt.checks.desk import Desk
from adopt.checks.found import Figure, Found
from adopt.checks.shown import shown
from adopt.schema import MICROS, FindingStatus

_PLAN = {"T402": "raised", "T403": "kept"}


def budgets(desk: Desk) -> Sequence[Found]:
    """Amazon's own time in budget where its report is there; else daily spend against the download's budgets."""
    if "ads_budget" in desk.tables:
        return _told(desk)
    assert desk.ads
    assert desk.ads.bulk
    if not desk.ads.daily or whole_last(desk) is None:
        return [Found(FindingStatus.NO_DATA, "budget_untold", kind="search_term")]
    return _reckoned(desk)


def _told(desk: Desk) -> Sequence[Found]:
    table, limit = desk.tables["ads_budget"], desk.limit("in_budget")
    own: dict[str, Any] = {"kind": table.kind, "file": table.file}
    rows = _time_in_budget(table.frame, int(desk.limit("budget_days").number))
    if rows.is_empty():
        return [Found(FindingStatus.NO_DATA, "budget_blank", **own)]
    alarms = [
        Found(
            FindingStatus.ACT,
            "budget_out",
            subject=row["campaign"],
            unit="share",
            value=row["inside"],
            target=limit.number,
            op=limit.op,
            first_day=row["first"],
            last_day=row["last"],
            at_stake=row["missed"],
            figures={name: _money(row[name]) for name in ("budget", "advised", "missed")},
            **own,
        )
        for row in rows.iter_rows(named=True)
        if not limit.holds(row["inside"])
    ]
    found = shown(alarms, desk, lambda one: (one.value or 0,))
    return _with_rest(found, rows.height - len(alarms), rows.height, own)


def _time_in_budget(told: pl.DataFrame, days: int) -> pl.DataFrame:
    """By campaign, over the newest ``days``: inside (share of the time), missed, budget and advised (currency), first and last day."""
    ends = told.with_columns(
        first=pl.coalesce("day", "first_day"), last=pl.coalesce("day", "last_day")
    ).drop_nulls("time_in_budget")
    newest = pl.col("last") > pl.col("last").max() - pl.duration(days=days)
    return (
        ends.filter(newest.fill_null(value=True))
        .group_by("campaign")
        .agg(
            inside=pl.col("time_in_budget").mean(),
            missed=pl.when(pl.col("missed_sales_low_micros").is_not_null().any()).then(
                pl.col("missed_sales_low_micros").sum() / MICROS
            ),
            budget=_newest("budget_micros"),
            advised=_newest("recommended_budget_micros"),
            first=pl.col("first").min(),
            last=pl.col("last").max(),
        )
    )


def _newest(name: str) -> pl.Expr:
    """Money of the newest day that tells it; of two rows of that day, the larger."""
    told = pl.col(name).filter(pl.col(name).is_not_null() & pl.col("last").is_not_null())
    days = pl.col("last").filter(pl.col(name).is_not_null() & pl.col("last").is_not_null())
    return told.filter(days == days.max()).max() / MICROS


def _reckoned(desk: Desk) -> Sequence[Found]:
    """Days of the newest ``budget_days`` on which a campaign spent its budget, or nearly (``[budget] touched``).

    The budget is today's: it may have been another on those days, so that this is only watched.
    """
    assert desk.ads
    assert desk.ads.bulk
    last, window = whole_last(desk), int(desk.limit("budget_days").number)
    assert last
    limit, first = desk.limit("budget_spent_days"), last - timedelta(days=window - 1)
    running = desk.ads.bulk.campaigns.filter((pl.col("state") == "enabled") & (pl.col("budget") > 0))
    named = running.unique("campaign", keep="none").select("campaign", "budget")
    spent = _days_spent(
        whole_rows(desk).filter(pl.col("last_day") >= first), named, desk.settings.budget.touched
    )
    plan = _planned(desk)
    own: dict[str, Any] = {"kind": "search_term", "first_day": first, "last_day": last}
    alarms = [
        Found(
            FindingStatus.WATCH,
            "_".join(filter(None, ["budget_spent", _PLAN.get(code)])),
            subject=row["campaign"],
            unit="days",
            value=row["days"],
            target=limit.number,
            op=limit.op,
            figures={
                "budget": Figure("money", row["budget"]),
                "window": Figure("days", window),
                "to": _money(to),
            },
            **own,
        )
        for row in spent.iter_rows(named=True)
        if not limit.holds(row["days"])
        for code, to in [plan.get(row["campaign"], ("", None))]
    ]
    money = dict(spent.select("campaign", "spent").iter_rows())
    found = shown(alarms, desk, lambda one: (-(one.value or 0), -money[one.subject]))
    return _with_rest(found, named.height - len(alarms), named.height, own)


def _days_spent(rows: pl.DataFrame, budgets: pl.DataFrame, touched: float) -> pl.DataFrame:
    """By campaign with its budget: on how many days it was spent, or nearly, and what was spent on these (currency)."""
    full = pl.col("spent") >= touched * pl.col("budget")
    return (
        rows.group_by("campaign", "last_day")
        .agg(spent=pl.col("spend_micros").sum() / MICROS)
        .join(budgets, on="campaign")
        .group_by("campaign", "budget")
        .agg(days=full.sum(), spent=pl.col("spent").filter(full).sum())
    )


def _planned(desk: Desk) -> dict[str, tuple[str, float | None]]:
    """What the day's plan does about a campaign's budget."""
    assert desk.ads
    rows = desk.ads.plan.actions.filter(pl.col("code").is_in(list(_PLAN))).sort("campaign", "code")
    return {
        campaign: (code, to)
        for campaign, code, to in rows.select("campaign", "code", "to_value").reverse().iter_rows()
    }


def _with_rest(found: list[Found], held: int, of: int, own: dict[str, Any]) -> list[Found]:
    if held:
        found.append(Found(FindingStatus.FINE, "budget_fine", n=held, of=of, **own))
    return found or [Found(FindingStatus.NO_DATA, "budget_none", **own)]


def _money(value: float | None) -> Figure:
    return Figure("unknown", "") if value is None else Figure("money", value)
