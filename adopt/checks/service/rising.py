"""S106: products that come back more than before, told from chance and from the luck of looking at many."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import polars as pl

from adopt.checks.desk import Desk
from adopt.checks.found import Figure, Found
from adopt.checks.service.comeback import Comeback, Span, comebacks, within
from adopt.checks.service.returns import no_common_days, rate_ends, reasons, subject_of
from adopt.checks.shown import shown
from adopt.schema import FindingStatus


class Case(NamedTuple):
    """One SKU: orders with a return and units shipped, in the window and before it."""

    back: Comeback
    sku: str
    now: int
    shipped: int
    before: int
    shipped_before: int

    @property
    def chance(self) -> float:
        """Chance of so many returns in the window, were the rate the same (Przyborowski, Wilenski 1940)."""
        from scipy.stats import binomtest

        share = self.shipped / (self.shipped + self.shipped_before)
        return float(binomtest(self.now, self.now + self.before, share, alternative="greater").pvalue)


def rising_returns(desk: Desk) -> Sequence[Found]:
    """A finding for each SKU whose rise isn't chance, the surest first; one that counts the others that were tested."""
    every = list(comebacks(desk))
    if not every:
        return [no_common_days(desk)]
    cases = [one for back in every for one in _cases(desk, back)]
    if not cases:
        return [_nothing(every)]
    adjusted = adjusted_chances([one.chance for one in cases])
    limit = desk.limit("return_false_alarms")
    rising = [_found(one, p) for one, p in zip(cases, adjusted, strict=True) if limit.holds(p)]
    chances = {subject_of(one.back, one.sku): p for one, p in zip(cases, adjusted, strict=True)}
    found = shown(rising, desk, lambda one: (chances[one.subject],))
    if len(rising) < len(cases):
        found.append(_steady(every[0], len(cases) - len(rising)))
    return found


def adjusted_chances(chances: Sequence[float]) -> list[float]:
    """Chances under which a bound on the share of false alarms among those told is kept (Benjamini, Hochberg 1995)."""
    from statsmodels.stats.multitest import multipletests

    return [float(chance) for chance in multipletests(chances, method="fdr_bh")[1]]


def _cases(desk: Desk, back: Comeback) -> list[Case]:
    """SKUs with enough units in each window and enough returns in both together.

    Choosing by the sum of both leaves the test as it is; choosing by the window's own would look for luck.
    """
    if back.before is None:
        return []
    now, before = _orders(back, back.recent, "now"), _orders(back, back.before, "then")
    rows = back.shipped.join(now, on="sku", how="left").join(before, on="sku", how="left").fill_null(0)
    found = [
        Case(back, row["sku"], row["now"], row["recent"], row["then"], row["before"])
        for row in rows.sort("sku").iter_rows(named=True)
    ]
    units, orders = desk.limit("return_min_units"), desk.limit("return_min_orders")
    return [
        one
        for one in found
        if min(one.shipped, one.shipped_before) > 0
        and units.holds(one.shipped)
        and units.holds(one.shipped_before)
        and orders.holds(one.now + one.before)
    ]


def _orders(back: Comeback, span: Span, name: str) -> pl.DataFrame:
    """Orders with a return: units of one order come back together, so they aren't independent."""
    return (
        within(back.back, span).group_by("sku").agg(pl.col("order_id").n_unique().cast(pl.Int64).alias(name))
    )


def _found(one: Case, chance: float) -> Found:
    back = one.back
    low, high = rate_ends(one.now, one.shipped)
    came = within(back.back, back.recent).filter(pl.col("sku") == one.sku)
    return Found(
        FindingStatus.WATCH,
        "returns_rising",
        subject=subject_of(back, one.sku),
        figures={
            "then": Figure("share", one.before / one.shipped_before),
            "back": Figure("orders", one.now),
            "shipped": Figure("units", one.shipped),
            "before": Figure("orders", one.before),
            "shipped_before": Figure("units", one.shipped_before),
            "chance": Figure("small_share", chance),
            "reasons": Figure("text", reasons(came, one.shipped)),
        },
        unit="share",
        value=one.now / one.shipped,
        target=one.before / one.shipped_before,
        op="<=",
        n=one.now,
        of=one.shipped,
        low=low,
        high=high,
        **back.source,
    )


def _steady(back: Comeback, skus: int) -> Found:
    return Found(
        FindingStatus.FINE,
        "returns_steady",
        figures={"skus": Figure("products", skus)},
        **back.source,
    )


def _nothing(every: Sequence[Comeback]) -> Found:
    first = every[0]
    return Found(
        FindingStatus.NO_DATA,
        "returns_too_few" if any(back.before for back in every) else "returns_too_short",
        **first.source,
    )
