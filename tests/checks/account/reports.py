"""Account performance reports for tests, and desks with them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

from adopt.checks import Desk
from tests.checks import desks
from tests.checks.desks import Rows, table

KIND = "account_performance"
IDS = {"US": "ATVPDKIKX0DER", "DE": "A1PA6795UKMFR9", "JP": "A1VC38T7YXB528", "CA": "A2EUQ1WTGCTBG2"}


def metric(name: str, market: str = "US", days: int | None = 30, **cells: Any) -> dict[str, Any]:
    """A row of the report; ``days``: length of its window, which ends on 2026-11-20; None: no window is told."""
    last = datetime(2026, 11, 20, 23, 59, tzinfo=UTC)
    first = last - timedelta(days=days, minutes=-1) if days else None
    window = {"from": first, "to": last if days else None}
    return {"marketplace": IDS.get(market, market), "metric": name, "status": "GOOD", **window, **cells}


def desk(*rows: dict[str, Any], market: str | None = "US", before: Rows | None = None, **own: Any) -> Desk:
    """A desk with the report of these rows, yesterday's, and thresholds of the seller's own."""
    old = (
        [] if before is None else [table(KIND, *before, file="history")._replace(last_day=date(2026, 11, 24))]
    )
    return desks.desk(table(KIND, *rows, file="health.json"), market=market, before=old, **own)
