"""How long products have been advertised, and with them their campaigns."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from adopt.estimate.newness import known_days, product_days
from adopt.schema import Ad, AdGroup, Bulk, Campaign
from tests.decide.entities import DAY, download

OLD = 400
NEW = 3


def ago(days: int | None) -> date | None:
    return None if days is None else DAY - timedelta(days=days)


def account(
    one: int | None = NEW,
    two: int | None = OLD,
    three: int | None = NEW,
    **changes: tuple[dict[str, Any], ...],
) -> Bulk:
    """Product A in campaigns 1, 2 and 3, which began so many days ago."""
    began = tuple(
        {"campaign_id": id_, "start_date": ago(days)}
        for id_, days in zip("123", (one, two, three), strict=True)
    )
    more = {row["campaign_id"]: row for row in changes.pop("campaigns", ())}
    campaigns = tuple({**row, **more.get(row["campaign_id"], {})} for row in began)
    return download(campaigns=campaigns, **changes)


def days(bulk: Bulk) -> dict[str, int | None]:
    return dict(known_days(bulk, DAY).sort("campaign_id").iter_rows())


def test_a_product_is_as_old_as_the_oldest_campaign_that_has_an_ad_of_it() -> None:
    assert product_days(account(), DAY).rows() == [("A", OLD)]
    assert days(account()) == dict.fromkeys("123", OLD)


@pytest.mark.parametrize(
    "gone",
    [
        {"campaigns": ({"campaign_id": "2", "state": "archived"},)},
        {"ad_groups": ({"ad_group_id": "22", "state": "archived"},)},
        {"ads": ({"ad_id": "922", "state": "archived"},)},
    ],
    ids=["campaign", "ad group", "ad"],
)
def test_what_is_archived_does_not_count(gone: dict[str, Any]) -> None:
    found = days(account(**gone))
    assert (found["1"], found["3"]) == (NEW, NEW)


def test_what_is_paused_counts() -> None:
    assert days(account(campaigns=({"campaign_id": "2", "state": "paused"},)))["1"] == OLD


def test_a_campaign_is_as_new_as_its_newest_product() -> None:
    beside = ({"ad_id": "88", "campaign_id": "1", "ad_group_id": "11", "sku": "B"},)
    assert days(account(ads=beside)) == {"1": NEW, "2": OLD, "3": OLD}


def test_a_new_product_in_an_old_campaign_is_as_old_as_that() -> None:
    beside = ({"ad_id": "88", "campaign_id": "2", "ad_group_id": "22", "sku": "B"},)
    assert days(account(ads=beside))["2"] == OLD


def test_where_no_product_is_told_a_campaign_is_as_old_as_itself() -> None:
    nameless = ({"ad_id": "911", "sku": None, "asin": None},)
    assert days(account(ads=nameless)) == {"1": NEW, "2": OLD, "3": OLD}


def test_where_the_beginning_of_one_is_not_known_neither_is_the_product_s_age() -> None:
    assert days(account(two=None)) == dict.fromkeys("123")


def test_a_start_to_come_is_today() -> None:
    assert days(account(one=-2, two=-2, three=-2)) == dict.fromkeys("123", 0)


def test_the_order_of_rows_changes_nothing() -> None:
    bulk = account(one=5, two=9, three=7)
    turned = replace(
        bulk,
        ads=Ad.cast(bulk.ads.reverse()),
        campaigns=Campaign.cast(bulk.campaigns.reverse()),
        ad_groups=AdGroup.cast(bulk.ad_groups.reverse()),
    )
    assert days(turned) == days(bulk)
