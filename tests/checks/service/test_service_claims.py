from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from adopt.checks.headroom import room
from adopt.checks.service.claims import open_claims
from adopt.checks.service.if_granted import defects_if_granted
from adopt.reports import identify
from adopt.schema import FindingStatus, Reading
from tests.checks.desks import NOW, days, desk, hours
from tests.checks.said import both, by_subject

SECOND = timedelta(seconds=1)
US = "ATVPDKIKX0DER"
COMPANION = Path(__file__).resolve().parents[3] / "../shared/reports/companion"
REAL = COMPANION / "json" / "seller_performance_DE_2026-10-04_real_excerpt.json"


def claim(name: str, opened: timedelta, **more: Any) -> dict[str, Any]:
    return {"claim_id": name, "marketplace": "US", "order_id": f"o-{name}", "opened_at": NOW - opened} | more


def defects(channel: str, count: int, of: int, marketplace: str = US) -> dict[str, Any]:
    return {
        "marketplace": marketplace,
        "metric": "orderDefectRate",
        "channel": channel,
        "count": count,
        "of": of,
        "from": NOW - days(70),
        "to": NOW - days(10),
    }


@pytest.mark.parametrize(
    ("opened", "reason"), [(hours(72), "claim_unanswered"), (hours(72) + SECOND, "claim_overdue")]
)
def test_amazon_waits_72_hours(opened: timedelta, reason: str) -> None:
    (one,) = open_claims(desk(claims=[claim("c", opened)]))
    assert (one.status, one.reason, one.due) == (FindingStatus.ACT, reason, NOW - opened + hours(72))


@pytest.mark.parametrize(
    ("decided", "status"),
    [
        (days(25), FindingStatus.WATCH),  # exactly five days left
        (days(25) + SECOND, FindingStatus.ACT),
        (days(30), FindingStatus.ACT),
    ],
)
def test_a_granted_claim_is_appealed_within_30_days(decided: timedelta, status: FindingStatus) -> None:
    row = claim("c", days(40), decided_at=NOW - decided, decision="Granted")
    (one,) = open_claims(desk(claims=[row]))
    assert (one.status, one.reason, one.due) == (status, "claim_appeal", NOW - decided + days(30))


@pytest.mark.parametrize(
    "more",
    [
        {"decided_at": NOW - days(30) - SECOND, "decision": "granted"},
        {"decided_at": NOW - days(1), "decision": "granted", "appealed_at": NOW},
        {"decided_at": NOW - days(1), "decision": "denied"},
        {"decision": "withdrawn"},
    ],
)
def test_a_claim_without_a_clock_is_settled(more: dict[str, Any]) -> None:
    (one,) = open_claims(desk(claims=[claim("c", days(40), **more)]))
    assert (one.status, one.reason) == (FindingStatus.FINE, "claims_settled")


def test_claims_are_told_by_urgency_and_with_what_is_at_stake() -> None:
    rows = [
        claim("waits", days(5), answered_at=NOW - days(4), amount_micros=9_000_000, currency="USD"),
        claim("new", hours(3), amount_micros=20_000_000, currency="USD"),
        claim("euro", hours(2), amount_micros=20_000_000, currency="EUR"),
        claim("old", hours(80)),
        claim("granted", days(9), decided_at=NOW - days(2), decision="获批"),
        claim("other", hours(1), marketplace="DE"),
    ]
    returned = [
        {"order_id": "o-new", "return_request_date": date(2026, 11, 20), "a_to_z_claim": True},
        {"order_id": "o-hidden", "return_request_date": date(2026, 11, 20), "a_to_z_claim": True},
        {"order_id": "o-none", "return_request_date": date(2026, 11, 20), "a_to_z_claim": False},
    ]
    there = desk(claims=rows, mfn_returns=returned)
    found = open_claims(there)
    assert [one.subject for one in found] == ["old", "new", "euro", "granted", "waits", "o-hidden"]
    assert [one.at_stake for one in found] == [None, 20, None, None, 9, None]
    both(found, "S103", there)


def test_the_returns_report_alone_tells_of_claims() -> None:
    returned = [{"order_id": "o", "return_request_date": date(2026, 11, 20), "a_to_z_claim": True}]
    assert [one.reason for one in open_claims(desk(mfn_returns=returned))] == ["claim_unlisted"]
    quiet = desk(mfn_returns=[returned[0] | {"a_to_z_claim": None}])
    assert [one.reason for one in open_claims(quiet)] == ["claims_settled"]
    both(open_claims(quiet), "S103", quiet)


def test_what_the_rate_becomes_channel_by_channel() -> None:
    rows = [
        claim("a", hours(1), channel="FBM"),
        claim("b", hours(1), channel="mfn", order_id="o-a"),  # the same order counts once
        claim("c", hours(1), channel="MFN"),
        claim("d", hours(1)),  # its channel stands in the report of all orders
        claim("e", hours(1)),  # and of this one nowhere
        claim("f", days(9), channel="MFN", decided_at=NOW, decision="denied"),
    ]
    there = desk(
        claims=rows,
        account_performance=[
            defects("mfn", 0, 200),
            defects("afn", 5, 1000),
            defects("mfn", 9, 10, "A1PA6795UKMFR9"),
        ],
        all_orders=[{"order_id": "o-d", "purchase_date": NOW, "fulfillment_channel": "Amazon"}],
    )
    found = by_subject(defects_if_granted(there))
    assert {*found} == {"MFN", "AFN", "?"}
    seller, amazon = found["MFN"], found["AFN"]
    # 2 of 200 is exactly 1 %: the rate must be under it. 1 more good order brings it back.
    assert (seller.n, seller.of, seller.reason, seller.status) == (2, 200, "odr_breaks", FindingStatus.WATCH)
    assert seller.figures["clean"].value == 1
    assert (amazon.n, amazon.of, amazon.reason, amazon.status) == (6, 1000, "odr_kept", FindingStatus.FINE)
    assert amazon.figures["more"].value == 4
    assert found["?"].figures["orders"].value == "o-e"
    both([*found.values()], "S104", there)


@pytest.mark.parametrize(
    ("count", "of", "claims", "reason"),
    [
        (0, 101, 1, "odr_kept"),
        (0, 100, 1, "odr_breaks"),
        (1, 100, 1, "odr_over_anyway"),
        (0, 100, 0, "odr_no_claims"),
        (0, 0, 1, "no_orders"),
    ],
)
def test_the_limit_is_under_one_per_cent(count: int, of: int, claims: int, reason: str) -> None:
    rows = [claim(f"c{n}", hours(1), channel="MFN") for n in range(claims)]
    rows.append(claim("done", days(9), decision="denied", decided_at=NOW))
    there = desk(claims=rows, account_performance=[defects("mfn", count, of)])
    found = defects_if_granted(there)
    assert [one.reason for one in found] == [reason]
    both(found, "S104", there)


@given(st.integers(0, 30), st.integers(1, 3000), st.integers(0, 30))
def test_the_room_left_is_exact(count: int, of: int, claims: int) -> None:
    rows = [claim(f"c{n}", hours(1), channel="MFN") for n in range(claims)]
    rows.append(claim("done", days(9), decision="denied", decided_at=NOW))
    there = desk(claims=rows, account_performance=[defects("mfn", min(count, of), of)])
    (one,) = defects_if_granted(there)
    limit = there.limit("odr")
    assert one.n is not None
    assert one.of is not None
    left = room(one.n, one.of, limit)
    assert one.figures["more"].value == left.more
    assert (one.status == FindingStatus.FINE) == limit.holds(one.n / one.of)


def test_a_report_without_the_rate_is_no_data() -> None:
    there = desk(
        claims=[claim("c", hours(1), channel="MFN")],
        account_performance=[defects("mfn", 1, 1) | {"metric": "x"}],
    )
    found = defects_if_granted(there)
    assert [one.reason for one in found] == ["metric_absent"]
    both(found, "S104", there)


@pytest.mark.skipif(not REAL.is_file(), reason="no real reports beside the repository")
def test_one_claim_in_the_real_german_report() -> None:
    """No defect in 11 orders of the seller's own and in 4322 of FBA: one claim is 9.1 % of the first, 0.02 % of the others."""
    result = identify(REAL)
    assert isinstance(result, Reading)
    assert isinstance(result.data, pl.DataFrame)
    rows = [
        {name: value for name, value in row.items() if name != "row"} for row in result.data.rows(named=True)
    ]
    claims = [
        claim("s", hours(1), marketplace="DE", channel="FBM"),
        claim("a", hours(1), marketplace="DE", channel="FBA"),
    ]
    there = desk(market="DE", claims=claims, account_performance=rows)
    found = by_subject(defects_if_granted(there))
    assert (found["MFN"].reason, found["MFN"].n, found["MFN"].of) == ("odr_breaks", 1, 11)
    assert found["MFN"].figures["clean"].value == 90  # 1 of 101 is under 1 %, 1 of 100 isn't
    assert (found["AFN"].reason, found["AFN"].n, found["AFN"].of) == ("odr_kept", 1, 4322)
    assert found["AFN"].figures["more"].value == 43  # 44 of 4322 is 1.02 %
    assert (found["AFN"].first_day, found["AFN"].last_day) == (date(2026, 8, 26), date(2026, 9, 24))


def test_a_granted_claim_without_its_day_can_be_appealed_too() -> None:
    (one,) = open_claims(desk(claims=[claim("c", days(40), decision="granted")]))
    assert (one.status, one.reason, one.due) == (FindingStatus.WATCH, "claim_appeal_undated", None)


def test_a_rate_over_its_limit_without_an_open_claim() -> None:
    there = desk(
        claims=[claim("c", days(1), decision="denied")], account_performance=[defects("mfn", 3, 100)]
    )
    (one,) = defects_if_granted(there)
    assert (one.status, one.reason, one.n) == (FindingStatus.WATCH, "odr_over_no_claims", 3)


def test_of_one_rate_told_twice_the_newest_window_counts() -> None:
    old = defects("mfn", 9, 100) | {"from": NOW - days(100), "to": NOW - days(40)}
    there = desk(
        claims=[claim("c", days(1), channel="mfn")], account_performance=[old, defects("mfn", 0, 500)]
    )
    (one,) = defects_if_granted(there)
    assert (one.subject, one.n, one.of) == ("MFN", 1, 500)
