"""P104: search terms that suddenly stopped or started."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

import numpy as np
import polars as pl

from adopt.checks.ads.days import whole_last, whole_rows
from adopt.checks.desk import Desk
from adopt.checks.found import Figure, Found
from adopt.checks.shown import shown
from adopt.estimate.rows import spelt_terms
from adopt.estimate.sudden import tails, wavering
from adopt.schema import MICROS, FindingStatus

_NAMES = ("clicks", "orders", "spend_micros", "sales_micros")


class _Windows(NamedTuple):
    """The newest days, and the days before that they are held against: those that the report knows."""

    new: list[date]
    old: list[date]


def terms(desk: Desk) -> Sequence[Found]:
    """Terms whose clicks of the newest days are too few or too many for their own past, the most money first.

    A term must have fallen or risen by the factors ``term_stopped`` and ``term_started``; of those that have, the share of
    wrong alarms is held at ``term_alarms`` (Benjamini-Hochberg over all terms and both directions, where what hasn't moved
    that far counts with p = 1).
    """
    assert desk.ads
    if not desk.ads.daily:
        return [Found(FindingStatus.NO_DATA, "term_days_untold", kind="search_term")]
    windows = _windows(desk)
    if windows is None:
        needed = desk.limit("term_days").number + desk.limit("term_past_least").number
        figures = {"needed": Figure("days", needed)}
        return [Found(FindingStatus.NO_DATA, "term_days_short", figures=figures, kind="search_term")]
    sums = _sums(desk, windows)
    if sums.is_empty():
        return [Found(FindingStatus.NO_DATA, "terms_none", kind="search_term")]
    judged = _tested(sums, desk, windows)
    by_hand = _by_hand(desk)
    alarms = [_found(row, windows) for row in judged.iter_rows(named=True) if row["term"] not in by_hand]
    own = judged.filter(pl.col("term").is_in(list(by_hand))).height
    found = shown(alarms, desk)
    if held := sums.height - len(alarms):
        figures = {"own": Figure("count", own)}
        found.append(
            Found(
                FindingStatus.FINE,
                "terms_fine",
                n=held,
                of=sums.height,
                figures=figures,
                kind="search_term",
                first_day=windows.old[0],
                last_day=windows.new[-1],
            )
        )
    return found


def _windows(desk: Desk) -> _Windows | None:
    assert desk.ads
    last = whole_last(desk)
    if last is None:
        return None
    known: list[date] = whole_rows(desk)["last_day"].unique().sort().to_list()
    first_new = last - timedelta(days=int(desk.limit("term_days").number) - 1)
    first_old = first_new - timedelta(days=int(desk.limit("term_past").number))
    new = [day for day in known if day >= first_new]
    old = [day for day in known if first_old <= day < first_new]
    return _Windows(new, old) if len(old) >= desk.limit("term_past_least").number else None


def _sums(desk: Desk, windows: _Windows) -> pl.DataFrame:
    """Each term's sums in both windows (``_new``, ``_old``), and ``daily``: its clicks on each of the older days."""
    assert desk.ads
    rows = whole_rows(desk).with_columns(term=spelt_terms())
    by_day = rows.group_by("term", "last_day").agg(pl.col(_NAMES).sum())
    inside = by_day.filter(pl.col("last_day") >= windows.old[0])
    fresh = pl.col("last_day") >= windows.new[0]
    sums = [
        pl.col(name).filter(when).sum().alias(f"{name}_{end}")
        for name in _NAMES
        for end, when in (("new", fresh), ("old", ~fresh))
    ]
    daily = [
        pl.col("clicks").filter(pl.col("last_day") == day).sum().alias(f"day_{place}")
        for place, day in enumerate(windows.old)
    ]
    table = inside.group_by("term").agg(*sums, *daily).filter(pl.col("clicks_new") + pl.col("clicks_old") > 0)
    return table.sort("term")


def _tested(sums: pl.DataFrame, desk: Desk, windows: _Windows) -> pl.DataFrame:
    """The terms that stopped or started, with ``usual``: the clicks that the newest days should have had."""
    from scipy import stats

    new, old = (sums[f"clicks_{end}"].to_numpy() for end in ("new", "old"))
    waver = wavering(sums.select(pl.col("^day_.*$")).to_numpy().astype(float))
    few, many = tails(new, old, (len(windows.new), len(windows.old)), waver)
    q, usual = desk.limit("term_alarms").number, old * len(windows.new) / len(windows.old)
    low = np.where(new <= desk.limit("term_stopped").number * usual, few, 1.0)
    high = np.where(new >= desk.limit("term_started").number * usual, many, 1.0)
    adjusted = stats.false_discovery_control(np.concatenate([low, high]))
    stopped, started = adjusted[: low.size] <= q, adjusted[low.size :] <= q
    told = sums.with_columns(usual=pl.Series(usual), stopped=pl.Series(stopped), started=pl.Series(started))
    return told.filter(pl.col("stopped") | pl.col("started"))


def _found(row: dict[str, Any], windows: _Windows) -> Found:
    share = len(windows.new) / len(windows.old)
    sold, lost = row["sales_micros_old"] / MICROS, 0.0
    if row["stopped"]:
        lost = max(0.0, sold * share - row["sales_micros_new"] / MICROS)
    status = FindingStatus.ACT if row["stopped"] and row["orders_old"] else FindingStatus.WATCH
    return Found(
        status,
        "term_stopped" if row["stopped"] else "term_started",
        subject=row["term"],
        unit="clicks",
        value=row["clicks_new"],
        target=row["usual"],
        op=">=" if row["stopped"] else "<=",
        first_day=windows.new[0],
        last_day=windows.new[-1],
        at_stake=lost if row["stopped"] else row["spend_micros_new"] / MICROS,
        kind="search_term",
        figures={
            "past": Figure("clicks", row["clicks_old"]),
            "past_days": Figure("days", len(windows.old)),
            "past_sales": Figure("money", sold),
            "new_spend": Figure("money", row["spend_micros_new"] / MICROS),
            "new_orders": Figure("orders", row["orders_new"]),
        },
    )


def _by_hand(desk: Desk) -> set[str]:
    """Terms that the seller keeps away: in each of their campaigns by a negative, or because it is off."""
    assert desk.ads
    bulk = desk.ads.bulk
    if bulk is None:
        return set()
    names = bulk.campaigns.select("campaign_id", "campaign", off=pl.col("state") != "enabled")
    exact = bulk.negatives.filter((pl.col("match_type") == "negativeExact") & (pl.col("state") == "enabled"))
    negated = (
        exact.with_columns(term=spelt_terms("text"))
        .join(names, on="campaign_id")
        .select("term", "campaign", kept_away=True)
        .unique()
    )
    off = names.group_by("campaign").agg(pl.col("off").all())
    places = desk.ads.rows.select("campaign", term=spelt_terms()).unique()
    told = places.join(negated, on=["term", "campaign"], how="left").join(off, on="campaign", how="left")
    away = (pl.col("kept_away").fill_null(value=False) | pl.col("off").fill_null(value=False)).all()
    return set(told.group_by("term").agg(away.alias("away")).filter("away")["term"])
