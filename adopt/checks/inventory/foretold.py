"""I107: how near forecasts of demand came on weeks held out, beside a plain run rate."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from adopt.checks.desk import Desk
from adopt.checks.found import Figure, Found
from adopt.checks.inventory.on_hand import where_from
from adopt.estimate.demand import (
    RUN_RATE,
    Days,
    Errors,
    Forecast,
    account_days,
    choosing_of,
    forecast,
    ledger_days,
    product_days,
    run_rate_weights,
)
from adopt.schema import LEDGER, FindingStatus

_AHEAD = 28
"""As the pace of stock is forecast: what was fitted for that isn't fitted again."""


def forecast_error(desk: Desk) -> Sequence[Found]:
    """The error of the account's weekly totals: of its products added up where the ledger knows them, else of all sales."""
    kind = next(kind for kind in (LEDGER, "business", "sales_dashboard") if kind in desk.tables)
    source, limit = where_from(desk, kind), desk.limit("forecast_error")
    choosing = choosing_of(desk.limit)
    made = [forecast(days, _AHEAD, run_rate_weights(desk.limit), choosing) for days in _series(desk, kind)]
    told = [one for one in made if one is not None and one.weeks]
    if not any(sum(one.sold) for one in told):
        figures = {"needed": Figure("days", choosing.least_days + 7)}
        return [Found(FindingStatus.NO_DATA, "forecast_short", figures=figures, **source)]
    errors, plain = _totals(told)
    wape = errors.wape or 0.0
    held = limit.holds(wape)
    total = Found(
        FindingStatus.FINE if held else FindingStatus.WATCH,
        f"forecast_{'held' if held else 'missed'}_{'wins' if errors.off < plain.off else 'loses'}",
        unit="share",
        value=wape,
        target=limit.number,
        op=limit.op,
        figures={
            "bias": Figure("share", errors.bias),
            "plain": Figure("share", plain.wape),
            "weeks": Figure("weeks", len({back for one in told for back in one.weeks})),
        },
        **source,
    )
    return [total, _each(told, source)] if kind == LEDGER else [total]


def _each(told: Sequence[Forecast], source: Mapping[str, Any]) -> Found:
    """The error of products by themselves, for which no limit can be kept."""
    none = Errors(0.0, 0.0, 0.0)
    return Found(
        FindingStatus.FINE,
        "forecast_each",
        "SKU",
        unit="share",
        value=sum((one.errors for one in told), none).wape,
        figures={
            "plain": Figure("share", sum((one.naive for one in told), none).wape),
            "products": Figure("products", len(told)),
            "others": Figure("count", sum(one.model != RUN_RATE for one in told)),
        },
        **source,
    )


def _series(desk: Desk, kind: str) -> list[Days]:
    """Days of the products that sell most, or of the account."""
    rows = desk.tables[kind].frame
    if kind == LEDGER:
        days = ledger_days(rows)
        sums = days.group_by("sku").agg(pl.col("shipped").sum()).filter(pl.col("shipped") > 0)
        most = sums.sort("shipped", "sku", descending=[True, False])
        names = most["sku"].head(int(desk.limit("forecast_products").number)).implode()
        return [own for _, own in product_days(days.filter(pl.col("sku").is_in(names)))]
    if kind == "sales_dashboard":
        rows = rows.with_columns(day=pl.col("moment").dt.date())
    known = rows.filter((pl.col("day") < desk.today) & pl.col("units").is_not_null())
    return [account_days(known)] if known.height else []


def _totals(told: Sequence[Forecast]) -> tuple[Errors, Errors]:
    """Errors of the sums of all products, week by week, of the forecasts and of the plain run rate."""
    sold: dict[int, float] = defaultdict(float)
    expected: dict[int, float] = defaultdict(float)
    plain: dict[int, float] = defaultdict(float)
    for one in told:
        for place, back in enumerate(one.weeks):
            sold[back] += one.sold[place]
            expected[back] += one.told[place]
            plain[back] += one.plain[place]
    order = sorted(sold)
    actual = [sold[back] for back in order]
    return (
        Errors.of(actual, [expected[back] for back in order]),
        Errors.of(actual, [plain[back] for back in order]),
    )
