"""What a seller should know before trusting a plan, each at its threshold; and what forbids a plan."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import polars as pl
import pytest

from adopt.errors import InputError
from adopt.plan import refuse_foreign, warnings
from adopt.schema import Bulk, Campaign, Reading, bulk_frames, rejected_frame
from adopt.settings import Settings, load_settings
from tests.plan.readings import LAST, facts, joined, reading

BRAND = {"brands": ["ours"]}
KNOWN = load_settings(margins={"SKU": 0.4}, protect=BRAND)
BAD = rejected_frame(
    [{"file": "report.xlsx", "row": 7, "column": "Clicks", "value": "x", "reason": "not_a_number"}]
)


def warned(
    *used: Reading,
    none: float = 0.0,
    settings: Settings = KNOWN,
    age: int = 1,
    unlisted: int = 0,
    **changes: Any,
) -> tuple[tuple[str, str], ...]:
    as_of = LAST + timedelta(days=age)
    return warnings(used or (reading(),), facts(**changes), joined(none), settings, as_of, unlisted)


def test_a_healthy_account_has_none() -> None:
    assert warned() == ()


def test_rejected_rows_of_all_files_are_counted() -> None:
    assert warned(reading(rejected=BAD), reading("other.csv", rejected=BAD)) == (("rejected_rows", "2"),)


def test_notes_of_files_come_along() -> None:
    notes = (("orders_exceed_clicks", "3"),)
    assert warned(reading(notes=notes)) == notes


@pytest.mark.parametrize(("age", "expected"), [(7, ()), (8, (("stale_data", "8"),))])
def test_stale_data(age: int, expected: tuple[tuple[str, str], ...]) -> None:
    assert warned(age=age) == expected


def test_without_brands_it_says_so() -> None:
    assert warned(settings=load_settings(margins={"SKU": 0.4})) == (("no_brands", ""),)


def test_without_margins_the_target_acos_is_named() -> None:
    assert warned(settings=load_settings(target_acos=0.25, protect=BRAND)) == (("no_margins", "25%"),)


@pytest.mark.parametrize(
    ("orders", "expected"),
    [(0, (("no_orders", ""),)), (1, (("few_orders", "1"),)), (29, (("few_orders", "29"),)), (30, ())],
)
def test_few_orders(orders: int, expected: tuple[tuple[str, str], ...]) -> None:
    assert warned(orders=orders) == expected


@pytest.mark.parametrize(("none", "expected"), [(45.0, ()), (54.0, (("not_joined", "6%"),))])
def test_spend_that_could_not_be_joined(none: float, expected: tuple[tuple[str, str], ...]) -> None:
    bulk = reading("bulk.xlsx", kind="bulk")
    assert warned(reading(), bulk, none=none) == expected
    assert warned(none=none) == ()  # without a download there is nothing to join


def test_watched_terms_left_out() -> None:
    assert warned(unlisted=3) == (("watched_left_out", "3"),)


def test_warnings_come_together() -> None:
    codes = [code for code, _ in warned(reading(rejected=BAD), age=30, orders=2, unlisted=1)]
    assert codes == ["rejected_rows", "stale_data", "few_orders", "watched_left_out"]


def download(*campaigns: str) -> Bulk:
    row = dict.fromkeys(("impressions", "clicks", "orders", "units", "spend_micros", "sales_micros"), 0)
    made = [
        {
            **dict.fromkeys(Campaign.column_names()),
            **row,
            "row": number,
            "campaign_id": str(number),
            "campaign": name,
            "state": "enabled",
            "start_date": date(2026, 1, 1),
        }
        for number, name in enumerate(campaigns, 2)
    ]
    schema = Campaign.create_empty().schema
    return bulk_frames(campaigns=Campaign.validate(pl.DataFrame(made, schema=schema)))


def cells(*reasons: str | None) -> pl.DataFrame:
    names = [f"campaign {number}" for number in range(len(reasons))]
    return pl.DataFrame(
        {"campaign": names, "join_reason": reasons}, schema_overrides={"join_reason": pl.String}
    )


def test_a_report_of_which_no_campaign_is_in_the_download_stops_the_run() -> None:
    with pytest.raises(InputError, match=r"campaign 0, campaign 1.*different accounts"):
        refuse_foreign(cells("campaign_not_found", "campaign_not_found"), download("other"))


@pytest.mark.parametrize("reason", [None, "ad_group_not_found", "campaign_archived", "target_not_named"])
def test_one_campaign_that_is_there_is_enough(reason: str | None) -> None:
    refuse_foreign(cells("campaign_not_found", reason), download("other"))


def test_nothing_to_compare_is_nothing_foreign() -> None:
    refuse_foreign(cells("campaign_not_found"), None)
    refuse_foreign(cells("campaign_not_found"), download())
    refuse_foreign(cells(), download("other"))
