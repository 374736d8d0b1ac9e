"""Parcels of the seller's log: scans, carriers, tracking."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adopt.checks.orders.first_class import without_proof
from adopt.checks.orders.named import misnamed
from adopt.checks.orders.parcels import parcels
from adopt.checks.orders.scans import unscanned
from adopt.checks.orders.tracking import scans_asked, untracked, valid_rate
from adopt.words.carriers import carriers, carriers_of, fits, listed, named
from tests.checks.desks import NOW
from tests.checks.orders.cases import earlier, log, outcomes, parcel


@pytest.mark.parametrize(
    ("age", "found"),
    [
        (23.9, ("fine", "ship_scanned", "")),
        (24, ("watch", "ship_silent", "a")),
        (47.9, ("watch", "ship_silent", "a")),
        (48, ("act", "ship_silent_long", "a")),
        (31 * 24, ("no_data", "ship_none_sent", "")),
    ],
)
def test_hours_without_a_scan(age: float, found: tuple[str, str, str]) -> None:
    assert outcomes(unscanned, log(parcel("a", age))) == [found]


def test_a_scan_of_either_kind_is_one() -> None:
    there = log(
        parcel("a", 90, first_scan_at=earlier(hours=80)),
        parcel("b", 90, delivered_at=earlier(hours=2)),
        parcel("c", 50),
        parcel("d", 60),
        parcel("e", None),
    )
    assert outcomes(unscanned, there) == [
        ("act", "ship_silent_long", "d"),
        ("act", "ship_silent_long", "c"),
        ("fine", "ship_scanned", ""),
    ]


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"carrier": None}, "carrier_missing"),
        ({"carrier": "Other"}, "carrier_missing"),
        ({"carrier": "Other: Yanwen"}, "carrier_other"),
        ({"carrier": "Other (4PX)", "tracking_id": "4PX3001794604846CN"}, "carrier_other"),
        ({"carrier_code": "Other", "carrier": "燕文物流"}, "carrier_other"),
        ({"carrier": "YANWEN"}, "carrier_spelt"),
        ({"carrier": "Yanwen Express"}, "carrier_spelt"),
        ({"carrier": "USPS"}, "carrier_number"),
        ({"carrier": "4PX", "tracking_id": "UF339843323YP"}, "carrier_number"),
        ({"carrier_code": "Yanwen", "carrier": "燕文"}, "carrier_fine"),
        (
            {"carrier": "Yanwen", "tracking_id": "9261290100130739560000"},
            "carrier_fine",
        ),  # USPS, the last mile
        ({"carrier": "Yanwen", "tracking_id": "SOMETHING1"}, "carrier_fine"),
        ({"carrier": "Other: Bob's vans"}, "carrier_fine"),
        ({"carrier": "Otherwise Logistics"}, "carrier_fine"),
    ],
)
def test_how_a_carrier_is_named(cells: dict[str, Any], reason: str) -> None:
    assert [one.reason for one in misnamed(log(parcel("a", 1, **cells)))] == [reason]


@pytest.mark.parametrize(("age", "status"), [(23.9, "act"), (24, "act"), (24.1, "watch")])
def test_a_carrier_can_be_corrected_for_a_day(age: float, status: str) -> None:
    (found,) = misnamed(log(parcel("a", age, carrier="Other: Yanwen")))
    assert found.status.value == status
    assert found.due == (earlier(hours=age) + timedelta(hours=24) if status == "act" else None)


def test_names_of_carriers_mean_one_each() -> None:
    for one in carriers().values():
        assert all(listed(word) == one for word in (one.name, *one.others)), one.name
        assert set(one.last_mile) <= set(carriers())
        assert one.sure in {"official", "secondary"}
    assert listed("yan wen") is not None
    assert listed("nobody") is None
    assert named(None, None) == ("", "")


@pytest.mark.parametrize(
    ("number", "owners"),
    [
        ("1Z999AA10123456784", {"UPS"}),
        ("4PX3001794604846CN", {"4PX"}),
        ("VR344217874YP", {"Yanwen"}),
        ("LX123456789CN", {"China Post"}),
        ("EC123456789US", {"USPS"}),
        ("9400 1000 0000 0000 0000 00", {"USPS"}),
        ("12345", set()),
    ],
)
def test_numbers_tell_their_carrier(number: str, owners: set[str]) -> None:
    assert carriers_of(number) == owners
    assert fits(carriers()["DHL"], number) is (not owners)


@pytest.mark.parametrize(
    ("cells", "asked"),
    [
        ({"value_micros": 4_990_000}, 1),
        ({"value_micros": 5_000_000}, 2),
        ({"value_micros": 4_990_000, "origin_country": "CA"}, 1),
        ({"value_micros": 5_000_000, "origin_country": "CA"}, 2),
        ({"value_micros": 14_990_000, "origin_country": "UK"}, 1),
        ({"value_micros": 15_000_000, "origin_country": "GB"}, 2),
        ({"value_micros": 15_000_000, "origin_country": "in"}, 2),
        ({"value_micros": None}, 2),
        ({"value_micros": 1_000_000, "currency": "CNY"}, 2),
        ({"value_micros": 99_000_000, "origin_country": "US"}, 1),
        ({"value_micros": 99_000_000, "origin_country": "JP"}, 0),
        ({"dest_country": "DE"}, 0),
        ({"dest_country": None}, 1),
        ({"origin_country": None}, 2),
    ],
)
def test_scans_asked_by_value_and_origin(cells: dict[str, Any], asked: int) -> None:
    there = log(parcel("a", 1, **cells))
    assert scans_asked(parcels(there)[0], there) == asked


@pytest.mark.parametrize(
    ("carrier", "service", "origin", "micros", "asked"),
    [
        ("USPS", "USPS First-Class Mail envelopes", "US", 9_990_000, 0),
        ("USPS", "USPS Standard Mail envelopes", "US", 9_990_000, 0),
        ("USPS", "USPS First Class Mail envelopes", "US", 10_000_000, 1),
        ("USPS", "USPS First Class Mail envelopes", "US", None, 1),
        ("USPS", "First Class Package", "US", 1_000_000, 1),
        ("UPS", "First Class Mail envelopes", "US", 1_000_000, 1),
        ("USPS", "USPS First Class Mail envelopes", "CN", 4_000_000, 1),
    ],
)
def test_only_declared_first_class_envelopes_under_ten_dollars_are_exempt(
    carrier: str, service: str, origin: str, micros: int | None, asked: int
) -> None:
    row = parcel("a", 1, carrier=carrier, service=service, origin_country=origin, value_micros=micros)
    there = log(row)
    assert scans_asked(parcels(there)[0], there) == asked


@pytest.mark.parametrize(
    ("age", "cells", "found"),
    [
        (24, {"tracking_id": None}, ("act", "tracking_missing", "a")),
        (24.1, {"tracking_id": None}, ("watch", "tracking_missing_past", "a")),
        (19.9 * 24, {}, ("fine", "tracking_fine", "")),
        (20 * 24, {}, ("watch", "tracking_few_scans", "a")),
        (20 * 24, {"first_scan_at": earlier(days=19)}, ("fine", "tracking_fine", "")),
        (
            20 * 24,
            {"first_scan_at": earlier(days=19), "value_micros": 5_000_000},
            ("watch", "tracking_few_scans", "a"),
        ),
        (5, {"tracking_id": None, "dest_country": "DE"}, ("no_data", "ship_none_counted", "")),
    ],
)
def test_tracking(age: float, cells: dict[str, Any], found: tuple[str, str, str]) -> None:
    assert outcomes(untracked, log(parcel("a", age, **cells))) == [found]


@pytest.mark.parametrize(
    ("days", "cells", "status"),
    [
        (9.9, {}, "fine"),
        (10, {}, "watch"),
        (10, {"service": "USPS First Class Mail envelopes", "value_micros": 1_000_000}, "watch"),
        (10, {"delivered_at": earlier(days=5)}, "fine"),
        (10, {"service": "Priority Mail"}, "fine"),
        (10, {"carrier": "Yanwen"}, "fine"),
    ],
)
def test_first_class_without_a_scan_at_the_door(days: float, cells: dict[str, Any], status: str) -> None:
    row = {
        "carrier": "USPS",
        "service": "USPS First-Class Package",
        "origin_country": "US",
        "first_scan_at": NOW,
    }
    (found,) = without_proof(log(parcel("a", days * 24, **row | cells)))
    assert found.status.value == status
    assert found.due is None


def test_the_rate_counts_what_had_time_alone() -> None:
    rows = [parcel(f"g{n}", 100, first_scan_at=earlier(hours=90)) for n in range(19)]
    rows += [parcel("bad", 22 * 24), parcel("open", 30)]
    (found,) = valid_rate(log(*rows))
    assert (found.reason, found.n, found.of, found.value) == ("own_vtr_fine", 19, 20, 0.95)
    assert found.figures["open"].value == 1
    assert found.figures["more"].value == 1  # 18 of 20 are 90 %
    (found,) = valid_rate(log(*rows, parcel("none", 5, tracking_id=None)))
    assert (found.reason, found.n, found.of) == ("vtr_low", 19, 21)
    assert found.figures["clean"].value == 19  # 38 of 40 are 95 %


def test_two_parcels_of_an_order_have_names_of_their_own() -> None:
    rows = [parcel("a", 60, tracking_id="UF1"), parcel("a", 50, tracking_id="UF2"), parcel("b", 55)]
    assert {one.subject for one in unscanned(log(*rows))} == {"a #1", "a #2", "b"}
    assert {one.subject for one in unscanned(log(*rows, rows[0]))} == {"a #1", "a #2", "b"}


_PARCEL = st.builds(
    parcel,
    st.sampled_from(["a", "b", "c"]),
    st.sampled_from([1, 23, 24, 30, 48, 200, 500, None]),
    carrier=st.sampled_from(["Yanwen", "Other: 4PX", None, "USPS"]),
    tracking_id=st.sampled_from(["UF339843323YP", None]),
    first_scan_at=st.sampled_from([None, NOW]),
)


@given(st.lists(_PARCEL, min_size=1, max_size=8), st.randoms())
def test_the_order_of_rows_is_nothing(rows: list[dict[str, Any]], chance: Any) -> None:
    mixed = list(rows)
    chance.shuffle(mixed)
    for check in (unscanned, misnamed, untracked, valid_rate, without_proof):
        found, again = check(log(*rows)), check(log(*mixed))
        assert found == again
        assert found
        assert len({one.subject for one in found}) == len(found)
