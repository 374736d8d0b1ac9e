"""C106: the share of views in which the seller's offer was the featured one, against what it was."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import NamedTuple

import polars as pl

from adopt.checks.desk import Desk, Table
from adopt.checks.found import Figure, Found
from adopt.checks.here import of_market
from adopt.checks.shown import shown
from adopt.schema import FindingStatus

_RECENT, _BEFORE = 7, 28
"""Days of the account's own comparison: whole weeks, so that each has the same weekdays."""

_COLUMNS = {
    "business_report_child_item": ("sessions_total", "featured_offer_buy_box_percentage"),
    "sales_and_traffic": ("sessions", "buy_box_share"),
}


class Share(NamedTuple):
    """A share of sessions now and before; an empty subject is the account."""

    subject: str
    now: float
    sessions: int
    before: float
    sessions_before: int
    kind: str


def buy_box_share(desk: Desk) -> Sequence[Found]:
    """A finding for each ASIN, and the account, that is losing it, the most sessions first; one that counts the others."""
    every = [*_account(desk), *_asins(desk)]
    least = desk.limit("buy_box_min_sessions")
    known = [one for one in every if least.holds(one.sessions) and least.holds(one.sessions_before)]
    if not known:
        if not every:
            return [Found(FindingStatus.NO_DATA, "no_earlier_share")]
        return [
            Found(FindingStatus.NO_DATA, "few_sessions", unit="sessions", target=least.number, op=least.op)
        ]
    losing = [one for share in known if (one := _judged(desk, share))]
    found = shown(losing, desk, _account_first)
    if len(losing) < len(known):
        counted = {
            "asins": Figure("count", len(known) - len(losing)),
            "few": Figure("count", len(every) - len(known)),
        }
        kind = known[0].kind
        found.append(
            Found(
                FindingStatus.FINE,
                "shares_kept",
                subject="=",
                figures=counted,
                kind=kind,
                file=desk.tables[kind].file,
            )
        )
    return found


def _account_first(one: Found) -> tuple[float, float]:
    lost = ((one.target or 0) - (one.value or 0)) * (one.of or 0)
    return float(bool(one.subject)), -lost


def _judged(desk: Desk, share: Share) -> Found | None:
    """Sessions stand for the views that Amazon counts: there are fewer of them, so the interval is too wide, not too narrow."""
    from statsmodels.stats.proportion import confint_proportions_2indep  # slow to import

    won, won_before = round(share.now * share.sessions), round(share.before * share.sessions_before)
    low, high = confint_proportions_2indep(
        won, share.sessions, won_before, share.sessions_before, compare="diff", method="newcomb"
    )
    drop = share.before - share.now
    if desk.limit("buy_box_drop").holds(round(drop, 9)) or high >= 0:
        return None
    table = desk.tables[share.kind]
    return Found(
        FindingStatus.WATCH,
        "share_fell",
        subject=share.subject,
        figures={
            "drop_low": Figure("share", -float(high)),
            "drop_high": Figure("share", -float(low)),
            "lost": Figure("sessions", drop * share.sessions),
            "before_of": Figure("sessions", share.sessions_before),
        },
        unit="share",
        value=share.now,
        target=share.before,
        op=">=",
        n=won,
        of=share.sessions,
        kind=table.kind,
        file=table.file,
    )


def _asins(desk: Desk) -> Iterator[Share]:
    """Of each ASIN, today's download against the last known one."""
    for kind in _COLUMNS:
        table, before = desk.tables.get(kind), desk.before.get(kind)
        if table is None or before is None:
            continue
        now, then = _by_asin(desk, table), _by_asin(desk, before)
        both = now.join(then, on="asin", suffix="_before").sort("asin")
        for asin, sessions, share, sessions_before, share_before in both.iter_rows():
            yield Share(asin, share, sessions, share_before, sessions_before, kind)
        return


def _by_asin(desk: Desk, table: Table) -> pl.DataFrame:
    """asin, sessions, share: of the SKUs of an ASIN together, weighted by sessions."""
    sessions, share = _COLUMNS[table.kind]
    rows = table.frame
    if table.kind == "sales_and_traffic":
        rows = of_market(desk, rows, "marketplace").filter(
            pl.col("day").is_null(), pl.col("asin").is_not_null()
        )
    told = rows.select("asin", pl.col(sessions).alias("sessions"), pl.col(share).alias("share")).drop_nulls()
    told = told.filter(pl.col("share").is_between(0, 1))
    return _weighted(told.group_by("asin"))


def _account(desk: Desk) -> Iterator[Share]:
    """Of all days together, the last week against the four before."""
    table = desk.tables.get("sales_and_traffic")
    if table is None:
        return
    days = (
        of_market(desk, table.frame, "marketplace")
        .select("day", "sessions", share="buy_box_share")
        .drop_nulls()
        .filter(pl.col("share").is_between(0, 1))
    )
    if days.is_empty():
        return
    recent = pl.col("day") > pl.col("day").max() - timedelta(days=_RECENT)
    known = pl.col("day") > pl.col("day").max() - timedelta(days=_RECENT + _BEFORE)
    parts = _weighted(days.filter(known).group_by(recent.alias("recent"))).sort("recent", descending=True)
    if parts.height == 2:  # noqa: PLR2004  both periods
        (_, sessions, share), (_, sessions_before, share_before) = parts.rows()
        yield Share("", share, sessions, share_before, sessions_before, table.kind)


def _weighted(groups: pl.dataframe.group_by.GroupBy) -> pl.DataFrame:
    sums = groups.agg(pl.col("sessions").sum(), won=(pl.col("share") * pl.col("sessions")).sum())
    shares = sums.filter(pl.col("sessions") > 0).with_columns(share=pl.col("won") / pl.col("sessions"))
    return shares.drop("won")
