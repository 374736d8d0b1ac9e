"""Inventory on real files, where a copy of them lies beside the repository; figures recomputed by hand."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from adopt.checked import desk_of
from adopt.checks import Desk, Found, Table
from adopt.checks.inventory import INVENTORY
from adopt.reports import identify, read_folder
from adopt.schema import Reading
from adopt.settings import load_settings
from adopt.words import markets
from tests.checks.said import by_subject

FLAT = Path(__file__).resolve().parents[3] / "../shared/reports/companion/flat"
pytestmark = pytest.mark.skipif(not FLAT.is_dir(), reason="no real reports beside the repository")


def desk(name: str, market: str, now: datetime) -> Desk:
    reading = identify(FLAT / name)
    assert isinstance(reading, Reading)
    table = Table(reading.kind, reading.data, name, reading.first_day, reading.last_day)  # type: ignore[arg-type]
    return Desk(now, markets()[market], markets()[market].currency, load_settings(), {reading.kind: table})


def found(code: str, at: Desk) -> dict[str, Found]:
    return by_subject(INVENTORY[code](at))


INVENTORY_DAY = datetime(2026, 8, 1, 12, tzinfo=UTC)


def test_the_fba_inventory_report() -> None:
    at = desk("fba_inventory_real.csv", "US", INVENTORY_DAY)
    net = found("I101", at)["BSCGRSNT108"]
    # 2, 18, 47, 59 units in 7, 30, 60, 90 days, weighted .3, .4, .2, .1; Amazon's own days of supply say 366.
    pace = 0.3 * 2 / 7 + 0.4 * 18 / 30 + 0.2 * 47 / 60 + 0.1 * 59 / 90
    assert net.value == 0
    assert net.reason == "cover_inbound_usual"
    assert net.figures["pace"].value == round(pace, 2) == 0.55
    assert net.figures["whole"].value == pytest.approx((1 + 186) / pace)  # one is being put away
    # 165 at 31, 153, 340, 373 units: 32 days, and 500 more on their way.
    assert [*found("I101", at)] == ["BSCGRSNT108", ""]
    landing = 0.3 * 31 / 7 + 0.4 * 153 / 30 + 0.2 * 340 / 60 + 0.1 * 373 / 90
    assert 165 / landing > 30
    assert found("I102", at)["BSCGRSNT108"].reason == "stockout_new"
    # 19.0 days of supply, but exempt; the other has 53.8.
    low = found("I103", at)[""]
    assert (low.n, low.of, low.figures["free"].value) == (2, 2, 1)
    aged = found("I104", at)[""]
    assert (aged.n, aged.of, aged.figures["snapshot"].value) == (2, 2, date(2026, 8, 15))


def test_british_restock_recommendations() -> None:
    at = desk("restock_GB_layout.csv", "UK", datetime(2026, 7, 10, 12, tzinfo=UTC))
    plate = found("I101", at)["OD045085UK"]
    assert plate.value == pytest.approx(5 / (18 / 30))
    assert plate.figures["whole"].value == pytest.approx((5 + 10) / (18 / 30))
    assert found("I101", at)["OD001209UK"].value == 0
    assert found("I102", at)["OD001209UK"].reason == "stockout_now"


def test_a_ledger_of_one_day() -> None:
    at = desk("ledger_summary_layout.txt", "US", datetime(2026, 5, 14, 12, tzinfo=UTC))
    assert found("I101", at)["SKU1"].value == pytest.approx(11.0)  # one left that day, eleven remain
    assert found("I102", at)[""].n == 1
    late = desk("ledger_summary_layout.txt", "US", datetime(2026, 5, 21, 12, tzinfo=UTC))
    assert found("I101", late)[""].reason == "stock_old"


def test_products_that_never_sold_are_not_out_of_stock() -> None:
    at = desk("GET_RESTOCK_INVENTORY_RECOMMENDATIONS_REPORT_real.txt", "US", INVENTORY_DAY)
    assert found("I101", at)[""].reason == "cover_unknown"
    assert found("I102", at)[""].reason == "cover_unknown"


def test_the_desk_of_a_folder_has_it(tmp_path: Path) -> None:
    (tmp_path / "fba.csv").write_bytes((FLAT / "fba_inventory_real.csv").read_bytes())
    at = desk_of(read_folder(tmp_path), load_settings(), INVENTORY_DAY, None)
    assert found("I101", at)["BSCGRSNT108"].last_day == date(2026, 7, 31)
