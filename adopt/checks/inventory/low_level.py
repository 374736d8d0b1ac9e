"""I103: Amazon's fee for products that are kept too low."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from adopt.checks.desk import Desk
from adopt.checks.found import Figure, Found
from adopt.checks.inventory.on_hand import known_or_not, where_from
from adopt.checks.shown import shown
from adopt.schema import FindingStatus
from adopt.words.checking import Threshold

_KIND = "fba_inventory_planning"
_TIERS = ("small_std_le_16oz", "large_std_le_3lb", "large_std_3_20lb")
_BANDS = ((14, "0-14"), (21, "14-21"), (28, "21-28"))
"""Days of supply below which a rate holds. The report doesn't tell a product's weight: the rates give a range."""


def low_inventory_level(desk: Desk) -> Sequence[Found]:
    """A finding for each product that pays the fee, or would by its days of supply; the others are counted.

    It is charged where both the short (30 days) and the long (90 days) historical days of supply are too low. The report's
    own figure is the larger of the two. Amazon's word that it was charged drives *act*, our arithmetic drives *watch*.
    """
    source, limit = where_from(desk, _KIND), desk.limit("low_inventory_fee_days")
    rows = (
        desk.tables[_KIND]
        .frame.with_columns(
            supply=pl.coalesce(
                "historical_days_of_supply",
                pl.when(
                    pl.col("short_term_historical_days_of_supply").is_not_null()
                    & pl.col("long_term_historical_days_of_supply").is_not_null()
                ).then(
                    pl.max_horizontal(
                        "short_term_historical_days_of_supply", "long_term_historical_days_of_supply"
                    )
                ),
            ),
            charged=pl.col("low_inventory_level_fee_applied_in_current_week").fill_null(value=False),
            free=pl.col("exempted_from_low_inventory_level_fee").fill_null(value=False),
        )
        .unique("sku", keep="last", maintain_order=True)
    )
    judged = rows.filter(pl.col("supply").is_not_null() | pl.col("charged")).sort("sku")
    if judged.is_empty():
        return [Found(FindingStatus.NO_DATA, "low_level_unknown", **source)]
    low = judged.filter(pl.col("charged") | (~pl.col("free") & ~_holds(limit)))
    found = [_low(row, limit, desk, source) for row in low.iter_rows(named=True)]
    kept = judged.height - len(found)
    figures = {"free": Figure("products", judged.filter(pl.col("free") & ~pl.col("charged")).height)}
    fine = Found(FindingStatus.FINE, "low_level_fine", n=kept, of=judged.height, figures=figures, **source)
    return [*shown(found, desk), *([fine] if kept else [])]


def _holds(limit: Threshold) -> pl.Expr:
    return pl.col("supply").map_elements(limit.holds, return_dtype=pl.Boolean)


def _low(row: Mapping[str, Any], limit: Threshold, desk: Desk, source: Mapping[str, Any]) -> Found:
    week = row["units_shipped_t7"] or 0
    least, most = _rates(row, desk)
    money = least is not None and most is not None
    reason = "low_level_charged" if row["charged"] else "low_level_due"
    return Found(
        FindingStatus.ACT if row["charged"] else FindingStatus.WATCH,
        reason if money else f"{reason}_unpriced",
        row["sku"],
        unit="days",
        value=row["supply"],
        target=limit.number,
        op=limit.op,
        at_stake=week * least if least is not None else None,
        figures={
            "week": Figure("units", week),
            "least": Figure("money", week * (least or 0.0)),
            "most": Figure("money", week * (most or 0.0)),
            "needed": known_or_not("units", row["fba_minimum_inventory_level"]),
            "available": Figure("units", row["available"] or 0),
            "inbound": Figure("units", row["inbound_quantity"] or 0),
        },
        **source,
    )


def _rates(row: Mapping[str, Any], desk: Desk) -> tuple[float | None, float | None]:
    """The lowest and the highest rate a unit; none outside the US, of other sizes than standard, or at unknown days."""
    standard = (row["storage_type"] or "").lower().startswith("standard")
    if (
        desk.currency != "USD"
        or row["currency"] not in (None, "USD")
        or not standard
        or row["supply"] is None
    ):
        return None, None
    band = next((name for days, name in _BANDS if row["supply"] < days), None)
    if band is None:
        return None, None
    rates = [desk.limit(f"low_inventory_fee.{tier}.{band}").number for tier in _TIERS]
    return min(rates), max(rates)
