"""What lies in stock and how fast it leaves, from each kind of report."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adopt.estimate.demand import Supply, ledger_days, order_of, stock_of, with_pace
from adopt.schema import LEDGER
from adopt.words import markets
from tests.checks.desks import TODAY, Rows, frame
from tests.checks.inventory.stocks import even, moved, planned

WEIGHTS = {7: 0.3, 30: 0.4, 60: 0.2, 90: 0.1}


def paced(market: str | None = "US", **kinds: Rows) -> dict[str, dict[str, object]]:
    frames = {kind: frame(kind, rows) for kind, rows in kinds.items()}
    stock = stock_of(frames, markets()[market] if market else None, 14, 7)
    return {str(row["sku"]): row for row in with_pace(stock, WEIGHTS).iter_rows(named=True)}


def test_the_pace_is_the_weighted_mean_of_the_windows() -> None:
    row = paced(
        fba_inventory_planning=[planned("A", 20, 14, 30, 45, 90, inbound_quantity=10, fc_transfer=3)]
    )["A"]
    assert row["pace"] == pytest.approx(0.3 * 2 + 0.4 * 1 + 0.2 * 0.75 + 0.1 * 1)
    assert row["cover"] == pytest.approx(20 / 1.25)
    assert row["cover_near"] == pytest.approx(23 / 1.25)
    assert row["cover_all"] == pytest.approx(33 / 1.25)
    # Parts that don't overlap: 14 in 7, 16 in 23, 15 in 30, 45 in 30 days against 1.25 a day; 3 degrees of freedom.
    parts = [(14, 7), (16, 23), (15, 30), (45, 30)]
    wide = sum((units - 1.25 * days) ** 2 / (1.25 * days) for units, days in parts) / 3
    assert row["daily_sd"] == pytest.approx((1.25 * wide) ** 0.5)


def test_an_even_pace_varies_like_a_count() -> None:
    assert paced(fba_inventory_planning=[even("A", 5, 4)])["A"]["daily_sd"] == pytest.approx(2.0)


def test_what_is_not_known_is_not_nothing() -> None:
    rows = paced(
        fba_inventory_planning=[
            planned("NEVER", 9, 0, 0, 0, 0),
            planned("SAYS NOTHING", 9),
            planned("NULL", None, 7),
        ]
    )
    assert (rows["NEVER"]["pace"], rows["NEVER"]["cover"]) == (0.0, None)
    assert (rows["SAYS NOTHING"]["pace"], rows["SAYS NOTHING"]["cover"]) == (None, None)
    assert "NULL" not in rows


def test_a_count_below_nothing_is_nothing() -> None:
    row = paced(fba_inventory_planning=[even("A", -3, inbound_received=-2, fc_transfer=-1)])["A"]
    assert (row["available"], row["receiving"], row["coming"]) == (0, 0, 0)


def test_a_window_that_was_out_of_stock_throughout_tells_nothing() -> None:
    row = paced(fba_inventory_planning=[planned("A", 0, 0, 23, 53, 83)])["A"]
    assert row["pace"] == pytest.approx(1.0)
    assert (row["open_7"], row["open_30"], row["out_days"], row["by_day"]) == (0, 23, 7, False)
    there = paced(fba_inventory_planning=[planned("A", 1, 0, 23, 53, 83)])["A"]
    assert there["pace"] < 1  # type: ignore[operator]  # in stock and without sales, the week counts


def test_the_ledger_takes_out_days_without_stock() -> None:
    shipped = [2] * 20 + [0] * 10
    balance = [*range(38, 0, -2), 0, *[0] * 10]
    row = paced(fba_inventory_planning=[even("A", 0)], ledger_summary=moved("A", shipped, balance))["A"]
    assert row["pace"] == pytest.approx(2.0)
    assert (row["open_7"], row["open_30"], row["shipped_30"], row["by_day"]) == (0, 20, 40, True)
    assert row["out_days"] == 11  # the day on which the last unit left ended without stock
    assert row["daily_sd"] == 0


def test_a_short_or_old_ledger_gives_way_to_the_sums() -> None:
    plain = paced(fba_inventory_planning=[even("A", 9, 3)])["A"]
    short = moved("A", [9] * 13, [5] * 13)
    assert paced(fba_inventory_planning=[even("A", 9, 3)], ledger_summary=short)["A"] == plain
    old = moved("A", [9] * 20, [5] * 20, TODAY - timedelta(days=8))
    assert paced(fba_inventory_planning=[even("A", 9, 3)], ledger_summary=old)["A"] == plain
    week = moved("A", [9] * 20, [5] * 20, TODAY - timedelta(days=7))
    assert paced(fba_inventory_planning=[even("A", 9, 3)], ledger_summary=week)["A"]["pace"] == pytest.approx(
        9
    )
    alone = paced(ledger_summary=short)["A"]
    assert (alone["pace"], alone["available"], alone["inbound"]) == (pytest.approx(9), 5, None)


def test_days_that_the_ledger_leaves_out_keep_their_balance() -> None:
    rows = [*moved("A", [1, 1], [5, 4], date(2026, 11, 2)), *moved("A", [1], [3], date(2026, 11, 5))]
    other = moved("B", [1] * 5, [9] * 5, date(2026, 11, 6))  # the file tells of 2 to 6 November
    days = ledger_days(frame(LEDGER, [*rows, *other])).filter(sku="A")
    assert days["balance"].to_list() == [5, 4, 4, 4, 3, 3]
    assert days["shipped"].to_list() == [1, 1, 0, 0, 1, 0]
    gone = [*moved("A", [4], [0], date(2026, 11, 2)), *other]
    assert ledger_days(frame(LEDGER, gone)).filter(sku="A")["open"].to_list() == [
        True,
        False,
        False,
        False,
        False,
    ]


def test_rows_of_neighbouring_downloads_count_once_and_places_add_up() -> None:
    here = moved("A", [2], [5])
    there = moved("A", [1], [4], location="CA", fnsku="XA")
    broken = moved("A", [7], [70], disposition="CUSTOMER_DAMAGED")
    days = ledger_days(frame(LEDGER, [*here, *here, *there, *broken]))
    assert days.select("shipped", "balance").rows() == [(3, 9)]


def test_stock_shared_by_stores_repeats_and_what_they_shipped_adds_up() -> None:
    rows = [even("A", 50, 1, marketplace="DE"), even("A", 50, 2, marketplace="FR")]
    assert paced(None, fba_inventory_planning=rows)["A"]["pace"] == pytest.approx(3)
    assert paced(None, fba_inventory_planning=rows)["A"]["available"] == 50
    assert paced("FR", fba_inventory_planning=rows)["A"]["pace"] == pytest.approx(2)


def test_a_sku_is_told_by_the_report_that_says_most() -> None:
    restock = {"sku": "A", "country": "United Kingdom", "available": 7, "units_sold_last_30_days": 60}
    both = paced(
        "UK", fba_inventory_planning=[even("A", 50, marketplace="UK")], restock_recommendations=[restock]
    )
    assert both["A"]["available"] == 50
    alone = paced("UK", restock_recommendations=[restock])["A"]
    assert (alone["available"], alone["pace"], alone["on"]) == (7, 2.0, None)


ROWS = [*moved("A", [2, 0, 3], [5, 5, 2]), *moved("B", [1, 1, 1], [2, 1, 0])]


@given(st.permutations(ROWS))
def test_the_order_of_rows_does_not_matter(mixed: Rows) -> None:
    told = [stock_of({LEDGER: frame(LEDGER, rows)}, None, 1, 7) for rows in (mixed, ROWS)]
    assert told[0].equals(told[1])


SUPPLY = Supply(lead_days=20, lead_sd=3, cycle_days=10, service=0.975, moq=1, carton=1)


def test_the_reorder_point_and_what_to_order_by_hand() -> None:
    order = order_of(200, 5, 4, SUPPLY, 181)
    point = 100 + 1.959964 * (20 * 16 + 25 * 9) ** 0.5
    top = 150 + 1.959964 * (30 * 16 + 25 * 9) ** 0.5
    assert order.point == pytest.approx(point, abs=1e-4)
    assert order.in_days == int((200 - point) / 5)
    assert order.wanted == pytest.approx(top - point, abs=1e-4)
    assert order.quantity == 57  # 56.3
    late = order_of(10, 5, 4, SUPPLY, 181)
    assert late.in_days < 0
    assert late.quantity == 193  # up to 202.04 from 10


@pytest.mark.parametrize(
    ("moq", "carton", "quantity"),
    [(1, 1, 57), (1, 24, 72), (57, 1, 57), (58, 1, 58), (100, 24, 120), (1, 57, 57)],
)
def test_cartons_and_the_smallest_order_round_up(moq: int, carton: int, quantity: int) -> None:
    assert order_of(200, 5, 4, SUPPLY._replace(moq=moq, carton=carton), 181).quantity == quantity


def test_nothing_gets_so_old_that_amazon_charges_for_it() -> None:
    yearly = SUPPLY._replace(cycle_days=365)
    order = order_of(10, 5, 4, yearly, 181)
    assert order.wanted > 5 * 180
    assert order.quantity == 900  # 180 days of sales, all other stock being gone by the arrival
    assert order_of(10, 5, 4, yearly._replace(carton=24), 181).quantity == 888
    assert order_of(10, 5, 4, yearly._replace(moq=1_000), 181).quantity == 1_000
    left = order_of(
        190, 5, 0, yearly._replace(lead_sd=0, service=0.5), 181
    )  # nothing for safety: point is 100
    assert left.quantity == 900


@given(
    st.floats(0, 1e4),
    st.floats(0.01, 500),
    st.floats(0, 500),
    st.floats(0, 200),
    st.floats(0.5, 0.999),
    st.integers(1, 500),
)
def test_orders_are_whole_cartons_and_the_stock_at_the_date_is_over_the_point(
    whole: float, pace: float, sd: float, lead: float, service: float, carton: int
) -> None:
    supply = Supply(lead, 3, 30, service, 1, carton)
    order = order_of(whole, pace, sd, supply, 181)
    assert order.quantity % carton == 0
    assert order.quantity >= 1
    assert whole - pace * order.in_days >= order.point - 1e-6 * max(whole, order.point, 1)
    assert whole - pace * (order.in_days + 1) < order.point + 1e-6 * max(whole, order.point, 1)


def test_no_report_is_no_stock() -> None:
    assert stock_of({}, None, 14, 7).is_empty()
    assert with_pace(stock_of({}, None, 14, 7), WEIGHTS).is_empty()
