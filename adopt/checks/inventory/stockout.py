"""I102: products that are out of stock, since when, and what that costs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from adopt.checks.desk import Desk
from adopt.checks.found import Figure, Found
from adopt.checks.inventory.on_hand import known_or_not, nothing_sells, where_from
from adopt.checks.shown import shown
from adopt.schema import LEDGER, STOCK, FindingStatus
from adopt.words.checking import Threshold


def stock_outs(desk: Desk) -> Sequence[Found]:
    """A finding for each product that sold lately and has nothing available; those that never sold count as not launched."""
    stock, source = desk.stock, where_from(desk, *STOCK)
    selling = stock.filter(stock["pace"] > 0)
    if selling.is_empty():
        return [nothing_sells(desk, stock)]
    limit = desk.limit("stockout_days_alarm")
    out = selling.filter(selling["available"] == 0)
    last = _ledger_ends(desk)
    found = [_out(row, limit, last, source) for row in out.iter_rows(named=True)]
    kept = selling.height - len(found)
    fine = Found(FindingStatus.FINE, "stockout_fine", n=kept, of=selling.height, **source)
    return [*shown(found, desk), *([fine] if kept else [])]


def _ledger_ends(desk: Desk) -> date | None:
    """The last day that the ledger tells of: the other reports may be newer, and its days are counted back from there."""
    last = desk.tables[LEDGER].frame["day"].max() if LEDGER in desk.tables else None
    return last if isinstance(last, date) else None


def _out(row: Mapping[str, Any], limit: Threshold, last: date | None, source: Mapping[str, Any]) -> Found:
    days = row["out_days"]
    long = not limit.holds(days)
    lost = row["pace"] * days
    known = {"first_day": last - timedelta(days=days - 1)} if row["by_day"] and last and days else {}
    return Found(
        FindingStatus.ACT if long else FindingStatus.WATCH,
        _reason(row, long=long),
        row["sku"],
        unit="days",
        value=float(days) if days else None,
        target=limit.number,
        op=limit.op,
        at_stake=None if row["price"] is None or not days else lost * row["price"],
        figures={
            "pace": Figure("number", round(row["pace"], 2)),
            "lost": Figure("units", round(lost)),
            "inbound": known_or_not("units", row["inbound"]),
            "shipped": Figure("units", row["shipped_7"] or 0),
        },
        **{**source, **known},
    )


def _reason(row: Mapping[str, Any], *, long: bool) -> str:
    """Sums of windows tell the least number of days, or nothing where the last days still sold.

    Nor does a ledger that ends with some stock, on the day before.
    """
    if row["by_day"] and row["out_days"]:
        return "stockout_long" if long else "stockout_short"
    if row["out_days"]:
        return "stockout_least"
    return "stockout_new" if row["shipped_7"] else "stockout_now"
