"""L101 to L103: what a core ASIN's day says against the same weekday, and what is named as the cause."""

from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st
from statsmodels.stats.proportion import proportion_confint

from adopt.checks import Desk, Table
from adopt.checks.listing import LISTING
from tests.checks.desks import ACT, FINE, NO_DATA, NOW, WATCH, ago, desk, table
from tests.checks.listing.traffic import traffic
from tests.checks.said import both, of, one

A, B = "B0AAAAAAAA", "B0BBBBBBBB"
sessions, conversion, buy_box = (LISTING[code] for code in ("L101", "L102", "L103"))


def weeks(*, weeks_known: int = 4, asin: str = A, wobble: int = 5, **usual: Any) -> list[Table]:
    """The days before yesterday, all alike but for a small wobble of sessions."""
    base: dict[str, Any] = {
        "asin": asin,
        "sessions": 400,
        "units": 40,
        "sales_micros": 800_000_000,
        "buy_box_share": 0.98,
    }
    return [
        traffic(ago(n), base | {"sessions": base["sessions"] + wobble * (n % 3 - 1)} | usual)
        for n in range(2, 2 + 7 * weeks_known)
    ]


def day(n: int = 1, **told: Any) -> Table:
    base: dict[str, Any] = {"asin": A, "sessions": 400, "units": 40, "sales_micros": 800_000_000}
    return traffic(ago(n), base | {"buy_box_share": 0.98} | told)


def shop(*days: Table, beside: tuple[Table, ...] = (), **checks: Any) -> Desk:
    return desk(*beside, files={"sales_and_traffic": days}, **checks)


STOCK = table("fba_myi_unsuppressed", {"asin": A, "sku": "s", "afn_fulfillable_quantity": 9})
EMPTY = table("fba_myi_unsuppressed", {"asin": A, "sku": "s", "afn_fulfillable_quantity": 0})
HIDDEN = table("listings_suppressed_fyp", {"sku": "s", "asin": A})


def test_sessions_as_usual() -> None:
    found = one(sessions(shop(*weeks(), day())))
    assert (found.status, found.reason, found.n, found.of) == (FINE, "sessions_fine", 1, 1)
    assert found.first_day == ago(1)
    assert "1 within" in both([found], "L101")


def test_a_day_that_goes_on_is_not_judged() -> None:
    part = shop(*weeks(), day(), day(0, sessions=60, units=3))
    found = one(sessions(part))
    assert (found.status, found.reason, found.first_day) == (FINE, "sessions_fine", ago(1))


def test_sessions_fallen_once_are_watched_twice_in_a_row_acted_on() -> None:
    once = one(sessions(shop(*weeks(), day(sessions=250))))
    assert (once.status, once.reason, once.subject, once.unit) == (WATCH, "sessions_low", A, "sessions")
    past = [400 + 5 * (n % 3 - 1) for n in (8, 15, 22, 29)]
    assert once.value == 250
    assert once.target == pytest.approx(sum(past) / 4)
    assert once.low is not None
    assert once.high is not None
    assert once.target is not None
    assert once.low < once.target < once.high
    sales = 28 * 800 + 800
    visits = sum(400 + 5 * (n % 3 - 1) for n in range(2, 30)) + 250
    assert once.at_stake == pytest.approx((once.target - 250) * sales / visits)
    assert "250 sessions on 2026-11-24" in both([once], "L101")
    twice = one(sessions(shop(*weeks()[1:], day(2, sessions=250), day(sessions=250))))
    assert twice.status is ACT


def test_the_band_of_sessions_by_hand() -> None:
    """No noise beyond chance: the band is that of Poisson counts with 21 + 7 - ... degrees of freedom."""
    from scipy import stats

    found = one(sessions(shop(*weeks(wobble=0), day(sessions=250))))
    reach = stats.t.isf(0.025, 21) * math.sqrt(1 + 1 / 4)  # 28 days in 7 groups
    assert found.low == pytest.approx(((2 * math.sqrt(400.375) - reach) / 2) ** 2 - 0.375)


@pytest.mark.parametrize(("age", "status"), [(3, WATCH), (4, ACT)])
def test_a_day_that_is_no_longer_restated_is_sure(age: int, status: Any) -> None:
    days = [traffic(ago(n), {"asin": A, "sessions": 400, "units": 40}) for n in range(age + 1, age + 29)]
    found = one(sessions(shop(*days, day(age, sessions=200))))
    assert found.status is status, "72 hours: three days"


@pytest.mark.parametrize(
    ("beside", "reason"),
    [((STOCK,), "low"), ((EMPTY,), "stock"), ((EMPTY, HIDDEN), "suppressed"), ((), "low")],
)
def test_why_sessions_fell(beside: tuple[Table, ...], reason: str) -> None:
    found = one(sessions(shop(*weeks(), day(sessions=200), beside=beside)))
    assert found.reason == f"sessions_{reason}"
    both([found], "L101")


def test_page_views_stand_in_for_sessions() -> None:
    plain = {"asin": A, "sessions": None, "page_views": 600}
    days = [traffic(ago(n), plain) for n in range(2, 30)]
    found = one(sessions(shop(*days, traffic(ago(1), plain | {"page_views": 300}))))
    assert (found.reason, found.unit, found.value) == ("sessions_low", "page_views", 300)
    assert found.at_stake is None
    both([found], "L101")


@pytest.mark.parametrize(("usual", "alarms"), [(99, 0), (100, 1)])
def test_small_products_raise_no_alarm_of_sessions(usual: int, alarms: int) -> None:
    days = [traffic(ago(n), {"asin": A, "sessions": usual}) for n in range(2, 30)]
    found = sessions(shop(*days, day(sessions=20)))
    assert len(of(found, WATCH)) == alarms
    both(found, "L101")


def test_too_few_weeks_and_no_days() -> None:
    short = one(sessions(shop(*weeks(weeks_known=2), day())))
    assert (short.status, short.reason) == (NO_DATA, "asin_weeks_short")
    enough = one(sessions(shop(*weeks(weeks_known=3), day())))
    assert enough.status is FINE
    report = table("business_report_child_item", {"asin": A, "sessions_total": 9_000, "units_ordered": 500})
    none = one(conversion(desk(report)))
    assert (none.status, none.reason) == (NO_DATA, "asin_days_unknown")
    for finding in (short, none):
        both([finding], "L101")


def test_what_is_not_told_of_the_newest_day_is_not_judged_by_an_older_one() -> None:
    other = [traffic(ago(n), {"asin": B, "sessions": 500, "units": 5}) for n in range(1, 30)]
    mine = [traffic(ago(n), {"asin": A, "sessions": 400, "units": 4}) for n in range(2, 30)]
    both_days = [
        traffic(ago(n), *(row for part in (other, mine) for one_ in part for row in _rows(one_, n)))
        for n in range(29, 0, -1)
    ]
    found = one(sessions(shop(*both_days, core_asins=f"{A} {B}")))
    assert (found.n, found.of) == (1, 1)


def _rows(report: Table, n: int) -> list[dict[str, Any]]:
    return [
        {name: row[name] for name in ("asin", "sessions", "units")}
        for row in report.frame.iter_rows(named=True)
        if row["last_day"] == ago(n)
    ]


def test_conversion_fell() -> None:
    found = one(conversion(shop(*weeks(), day(units=8), beside=(STOCK,))))
    assert (found.status, found.reason, found.n, found.of) == (WATCH, "conversion_page", 8, 400)
    low, high = proportion_confint(8, 400, method="wilson")
    assert found.value == 0.02
    assert (found.low, found.high) == pytest.approx((low, high))
    visits = sum(400 + 5 * (n % 3 - 1) for n in (8, 15, 22, 29))
    assert found.target == pytest.approx(160 / visits)
    units, sales = 28 * 40 + 8, 29 * 800
    assert found.at_stake == pytest.approx((160 / visits * 400 - 8) * sales / units)
    assert "8 units of 400 sessions" in both([found], "L102")


@pytest.mark.parametrize(
    ("beside", "told", "reason", "status"),
    [
        ((STOCK,), {}, "page", WATCH),
        ((STOCK,), {"buy_box_share": 0.89}, "buy_box", ACT),
        ((STOCK,), {"buy_box_share": 0.9}, "page", WATCH),
        ((EMPTY,), {"buy_box_share": 0.2}, "stock", ACT),
        ((EMPTY, HIDDEN), {}, "suppressed", ACT),
        ((), {}, "untold", WATCH),
        ((STOCK,), {"buy_box_share": None}, "untold", WATCH),
    ],
)
def test_buy_box_and_stock_come_before_the_page(
    beside: tuple[Table, ...], told: dict[str, Any], reason: str, status: Any
) -> None:
    found = one(conversion(shop(*weeks(), day(units=8, **told), beside=beside)))
    assert (found.reason, found.status) == (f"conversion_{reason}", status)
    both([found], "L102")


@pytest.mark.parametrize(("visits", "alarms"), [(99, 0), (100, 1), (101, 1)])
def test_no_alarm_of_conversion_under_100_sessions(visits: int, alarms: int) -> None:
    found = conversion(shop(*weeks(units=200), day(sessions=visits, units=1)))
    assert len(of(found, WATCH)) == alarms
    both(found, "L102")


def test_more_units_than_sessions_have_no_interval_and_are_judged_all_the_same() -> None:
    found = one(conversion(shop(*weeks(units=900), day(units=500))))
    assert found.value == 1.25
    assert (found.low, found.high) == (None, None)
    both([found], "L102")


def test_noisy_days_widen_the_band() -> None:
    """The same fall among days that jump between 20 and 60 units is nothing to shout about."""
    quiet = weeks()
    wild = [traffic(ago(n), {"asin": A, "sessions": 400, "units": 20 + 40 * (n % 2)}) for n in range(2, 30)]
    assert of(conversion(shop(*quiet, day(units=18))), WATCH)
    assert one(conversion(shop(*wild, day(units=18)))).status is FINE


def test_false_alarms_are_shared_among_all_asins() -> None:
    """A fall that one ASIN alone shows beyond 5 % isn't beyond 5 % / 20."""
    names = [f"B0{n:08}" for n in range(20)]

    def day_of(n: int, last: int) -> Table:
        return traffic(
            ago(n),
            *(
                {"asin": name, "sessions": last if name == names[0] else 400, "units": 4, "sales_micros": 1}
                for name in names
            ),
        )

    alone = [traffic(ago(n), {"asin": A, "sessions": 400, "units": 4}) for n in range(2, 30)]
    assert of(sessions(shop(*alone, day(sessions=345))), WATCH)
    among = shop(*(day_of(n, 400) for n in range(2, 30)), day_of(1, 345), core_asins=" ".join(names))
    assert one(sessions(among)).status is FINE


def test_the_dearest_first_and_the_others_counted() -> None:
    names = [f"B0{n:08}" for n in range(4)]

    def of_day(n: int, visits: int) -> Table:
        rows = [
            {"asin": name, "sessions": visits, "units": 4, "sales_micros": (place + 1) * 1_000_000}
            for place, name in enumerate(names)
        ]
        return traffic(ago(n), *rows)

    found = sessions(
        shop(
            *(of_day(n, 400) for n in range(2, 30)),
            of_day(1, 100),
            core_asins=" ".join(names),
            rows_shown=2,
        )
    )
    assert [finding.subject for finding in found] == [names[3], names[2], "…"]
    each = sessions(shop(*(of_day(n, 400) for n in range(2, 30)), of_day(1, 100), core_asins=" ".join(names)))
    assert len(each) == 4
    assert sum(one_.at_stake or 0 for one_ in each) == pytest.approx(
        sum(one_.at_stake or 0 for one_ in found)
    )
    assert "2 more of 4" in both(found, "L101")


@pytest.mark.parametrize(
    ("share", "status", "reason"),
    [
        (0.98, FINE, "buy_box_fine"),
        (0.9, FINE, "buy_box_fine"),
        (0.89, WATCH, "buy_box_low"),
        (0.881, WATCH, "buy_box_low"),
        (0.88, ACT, "buy_box_lost"),
    ],
)
def test_buy_box_at_its_limits(share: float, status: Any, reason: str) -> None:
    found = one(buy_box(shop(*weeks(), day(buy_box_share=share))))
    assert (found.status, found.reason) == (status, reason)
    if status is ACT:
        assert found.at_stake == pytest.approx((0.98 / 0.88 - 1) * 800)
    both([found], "L103")


@pytest.mark.parametrize(("beside", "reason"), [((EMPTY,), "stock"), ((HIDDEN,), "suppressed")])
def test_why_the_buy_box_is_gone(beside: tuple[Table, ...], reason: str) -> None:
    found = one(buy_box(shop(*weeks(), day(buy_box_share=0.0), beside=beside)))
    assert (found.status, found.reason, found.at_stake) == (ACT, f"buy_box_{reason}", None)
    both([found], "L103")


def test_buy_box_of_unknown_days_is_a_level() -> None:
    def report(share: float | None) -> Table:
        row = {"asin": A, "sessions_total": 12_131, "units_ordered": 683, "sales_micros": 12_905_250_000}
        return table("business_report_child_item", row | {"featured_offer_buy_box_percentage": share})

    fine, low, none = (one(buy_box(desk(report(share)))) for share in (0.998, 0.5, None))
    assert [finding.reason for finding in (fine, low, none)] == [
        "buy_box_fine",
        "buy_box_low",
        "buy_box_untold",
    ]
    assert [finding.status for finding in (fine, low, none)] == [FINE, WATCH, NO_DATA]
    for finding in (fine, low, none):
        both([finding], "L103")


@examples(max_examples=15)
@given(st.randoms(use_true_random=False), st.integers(0, 60))
def test_row_order_does_not_matter(random: Any, units: int) -> None:
    names = [A, B]
    rows = [
        {"asin": name, "sessions": 400 + n, "units": 40 if n > 1 else units, "buy_box_share": 0.95}
        | {"first_day": ago(n), "last_day": ago(n), "sales_micros": 5_000_000}
        for n in range(1, 30)
        for name in names
    ]
    mixed = random.sample(rows, len(rows))
    for code in ("L101", "L102", "L103"):
        one_, other = (
            LISTING[code](desk(table("sales_and_traffic", *some), now=NOW)) for some in (rows, mixed)
        )
        assert one_ == other
