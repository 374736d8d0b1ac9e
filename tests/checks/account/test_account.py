"""Account health: each rate at its limit, each band at its ends, and the real files by hand."""

from __future__ import annotations

import math
import random
from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from adopt.checks import Desk, Found, Table, findings
from adopt.checks.account import ACCOUNT
from adopt.reports import identify
from adopt.say.checks.account import ACCOUNT as SAID
from adopt.schema import FindingStatus, Reading
from tests.checks.account.reports import desk, metric
from tests.checks.desks import ACT, FINE, NO_DATA, WATCH
from tests.checks.said import by_subject, reasons_said

REPORTS = Path(__file__).resolve().parents[3] / "../shared/reports/companion/json"

LOW = [
    ("A101", "orderDefectRate", 0.01, 1000),
    ("A102", "lateShipmentRate", 0.04, 250),
    ("A103", "preFulfillmentCancellationRate", 0.025, 400),
    ("A109", "invoiceDefectRate", 0.05, 200),
]
HIGH = [("A104", "validTrackingRate", "US", 0.95, 200), ("A105", "unitOnTimeDeliveryRate", "US", 0.9, 100)]
HIGH += [("A105", "onTimeDeliveryRate", "DE", 0.97, 1000)]


def found(code: str, on: Desk) -> dict[str, Found]:
    return by_subject(ACCOUNT[code](on))


def only(code: str, on: Desk) -> Found:
    (one,) = found(code, on).values()
    return one


@pytest.mark.parametrize(("code", "name", "limit", "of"), LOW)
def test_a_rate_that_must_stay_under_its_limit(code: str, name: str, limit: float, of: int) -> None:
    edge = round(limit * of)
    two_under, under, at = (
        only(code, desk(metric(name, count=n, of=of))) for n in (edge - 2, edge - 1, edge)
    )
    assert (two_under.status, two_under.figures["more"].value) == (FINE, 2)
    assert (under.status, under.reason[-5:], under.figures["more"].value) == (WATCH, "_near", 1)
    assert (at.status, at.reason[-5:], at.value, at.target, at.op) == (WATCH, "_over", limit, limit, "<")
    assert at.figures["clean"].value == 1  # edge of one order more is under the limit
    assert (at.n, at.of, at.kind, at.file) == (edge, of, "account_performance", "health.json")
    assert (str(at.first_day), str(at.last_day)) == ("2026-10-22", "2026-11-20")


@pytest.mark.parametrize(("code", "name", "market", "limit", "of"), HIGH)
def test_a_rate_that_must_reach_its_target(code: str, name: str, market: str, limit: float, of: int) -> None:
    edge = round(limit * of)
    at, under = (
        only(code, desk(metric(name, market, count=n, of=of), market=market)) for n in (edge, edge - 1)
    )
    assert (at.status, at.reason[-5:], at.figures["more"].value) == (WATCH, "_near", 1)
    assert (under.status, under.reason[-5:], under.op) == (WATCH, "_over", ">=")
    missed, allowed = Fraction(of - edge + 1), 1 - Fraction(str(limit))
    assert under.figures["clean"].value == math.ceil(missed / allowed) - of


def test_one_cancellation_of_forty_is_the_limit_and_passes_it() -> None:
    one = only("A103", desk(metric("prefulfillmentCancelRate", days=7, count=1, of=40)))
    assert (one.status, one.reason, one.value, one.figures["clean"].value) == (WATCH, "cancel_over", 0.025, 1)


@pytest.mark.parametrize(
    ("status", "n", "urgency", "reason"),
    [
        ("BAD", 12, ACT, "odr_over"),
        ("AT_RISK", 12, ACT, "odr_over"),
        ("BAD", 2, ACT, "odr_bad"),
        ("GOOD", 12, WATCH, "odr_over"),
        ("NONE", 2, FINE, "odr_fine"),
        (None, 12, WATCH, "odr_over"),
    ],
)
def test_amazons_word_drives_act_and_our_arithmetic_watch(
    status: str | None, n: int, urgency: FindingStatus, reason: str
) -> None:
    one = only("A101", desk(metric("orderDefectRate", channel="mfn", status=status, count=n, of=1000)))
    assert (one.status, one.reason, one.subject) == (urgency, reason, "MFN")


def test_no_order_is_no_data_and_no_defect_is_no_cause_to_watch() -> None:
    none, clear = (only("A101", desk(metric("orderDefectRate", count=0, of=of))) for of in (0, 5))
    assert (none.status, none.reason) == (NO_DATA, "no_orders")
    assert (clear.status, clear.value, clear.figures["more"].value) == (FINE, 0.0, 1)


def test_a_rate_that_is_not_told_at_all_is_no_data() -> None:
    assert only("A102", desk(metric("orderDefectRate", count=0, of=5))).reason == "metric_absent"


def test_counts_are_told_from_an_exact_rate_and_left_from_a_rounded_one() -> None:
    exact, rounded = (
        only("A101", desk(metric("orderDefectRate", value=rate, of=4322))) for rate in (3 / 4322, 0.0007)
    )
    assert (exact.n, exact.of, exact.reason) == (3, 4322, "odr_fine")
    assert (rounded.n, rounded.reason, rounded.value) == (None, "account_rate_fine", 0.0007)


def test_counts_that_cannot_be_true_leave_the_rate() -> None:
    one = only("A104", desk(metric("validTrackingRate", value=0.9529, count=896_462, of=878_443)))
    assert (one.reason, one.value, one.n) == ("account_rate_fine", 0.9529, None)


def test_late_shipments_of_both_windows_and_of_sellers_own_orders_only() -> None:
    rows = [metric("lateShipmentRateList", days=days, count=1, of=days) for days in (10, 30)]
    fba = metric("lateShipmentRateList", channel="afn", count=9, of=10)
    both = found("A102", desk(*rows, fba))
    assert {subject: (one.n, one.of) for subject, one in both.items()} == {"10d": (1, 10), "30d": (1, 30)}


def test_of_one_window_told_twice_the_newest_counts() -> None:
    new = metric("lateShipmentRate", count=1, of=50)
    old = {**metric("lateShipmentRateList", count=2, of=40), "to": None, "from": None}
    older = {**new, "count": 3, "from": new["from"].replace(day=1), "to": new["to"].replace(day=1, month=11)}
    shifted = {**older, "from": older["to"].replace(month=10, day=3, hour=0, minute=0)}
    assert found("A102", desk(shifted, new, old)).keys() == {"30d", ""}
    assert found("A102", desk(shifted, new))["30d"].n == 1


def test_few_orders_are_told_with_their_interval() -> None:
    few, many = (only("A101", desk(metric("orderDefectRate", count=n, of=n * 199))) for n in (1, 2))
    assert few.low is not None
    assert few.high is not None
    # Clopper-Pearson of 1 of 199: (1 - high) ** 199 + 199 high (1 - high) ** 198 is 2.5 %, and 1 - (1 - low) ** 199 too.
    assert 1 - (1 - few.low) ** 199 == pytest.approx(0.025)
    assert (1 - few.high) ** 199 + 199 * few.high * (1 - few.high) ** 198 == pytest.approx(0.025)
    assert few.figures["between"].value == f"{few.low} {few.high}"
    assert many.figures["between"].value == ""


def test_on_time_delivery_by_marketplace() -> None:
    unit = metric("unitOnTimeDeliveryRate", count=92, of=100)
    shipments = metric("onTimeDeliveryRate", count=50, of=100)
    us = only("A105", desk(unit, shipments))
    assert (us.status, us.reason, us.value, us.target) == (WATCH, "otd_low", 0.92, 0.9)
    assert only("A105", desk(metric("unitOnTimeDeliveryRate", count=95, of=100))).status is FINE
    assert only("A105", desk(shipments)).target == 0.9
    asked: dict[str, Any] = {"target": 0.8, "condition": "GREATER_THAN"}
    japan = only("A105", desk(metric("onTimeDeliveryRate", "JP", count=85, of=100, **asked), market="JP"))
    assert (japan.status, japan.target, japan.op) == (FINE, 0.8, ">=")
    nowhere = only("A105", desk(metric("onTimeDeliveryRate", "JP", count=85, of=100), market="JP"))
    assert (nowhere.status, nowhere.reason) == (NO_DATA, "account_no_target")


@pytest.mark.parametrize(
    ("score", "status", "urgency", "reason"),
    [
        (250, "GREAT", FINE, "ahr_assured"),
        (249, "GREAT", FINE, "ahr_healthy"),
        (200, None, FINE, "ahr_healthy"),
        (199, "GOOD", WATCH, "ahr_at_risk"),
        (199, None, ACT, "ahr_at_risk"),
        (100, "AT_RISK", ACT, "ahr_at_risk"),
        (99, "AT_RISK_OF_DEACTIVATION", ACT, "ahr_critical"),
        (300, "WARNED", ACT, "ahr_bad"),
        (None, "WARNED", ACT, "ahr_word_bad"),
        (None, "GREAT", FINE, "ahr_word_fine"),
        (None, None, NO_DATA, "metric_absent"),
    ],
)
def test_bands_of_the_rating(
    score: float | None, status: str | None, urgency: FindingStatus, reason: str
) -> None:
    one = only("A106", desk(metric("accountHealthRating", value=score, status=status)))
    assert (one.status, one.reason, one.value) == (urgency, reason, score)


@pytest.mark.parametrize(("score", "orders"), [(199, 200), (196, 200), (195, 400), (100, 5000)])
def test_orders_that_bring_the_rating_back(score: int, orders: int) -> None:
    # 4 points for each 200 orders: 5 points missing need two portions.
    assert only("A106", desk(metric("accountHealthRating", value=score))).figures["orders"].value == orders


def test_policy_counts() -> None:
    rows = [
        metric("listingPolicyViolations", status="BAD", count=3, value=3.0),
        metric("documentRequests", count=1, value=1.0),
        metric("otherPolicyViolations", count=0, value=0.0),
        metric("aNewKindOfViolation", status="BAD", count=0, value=0.0),
        metric("policyViolationWarnings", status=None, count=0, value=0.0),
    ]
    old = [metric("listingPolicyViolations", status="BAD", count=2, value=2.0), *rows[1:]]
    said = found("A107", desk(*rows, before=old))
    assert {subject: (one.status, one.value) for subject, one in said.items()} == {
        "listingPolicyViolations": (ACT, 3),
        "documentRequests": (WATCH, 1),
        "aNewKindOfViolation": (ACT, 0),
        "": (FINE, None),
    }
    assert said["listingPolicyViolations"].figures["was"].value == "count 2.0 2026-11-24"
    assert said["documentRequests"].figures["was"].value == ""
    assert (said[""].figures["clear"].value, said[""].figures["all"].value) == (2, 5)


def test_statuses_of_all_stores_and_warnings_of_ours() -> None:
    rows = [
        metric("accountStatus", "US", None, status="NORMAL"),
        metric("accountStatus", "CA", None, status="DEACTIVATED"),
        metric("warning.spam", "US", None, status="BAD"),
        metric("warning.spam", "CA", None, status="BAD"),
        metric("warning.other", "US", None, status="NONE"),
    ]
    said = found("A108", desk(*rows))
    assert {subject: one.status for subject, one in said.items()} == {"CA": ACT, "US spam": ACT, "": FINE}
    assert said[""].figures["stores"].value == "US"
    assert only("A108", desk(metric("orderDefectRate", of=1, count=0))).reason == "metric_absent"


def test_marketplaces_of_one_file_are_never_mixed() -> None:
    rows = [
        metric("orderDefectRate", market, channel="mfn", count=n, of=1000)
        for market, n in (("US", 1), ("DE", 20))
    ]
    assert {key: one.n for key, one in found("A101", desk(*rows)).items()} == {"MFN": 1}
    assert {key: one.n for key, one in found("A101", desk(*rows, market=None)).items()} == {
        "US MFN": 1,
        "DE MFN": 20,
    }
    assert only("A101", desk(*rows, market="JP")).reason == "metric_absent"


def test_invoices_are_asked_for_in_europe_only() -> None:
    there = metric("orderDefectRate", count=0, of=5)
    assert (only("A109", desk(there)).status, only("A109", desk(there)).reason) == (FINE, "invoice_elsewhere")
    assert only("A109", desk(there, market="DE")).reason == "metric_absent"


def test_rates_that_we_do_not_know_are_held_to_their_own_target() -> None:
    new = metric("someNewRate", count=5, of=100, value=0.05, target=0.04, condition="LESS_THAN")
    said = only("A110", desk(new))
    assert (said.status, said.reason, said.subject, said.target) == (
        WATCH,
        "account_other_over",
        "someNewRate",
        0.04,
    )
    assert only("A110", desk(metric("orderDefectRate", count=0, of=5))).reason == "account_others_none"


def test_what_has_changed_since_yesterday() -> None:
    def day(defects: int, tracked: int, score: int, status: str) -> list[dict[str, Any]]:
        return [
            metric("orderDefectRate", channel="mfn", count=defects, of=1000),
            metric("validTrackingRate", count=tracked, of=1000),
            metric("accountHealthRating", value=float(score)),
            metric("listingPolicyViolations", count=0, value=0.0, status=status),
            metric("lateShipmentRate", days=10, count=1, of=1000),
        ]

    said = found("A111", desk(*day(2, 980, 300, "BAD"), before=day(1, 990, 290, "GOOD")))
    assert {subject: one.reason for subject, one in said.items()} == {
        "MFN odr": "account_worse",
        "vtr": "account_worse",
        "listingPolicyViolations": "account_turned",
        "": "account_rest",
    }
    assert (said[""].figures["better"].value, said[""].figures["same"].value) == (1, 1)
    assert {one.status for one in said.values()} == {WATCH, FINE}
    unknown = only("A111", desk(*day(2, 980, 300, "BAD")))
    assert (unknown.status, unknown.reason) == (NO_DATA, "account_no_history")


@given(n=st.integers(0, 60), of=st.integers(1, 2000))
def test_headroom_in_orders_is_exact(n: int, of: int) -> None:
    n = min(n, of)
    one = only("A101", desk(metric("orderDefectRate", count=n, of=of)))
    more, clean = (int(str(one.figures[name].value)) for name in ("more", "clean"))
    if one.reason != "odr_over":
        assert 100 * (n + more) >= of > 100 * (n + more - 1)
    else:
        assert 100 * n < of + clean
        assert 100 * n >= of + clean - 1


@given(missed=st.integers(0, 60), of=st.integers(1, 2000))
def test_headroom_in_shipments_is_exact(missed: int, of: int) -> None:
    good = of - min(missed, of)
    one = only("A104", desk(metric("validTrackingRate", count=good, of=of)))
    more, clean = (int(str(one.figures[name].value)) for name in ("more", "clean"))
    if one.reason != "vtr_over":
        assert 100 * (good - more) < 95 * of <= 100 * (good - more + 1)
    else:
        assert 100 * (good + clean) >= 95 * (of + clean)
        assert 100 * (good + clean - 1) < 95 * (of + clean - 1)


@given(st.randoms(use_true_random=False))
def test_findings_do_not_depend_on_the_order_of_rows(chance: random.Random) -> None:
    rows = _of_everything()
    shuffled = chance.sample(rows, len(rows))
    one, other = (findings(desk(*some, before=some)) for some in (rows, shuffled))
    assert one.equals(other)


def test_every_sentence_is_filled() -> None:
    own = {
        name
        for name in SAID
        if name.startswith(("odr", "lsr", "cancel", "vtr", "otd", "ahr", "policy", "standing"))
    }
    assert own <= reasons_said(ACCOUNT, _desks())


def _desks() -> list[Desk]:
    """Desks that between them give every reason."""
    rates: list[tuple[str, dict[str, Any]]] = [
        ("orderDefectRate", {}),
        ("lateShipmentRate", {}),
        ("prefulfillmentCancelRate", {}),
        ("invoiceDefectRate", {}),
    ]
    counts = ((0, "GOOD"), (0, "BAD"), (1, "GOOD"), (9, "BAD"))
    desks = [
        desk(*(metric(name, count=n, of=101 if n == 1 else 1000, status=word) for name, _ in rates))
        for n, word in counts
    ]
    desks += [desk(*(metric(name, count=n, of=n * 20 + 1, status="GOOD") for name, _ in rates)) for n in (1,)]
    desks += [desk(*(metric(name, count=n, of=100, status="GOOD") for name, _ in rates)) for n in (2, 3, 4)]
    for name in ("validTrackingRate", "unitOnTimeDeliveryRate"):
        desks += [
            desk(metric(name, count=n, of=100, status=word))
            for n in (100, 95, 92, 90, 3)
            for word in ("GOOD", "BAD")
        ]
    scores = [
        (300, "GREAT"),
        (220, "GREAT"),
        (150, "GOOD"),
        (50, "BAD"),
        (300, "BAD"),
        (None, "GREAT"),
        (None, "BAD"),
    ]
    desks += [desk(metric("accountHealthRating", value=score, status=word)) for score, word in scores]
    desks += [desk(*_of_everything(), before=_of_everything())]
    return desks


def _of_everything() -> list[dict[str, Any]]:
    return [
        metric("accountStatus", "US", None, status="NORMAL"),
        metric("accountStatus", "CA", None, status="AT_RISK"),
        metric("warning.spam", "US", None, status="BAD"),
        metric("orderDefectRate", channel="mfn", count=2, of=100, status="BAD"),
        metric("orderDefectRate", channel="afn", count=1, of=1000),
        metric("lateShipmentRate", days=10, count=1, of=40),
        metric("lateShipmentRate", days=30, count=9, of=90),
        metric("lateShipmentRate", days=None, value=0.02),
        metric("validTrackingRate", value=0.5, status="GOOD"),
        metric("unitOnTimeDeliveryRate", count=92, of=100),
        metric("accountHealthRating", value=428.0, status="GREAT"),
        metric("listingPolicyViolations", count=1, value=1.0, status="BAD"),
        metric("documentRequests", count=1, value=1.0),
        metric("otherPolicyViolations", count=0, value=0.0),
        metric("someNewRate", count=5, of=100, value=0.05, target=0.04, condition="LESS_THAN"),
    ]


def _real(name: str, market: str) -> Mapping[str, dict[str, Found]]:
    reading = identify(REPORTS / name)
    assert isinstance(reading, Reading)
    assert isinstance(reading.data, pl.DataFrame)
    there = {reading.kind: Table(reading.kind, reading.data, name, reading.first_day, reading.last_day)}
    on = replace(desk(metric("x"), market=market), tables=there)
    return {code: found(code, on) for code in ACCOUNT}


@pytest.mark.skipif(not REPORTS.is_dir(), reason="no real reports beside the repository")
def test_a_real_german_report_by_hand() -> None:
    said = _real("seller_performance_DE_2026-10-04_real_excerpt.json", "DE")
    fba, own = said["A101"]["AFN"], said["A101"]["MFN"]
    # 0 of 4,322: 43 defects are 0.995 %, 44 are 1.02 %. 0 of 11: one is 9 %.
    assert (fba.n, fba.of, fba.figures["more"].value, fba.status) == (0, 4322, 44, FINE)
    assert (own.n, own.of, own.figures["more"].value, own.status) == (0, 11, 1, FINE)
    late = said["A105"][""]
    # 3 of 7 on time, Amazon says GOOD; 4 late ones are 3 % of 133.33 orders, so 127 more on time make it 130 of 134.
    assert (late.status, late.reason, late.n, late.of, late.target) == (WATCH, "otd_over", 3, 7, 0.97)
    assert late.figures["clean"].value == 127
    assert late.figures["amazon"].value == "GOOD"
    assert late.low == pytest.approx(0.0990, abs=1e-4)
    assert late.high == pytest.approx(0.8159, abs=1e-4)
    assert (said["A102"][""].reason, said["A102"][""].value) == ("account_rate_fine", 0.0)
    assert (said["A104"][""].n, said["A104"][""].of) == (7, 7)
    assert (said["A106"][""].value, said["A106"][""].reason) == (428, "ahr_assured")
    assert said["A107"].keys() == said["A108"].keys() == {""}
    assert said["A103"][""].reason == said["A109"][""].reason == "metric_absent"


@pytest.mark.skipif(not REPORTS.is_dir(), reason="no real reports beside the repository")
def test_amazons_own_example_by_hand() -> None:
    said = _real("GET_V2_SELLER_PERFORMANCE_REPORT_schema_example.json", "US")
    # 1,078 of 539,000 are 0.2 %; 5,390 are 1 %, which is the limit.
    assert said["A101"]["MFN"].figures["more"].value == 5390 - 1078
    # 27,896 of 870,669 are 3.2 %; 34,827 are the first over 4 % (34,826.76).
    assert (said["A102"]["30d"].n, said["A102"]["30d"].figures["more"].value) == (27_896, 34_827 - 27_896)
    # 551 of 17,197 are 3.2 %, over 2.5 %, whatever rate stands beside: 551 / 0.025 = 22,040, and one more.
    assert (said["A103"][""].status, said["A103"][""].figures["clean"].value) == (WATCH, 22_041 - 17_197)
    # 146 of 165 units are 88.5 %; 19 late are a tenth of 190.
    assert (said["A105"][""].status, said["A105"][""].figures["clean"].value) == (WATCH, 190 - 165)
    assert (said["A106"][""].status, said["A106"][""].reason) == (ACT, "ahr_word_bad")
    bad = {subject for subject, one in said["A107"].items() if one.status is ACT}
    assert len(bad) == 7
    assert said["A107"]["documentRequest"].status is WATCH
    assert {subject for subject, one in said["A108"].items() if one.status is ACT} == {
        "US",
        "MX",
        "US spammingSellerMessaging",
    }
    # 315 of 9,001 are 3.5 %; 451 are the first over 5 % (450.05).
    assert said["A109"][""].figures["more"].value == 451 - 315


def test_a_window_that_differs_by_a_day_is_the_same_metric() -> None:
    now = metric("listingPolicyViolations", days=181, value=2, count=2)
    then = metric("listingPolicyViolations", days=180, value=1, count=1)
    (worse, _) = ACCOUNT["A111"](desk(now, before=[then]))
    assert (worse.reason, worse.figures["then"].value, worse.value) == ("account_worse", 1, 2)


def test_a_rate_over_two_windows_has_a_finding_for_each() -> None:
    rows = [metric("validTrackingRate", days=days, count=days, of=100) for days in (14, 30)]
    assert set(found("A104", desk(*rows))) == {"14d", "30d"}
    assert set(found("A104", desk(rows[0]))) == {""}


def test_a_status_that_turns_is_told_without_figures() -> None:
    old, new = (metric("accountStatus", days=None, status=word) for word in ("NORMAL", "AT_RISK"))
    turned = found("A111", desk(new, before=[old]))["accountStatus"]
    assert (turned.status, turned.reason) == (WATCH, "account_word_turned")


def test_a_status_without_a_word_is_no_good_standing() -> None:
    silent = only("A108", desk(metric("accountStatus", days=None, status=" ")))
    assert (silent.status, silent.reason) == (NO_DATA, "metric_absent")


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"value": 0.0, "status": "NONE"}, "no_orders"),
        ({"value": 0.0, "count": 0, "of": 0}, "no_orders"),
        ({"of": 30}, "rate_untold"),
        ({}, "rate_untold"),
        ({"value": 0.0, "status": "NONE", "of": 30}, "lsr_fine"),
    ],
)
def test_nothing_counted_is_no_rate_of_nothing(cells: dict[str, Any], reason: str) -> None:
    assert only("A102", desk(metric("lateShipmentRate", **cells))).reason == reason
