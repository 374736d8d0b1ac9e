"""Account performance reports for tests, and desks with them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

import polars as pl

from adopt.checks import Desk, Table
from adopt.settings import load_settings
from adopt.words import markets

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
IDS = {"US": "ATVPDKIKX0DER", "DE": "A1PA6795UKMFR9", "JP": "A1VC38T7YXB528", "CA": "A2EUQ1WTGCTBG2"}
SCHEMA: dict[str, Any] = {
    "row": pl.UInt32,
    "marketplace": pl.String,
    "metric": pl.String,
    "channel": pl.String,
    "status": pl.String,
    "value": pl.Float64,
    "count": pl.Int64,
    "of": pl.Int64,
    "target": pl.Float64,
    "condition": pl.String,
    "from": pl.Datetime("us", "UTC"),
    "to": pl.Datetime("us", "UTC"),
}


def metric(name: str, market: str = "US", days: int | None = 30, **cells: Any) -> dict[str, Any]:
    """A row of the report; ``days``: length of its window, which ends on 2026-11-20; None: no window is told."""
    last = datetime(2026, 11, 20, 23, 59, tzinfo=UTC)
    first = last - timedelta(days=days, minutes=-1) if days else None
    window = {"from": first, "to": last if days else None}
    return {"marketplace": IDS.get(market, market), "metric": name, "status": "GOOD", **window, **cells}


def table(rows: Sequence[Mapping[str, Any]], file: str = "health.json", day: date | None = None) -> Table:
    """A report of these rows."""
    numbered = [{"row": place, **row} for place, row in enumerate(rows, 2)]
    return Table("account_performance", pl.DataFrame(numbered, schema=SCHEMA), file, None, day)


def desk(
    *rows: Mapping[str, Any],
    market: str | None = "US",
    before: Sequence[Mapping[str, Any]] | None = None,
    **own: float,
) -> Desk:
    """A desk with the report of these rows, yesterday's, and thresholds of the seller's own."""
    old = {"account_performance": table(before, "history", date(2026, 11, 24))} if before is not None else {}
    settings = load_settings(checks=own)
    today = {"account_performance": table(rows)}
    return Desk(NOW, markets()[market] if market else None, "USD", settings, today, old)
