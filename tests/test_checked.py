"""What lies on the desk: of a folder's files the tables that the checks look at."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from adopt.checked import desk_of, marketplace_of
from adopt.checks.inventory.suppliers import suppliers
from adopt.checks.prices.break_even import costs_of
from adopt.reports import Folder
from adopt.schema import Reading, Totals
from adopt.settings import load_settings
from tests.checks.desks import NOW, Row, frame
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


def own_table(kind: str, name: str, *rows: Row) -> Reading:
    untold: dict[str, Any] = dict.fromkeys(("marketplace", "currency", "first_day", "last_day"))
    return reading(name, kind=kind, data=frame(kind, rows), totals=Totals(), **untold)


def test_tables_of_skus_are_read_as_one() -> None:
    cost = {"marketplace": "US", "currency": "USD"}
    files = folder(
        own_table("costs", "costs.csv", {"sku": "a", "unit_cost_micros": 40, **cost}),
        own_table("costs", "costs (1).csv", {"sku": "b", "unit_cost_micros": 4, **cost}),
        own_table(
            "lead_times", "z.csv", {"sku": "a", "lead_time_days": 9}, {"sku": "b", "lead_time_days": 8}
        ),
        own_table("lead_times", "z (1).csv", {"sku": "b", "lead_time_days": 30}),
    )
    there = desk_of(files, load_settings(None, marketplace="US"), NOW, None)
    assert there.tables["costs"].file == "costs.csv, costs (1).csv"
    assert costs_of(there) == {"a": 40, "b": 4}
    assert {sku: one.lead_days for sku, one in suppliers(there).items()} == {"a": 9, "b": 30}


def test_a_cost_of_another_marketplace_replaces_none() -> None:
    rows = [("US", "USD", 40), ("UK", "GBP", 30)]
    files = folder(
        *(
            own_table(
                "costs",
                f"{place}.csv",
                {"sku": "a", "marketplace": place, "currency": currency, "unit_cost_micros": cost},
            )
            for place, currency, cost in rows
        )
    )
    for place, _, cost in rows:
        assert costs_of(desk_of(files, load_settings(None, marketplace=place), NOW, None)) == {"a": cost}


def stock(name: str, place: str | None, last: int) -> Reading:
    data = frame("fba_inventory_planning", [{"sku": name, "marketplace": place}])
    day = LAST - timedelta(days=last)
    return reading(
        name, kind="fba_inventory_planning", marketplace=place, last_day=day, data=data, totals=Totals()
    )


def test_files_that_no_check_looks_at_are_told() -> None:
    row = {"marketplace": "DE", "asin": "A", "series": "NEW", "moment": NOW, "value": 9.0}
    offers = reading(
        "k.json", kind="keepa_history", marketplace="DE", data=frame("keepa_history", [row]), totals=Totals()
    )
    every = folder(
        *(stock("new.csv", None, 0), stock("old.csv", None, 3), traffic("a.json", "US", 1)),
        *(traffic("b.json", "US", 2), offers),
    )
    there = desk_of(every, load_settings(None, marketplace="US"), NOW, None)
    assert [(one.name, one.instead, one.elsewhere) for one in there.inputs] == [
        ("new.csv", "", ""),
        ("old.csv", "new.csv", ""),
        ("a.json", "", ""),
        ("b.json", "", ""),
        ("k.json", "", "DE"),
    ]
