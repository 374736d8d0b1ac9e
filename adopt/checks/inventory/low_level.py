"""I103: Amazon's fee for products that are kept too low."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from adopt.checks.desk import Desk
from adopt.checks.found import Figure, Found
from adopt.checks.inventory.on_hand import known_or_not, planned, where_from
from adopt.checks.shown import shown
from adopt.schema import PLANNING, FindingStatus
from adopt.words.checking import Threshold

_TIERS = ("small_std_le_16oz", "large_std_le_3lb", "large_std_3_20lb")
_BANDS = ((14, "0-14"), (21, "14-21"), (28, "21-28"))
"""Days of supply below which a rate holds. The report doesn't tell a product's weight: the rates give a range."""


def low_inventory_level(desk: Desk) -> Sequence[Found]:
    """A finding for each product that pays the fee, or would by its days of supply; the others are counted.

    It is charged where both the short (30 days) and the long (90 days) historical days of supply are too low. The report's
    own figure is the larger of the two. Amazon's word that it was charged drives *act*, our arithmetic drives *watch*.
    """
    source, limit = where_from(desk, PLANNING), desk.limit("low_inventory_fee_days")
    judged = _judged(desk)
    if judged.is_empty():
        return [Found(FindingStatus.NO_DATA, "low_level_unknown", **source)]
    low = judged.filter(pl.col("charged") | (~pl.col("free") & ~pl.col("rare") & ~_holds(limit)))
    found = [_low(row, limit, desk, source) for row in low.iter_rows(named=True)]
    kept = judged.height - len(found)
    free, rare = pl.col("free") & ~pl.col("charged"), pl.col("rare") & ~pl.col("free") & ~pl.col("charged")
    figures = {
        "free": Figure("count", judged.filter(free).height),
        "rare": Figure("count", judged.filter(rare).height),
        "least": Figure("units", desk.limit("low_inventory_fee_least_units").number),
    }
    fine = Found(FindingStatus.FINE, "low_level_fine", n=kept, of=judged.height, figures=figures, **source)
    return [*shown(found, desk), *([fine] if kept else [])]


def _judged(desk: Desk) -> pl.DataFrame:
    """Products of which Amazon tells the days of supply or that it charges.

    With ``supply`` (days), ``charged``, ``free`` (Amazon exempts it) and ``rare`` (it sells too few units for the fee).
    """
    both = ("short_term_historical_days_of_supply", "long_term_historical_days_of_supply")
    told = pl.all_horizontal(pl.col(name).is_not_null() for name in both)
    least = desk.limit("low_inventory_fee_least_units").number
    rows = planned(desk).with_columns(
        supply=pl.coalesce("historical_days_of_supply", pl.when(told).then(pl.max_horizontal(both))),
        charged=pl.col("low_inventory_level_fee_applied_in_current_week").fill_null(value=False),
        free=pl.col("exempted_from_low_inventory_level_fee").fill_null(value=False),
        rare=(pl.col("units_shipped_t7") < least).fill_null(value=False),
    )
    return rows.filter(pl.col("supply").is_not_null() | pl.col("charged"))


def _holds(limit: Threshold) -> pl.Expr:
    return pl.col("supply").map_elements(limit.holds, return_dtype=pl.Boolean)


def _low(row: Mapping[str, Any], limit: Threshold, desk: Desk, source: Mapping[str, Any]) -> Found:
    week = row["units_shipped_t7"]
    least, most = _rates(row, desk)
    money = least is not None and most is not None and week is not None
    reason = "low_level_charged" if row["charged"] else "low_level_due"
    return Found(
        FindingStatus.ACT if row["charged"] else FindingStatus.WATCH,
        reason if money else f"{reason}_unpriced",
        row["sku"],
        unit="days",
        value=row["supply"],
        target=limit.number,
        op=limit.op,
        at_stake=week * least if money else None,
        figures={
            "supply": known_or_not("days", row["supply"]),
            "week": known_or_not("units", week),
            **(
                {"least": Figure("money", week * least), "most": Figure("money", week * most)}
                if money
                else {}
            ),
            "needed": known_or_not("units", row["fba_minimum_inventory_level"]),
            "available": known_or_not("units", row["available"]),
            "inbound": known_or_not("units", row["inbound_quantity"]),
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
