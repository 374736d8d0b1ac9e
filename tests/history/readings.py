"""Small readings of reports, made without files."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import polars as pl

from adopt.history import Account
from adopt.reports.companion_columns import layout_schema
from adopt.schema import (
    MICROS,
    Campaign,
    DailySales,
    Reading,
    SearchTermRow,
    Totals,
    bulk_frames,
    rejected_frame,
)
from adopt.words.companions import companions

ACCOUNT = Account("acme", "US", "USD")
FIRST = date(2026, 10, 25)


def day(number: int) -> date:
    """The day so many days after the first."""
    return FIRST + timedelta(days=number)


def report(
    first: int, last: int, *, clicks: int = 10, terms: tuple[str, ...] = ("pan", "pot"), **changes: Any
) -> Reading:
    """A daily report: each term on each day, with so many clicks and a tenth as many orders."""
    days = [day(number) for number in range(first, last + 1)]
    made = [
        _row(number, one, term, clicks)
        for number, (one, term) in enumerate((d, t) for d in days for t in terms)
    ]
    data = SearchTermRow.validate(pl.DataFrame(made, schema=SearchTermRow.create_empty().schema))
    return _reading("search_term", data, days[0], days[-1], f"{first}-{last}-{clicks}-{terms}", **changes)


def spoilt(reading: Reading, *lost: date, days: tuple[date | None, ...] = (), term: str = "") -> Reading:
    """A download whose rows of the days ``lost`` were rejected, all of them or those of a term."""
    assert isinstance(reading.data, pl.DataFrame)
    bad = pl.col("first_day").is_in(lost) & pl.col("search_term").str.ends_with(term)
    return replace(
        reading, data=SearchTermRow.validate(reading.data.filter(~bad)), rejected_days=days or lost
    )


def business(first: int, last: int, sales: int = 100) -> Reading:
    """A business report by date; ``sales`` in dollars a day."""
    days = [day(number) for number in range(first, last + 1)]
    data = pl.DataFrame({"day": days, "units": [3] * len(days), "sales_micros": [sales * MICROS] * len(days)})
    return _reading(
        "business", DailySales.validate(data), days[0], days[-1], f"b{first}-{last}-{sales}", window_days=0
    )


def bulk(last: int, *states: str) -> Reading:
    """A bulk download with a campaign for each state."""
    row = {"row": 2, "campaign": "pans", "state": "", "campaign_id": ""}
    made = [{**row, "campaign_id": f"1234567890123456{n}", "state": state} for n, state in enumerate(states)]
    counts = dict.fromkeys(("impressions", "clicks", "orders", "units", "spend_micros", "sales_micros"), 0)
    frame = pl.DataFrame(
        [{**dict.fromkeys(Campaign.column_names()), **counts, **one} for one in made],
        schema=Campaign.create_empty().schema,
    )
    data = bulk_frames(campaigns=Campaign.validate(frame))
    return _reading("bulk", data, day(0), day(last), f"bulk{last}{states}", daily=False)


def companion(
    kind: str, rows: list[dict[str, Any]], first: int | None = None, last: int | None = None, **changes: Any
) -> Reading:
    """A report beside the ads with these cells of its layout, the others blank; first and last day as numbers."""
    schema = layout_schema(companions()[kind])
    cells = pl.DataFrame([{**dict.fromkeys(schema), **row} for row in rows], schema=schema)
    data = cells.with_row_index("row", 2)
    assert all(row.keys() <= schema.keys() for row in rows)
    start, end = (None if number is None else day(number) for number in (first, last))
    whole = {"daily": "day" in rows[0], "window_days": 0, **changes}
    return _reading(kind, data, start, end, f"{kind} {rows}", **whole)


def _row(number: int, one: date, term: str, clicks: int) -> dict[str, Any]:
    return {
        "row": number + 2,
        "campaign": "pans",
        "ad_group": "steel",
        "targeting": term,
        "match_type": "broad",
        "search_term": f"steel {term}",
        "first_day": one,
        "last_day": one,
        "impressions": clicks * 10,
        "clicks": clicks,
        "orders": clicks // 10,
        "units": clicks // 10,
        "spend_micros": clicks * MICROS,
        "sales_micros": clicks // 10 * 25 * MICROS,
    }


def _reading(
    kind: str, data: Any, first_day: date | None, last_day: date | None, digest: str, **changes: Any
) -> Reading:
    rows = data if isinstance(data, pl.DataFrame) else data.campaigns
    made = {
        "path": Path(f"{kind}.xlsx"),
        "digest": digest,
        "kind": kind,
        "language": "en",
        "marketplace": "US",
        "currency": "USD",
        "first_day": first_day,
        "last_day": last_day,
        "daily": True,
        "window_days": 7,
        "read": rows.height,
        "data": data,
        "rejected": rejected_frame(),
        "totals": Totals.of(rows),
    }
    return Reading(**{**made, **changes})
