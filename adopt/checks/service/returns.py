"""S105: what share of each product comes back, and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import polars as pl

from adopt.checks.desk import Desk
from adopt.checks.found import Figure, Found, share_of
from adopt.checks.service.comeback import Comeback, comebacks, within
from adopt.checks.shown import shown
from adopt.schema import FindingStatus

_REASONS = 3


def returns(desk: Desk) -> Sequence[Found]:
    """A finding for each SKU whose rate is high beyond doubt, the most units first; one for all others of a channel."""
    every = list(comebacks(desk))
    high = [one for back in every for one in _high(desk, back)]
    rest = [one for back in every if (one := _rest(desk, back))]
    return [*shown(high, desk, lambda one: (-(one.n or 0),)), *rest] or [no_common_days(desk)]


def no_common_days(desk: Desk) -> Found:
    """Returns and shipments are there, and tell of no common days."""
    kind = "fba_returns" if "fba_returns" in desk.tables else "mfn_returns"
    return Found(FindingStatus.NO_DATA, "returns_apart", kind=kind, file=desk.tables[kind].file)


def subject_of(back: Comeback, sku: str) -> str:
    """A SKU may be sold by FBA and by the seller: the second is said."""
    return sku if back.channel == "AFN" else f"{sku} (MFN)"


def _high(desk: Desk, back: Comeback) -> Iterator[Found]:
    for sku in _high_skus(desk, back):
        mine = pl.col("sku") == sku
        yield _told(desk, back, within(back.back, back.recent).filter(mine), back.shipped.filter(mine), sku)


def _high_skus(desk: Desk, back: Comeback) -> list[str]:
    """SKUs with enough units whose whole interval is beyond the limit."""
    limit, least = desk.limit("return_rate_high"), desk.limit("return_min_units")
    came = within(back.back, back.recent).group_by("sku").agg(pl.col("units").sum())
    rows = back.shipped.join(came, on="sku").sort("sku").iter_rows(named=True)
    return [
        row["sku"]
        for row in rows
        if row["recent"] > 0
        and least.holds(row["recent"])
        and not limit.holds(rate_ends(row["units"], row["recent"])[0])
    ]


def _rest(desk: Desk, back: Comeback) -> Found | None:
    """None where nothing else was shipped."""
    others = ~pl.col("sku").is_in(_high_skus(desk, back))
    shipped = back.shipped.filter(others, pl.col("recent") > 0)
    came = within(back.back, back.recent).filter(others)
    return _told(desk, back, came, shipped, None) if shipped.height else None


def _told(desk: Desk, back: Comeback, came: pl.DataFrame, shipped: pl.DataFrame, sku: str | None) -> Found:
    known = came.join(shipped, on="sku", how="semi")
    n, of = int(known["units"].sum()), int(shipped["recent"].sum())
    low, high = rate_ends(n, of)
    limit = desk.limit("return_rate_high")
    figures = {
        "reasons": Figure("text", reasons(known, of)),
        "skus": Figure("products", shipped.height),
        "back": Figure("units", n),
        "shipped": Figure("units", of),
        "apart": Figure("units", int(came["units"].sum()) - n),
        "days": Figure("days", (back.recent.last - back.recent.first).days + 1),
    }
    return Found(
        FindingStatus.FINE if sku is None else FindingStatus.WATCH,
        "returns_usual" if sku is None else "returns_high",
        subject=back.channel if sku is None else subject_of(back, sku),
        figures=figures,
        **share_of(n, of, limit),
        low=low,
        high=high,
        **back.source,
    )


def reasons(came: pl.DataFrame, shipped: int) -> str:
    """The most frequent reasons in Amazon's words, each with its units and their share of the units shipped."""
    counts = (
        came.group_by("reason").agg(pl.col("units").sum()).sort("units", "reason", descending=[True, False])
    )
    told = [_reason(name, units, shipped) for name, units in counts.head(_REASONS).iter_rows()]
    return ", ".join(told) or "-"


def _reason(name: str, units: int, shipped: int) -> str:
    return f"{name} {units} ({units / shipped:.1%})"


def rate_ends(n: int, of: int) -> tuple[float, float]:
    """Exact 95 % interval of a rate of events per unit, which may come from units sold earlier (Garwood 1936)."""
    from statsmodels.stats.rates import confint_poisson  # slow to import

    low, high = confint_poisson(n, of, method="exact-c")
    return (float(low) if n else 0.0), float(high)
