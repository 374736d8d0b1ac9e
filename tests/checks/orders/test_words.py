"""Every reason of orders and shipping is said in full, in both languages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from adopt.checked import checked, desk_of
from adopt.checks import Desk
from adopt.checks.orders import ORDERS
from adopt.checks.shown import AND_MORE
from adopt.reports import read_folder
from adopt.say.checks.orders import ORDERS as SAID
from adopt.say.findings import Findings
from adopt.say.speaker import Speaker
from adopt.settings import load_settings
from tests.checks.desks import NOW, desk
from tests.checks.orders.cases import earlier, log, order, parcel, unshipped
from tests.checks.orders.test_rates import delivery, many
from tests.checks.said import reasons_said

REAL = Path(__file__).resolve().parents[3] / "../shared/reports/companion"
_WRONG: list[dict[str, Any]] = [
    {"carrier": None},
    {"carrier": "Other: Yanwen"},
    {"carrier": "YANWEN"},
    {"carrier": "USPS"},
    {"tracking_id": None},
]


def _desks() -> Iterator[Desk]:
    """What the checks look at, so that each says all that it can say."""
    late = [order(f"l{n}", -n) for n in (1, 2, 400)]
    yield from (
        unshipped(
            *late, order("a", 3), order("b", 3, verge_of_cancellation=True), order("c", 90), rows_shown=2
        ),
        unshipped(order("a", 300)),
        unshipped(order("a", 300, payments_date=earlier(hours=30))),
        unshipped(order("a", 300, payments_date=earlier(hours=3))),
        unshipped(order("a", -3, quantity_to_ship=0)),
    )
    parcels = [parcel(f"{n}{age}", age, **cells) for age in (2, 30, 50) for n, cells in enumerate(_WRONG)]
    yield from (
        log(
            *parcels,
            parcel("old", 25 * 24),
            parcel("first", 25 * 24, carrier="USPS", service="First Class"),
            parcel("good", 4, first_scan_at=NOW),
            rows_shown=99,
        ),
        log(parcel("later", None)),
        log(parcel("good", 100, first_scan_at=NOW)),
        log(parcel("bad", 25 * 24)),
        log(*many(75, 3)),
        log(*many(9, 3)),
        log(*many(9, 0)),
    )
    yield from (
        desk(otdr_defect_download=[delivery("USPS", 5, 6, 7)]),
        desk(otdr_defect_download=[{"order_id": "x", "late": False}]),
        desk(vtr_defect_download=[{"tracking_id": "1", "has_valid_tracking": False}]),
        desk(vtr_defect_download=[{"tracking_id": "2", "has_valid_tracking": True}]),
    )


def test_every_reason_is_said_in_full() -> None:
    assert reasons_said(ORDERS, _desks()) == {*SAID, AND_MORE}


@pytest.mark.skipif(not REAL.is_dir(), reason="no real reports beside the repository")
def test_real_orders(tmp_path: Path) -> None:
    """Two Indian orders, at 12:00 UTC of the first one's last day: it ends at 18:29:59 UTC, 23:59:59 there."""
    (tmp_path / "unshipped.txt").write_bytes((REAL / "flat/unshipped_orders_IN_real_layout.txt").read_bytes())
    (tmp_path / "orders.json").write_bytes((REAL / "json/orders_api_v0_real.json").read_bytes())
    now = NOW.replace(year=2025, month=8, day=21)
    settings = load_settings(None, marketplace="IN")
    there = desk_of(read_folder(tmp_path), settings, now, None)
    found = checked(read_folder(tmp_path), settings, now).filter(code="O101")
    assert there.today.isoformat() == "2025-08-21"
    first, rest = found.rows(named=True)
    assert (first["key"], first["reason"]) == ("O101/408-0000001-0000001", "order_due")
    assert first["value"] == pytest.approx(6 + 29 / 60 + 59 / 3600)
    assert (rest["reason"], rest["n"], rest["of"]) == ("order_ahead", 1, 2)
    assert "2025-08-21 23:59 IST" in Findings(Speaker("en", "INR"), there.zone).why(first)
