"""Sales and Traffic by ASIN for tests of listings."""

from __future__ import annotations

from datetime import date

from adopt.checks import Table
from tests.checks.desks import Row, table


def traffic(day: date, *asins: Row) -> Table:
    """The report of one day."""
    rows = [{"first_day": day, "last_day": day, **row} for row in asins]
    return table("sales_and_traffic", *rows, file=f"traffic-{day}.json")
