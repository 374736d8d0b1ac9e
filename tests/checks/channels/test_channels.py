from __future__ import annotations

import csv
from dataclasses import replace
from datetime import datetime, time
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import polars as pl
import pytest
from statsmodels.stats.proportion import proportion_confint

from adopt.checked import desk_of
from adopt.checks import Ads, Desk
from adopt.checks.channels import CHANNELS
from adopt.checks.channels.acquisition import acquisition_cost
from adopt.checks.channels.contribution import contribution_per_order
from adopt.checks.channels.conversion import shop_conversion
from adopt.history import Account, History, keep
from adopt.reports import identify, read_folder
from adopt.schema import FindingStatus, Reading
from adopt.settings import load_settings
from tests.checks.desks import NOW, ago, desk
from tests.checks.said import both, said

HEADER_LINE = (
    "Name,Email,Financial Status,Paid at,Fulfillment Status,Fulfilled at,Accepts Marketing,Currency,Subtotal,Shipping,Taxes,"
    "Total,Discount Code,Discount Amount,Shipping Method,Created at,Lineitem quantity,Lineitem name,Lineitem price,"
    "Lineitem compare at price,Lineitem sku,Lineitem requires shipping,Lineitem taxable,Lineitem fulfillment status,"
    "Billing Name,Billing Street,Billing Address1,Billing Address2,Billing Company,Billing City,Billing Zip,Billing Province,"
    "Billing Country,Billing Phone,Shipping Name,Shipping Street,Shipping Address1,Shipping Address2,Shipping Company,"
    "Shipping City,Shipping Zip,Shipping Province,Shipping Country,Shipping Phone,Notes,Note Attributes,Cancelled at,"
    "Payment Method,Payment Reference,Refunded Amount,Vendor,Outstanding Balance,Employee,Location,Device ID,Id,Tags,"
    "Risk Level,Source,Lineitem discount,Tax 1 Name,Tax 1 Value,Tax 2 Name,Tax 2 Value,Tax 3 Name,Tax 3 Value,Tax 4 Name,"
    "Tax 4 Value,Tax 5 Name,Tax 5 Value,Phone,Receipt Number,Duties,Billing Province Name,Shipping Province Name,"
    "Payment ID,Payment Terms Name,Next Payment Due At,Payment References"
)
HEADER = next(csv.reader([HEADER_LINE]))
"""The header of Shopify's own export of orders, as several public repositories show it."""


def noon(age: int) -> datetime:
    local = datetime.combine(ago(age), time(12), ZoneInfo("America/Los_Angeles"))
    return local.astimezone(ZoneInfo("UTC"))


def order(name: str, who: str | None, age: int, total: float = 50, **more: Any) -> dict[str, Any]:
    return {
        "order": name,
        "customer": who,
        "created_at": noon(age),
        "currency": "USD",
        "financial_status": "paid",
        "total_micros": round(total * 1_000_000),
        "taxes_micros": 0,
        "quantity": 1,
        "sku": "mug",
    } | more


def line(name: str, sku: str, quantity: int) -> dict[str, Any]:
    """A further line of an order: Shopify leaves blank what is of the order."""
    return {"order": name, "sku": sku, "quantity": quantity}


def spend(age: int, amount: float, channel: str = "google", **more: Any) -> dict[str, Any]:
    return {
        "date": ago(age),
        "channel": channel,
        "spend_micros": round(amount * 1_000_000),
        "currency": "USD",
    } | more


def cost(sku: str, amount: float) -> dict[str, Any]:
    return {"sku": sku, "marketplace": "US", "unit_cost_micros": round(amount * 1_000_000), "currency": "USD"}


OLD = order("#1", "old", 300)
ORDERS = [
    OLD,
    order("#2", "old", 10),  # came back: not new
    order("#3", "new", 12, total=70),
    line("#3", "cup", 2),
    order("#4", "new", 3),  # the second order of a new customer
    order("#5", "ann", 30),  # the window's first day
    order("#6", "bob", 31),  # the day before it
    order("#7", "eve", 5, cancelled_at=noon(4)),
    order("#8", "joe", 5, financial_status="Voided"),
    order("#9", None, 5),
    order("#10", "late", 0),  # today isn't over
]
SPEND = [spend(age, 1 if age > 1 else 11) for age in range(1, 32)] + [spend(0, 500)]


def with_ads(there: Desk, *days: tuple[int, float]) -> Desk:
    rows = pl.DataFrame(
        [
            {"first_day": ago(age), "last_day": ago(age), "spend_micros": round(amount * 1_000_000)}
            for age, amount in days
        ]
    )
    return replace(there, ads=Ads(None, rows, daily=True, bulk=None))  # type: ignore[arg-type]  # no plan is looked at


def amazon_order(name: str, age: int, price: float, sku: str = "mug", **more: Any) -> dict[str, Any]:
    return {
        "order_id": name,
        "purchase_date": noon(age),
        "sku": sku,
        "quantity": 1,
        "item_price_micros": round(price * 1_000_000),
        "currency": "USD",
        "sales_channel": "Amazon.com",
    } | more


def test_the_cost_of_a_new_customer_by_hand() -> None:
    """29 + 11 of ads in 30 days for new and ann: 20 each."""
    (one,) = acquisition_cost(desk(shopify_orders=ORDERS, channel_spend=SPEND))
    assert (one.reason, one.status) == ("acquisition_told", FindingStatus.FINE)
    assert (one.value, one.n, one.of) == (20, 2, 5)
    assert one.figures["unnamed"].value == 1
    assert (one.first_day, one.last_day) == (ago(30), ago(1))


@pytest.mark.parametrize(("goods", "reason"), [(33.0, "acquisition_pays"), (33.01, "acquisition_over")])
def test_it_is_held_against_what_a_first_order_leaves(goods: float, reason: str) -> None:
    """Four orders of one mug at 50 and one of a mug and two cups at 70: 270 / 5 = 54 less 33 and .4 * 2.5 = 20."""
    costs = [cost("mug", goods), cost("cup", 2.5)]
    there = desk(shopify_orders=ORDERS, channel_spend=SPEND, costs=costs)
    (one,) = acquisition_cost(there)
    assert one.reason == reason
    assert one.target == pytest.approx(54 - goods - 1)
    both([one], "V101", there)


@pytest.mark.parametrize(("age", "reason"), [(210, "acquisition_told"), (209, "acquisition_short")])
def test_orders_must_reach_back_to_tell_who_is_new(age: int, reason: str) -> None:
    rows = [order("#1", "old", age), *ORDERS[1:]]
    there = desk(shopify_orders=rows, channel_spend=SPEND)
    found = acquisition_cost(there)
    assert [one.reason for one in found] == [reason]
    both(found, "V101", there)


def test_no_new_customer_is_not_free() -> None:
    there = desk(shopify_orders=[OLD, order("#2", "old", 5)], channel_spend=SPEND)
    (one,) = acquisition_cost(there)
    assert (one.reason, one.status, one.value, one.at_stake) == (
        "no_new_customers",
        FindingStatus.WATCH,
        None,
        40,
    )
    both([one], "V101", there)
    nameless = desk(shopify_orders=[OLD, order("#2", None, 5)], channel_spend=SPEND)
    (none,) = acquisition_cost(nameless)
    assert (none.reason, none.status) == ("no_customers_told", FindingStatus.NO_DATA)
    both([none], "V101", nameless)


def test_amazons_ads_stand_beside() -> None:
    orders = [amazon_order(f"a{n}", n, 40) for n in (1, 15, 30, 31)]
    orders.append(amazon_order("dead", 5, 40, order_status="Cancelled"))
    there = with_ads(
        desk(shopify_orders=ORDERS, channel_spend=SPEND, all_orders=orders),
        (30, 9),
        (15, 6),
        (1, 0),
        (31, 99),
    )
    (one,) = acquisition_cost(there)
    assert one.figures["amazon"].value == 5
    short = with_ads(there, (29, 9), (1, 6))
    assert acquisition_cost(short)[0].figures["amazon"].value == "-"


def test_conversion_by_hand() -> None:
    """Sessions are known of days 10 and 12, with an order each, and two channels of day 12."""
    rows = [
        spend(10, 1, sessions=40),
        spend(12, 1, sessions=30),
        spend(12, 1, "meta", sessions=30),
        spend(3, 1),
        spend(1, 1),
    ]
    traffic = [
        {"day": ago(2), "marketplace": "ATVPDKIKX0DER", "sessions": 200, "order_items": 25},
        {"day": ago(40), "marketplace": "ATVPDKIKX0DER", "sessions": 200, "order_items": 200},
    ]
    there = desk(shopify_orders=ORDERS, channel_spend=rows, sales_and_traffic=traffic)
    (one,) = shop_conversion(there)
    assert (one.n, one.of, one.value) == (2, 100, 0.02)
    low, high = proportion_confint(2, 100, method="beta")
    assert (one.low, one.high) == pytest.approx((low, high))
    assert one.figures["amazon"].value == 0.125
    assert (
        "2 orders from 100 visits in 2 days: 2.0% (95% interval 0.24% – 7.04%)"
        in said([one], "V102", there)[0]
    )
    both([one], "V102", there)
    asins = [{"asin": "A", "sessions_total": 50, "total_order_items": 5}]
    beside = desk(shopify_orders=ORDERS, channel_spend=rows, business_report_child_item=asins)
    assert shop_conversion(beside)[0].figures["amazon"].value == 0.1


def test_more_orders_than_visits_have_no_interval() -> None:
    there = desk(
        shopify_orders=ORDERS, channel_spend=[spend(5, 1), spend(10, 1, sessions=0), spend(12, 1, sessions=0)]
    )
    assert [one.reason for one in shop_conversion(there)] == ["no_shop_sessions"]
    few = desk(
        shopify_orders=[OLD, *[order(f"#{n}", "a", 10) for n in range(2, 5)]],
        channel_spend=[spend(10, 1, sessions=2)],
    )
    (one,) = shop_conversion(few)
    assert (one.n, one.of, one.low) == (3, 2, None)
    for each in (there, few):
        both(shop_conversion(each), "V102", each)


def test_contribution_by_hand() -> None:
    """Total 120 with 20 of tax, half paid back: 50 without tax. Less 10 of goods and 4 of other costs, less 6 of ads."""
    sold = order("#2", "a", 10, total=120, taxes_micros=20_000_000, refunded_micros=60_000_000)
    rows = [spend(10, 6, other_costs_micros=4_000_000)]
    amazon = [
        amazon_order("x", 10, 40, item_promotion_discount_micros=5_000_000),
        amazon_order("y", 10, 40, sku="unknown"),
    ]
    fees = {
        "sku": "mug",
        "amazon_store": "US",
        "currency": "USD",
        "your_price_micros": 40_000_000,
        "estimated_fee_total_micros": 9_000_000,
        "estimated_referral_fee_per_unit_micros": 6_000_000,
    }
    there = desk(
        shopify_orders=[OLD, sold],
        channel_spend=rows,
        costs=[cost("mug", 10)],
        all_orders=amazon,
        fee_preview_us=[fees],
    )
    there = with_ads(there, (10, 8))
    (one,) = contribution_per_order(there)
    assert (one.value, one.reason) == (30, "order_leaves")
    # 35 * (1 - 6 / 40) - 10 - 3 = 16.75, less 8 / 2 orders of ads.
    assert one.figures["amazon"].value == pytest.approx(12.75)
    both([one], "V103", there)
    margin = desk(
        shopify_orders=[OLD, sold],
        channel_spend=rows,
        costs=[cost("mug", 10)],
        all_orders=amazon,
        settings={"margins": {"mug": 0.5}},
    )
    assert contribution_per_order(with_ads(margin, (10, 8)))[0].figures["amazon"].value == pytest.approx(13.5)


@pytest.mark.parametrize(("ads", "reason"), [(40.0, "order_leaves"), (40.01, "order_loses")])
def test_an_order_that_leaves_nothing_is_the_limit(ads: float, reason: str) -> None:
    there = desk(
        shopify_orders=[OLD, order("#2", "a", 10)], channel_spend=[spend(10, ads)], costs=[cost("mug", 10)]
    )
    found = contribution_per_order(there)
    assert [one.reason for one in found] == [reason]
    both(found, "V103", there)


def test_orders_without_all_costs_are_left_out_of_the_mean() -> None:
    there = desk(shopify_orders=ORDERS, channel_spend=SPEND, costs=[cost("mug", 10)])
    (one,) = contribution_per_order(there)
    assert (one.figures["known"].value, one.figures["orders"].value) == (4, 5)
    assert one.value == pytest.approx(50 - 10 - 40 / 5)
    unknown = desk(shopify_orders=ORDERS, channel_spend=SPEND)
    found = contribution_per_order(unknown)
    assert [one.reason for one in found] == ["shop_costs_unknown"]
    both(found, "V103", unknown)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"shopify_orders": [order("#2", "a", 5, currency="EUR")]}, "other_currency"),
        ({"channel_spend": [spend(10, 1, currency="GBP")]}, "other_currency"),
        ({"shopify_orders": [order("#2", "a", 10, cancelled_at=noon(9))]}, "no_shop_orders"),
        ({"shopify_orders": [order("#2", "a", 0)]}, "no_shop_orders"),
        ({"channel_spend": [spend(0, 1)]}, "no_shop_spend"),
        ({"shopify_orders": [order("#2", "a", 9)], "channel_spend": [spend(1, 1)]}, "shop_old"),
        ({"shopify_orders": [order("#2", "a", 8)], "channel_spend": [spend(1, 1)]}, "no_shop_orders"),
    ],
)
def test_what_cant_be_compared_is_no_data(changes: dict[str, Any], reason: str) -> None:
    there = desk(**({"shopify_orders": ORDERS, "channel_spend": SPEND} | changes))
    for code, check in CHANNELS.items():
        found = check(there)
        assert [(one.status, one.reason) for one in found] == [(FindingStatus.NO_DATA, reason)]
        both(found, code, there)


def test_the_order_of_rows_doesnt_matter() -> None:
    costs = [cost("mug", 10), cost("cup", 2)]
    there = desk(shopify_orders=ORDERS, channel_spend=SPEND, costs=costs)
    turned = desk(shopify_orders=ORDERS[::-1], channel_spend=SPEND[::-1], costs=costs[::-1])
    for check in CHANNELS.values():
        assert check(there) == check(turned)


def export(folder: Path, *orders: dict[str, str]) -> Path:
    path = folder / "orders_export_1.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        rows = csv.DictWriter(stream, HEADER)
        rows.writeheader()
        rows.writerows(orders)
    return path


FIRST = {
    "Name": "#1001",
    "Email": " Ann@Example.com",
    "Financial Status": "paid",
    "Fulfillment Status": "fulfilled",
    "Currency": "USD",
    "Subtotal": "29.98",
    "Shipping": "5.00",
    "Taxes": "0.00",
    "Total": "34.98",
    "Created at": "2026-11-20 09:58:12 +0200",
    "Lineitem quantity": "2",
    "Lineitem sku": "TEE",
    "Lineitem price": "9.99",
    "Shipping Name": "Ann Example",
    "Refunded Amount": "0.00",
    "Id": "5001",
}
SECOND = {"Name": "#1001", "Lineitem quantity": "1", "Lineitem sku": "MUG", "Lineitem price": "10.00"}
AGAIN = FIRST | {"Name": "#1002", "Email": "ann@example.com", "Created at": "2026-11-21 09:58:12 +0200"}
OTHER = FIRST | {"Name": "#1003", "Email": "bob@example.com"}


def test_shopifys_export_is_read_and_nobody_is_named(tmp_path: Path) -> None:
    found = identify(export(tmp_path, FIRST, SECOND, AGAIN, OTHER))
    assert isinstance(found, Reading)
    assert isinstance(found.data, pl.DataFrame)
    assert (found.kind, found.read, found.rejected.height, found.currency) == ("shopify_orders", 4, 0, None)
    ann, none, same, bob = found.data["customer"]
    assert (ann == same, none, ann != bob) == (True, None, True)
    assert found.data["created_at"][0] == datetime(2026, 11, 20, 7, 58, 12, tzinfo=ZoneInfo("UTC"))
    assert "ann" not in str(found.data.rows()).lower()


def test_a_history_keeps_no_customer(tmp_path: Path) -> None:
    found = identify(export(tmp_path, FIRST, SECOND))
    assert isinstance(found, Reading)
    own = Account("acme", "US", "USD")
    keep(tmp_path / "home", [found], own, ago(0))
    kept = History(tmp_path / "home").companion(own, "shopify_orders", ago(0))
    assert kept is not None
    assert kept["customer"].null_count() == kept.height == 2
    assert isinstance(found.data, pl.DataFrame)
    token = found.data["customer"][0].encode()
    assert all(token not in path.read_bytes() for path in (tmp_path / "home").rglob("*") if path.is_file())


def test_a_folder_of_files_is_compared_to_its_end(tmp_path: Path) -> None:
    old = FIRST | {"Name": "#1", "Email": "old@example.com", "Created at": "2026-01-02 09:00:00 +0000"}
    export(tmp_path, old, FIRST, SECOND, AGAIN, OTHER)
    lines = "date,channel,spend,sessions,other_costs,currency\n2026-11-19,google,40,90,0,USD\n2026-11-21,meta,20,10,0,USD\n"
    (tmp_path / "spend.csv").write_text(lines, encoding="utf-8")
    there = desk_of(read_folder(tmp_path), load_settings(marketplace="US"), NOW, None)
    assert there.currency == "USD", "nothing of Amazon's says it, so the marketplace's own is taken"
    (one,) = acquisition_cost(there)
    assert (one.value, one.n, one.of) == (30, 2, 3)
    sentences = [sentence for code, check in CHANNELS.items() for sentence in said(check(there), code, there)]
    assert not any("example" in sentence for sentence in sentences)
