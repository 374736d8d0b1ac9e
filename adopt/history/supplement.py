"""What today's files lack, from history: total sales of their days, and the account as it was last downloaded."""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path

from adopt.history import recall
from adopt.history.account import Account
from adopt.history.remembered import remembered
from adopt.reports.sources import Sources


def supplemented(sources: Sources, home: Path, account: Account, max_age_days: int, as_of: date) -> Sources:
    """The sources of a run with what history knows where no file of today tells it.

    - Total sales by day, where there is no business report.
    - Campaigns, targets and negatives of the newest bulk download, where there is none today. They name and judge
      better than nothing; no upload rests on them (`adopt.plan.withheld`).

    Args:
        sources: of the run.
        home: folder of the store.
        account: whose the sources are.
        max_age_days: an older bulk download isn't used.
        as_of: day of the run.

    Raises:
        InputError: the store can't be read.
    """
    return _with_download(_with_sales(sources, home, account), home, account, max_age_days, as_of)


def _with_sales(sources: Sources, home: Path, account: Account) -> Sources:
    if sources.sales is not None:
        return sources
    sales = recall.sales(home, account, sources.first_day, sources.last_day)
    if sales.is_empty():
        return sources
    known = sales["day"].to_list()
    days = (min(known), max(known))
    digest = hashlib.sha256(sales.write_csv().encode()).hexdigest()
    told = remembered("business", digest, account, days, sales, daily=True, window_days=0, read=sales.height)
    return sources._replace(
        sales=sales,
        used=(*sources.used, told),
        notes=(*sources.notes, ("sales_from_history", f"{days[0]} – {days[1]}")),
    )


def _with_download(sources: Sources, home: Path, account: Account, max_age_days: int, as_of: date) -> Sources:
    newest = recall.newest_download(home, account, as_of)
    if sources.bulk is not None or newest.is_empty():
        return sources
    file = newest.row(0, named=True)
    if (as_of - file["downloaded"]).days > max_age_days:
        return sources
    bulk = recall.snapshot(home, account, as_of)
    assert bulk is not None
    days = (file["first_day"], file["ended"])
    own = {"daily": False, "window_days": 7, "read": file["file_rows"]}
    told = remembered("bulk", file["digest"], account, days, bulk, **own)
    return sources._replace(
        bulk=bulk,
        used=(*sources.used, told),
        notes=(*sources.notes, ("bulk_from_history", f"{file['downloaded']}")),
    )
