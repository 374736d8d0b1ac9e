"""Small readings, rows and actions to make plans from."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import dataframely as dy
import polars as pl

from adopt.plan import Facts, plan_input
from adopt.plan.plan import Input
from adopt.schema import MICROS, Action, Bulk, Reading, SearchTermRow, Totals, rejected_frame

FIRST, LAST = date(2026, 9, 1), date(2026, 9, 30)

_ROW: dict[str, Any] = {
    "row": 2,
    "campaign_id": None,
    "ad_group_id": None,
    "target_id": None,
    "campaign": "pans",
    "ad_group": "steel",
    "portfolio": None,
    "targeting": "pan",
    "match_type": "broad",
    "search_term": "steel pan",
    "first_day": FIRST,
    "last_day": FIRST,
    "impressions": 100,
    "clicks": 10,
    "orders": 1,
    "units": 1,
    "spend_micros": 10 * MICROS,
    "sales_micros": 25 * MICROS,
}
_ACTION: dict[str, Any] = {
    "code": "N101",
    "consent": "safe",
    "reason": "loses_money",
    "entity": "Negative Keyword",
    "campaign": "pans",
    "ad_group": "steel",
    "targeting": "pan",
    "match_type": "broad",
    "search_term": "steel pan",
    "money_per_week": 1.0,
    "probability": 0.9,
    "join": "target",
    "impressions": 100,
    "clicks": 10,
    "orders": 0,
    "spend": 10.0,
    "sales": 0.0,
    "days": 30,
    "cpc": 1.0,
    "order_value": 25.0,
    "cvr": 0.01,
    "cvr_low": 0.001,
    "cvr_high": 0.03,
    "break_even_cvr": 0.1,
    "break_even_acos": 0.4,
    "margin_source": "sku",
}


def rows(*changes: dict[str, Any]) -> dy.DataFrame[SearchTermRow]:
    """Report rows: 10 clicks at a dollar, one order of $25, on the first day, but for what a row says."""
    made = [{**_ROW, **change} for change in changes]
    return SearchTermRow.validate(pl.DataFrame(made, schema=SearchTermRow.create_empty().schema))


def actions(*changes: dict[str, Any]) -> dy.DataFrame[Action]:
    """Safe negations, numbered by their keys, but for what a row says."""
    made = [{**_ACTION, "key": f"key {number:05}", **change} for number, change in enumerate(changes)]
    schema = Action.create_empty().schema
    blank = dict.fromkeys(schema)
    return Action.validate(pl.DataFrame([{**blank, **row} for row in made], schema=schema))


def reading(name: str = "report.xlsx", digest: str = "d1", **changes: Any) -> Reading:
    """A console report read, but for what is said."""
    data = changes.pop("data", rows({}))
    return Reading(
        **{
            "path": Path(name),
            "digest": digest,
            "kind": "search_term",
            "language": "en",
            "marketplace": "US",
            "currency": "USD",
            "first_day": FIRST,
            "last_day": LAST,
            "daily": True,
            "window_days": 7,
            "read": 1,
            "data": data,
            "rejected": rejected_frame(),
            "totals": Totals() if isinstance(data, Bulk) else Totals.of(data),
            **changes,
        }
    )


def file(name: str = "report.xlsx", digest: str = "d1", **changes: Any) -> Input:
    """What a plan remembers of such a report."""
    return plan_input(reading(name, digest, **changes))


def facts(**changes: Any) -> Facts:
    """Figures of a healthy account, but for what is said."""
    healthy = Facts(FIRST, LAST, 30, 9000, 900, 90, 900.0, 4500.0, None, None, None, 0.05)
    return healthy._replace(**changes)


def joined(none: float = 0.0) -> pl.DataFrame:
    """A summary of the joining in which ``none`` of $900 was spent on rows without IDs."""
    return pl.DataFrame({"join": ["target", "none"], "spend": [900 - none, none]})
