from __future__ import annotations

from pathlib import Path
from typing import Any

import polars as pl
import pytest
from statsmodels.stats.proportion import confint_proportions_2indep

from adopt.checks import Desk
from adopt.checks.prices.beside import price_beside_others
from adopt.checks.prices.break_even import break_evens, under_break_even
from adopt.checks.prices.buy_box import buy_box_share
from adopt.checks.prices.history import price_history
from adopt.checks.prices.joined import more_offers
from adopt.checks.prices.own import lowest_by_asin, own_prices
from adopt.checks.prices.rivals import rivals_out
from adopt.reports import identify
from adopt.schema import FindingStatus, Reading
from tests.checks.desks import NOW, ago, days, desk, table
from tests.checks.said import both, by_subject, said

REAL = Path(__file__).resolve().parents[3] / "../shared/reports/companion/flat"


def micros(amount: float) -> int:
    return round(amount * 1_000_000)


def planned(
    sku: str, price: float, featured: float = 0, lowest: float = 0, sale: float = 0, **more: Any
) -> dict[str, Any]:
    return {
        "snapshot_date": ago(1),
        "sku": sku,
        "asin": f"B-{sku}",
        "marketplace": "US",
        "currency": "USD",
        "your_price_micros": micros(price),
        "sales_price_micros": micros(sale),
        "featuredoffer_price_micros": micros(featured),
        "lowest_price_new_plus_shipping_micros": micros(lowest),
    } | more


def step(
    asin: str, series: str, ago: float, value: float | None, shipping: float | None = None
) -> dict[str, Any]:
    extra = None if shipping is None else micros(shipping)
    return {
        "asin": asin,
        "series": series,
        "moment": NOW - days(ago),
        "value": value,
        "shipping_micros": extra,
    }


@pytest.mark.parametrize(
    ("price", "reason"), [(20.39, "prices_in_line"), (20.40, "prices_in_line"), (20.41, "above_featured")]
)
def test_two_per_cent_above_the_featured_offer_is_the_limit(price: float, reason: str) -> None:
    there = desk(fba_inventory_planning=[planned("a", price, featured=20)])
    found = price_beside_others(there)
    assert [one.reason for one in found] == [reason]
    both(found, "C101", there)


def test_own_prices_are_what_a_shopper_pays() -> None:
    rows = [planned("a", 20), planned("b", 20, sale=18), planned("c", 20, sale=25), planned("none", 0)]
    listed = [{"sku": "a", "asin": "B-a", "price_micros": micros(99)}]
    listed.append(
        {"sku": "m", "asin": "B-a", "price_micros": micros(12), "zshop_shipping_fee_micros": micros(4)}
    )
    promotions = [
        {
            "promotion_id": "1",
            "sku": "c",
            "starts_at": NOW - days(1),
            "ends_at": NOW + days(1),
            "discount_percent": 0.25,
        },
        {"promotion_id": "2", "sku": "c", "starts_at": NOW + days(1), "price_micros": micros(1)},
        {
            "promotion_id": "3",
            "sku": "a",
            "starts_at": NOW - days(9),
            "ends_at": NOW,
            "price_micros": micros(1),
        },
        {"promotion_id": "4", "sku": "a", "starts_at": NOW, "price_micros": micros(1), "currency": "EUR"},
    ]
    there = desk(fba_inventory_planning=rows, listings_all=listed, promotions=promotions)
    own = {one.sku: (one.usual, one.landed) for one in own_prices(there)}
    assert own == {
        "a": (micros(20), micros(20)),
        "b": (micros(20), micros(18)),
        "c": (micros(20), micros(15)),
        "m": (micros(16), micros(16)),
    }
    assert lowest_by_asin(own_prices(there))["B-a"].sku == "m"


def test_a_price_beside_featured_fba_and_fbm_by_hand() -> None:
    rows = [
        step("B-a", "BUY_BOX_SHIPPING", 3, 15.01, 4.99),
        step("B-a", "NEW_FBA", 3, 21.0),
        step("B-a", "NEW_FBM_SHIPPING", 3, 14.0, 5.0),
    ]
    viewer = [
        {
            "asin": "B-a",
            "locale": "com",
            "buy_box_buy_box_seller": "Rival / A1B2",
            "new_current_micros": micros(15),
        }
    ]
    there = desk(
        fba_inventory_planning=[planned("a", 25, featured=24)],
        keepa_history=rows,
        keepa_product_viewer=viewer,
    )
    (one,) = price_beside_others(there)
    assert one.value == 25
    assert one.target == pytest.approx(20)
    sentence = said([one], "C101", there)[0]
    assert "$25.00 is $5.00 (25.0%) above the featured offer $20.00 of B-a (held by Rival / A1B2)" in sentence
    assert "Lowest FBA: $21.00; lowest FBM: $19.00." in sentence


def test_a_list_of_another_marketplace_isnt_compared() -> None:
    viewer = [{"asin": "B-a", "locale": "de", "buy_box_current_micros": micros(10)}]
    there = desk(
        listings_all=[{"sku": "a", "asin": "B-a", "price_micros": micros(20)}], keepa_product_viewer=viewer
    )
    found = price_beside_others(there)
    assert [one.reason for one in found] == ["no_pairs"]
    both(found, "C101", there)


def test_a_rival_out_of_stock_is_no_price_to_match() -> None:
    """The rival's last price was 9.00; now nobody has the featured offer."""
    rows = [step("B-a", "BUY_BOX_SHIPPING", 40, 9.0, 0), step("B-a", "BUY_BOX_SHIPPING", 2, None)]
    rows += [step("B-a", "NEW_FBA", 40, 9.0), step("B-a", "NEW_FBA", 2, None)]
    there = desk(fba_inventory_planning=[planned("a", 20)], keepa_history=rows)
    (beside,) = price_beside_others(there)
    assert (beside.reason, beside.target) == ("no_featured", None)
    (gone,) = rivals_out(there)
    assert (gone.reason, gone.figures["who"].value) == ("rival_out", "FBA")
    for code, one in (("C101", beside), ("C103", gone)):
        both([one], code, there)
        assert "9.00" not in said([one], code, there)[0]
    assert "Don't match" in said([gone], "C103", there)[0]


def test_without_a_featured_offer_the_lowest_counts() -> None:
    listed = [
        {"date": ago(3), "asin": "B-a", "seller": "x", "price_micros": micros(8), "currency": "USD"},
        {
            "date": ago(1),
            "asin": "B-a",
            "seller": "y",
            "price_micros": micros(15),
            "shipping_micros": micros(3),
            "currency": "USD",
        },
        {"date": ago(1), "asin": "B-a", "seller": "z", "price_micros": micros(1), "currency": "EUR"},
    ]
    there = desk(fba_inventory_planning=[planned("a", 20)], competitor_prices=listed)
    (one,) = price_beside_others(there)
    assert (one.reason, one.target) == ("above_lowest", 18)
    both([one], "C101", there)
    (gone,) = rivals_out(there)
    assert gone.figures["who"].value == "x"


def test_a_price_under_break_even_isnt_followed() -> None:
    rows = [planned("a", 20, featured=10)]
    there = desk(fba_inventory_planning=rows, settings={"margins": {"a": 0.4}})
    (one,) = price_beside_others(there)
    assert (one.reason, one.figures["floor"].value) == ("above_unprofitable", 12)
    both([one], "C101", there)
    assert [
        one.reason
        for one in price_beside_others(desk(fba_inventory_planning=rows, settings={"margins": {"a": 0.6}}))
    ] == ["above_featured"]


@pytest.mark.parametrize(
    ("now", "reason"),
    [(17.9, "price_fell"), (18.0, "prices_steady"), (22.0, "prices_steady"), (22.1, "price_rose")],
)
def test_ten_per_cent_from_the_mean_is_the_limit(now: float, reason: str) -> None:
    viewer = [
        {
            "asin": "B-a",
            "locale": "com",
            "buy_box_current_micros": micros(now),
            "buy_box_90_days_avg_micros": micros(20),
        }
    ]
    there = desk(keepa_product_viewer=viewer)
    found = price_history(there)
    assert [one.reason for one in found] == [reason]
    both(found, "C102", there)


def test_history_by_hand() -> None:
    """20 for 80 days and 12 for 10: (80 * 20 + 10 * 12) / 90 = 19.11; of 30 days (20 * 20 + 10 * 12) / 30 = 17.33."""
    rows = [step("B-a", "BUY_BOX_SHIPPING", 200, 20, 0), step("B-a", "BUY_BOX_SHIPPING", 10, 12, 0)]
    rows += [step("B-b", "NEW_FBA", 200, 20), step("B-b", "NEW_FBA", 10, None), step("B-c", "NEW", 200, 5)]
    there = desk(keepa_history=rows)
    found = by_subject(price_history(there))
    assert {*found} == {"B-a", ""}
    fell = found["B-a"]
    assert fell.target == pytest.approx((80 * 20 + 10 * 12) / 90)
    assert fell.figures["month"].value == pytest.approx((20 * 20 + 10 * 12) / 30)
    assert fell.figures["low"].value == 12
    assert (found[""].figures["asins"].value, found[""].figures["silent"].value) == (1, 1)
    both([*found.values()], "C102", there)


def test_only_own_products_are_told_where_they_are_known() -> None:
    rows = [
        step(asin, "BUY_BOX_SHIPPING", ago, price, 0)
        for asin in ("B-a", "B-x")
        for ago, price in ((99, 20), (1, 9))
    ]
    there = desk(fba_inventory_planning=[planned("a", 20)], keepa_history=rows)
    assert [one.subject for one in price_history(there)] == ["B-a"]
    empty = desk(fba_inventory_planning=[planned("z", 20)], keepa_history=rows)
    for code, check, reason in (
        ("C102", price_history, "no_price_history"),
        ("C103", rivals_out, "no_rivals_told"),
        ("C104", more_offers, "no_offer_counts"),
    ):
        found = check(empty)
        assert [(one.status, one.reason) for one in found] == [(FindingStatus.NO_DATA, reason)]
        both(found, code, empty)


@pytest.mark.parametrize(("now", "reason"), [(2, "offers_usual"), (3, "offers_jumped")])
def test_two_offers_more_than_usual_are_a_jump(now: int, reason: str) -> None:
    rows = [
        step("B-a", "COUNT_NEW", 100, 1),
        step("B-a", "COUNT_NEW", 20, 9),
        step("B-a", "COUNT_NEW", 18, 1),
    ]
    rows.append(step("B-a", "COUNT_NEW", 3, now))
    there = desk(keepa_history=rows)
    found = more_offers(there)
    assert [one.reason for one in found] == [reason]
    both(found, "C104", there)


def test_a_list_is_held_against_the_last_one() -> None:
    counts = [table("keepa_product_viewer", {"asin": "A", "new_offer_count_current": 1})]
    there = desk(before=counts, keepa_product_viewer=[{"asin": "A", "new_offer_count_current": 4}])
    (one,) = more_offers(there)
    assert (one.status, one.value, one.target) == (FindingStatus.ACT, 4, 1)
    both([one], "C104", there)


def test_amazon_out_of_stock_is_told_by_the_list() -> None:
    rows: list[dict[str, Any]] = [
        {"asin": "A", "amazon_current_micros": None, "amazon_90_days_oos": 0.4},
        {"asin": "B", "amazon_current_micros": None, "amazon_90_days_oos": 1.0},
        {"asin": "C", "amazon_current_micros": micros(9), "amazon_90_days_oos": 0.4},
    ]
    there = desk(keepa_product_viewer=rows)
    found = by_subject(rivals_out(there))
    assert (found["A"].figures["who"].value, found[""].figures["asins"].value) == ("Amazon", 2)
    both([*found.values()], "C103", there)


def fees(sku: str, price: float, total: float, referral: float) -> dict[str, Any]:
    return {
        "sku": sku,
        "asin": f"B-{sku}",
        "amazon_store": "US",
        "currency": "USD",
        "your_price_micros": micros(price),
        "estimated_fee_total_micros": micros(total),
        "estimated_referral_fee_per_unit_micros": micros(referral),
    }


def cost(sku: str, amount: float, **more: Any) -> dict[str, Any]:
    return {"sku": sku, "marketplace": "US", "unit_cost_micros": micros(amount), "currency": "USD"} | more


@pytest.mark.parametrize(
    ("price", "reason"), [(15.99, "under_break_even"), (16.0, "prices_cover"), (16.01, "prices_cover")]
)
def test_break_even_by_hand(price: float, reason: str) -> None:
    """Cost 10.10, fees 8 of which 4.50 are 15 % of 30: (10.10 + 3.50) / 0.85 = 16."""
    there = desk(
        fba_inventory_planning=[planned("a", price, units_shipped_t30=50)],
        costs=[
            cost("a", 10.10),
            cost("a", 99, currency="EUR"),
            cost("a", 99, from_date=ago(-1)),
            cost("a", 50, marketplace="DE"),
        ],
        fee_preview_us=[fees("a", 30, 8, 4.5)],
    )
    assert break_evens(there) == {"a": 16}
    found = under_break_even(there)
    assert [one.reason for one in found] == [reason]
    if reason == "under_break_even":
        assert found[0].at_stake == pytest.approx(0.5)
    both(found, "C105", there)


def test_the_newest_cost_that_has_begun_counts() -> None:
    costs = [cost("a", 5), cost("a", 7, from_date=ago(30)), cost("a", 6, from_date=ago(60))]
    there = desk(costs=costs, fee_preview_us=[fees("a", 20, 3, 0)])
    assert break_evens(there) == {"a": 10}


def test_a_margin_stands_in_for_costs() -> None:
    rows = [planned("a", 20, sale=11.99), planned("b", 20, sale=12)]
    there = desk(fba_inventory_planning=[*rows, planned("c", 5)], settings={"margins": {"a": 0.4, "b": 0.4}})
    found = by_subject(under_break_even(there))
    assert found["a"].target == 12
    assert (found[""].figures["skus"].value, found[""].figures["unknown"].value) == (1, 1)
    for empty, reason in (
        (desk(fba_inventory_planning=rows), "no_costs"),
        (desk(costs=[cost("a", 1)]), "no_own_prices"),
    ):
        said_there = under_break_even(empty)
        assert [one.reason for one in said_there] == [reason]
        both(said_there, "C105", empty)


def child(asin: str, sessions: int, share: float) -> dict[str, Any]:
    return {"asin": asin, "sessions_total": sessions, "featured_offer_buy_box_percentage": share}


@pytest.mark.parametrize(
    ("now", "sessions", "reason"),
    [
        (0.85, 1000, "share_fell"),
        (0.851, 1000, "shares_kept"),  # under five points
        (0.80, 100, "share_fell"),
        (0.84, 100, "shares_kept"),  # six points of a hundred sessions may be chance
        (0.10, 99, "few_sessions"),
    ],
)
def test_the_buy_box_fell(now: float, sessions: int, reason: str) -> None:
    before = [table("business_report_child_item", child("A", sessions, 0.9))]
    there = desk(before=before, business_report_child_item=[child("A", sessions, now)])
    found = buy_box_share(there)
    assert [one.reason for one in found] == [reason]
    both(found, "C106", there)


def test_the_interval_of_the_fall_by_hand() -> None:
    before = [table("business_report_child_item", child("A", 300, 0.9), child("A", 100, 0.5))]
    there = desk(before=before, business_report_child_item=[child("A", 200, 0.5), child("New", 900, 0.1)])
    (one,) = buy_box_share(there)
    assert (one.value, one.target, one.n, one.of) == (0.5, 0.8, 100, 200)
    low, high = confint_proportions_2indep(100, 200, 320, 400, compare="diff", method="newcomb")
    assert (one.figures["drop_low"].value, one.figures["drop_high"].value) == (-high, -low)
    assert 0.2 < -high < 0.3 < -low < 0.4


def test_the_account_is_compared_by_whole_weeks() -> None:
    rows = [
        {
            "day": ago(n),
            "marketplace": "ATVPDKIKX0DER",
            "sessions": 100,
            "buy_box_share": 0.7 if n <= 7 else 0.9,
        }
        for n in range(1, 36)
    ]
    rows += [{"day": ago(36), "marketplace": "ATVPDKIKX0DER", "sessions": 100_000, "buy_box_share": 0.1}]
    rows += [{"day": ago(1), "marketplace": "A1PA6795UKMFR9", "sessions": 100_000, "buy_box_share": 1.0}]
    there = desk(sales_and_traffic=rows)
    (one,) = buy_box_share(there)
    assert (one.subject, one.of, one.figures["before_of"].value) == ("", 700, 2800)
    assert one.value == pytest.approx(0.7)
    assert one.target == pytest.approx(0.9)
    alone = desk(business_report_child_item=[child("A", 100, 0.1)])
    found = buy_box_share(alone)
    assert [one.reason for one in found] == ["no_earlier_share"]
    both(found, "C106", alone)


def turned(there: Desk) -> Desk:
    return Desk(
        **{name: getattr(there, name) for name in ("now", "market", "currency", "settings", "before")},
        tables={kind: one._replace(frame=one.frame.reverse()) for kind, one in there.tables.items()},
    )


def test_the_order_of_rows_doesnt_matter() -> None:
    skus = [f"s{n}" for n in range(30)]
    there = desk(
        fba_inventory_planning=[
            planned(sku, 20 + n, featured=20, units_shipped_t30=n) for n, sku in enumerate(skus)
        ],
        keepa_history=[
            step(f"B-{sku}", series, ago, ago % (n + 2) or None)
            for n, sku in enumerate(skus)
            for series in ("NEW_FBA", "COUNT_NEW", "AMAZON")
            for ago in (100, 50, 20, 5)
        ],
        costs=[cost(sku, n) for n, sku in enumerate(skus)],
        fee_preview_us=[fees(sku, 20, 6, 3) for sku in skus],
        rows_shown=5,
    )
    for check in (price_beside_others, price_history, rivals_out, more_offers, under_break_even):
        found = check(there)
        assert found == check(turned(there))
        assert len({one.subject for one in found}) == len(found)


@pytest.mark.skipif(not REAL.is_dir(), reason="no real reports beside the repository")
def test_the_real_planning_report() -> None:
    """One SKU without a price (0.0), one on sale at 22.90 (usually 24.95), which is what the featured offer asks."""
    result = identify(REAL / "fba_inventory_real.csv")
    assert isinstance(result, Reading)
    assert isinstance(result.data, pl.DataFrame)
    rows = [
        {name: value for name, value in row.items() if name != "row"} for row in result.data.rows(named=True)
    ]
    there = desk(fba_inventory_planning=rows)
    assert [(one.asin, one.usual, one.landed) for one in own_prices(there)] == [
        ("B0FQ2HP3Z9", 24_950_000, 22_900_000)
    ]
    assert [(one.reason, one.figures["asins"].value) for one in price_beside_others(there)] == [
        ("prices_in_line", 1)
    ]
    without = desk(fba_inventory_planning=[row | {"sales_price_micros": 0} for row in rows])
    (one,) = price_beside_others(without)
    assert "$24.95 is $2.05 (9.0%) above the featured offer $22.90" in said([one], "C101", without)[0]


@pytest.mark.skipif(not REAL.is_dir(), reason="no real reports beside the repository")
def test_the_real_business_report_against_itself() -> None:
    result = identify(REAL / "business_report_child_asin_real.csv")
    assert isinstance(result, Reading)
    assert isinstance(result.data, pl.DataFrame)
    row = {name: value for name, value in result.data.row(0, named=True).items() if name != "row"}
    assert (row["sessions_total"], row["featured_offer_buy_box_percentage"]) == (12_131, pytest.approx(0.998))
    lost = row | {"featured_offer_buy_box_percentage": 0.9}
    same = desk(before=[table("business_report_child_item", row)], business_report_child_item=[row])
    less = desk(before=[table("business_report_child_item", row)], business_report_child_item=[lost])
    assert [one.reason for one in buy_box_share(same)] == ["shares_kept"]
    assert [(one.reason, one.subject, one.n) for one in buy_box_share(less)] == [
        ("share_fell", row["asin"], 10_918)
    ]
