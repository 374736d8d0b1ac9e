"""Whether a bulk download fits the day, the settings and the report, each question at its threshold."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import polars as pl
import pytest

from adopt.plan.download import of_download, withheld
from adopt.schema import Ad, Bulk, Campaign, Reading, bulk_frames
from adopt.settings import Settings, load_settings
from tests.plan.readings import FIRST, LAST, reading, rows

KNOWN = load_settings(margins={"SKU": 0.4})
_NONE = {"impressions": 0, "clicks": 0, "orders": 0, "units": 0, "spend_micros": 0, "sales_micros": 0}


def download(clicks: int = 200, first: date | None = FIRST, last: date | None = LAST) -> Reading:
    campaign = {
        **_NONE,
        "row": 2,
        "campaign_id": "1",
        "campaign": "pans",
        "state": "enabled",
        "clicks": clicks,
    }
    ad = {
        **_NONE,
        "row": 3,
        "ad_id": "7",
        "campaign_id": "1",
        "ad_group_id": "11",
        "sku": "SKU",
        "state": "enabled",
    }
    bulk = bulk_frames(
        campaigns=Campaign.validate(pl.DataFrame([campaign], schema=Campaign.create_empty().schema)),
        ads=Ad.validate(pl.DataFrame([ad], schema=Ad.create_empty().schema)),
    )
    return replace(reading("bulk.xlsx", kind="bulk", daily=False), data=bulk, first_day=first, last_day=last)


def said(*used: Reading, settings: Settings = KNOWN, age: int = 1) -> list[tuple[str, str]]:
    return list(of_download(used, settings, LAST + timedelta(days=age)))


def report(clicks: int = 200, **changes: Any) -> Reading:
    return reading(data=rows({"clicks": clicks}), **changes)


@pytest.mark.parametrize(("age", "expected"), [(7, []), (8, [("old_download", "8")])])
def test_an_old_download(age: int, expected: list[tuple[str, str]]) -> None:
    assert said(report(), download(), age=age) == expected


def test_a_download_without_days_in_its_name_has_no_age() -> None:
    assert said(report(), download(first=None, last=None), age=90) == []


def test_margins_of_skus_that_no_ad_has_are_named() -> None:
    typed = load_settings(margins={"SKU": 0.4, "sku": 0.4, "B": 0.3})
    assert said(download(), settings=typed) == [("margins_unused", "B, sku")]
    launching = load_settings(margins={"SKU": 0.4, "B": 0.3}, launch={"products": {"B": {}}})
    assert said(download(), settings=launching) == []


@pytest.mark.parametrize(
    ("clicks", "expected"),
    [(200, []), (120, []), (119, [("clicks_differ", "25%")]), (400, [("clicks_differ", "33%")]), (99, [])],
)
def test_clicks_tell_namesakes_of_other_marketplaces(clicks: int, expected: list[tuple[str, str]]) -> None:
    assert said(report(), download(clicks)) == expected


@pytest.mark.parametrize(
    "changes",
    [{"daily": False}, {"first_day": FIRST + timedelta(days=1)}, {"first_day": None, "last_day": None}],
)
def test_reports_that_lack_some_of_the_days_are_not_compared(changes: dict[str, Any]) -> None:
    assert said(report(**changes), download(1000)) == []


def test_reports_that_have_the_days_together_are_compared() -> None:
    middle = FIRST + timedelta(days=10)
    early = report(100, last_day=middle)
    late = reading("late.xlsx", data=rows({"clicks": 100, "first_day": LAST, "last_day": LAST}),
                   first_day=middle + timedelta(days=1))  # fmt: skip
    assert said(early, late, download(200)) == []
    assert said(early, late, download(500)) == [("clicks_differ", "43%")]


def test_a_download_of_another_marketplace_withholds_the_uploads() -> None:
    warned = said(report(), download(700))
    assert warned == [("other_account", "56%")]
    bulk = download(700).data
    assert isinstance(bulk, Bulk)
    assert withheld(bulk, warned) == (("other_account", "56%"),)
    assert withheld(bulk, [("clicks_differ", "43%")]) == ()
    assert withheld(None, []) == (("no_bulk", ""),)
