"""What lies on the desk: of a folder's files the tables that the checks look at."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from adopt.checked import desk_of, marketplace_of
from adopt.reports import Folder
from adopt.schema import Reading, Totals
from adopt.settings import load_settings
from tests.checks.desks import NOW, frame
from tests.plan.readings import LAST, reading


@pytest.mark.parametrize(
    ("places", "expected"),
    [
        ({"fba_inventory_planning": "US", "keepa_history": "DE"}, ("US", "USD")),
        ({"fba_inventory_planning": "US", "ledger_summary": "CA"}, (None, None)),
        ({"keepa_history": "DE"}, (None, None)),
    ],
)
def test_the_offers_of_others_dont_say_where_an_account_sells(
    places: dict[str, str], expected: tuple[str | None, str | None]
) -> None:
    readings = [reading(kind=kind, marketplace=place, currency=None) for kind, place in places.items()]
    assert marketplace_of(readings, load_settings(None)) == expected


def traffic(name: str, place: str, sessions: int) -> Reading:
    row = {"marketplace": place, "day": LAST, "first_day": LAST, "last_day": LAST, "sessions": sessions}
    data = frame("sales_and_traffic", [row])
    return reading(name, kind="sales_and_traffic", marketplace=place, data=data, totals=Totals())


def folder(*readings: Reading) -> Folder:
    return Folder(path=Path(), readings=readings, refusals=(), skipped=())


def test_another_marketplaces_report_leaves_the_days_of_ours() -> None:
    files = folder(traffic("us.json", "US", 300), traffic("zca.json", "CA", 90))
    rows = desk_of(files, load_settings(None, marketplace="US"), NOW, None).tables["sales_and_traffic"].frame
    assert dict(rows.select("marketplace", "sessions").iter_rows()) == {"US": 300, "CA": 90}


def waiting(name: str, last: int, *orders: str) -> Reading:
    data = frame("unshipped_orders", [{"order_id": order} for order in orders])
    day = LAST - timedelta(days=last)
    return reading(name, kind="unshipped_orders", last_day=day, data=data, totals=Totals())


def test_what_the_afternoons_list_lacks_has_been_shipped() -> None:
    files = folder(waiting("orders.txt", 0, "1", "2"), waiting("orders (1).txt", 3, "1"))
    table = desk_of(files, load_settings(None), NOW, None).tables["unshipped_orders"]
    assert (table.file, table.frame["order_id"].to_list()) == ("orders (1).txt", ["1"])
