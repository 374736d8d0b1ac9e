"""Ad groups cost what their campaign bids, and bring what their goods cost."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest

from adopt.estimate.group_money import with_group_money
from adopt.settings import load_settings
from tests.estimate.cells import cells

SETTINGS = load_settings().estimate
GROUP = ["campaign", "ad_group"]


def _money(table: pl.DataFrame) -> dict[tuple[str, str], tuple[float, float]]:
    """Cost per click and order value by campaign and ad group."""
    groups = with_group_money(table.select(GROUP).unique(), table, SETTINGS)
    return {
        (row["campaign"], row["ad_group"]): (row["group_cpc"], row["group_value"])
        for row in groups.to_dicts()
    }


def _group(campaign: str, ad_group: str, goods: int | None, orders: int, value: float) -> dict[str, object]:
    of = {"campaign": campaign, "ad_group": ad_group, "goods": goods}
    return {**of, "clicks": 20, "orders": orders, "sales": orders * value}


def _two_goods(pans: int | None, lids: int | None) -> list[dict[str, object]]:
    """Three campaigns that sell pans at $100 and lids at $20, and a new one of either that hasn't sold yet."""
    sold = [
        _group(f"campaign {at}", name, goods, 5, value)
        for at in range(3)
        for name, goods, value in (("pans", pans, 100.0), ("lids", lids, 20.0))
    ]
    return [*sold, _group("new", "pans", pans, 0, 0.0), _group("new", "lids", lids, 0, 0.0)]


def test_an_ad_group_that_has_not_sold_brings_what_its_goods_bring_elsewhere() -> None:
    money = _money(cells(*_two_goods(1, 2)))
    assert money["new", "pans"][1] == pytest.approx(100, rel=0.1)
    assert money["new", "lids"][1] == pytest.approx(20, rel=0.3)


def test_where_goods_are_not_known_it_is_its_campaigns_and_so_the_accounts() -> None:
    money = _money(cells(*_two_goods(None, None)))
    assert money["new", "pans"][1] == money["new", "lids"][1] == pytest.approx(60)
    assert 60 < money["campaign 1", "pans"][1] < 100


def test_an_ad_group_of_unknown_goods_brings_what_its_whole_campaign_brings() -> None:
    known = [
        _group(name, f"group {at}", at, 20, value)
        for name, value in (("dear", 100.0), ("cheap", 20.0))
        for at in range(4)
    ]
    money = _money(cells(*known, _group("dear", "new", None, 0, 0.0)))
    assert money["dear", "new"][1] == pytest.approx(100, rel=0.1)


def test_where_goods_are_not_known_ad_groups_of_a_campaign_may_sell_different_ones() -> None:
    rows = [
        _group(f"campaign {at}", name, None, 20, value)
        for at in range(5)
        for name, value in (("pans", 100.0), ("lids", 20.0))
    ]
    money = _money(cells(*rows))
    assert money["campaign 1", "pans"][1] > 90
    assert money["campaign 1", "lids"][1] < 30


def test_of_one_name_an_ad_group_whose_goods_are_known_and_one_whose_are_not_count_as_unknown() -> None:
    twins = [_group("twins", "pans", 1, 5, 100.0), _group("twins", "pans", None, 5, 20.0)]
    assert _money(cells(*_two_goods(1, 2), *twins))["twins", "pans"][1] == pytest.approx(60)


def test_a_click_costs_what_its_campaign_pays_whatever_it_sells() -> None:
    dear = [{**_group("dear", f"pans {at}", 1, 1, 30.0), "spend": 60.0} for at in range(3)]
    cheap = [{**_group("cheap", f"pans {at}", 1, 1, 30.0), "spend": 10.0} for at in range(3)]
    money = _money(cells(*dear, *cheap))
    assert money["dear", "pans 0"][0] > 2.5
    assert money["cheap", "pans 0"][0] < 0.7
    assert money["dear", "pans 0"][1] == money["cheap", "pans 0"][1] == pytest.approx(30)


def test_ad_groups_of_one_name_that_sell_different_goods_count_as_unknown() -> None:
    twins = [_group("twins", "pans", 1, 5, 100.0), _group("twins", "pans", 2, 5, 20.0)]
    money = _money(cells(*_two_goods(1, 2), *twins))
    assert money["twins", "pans"][1] == pytest.approx(60)


def test_chance_in_what_one_ad_group_sold_is_taken_for_chance() -> None:
    rng = np.random.default_rng(5)
    drawn = rng.lognormal(np.log(30), 0.5, (40, 4))
    rows = [_group(f"campaign {at:02}", "pans", 1, 4, float(each.mean())) for at, each in enumerate(drawn)]
    told = np.array([value for _, value in _money(cells(*rows)).values()])
    assert (
        np.abs(np.log(told / drawn.mean())).mean()
        < 0.5 * np.abs(np.log(drawn.mean(axis=1) / drawn.mean())).mean()
    )


def test_an_account_without_clicks_costs_and_brings_nothing() -> None:
    assert _money(cells({"clicks": 0, "spend": 0.0, "orders": 0, "sales": 0.0})) == {
        ("pans auto", "pans"): (0.0, 0.0)
    }
