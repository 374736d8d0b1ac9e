"""What suppliers need: the seller's own table, and what is usual where it has no row."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from adopt.checks.desk import Desk
from adopt.estimate.demand import Supply

_MOST, _LEAST = 0.9999, 0.0001
"""Service levels beyond these ask for endless stock, or for none."""


def usual_supply(desk: Desk) -> Supply:
    """The thresholds' supplier."""
    return Supply(
        lead_days=desk.limit("lead_time_days").number,
        lead_sd=desk.limit("lead_time_sd").number,
        cycle_days=desk.limit("order_cycle_days").number,
        service=_service(desk.limit("service_level").number),
        moq=max(int(desk.limit("order_moq").number), 1),
        carton=max(int(desk.limit("order_carton").number), 1),
    )


def suppliers(desk: Desk) -> dict[str, Supply]:
    """The supplier of each SKU that the table ``lead_times`` has; blank cells are as usual, of two rows the last counts."""
    if "lead_times" not in desk.tables:
        return {}
    usual = usual_supply(desk)
    rows = desk.tables["lead_times"].frame.sort("row")
    return {row["sku"]: _own(row, usual) for row in rows.iter_rows(named=True)}


def _own(row: Mapping[str, Any], usual: Supply) -> Supply:
    return Supply(
        lead_days=max(row["lead_time_days"], 0.0),
        lead_sd=max(_or(row["lead_time_sd"], usual.lead_sd), 0.0),
        cycle_days=max(_or(row["order_cycle_days"], usual.cycle_days), 0.0),
        service=_service(_or(row["service_level"], usual.service)),
        moq=max(int(_or(row["moq"], usual.moq)), 1),
        carton=max(int(_or(row["units_per_carton"], usual.carton)), 1),
    )


def _or(value: float | None, usual: float) -> float:
    return usual if value is None else value


def _service(share: float) -> float:
    return min(max(share, _LEAST), _MOST)
