from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from scipy.stats import binom, poisson

from adopt.checks import Desk
from adopt.checks.service.returns import returns
from adopt.checks.service.rising import Case, adjusted_chances, rising_returns
from adopt.reports import identify
from adopt.schema import FindingStatus, Reading
from tests.checks.desks import NOW, ago, desk
from tests.checks.said import both, by_subject, said

REAL = Path(__file__).resolve().parents[3] / "../shared/reports/companion/flat"


def back(sku: str, age: int, n: int = 1, **more: Any) -> Iterator[dict[str, Any]]:
    """Returns of so many orders, at noon in Los Angeles so many days ago."""
    moment = datetime.combine(ago(age), time(12), ZoneInfo("America/Los_Angeles")).astimezone(ZoneInfo("UTC"))
    for place in range(n):
        order = f"{sku}-{age}-{place}"
        yield {
            "return_date": moment,
            "order_id": order,
            "sku": sku,
            "quantity": 1,
            "reason": "DEFECTIVE",
        } | more


def shipped(sku: str, age: int, units: int) -> dict[str, Any]:
    return {"day": ago(age), "sku": sku, "customer_shipments": -units, "disposition": "SELLABLE"}


def planned(sku: str, month: int, quarter: int, **more: Any) -> dict[str, Any]:
    counts = {
        "units_shipped_t30": month,
        "units_shipped_t60": month + (quarter - month) // 2,
        "units_shipped_t90": quarter,
    }
    return {"snapshot_date": ago(1), "sku": sku, "marketplace": "US"} | counts | more


def daily(sku: str, now: int, before: int) -> list[dict[str, Any]]:
    """A ledger of 90 days, with units a day in the last 30 and in the 60 before."""
    return [shipped(sku, age, now if age <= 30 else before) for age in range(1, 91)]


def test_returns_per_units_shipped_by_hand() -> None:
    came = [
        *back("bad", 5, 40),
        *back("bad", 6, 2, quantity=5, reason="SWITCHEROO"),
        *back("bad", 31, 50),  # before the window
        *back("good", 3, 2, quantity=None),  # a row is something that came back
        *back("gone", 2, 1),  # nothing shipped of it
        *back("old", 90),
    ]
    there = desk(fba_returns=came, ledger_summary=[*daily("bad", 10, 10), *daily("good", 10, 10)])
    found = by_subject(returns(there))
    bad, rest = found["bad"], found["AFN"]
    assert (bad.status, bad.n, bad.of) == (FindingStatus.WATCH, 50, 300)
    assert bad.figures["reasons"].value == "DEFECTIVE 40 (13.3%), SWITCHEROO 10 (3.3%)"
    # Garwood: the mean that makes 50 or more (or 50 or fewer) as rare as 2.5 %.
    assert bad.low is not None
    assert bad.high is not None
    assert poisson.sf(49, bad.low * 300) == pytest.approx(0.025)
    assert poisson.cdf(50, bad.high * 300) == pytest.approx(0.025)
    assert (rest.status, rest.n, rest.of) == (FindingStatus.FINE, 2, 300)
    assert rest.figures["apart"].value == 1
    assert (bad.first_day, bad.last_day) == (ago(30), ago(1))
    both([*found.values()], "S105", there)
    assert "50 units came back for 300 units shipped in 30 days: 16.7%" in said([bad], "S105", there)[0]


def test_the_day_of_a_return_is_the_marketplaces_own() -> None:
    late = datetime.combine(ago(30), time(6, 59), ZoneInfo("UTC"))  # 23:59 of the day before in Los Angeles
    came = [*back("a", 5, 3), *back("a", 60), next(back("a", 1)) | {"return_date": late}]
    (one,) = returns(desk(fba_returns=came, ledger_summary=daily("a", 10, 10)))
    assert one.n == 3


@pytest.mark.parametrize(("units", "seen"), [(29, False), (30, True)])
def test_few_units_arent_judged(units: int, seen: bool) -> None:
    came = [*back("a", 5, 25), *back("a", 90)]
    there = desk(fba_returns=came, fba_inventory_planning=[planned("a", units, 90)])
    assert ("a" in by_subject(returns(there))) is seen


def test_all_orders_tell_what_the_seller_shipped() -> None:
    orders = [
        {
            "order_id": f"o{n}",
            "purchase_date": NOW.replace(day=20),
            "sku": "m",
            "quantity": 2,
            "fulfillment_channel": "Merchant",
        }
        for n in range(20)
    ]
    orders += [
        orders[0] | {"order_id": "dead", "order_status": "Cancelled", "quantity": 50},
        orders[0] | {"order_id": "fba", "fulfillment_channel": "Amazon", "quantity": 50},
        orders[0] | {"order_id": "old", "purchase_date": NOW.replace(month=8), "quantity": 50},
        orders[0] | {"order_id": "elsewhere", "sales_channel": "Amazon.de", "quantity": 50},
    ]
    came = [
        {
            "order_id": f"r{n}",
            "return_request_date": ago(3),
            "merchant_sku": "m",
            "return_quantity": 1,
            "return_reason": "X",
        }
        for n in range(20)
    ]
    came.append(came[0] | {"order_id": "old", "return_request_date": ago(89)})
    there = desk(mfn_returns=came, all_orders=orders)
    found = by_subject(returns(there))
    assert (found["m (MFN)"].n, found["m (MFN)"].of) == (20, 40)


def test_returns_and_shipments_without_common_days() -> None:
    there = desk(fba_returns=[*back("a", 40)], fba_inventory_planning=[planned("a", 100, 300)])
    found = returns(there)
    assert [one.reason for one in found] == ["returns_apart"]
    assert [one.reason for one in rising_returns(there)] == ["returns_apart"]
    both(found, "S105", there)


def rising(now: int, before: int, units: int = 10, others: int = 0) -> Desk:
    """A product with orders that return now and before, among others whose returns are steady."""
    skus = ["a", *(f"o{n:02}" for n in range(others))]
    came = [*back("a", 5, now), *back("a", 90), *back("a", 50, before - 1)]
    for sku in skus[1:]:
        came += [*back(sku, 5, 3), *back(sku, 50, 6)]
    return desk(fba_returns=came, ledger_summary=[row for sku in skus for row in daily(sku, units, units)])


def test_a_rise_by_hand() -> None:
    there = rising(18, 6)
    (one,) = rising_returns(there)
    assert (one.reason, one.n, one.of) == ("returns_rising", 18, 300)
    assert one.target == 6 / 600
    # 24 returns, a third of the units shipped in the window: 18 or more of them there by chance.
    assert one.figures["chance"].value == pytest.approx(binom.sf(17, 24, 1 / 3))
    both([one], "S106", there)


def test_a_rise_is_told_from_the_luck_of_looking_at_many() -> None:
    alone, among = rising(7, 5), rising(7, 5, others=30)
    chance = binom.sf(6, 12, 1 / 3)
    assert chance == pytest.approx(0.0664, abs=1e-4)
    assert [one.reason for one in rising_returns(alone)] == ["returns_steady"]
    assert binom.sf(8, 14, 1 / 3) < 0.05  # enough alone, and not among 31
    assert "a" in by_subject(rising_returns(rising(9, 5)))
    assert "a" not in by_subject(rising_returns(rising(9, 5, others=30)))
    (steady,) = rising_returns(among)
    assert steady.figures["skus"].value == 31
    both([steady], "S106", among)


def test_adjusted_chances_by_hand() -> None:
    # p (4, 3, 2, 1 of 4): 0.04 * 4/4, min(0.03 * 4/3, ...), min(0.02 * 4/2, ...), min(0.001 * 4/1, ...)
    assert adjusted_chances([0.02, 0.001, 0.04, 0.03]) == pytest.approx([0.04, 0.004, 0.04, 0.04])


@pytest.mark.parametrize(("orders", "reason"), [(4, "returns_too_few"), (5, "returns_steady")])
def test_few_returns_arent_tested(orders: int, reason: str) -> None:
    there = rising(orders - 3, 3)
    found = rising_returns(there)
    assert [one.reason for one in found] == [reason]
    both(found, "S106", there)


def test_units_of_one_order_are_one_event() -> None:
    came = [*back("a", 5, 1, quantity=40), *back("a", 90), *back("a", 50, 4)]
    (one,) = rising_returns(desk(fba_returns=came, ledger_summary=daily("a", 10, 10)))
    assert one.reason == "returns_steady"


def test_without_earlier_days_nothing_can_be_compared() -> None:
    came = [*back("a", 5, 20), *back("a", 29)]
    there = desk(fba_returns=came, fba_inventory_planning=[planned("a", 300, 900)])
    found = rising_returns(there)
    assert [one.reason for one in found] == ["returns_too_short"]
    both(found, "S106", there)


@pytest.mark.parametrize(("first", "units"), [(90, 600), (89, 300), (60, 300), (59, None)])
def test_the_planning_reports_windows_reach_as_far_as_the_returns(first: int, units: int | None) -> None:
    came = [*back("a", 5, 30), *back("a", first, 2), *back("a", 40, 3)]
    there = desk(fba_returns=came, fba_inventory_planning=[planned("a", 300, 900)])
    (one,) = rising_returns(there)
    assert (one.figures["shipped_before"].value if units else one.reason) == (units or "returns_too_short")


def test_false_alarms_are_bounded_over_many_products() -> None:
    """Sixty products whose rate didn't change, 200 mornings: at most one morning in twenty tells of any."""
    dice, alarms = np.random.default_rng(7), 0
    spare = None
    for _ in range(200):
        counts = zip(dice.poisson(6, 60), dice.poisson(12, 60), strict=True)
        cases = [Case(spare, "a", int(now), 300, int(then), 600) for now, then in counts]  # type: ignore[arg-type]
        alarms += min(adjusted_chances([one.chance for one in cases if one.now + one.before >= 5])) <= 0.05
    assert alarms <= 10


def test_the_order_of_rows_doesnt_matter() -> None:
    there = rising(18, 6, others=3)
    turned = Desk(
        **{name: getattr(there, name) for name in ("now", "market", "currency", "settings")},
        tables={kind: one._replace(frame=one.frame.reverse()) for kind, one in there.tables.items()},
    )
    assert returns(there) == returns(turned)
    assert rising_returns(there) == rising_returns(turned)


@pytest.mark.skipif(not REAL.is_dir(), reason="no real reports beside the repository")
def test_the_real_return_beside_the_units_of_its_month() -> None:
    """One unit of 5 June 2025; the planning report of another account is a year younger."""
    result = identify(REAL / "fba_customer_returns_real_row.txt")
    assert isinstance(result, Reading)
    row = result.data.row(0, named=True)  # type: ignore[union-attr]
    assert (row["sku"], row["reason"], row["quantity"]) == ("LVA1004-UPC", "NOT_COMPATIBLE", 1)
    orders = [
        {
            "order_id": "o",
            "purchase_date": row["return_date"],
            "sku": row["sku"],
            "quantity": 8,
            "fulfillment_channel": "AFN",
        }
    ]
    kept = {name: value for name, value in row.items() if name != "row"}
    (one,) = returns(desk(now=row["return_date"], fba_returns=[kept], all_orders=orders))
    assert (one.n, one.of, one.value) == (1, 8, 0.125)
    assert one.figures["reasons"].value == "NOT_COMPATIBLE 1 (12.5%)"


def test_returns_that_end_before_the_shipments_begin_have_no_common_days() -> None:
    there = desk(fba_returns=[*back("a", 80)], ledger_summary=[shipped("a", 1, 5)])
    for check in (returns, rising_returns):
        assert [one.reason for one in check(there)] == ["returns_apart"]
