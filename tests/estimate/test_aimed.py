"""Which ad groups an aim covers: by campaign, portfolio, product and stage; the first that fits counts."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import polars as pl
import pytest

from adopt.estimate.aimed import aimed_places
from adopt.schema import Bulk
from adopt.settings import load_settings
from tests.decide.entities import AUTO, DAY, EXACT, PRODUCT, download

PLACES = [("1", "pans auto", "pans"), ("2", "pans exact", "exact"), ("3", "pans product", "product")]


def named(portfolios: dict[str, str | None] | None = None, day: date = DAY) -> pl.DataFrame:
    """A row of each ad group of the download."""
    known = portfolios or {}
    rows = [
        {
            "campaign_id": id_,
            "campaign": name,
            "ad_group": group,
            "portfolio": known.get(id_),
            "last_day": day,
        }
        for id_, name, group in PLACES
    ]
    return pl.DataFrame(rows, schema_overrides={"portfolio": pl.String, "campaign_id": pl.String})


def covered(
    *aims: dict[str, Any], rows: pl.DataFrame | None = None, bulk: Bulk | None = None, **settings: Any
) -> dict[str, str | None]:
    """The title of the aim of each ad group."""
    chosen = load_settings(aims=list(aims), **settings)
    found = aimed_places(named() if rows is None else rows, bulk, chosen, DAY)
    return dict(found.select("ad_group", "aim").iter_rows())


def groups(found: dict[str, str | None]) -> set[str]:
    return {group for group, aim in found.items() if aim}


@pytest.mark.parametrize(
    ("pattern", "there"),
    [
        ("*", {"pans", "exact", "product"}),
        ("pans*", {"pans", "exact", "product"}),
        ("PANS  Auto", {"pans"}),
        ("*exact", {"exact"}),
        ("p*o", {"pans"}),
        ("pans", set()),
        ("pans.auto", set()),  # a dot is a dot
        ("pans [auto]", set()),
    ],
)
def test_campaigns_by_name(pattern: str, there: set[str]) -> None:
    assert groups(covered({"campaign": pattern})) == there


def test_a_name_with_signs_and_other_dashes() -> None:
    rows = named().with_columns(campaign=pl.lit("SP | Pan (new) – B+"))
    assert groups(covered({"campaign": "sp | pan (new) - b+"}, rows=rows)) == {"pans", "exact", "product"}


def test_a_portfolio_by_name_or_id() -> None:
    rows = named({"1": "Kitchen", "2": "Bath"})
    assert groups(covered({"portfolio": "kitchen"}, rows=rows)) == {"pans"}
    assert groups(covered({"portfolio": "*"}, rows=rows)) == {"pans", "exact"}
    bulk = download(campaigns=({"campaign_id": "3", "portfolio_id": "77"},))
    assert groups(covered({"portfolio": "77"}, rows=rows, bulk=bulk)) == {"product"}
    assert groups(covered({"portfolio": "77"}, rows=rows)) == set()


def test_a_campaign_that_moved_is_in_its_newest_portfolio() -> None:
    rows = pl.concat(
        [named({"1": "Kitchen"}), named({"1": "Attic"}, DAY - timedelta(1)), named(day=DAY + timedelta(1))]
    )
    assert groups(covered({"portfolio": "Kitchen"}, rows=rows)) == {"pans"}
    assert groups(covered({"portfolio": "Attic"}, rows=rows)) == set()


def test_products_by_sku_need_a_download() -> None:
    bulk = download(ads=({"ad_id": "933", "sku": "PAN-9"}, {"ad_id": "922", "sku": None, "asin": "B0PAN"}))
    assert groups(covered({"sku": "A"}, bulk=bulk)) == {"pans"}
    assert groups(covered({"sku": "pan-*"}, bulk=bulk)) == {"product"}
    assert groups(covered({"sku": "B0*"}, bulk=bulk)) == {"exact"}  # a vendor has ASINs
    assert groups(covered({"sku": "A"})) == set()


def test_an_ad_group_with_another_product_is_not_covered() -> None:
    bulk = download(ads=({"ad_id": "99", "sku": "B", **AUTO},))
    assert groups(covered({"sku": "A"}, bulk=bulk)) == {"exact", "product"}
    archived = download(ads=({"ad_id": "99", "sku": "B", **AUTO, "state": "archived"},))
    assert groups(covered({"sku": "A"}, bulk=archived)) == {"pans", "exact", "product"}


def test_two_live_ad_groups_of_one_name_must_both_fit() -> None:
    twin = download(
        campaigns=({"campaign_id": "4", "campaign": "pans auto"},),
        ad_groups=({"ad_group_id": "44", "campaign_id": "4", "ad_group": "pans"},),
        ads=({"ad_id": "944", "sku": "B", "campaign_id": "4", "ad_group_id": "44"},),
    )
    assert groups(covered({"sku": "A"}, bulk=twin)) == {"exact", "product"}
    assert groups(covered({"sku": "*"}, bulk=twin)) == {"pans", "exact", "product"}


@pytest.mark.parametrize(("age", "stage"), [(0, "launch"), (89, "launch"), (90, "mature"), (-3, "launch")])
def test_a_stage_by_the_age_of_the_oldest_campaign(age: int, stage: str) -> None:
    start = {"start_date": DAY - timedelta(age)}
    bulk = download(campaigns=tuple({"campaign_id": id_, **start} for id_ in "123"))
    there = {"pans", "exact", "product"}
    for asked in ("launch", "growth", "mature", "clearance"):
        assert groups(covered({"stage": asked}, bulk=bulk)) == (there if asked == stage else set())


def test_the_oldest_campaign_counts_even_if_its_ad_is_gone() -> None:
    young = {"start_date": DAY - timedelta(5)}
    archived = ({"ad_id": "933", "sku": "A", "state": "archived"},)
    bulk = download(campaigns=({"campaign_id": "1", **young}, {"campaign_id": "2", **young}), ads=archived)
    assert groups(covered({"stage": "mature"}, bulk=bulk)) == {"pans", "exact"}


def test_what_the_seller_says_goes_before_age_and_no_start_is_no_stage() -> None:
    assert groups(covered({"stage": "launch"}, bulk=download(), stages={"A": "launch"})) == {
        "pans",
        "exact",
        "product",
    }
    undated = download(campaigns=tuple({"campaign_id": id_, "start_date": None} for id_ in "123"))
    assert groups(covered({"stage": "mature"}, {"stage": "launch"}, bulk=undated)) == set()
    assert groups(covered({"stage": "growth"}, bulk=undated, stages={"A": "growth"})) == {
        "pans",
        "exact",
        "product",
    }


def test_all_that_an_aim_names_must_fit_and_the_first_that_fits_counts() -> None:
    bulk, rows = download(), named({"1": "Kitchen", "2": "Kitchen"})
    both = {"portfolio": "Kitchen", "campaign": "*exact"}
    found = covered(both, {"portfolio": "Kitchen"}, {"campaign": "*"}, rows=rows, bulk=bulk)
    assert found == {
        "exact": "campaign *exact, portfolio Kitchen",
        "pans": "portfolio Kitchen",
        "product": "campaign *",
    }


def test_ad_groups_without_rows_or_ids_are_no_trouble() -> None:
    rows = named().with_columns(campaign_id=pl.lit(None, dtype=pl.String))
    assert groups(covered({"campaign": "*auto"}, rows=rows, bulk=download())) == {"pans"}
    assert covered({"campaign": "*"}, rows=named().clear(), bulk=download()) == {}
    assert {EXACT["ad_group_id"], PRODUCT["ad_group_id"]} == {"22", "33"}
