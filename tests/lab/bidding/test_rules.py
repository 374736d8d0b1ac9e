from __future__ import annotations

from collections.abc import Callable
from typing import Any

import polars as pl
import pytest

from adopt.lab.bidding import open_tools, saddl, statistical, vendors
from adopt.lab.bidding.marginal import b13
from adopt.lab.bidding.rules import RULES

Rule = Callable[[pl.DataFrame], pl.DataFrame]
BASE: dict[str, Any] = {
    "campaign": "c",
    "ad_group": "g",
    "targeting": "garlic press",
    "match_type": "exact",
    "bid": 1.0,
    "impressions": 5000.0,
    "clicks": 20.0,
    "orders": 0.0,
    "spend": 0.0,
    "sales": 0.0,
    "target_acos": 0.30,
    "days": 60,
    "since_change": None,
}


def _sums(*rows: dict[str, Any]) -> pl.DataFrame:
    filled = [{"target_id": str(place), **BASE, **row} for place, row in enumerate(rows)]
    kinds = dict.fromkeys(("bid", "impressions", "clicks", "orders", "spend", "sales"), pl.Float64)
    return pl.DataFrame(filled, schema_overrides={**kinds, "since_change": pl.Int64})


def _bid(rule: Rule, **row: Any) -> float:
    """The new bid of the only target of an account."""
    return float(rule(_sums(row))["to_bid"][0])


def _sold(
    acos: float, clicks: float = 20, orders: float = 2, sales: float = 40.0, **row: Any
) -> dict[str, Any]:
    return {"clicks": clicks, "orders": orders, "sales": sales, "spend": acos * sales, **row}


# The rest of an account: 1,000 clicks, 100 orders of $20 at an ACoS of .25.
REST = {"campaign": "d", "clicks": 1000, "orders": 100, "sales": 2000, "spend": 500}


def _beside(rule: Rule, **row: Any) -> float:
    """The new bid of a target beside the rest of its account."""
    return float(rule(_sums(row, REST))["to_bid"][0])


@pytest.mark.parametrize(
    ("row", "bid"),
    [
        (_sold(0.30, clicks=4), 1.0),  # too few clicks
        (_sold(0.30, clicks=5), 1.0),  # cost 12 / 5 = 2.40, worth 40 / 5 x .3 = 2.40: within 5 %
        (_sold(0.28, clicks=20), 0.60),  # cost .56, worth .60: 7 % more
        (_sold(0.29, clicks=20), 1.0),  # cost .58, worth .60: 3 % more
        (_sold(0.15, clicks=20), 0.39),  # cost .30, worth .60, at most 1.3 x .30
        (_sold(0.60, clicks=20), 0.84),  # cost 1.20, worth .60, at least .7 x 1.20
        ({"clicks": 7, "spend": 7}, 1.0),
        ({"clicks": 8, "spend": 8}, 0.75),
        ({"clicks": 8, "spend": 0.8}, 0.10),
    ],
)
def test_b1(row: dict[str, Any], bid: float) -> None:
    assert _bid(open_tools.b1, **row) == pytest.approx(bid)


@pytest.mark.parametrize(
    ("row", "bid"),
    [
        ({"clicks": 0, "impressions": 0}, 1.10),
        ({"clicks": 0, "impressions": 1}, 1.0),
        ({"clicks": 9, "spend": 9}, 1.0),
        ({"clicks": 10, "spend": 10}, 0.80),  # -40 % halved
        ({"clicks": 30, "spend": 14.99}, 0.60),
        ({"clicks": 15, "spend": 15}, 0.02),  # paused
        ({"clicks": 14, "spend": 15}, 0.80),
        (_sold(0.20, clicks=40, sales=160), 1.20),  # 4 x .3 / 1 - 1 = +20 %
        (_sold(0.20, clicks=20, sales=80), 1.10),  # the same, halved
        (_sold(0.20, clicks=40, sales=400), 1.30),  # +200 %, at most 30 %
        (_sold(0.33, clicks=40), 1.0),  # to 1.1 of the target
        (_sold(0.40, clicks=40), 0.75),
        (_sold(0.60, clicks=40), 0.60),  # -50 %, at most 40 %
        (_sold(0.40, clicks=20, bid=6.0), 5.0),
        ({"bid": 0.02, "clicks": 0, "impressions": 0}, 0.02),  # stays paused
    ],
)
def test_b2(row: dict[str, Any], bid: float) -> None:
    assert _bid(open_tools.b2, **row) == pytest.approx(bid)


@pytest.mark.parametrize(
    ("row", "bid"),
    [
        (_sold(0.30), 1.0),  # RoAS 3.33 is its target for exact
        (_sold(0.24), 1.12),  # 1 + .5 x .25 = 1.125, to the cent
        (_sold(0.15), 1.25),  # +50 %, at most 25 %
        (_sold(0.40), 0.88),  # 1 + .5 x (.75 - 1) = .875
        (_sold(0.24, since_change=16), 1.0),  # cooling down
        (_sold(0.24, since_change=17), 1.12),
        ({"clicks": 4, "spend": 4}, 1.0),  # too few; so has its ad group
        ({"clicks": 5, "spend": 5}, 0.75),
        (_sold(0.24, clicks=9), 1.0),
        (_sold(0.40, clicks=9), 0.88),
        (_sold(0.24, match_type="broad"), 1.24),  # its target is .85 of that: 1 + .5 x (1.25 / .85 - 1)
        (_sold(0.24, match_type="-", targeting="substitutes"), 1.25),
        (_sold(0.30, match_type="-", targeting='asin="B0"'), 1.12),  # 1 + .5 x (1 / .8 - 1)
        (_sold(0.30, impressions=99), 1.30),
        (_sold(0.30, impressions=99, days=13), 1.0),
        (_sold(0.30, impressions=100), 1.0),
        (_sold(0.60, bid=0.35), 0.30),  # never under .30
    ],
)
def test_b3(row: dict[str, Any], bid: float) -> None:
    assert _bid(saddl.b3, **row) == pytest.approx(bid, abs=0.0051)


def test_b3_takes_the_ad_groups_return_where_a_target_has_too_few_clicks() -> None:
    few, rest = {"clicks": 2, "spend": 2}, _sold(0.15)
    # Together: sales 40, spend 8: RoAS 5 of 3.33: 1 + .5 x .5, at most .25.
    assert saddl.b3(_sums(few, rest))["to_bid"].to_list() == [1.25, 1.25]


@pytest.mark.parametrize(
    ("row", "bid"),
    [
        (_sold(0.24), 0.51),  # cost .48 x (1 + .25 x .25)
        (_sold(0.24, match_type="broad"), 0.50),
        (_sold(0.15), 0.36),  # cost .30 x 1.2
        (_sold(1.20), 2.10),  # cost 2.40 x (1 - .25 x .5)
        ({"clicks": 10, "spend": 10}, 1.0),
        ({"clicks": 11, "spend": 11}, 0.80),
    ],
)
def test_b3_prime(row: dict[str, Any], bid: float) -> None:
    assert _bid(saddl.b3_prime, **row) == pytest.approx(bid)


@pytest.mark.parametrize(
    ("acos", "bid"),
    [(0.20, 1.15), (0.22, 1.05), (0.29, 1.05), (0.30, 1.0), (0.38, 1.0), (0.40, 0.75), (0.90, 0.70)],
)
def test_b4(acos: float, bid: float) -> None:
    assert _bid(open_tools.b4, **_sold(acos)) == pytest.approx(bid)


@pytest.mark.parametrize(
    ("row", "bid"),
    [
        (_sold(0.20), 1.15),
        (_sold(0.20, orders=1), 1.08),
        (_sold(0.30), 1.08),
        (_sold(0.31), 1.0),
        (_sold(0.38), 0.80),
        ({"clicks": 14, "spend": 14}, 1.0),
        ({"clicks": 15, "spend": 15}, 0.75),
    ],
)
def test_b4_scaling(row: dict[str, Any], bid: float) -> None:
    assert _bid(open_tools.b4_scaling, **row) == pytest.approx(bid)


@pytest.mark.parametrize(
    ("row", "bid"),
    [
        ({"clicks": 10, "spend": 10}, 1.0),
        ({"clicks": 11, "spend": 11}, 0.90),
        ({"clicks": 11, "spend": 11, "bid": 0.21}, 0.20),
        ({"clicks": 3, "impressions": 300}, 0.35),  # the bug: down from 1.00
        ({"clicks": 3, "impressions": 301}, 1.0),
        ({"clicks": 3, "impressions": 300, "bid": 0.20}, 0.24),
        (_sold(0.24), 0.58),  # cost .48 x 1.2
        (_sold(0.25), 1.0),
        (_sold(0.40), 0.60),  # cost .80 x .75
    ],
)
def test_b5(row: dict[str, Any], bid: float) -> None:
    assert _bid(open_tools.b5, **row) == pytest.approx(bid)


@pytest.mark.parametrize(
    ("row", "bid"),
    [
        ({"spend": 4.99}, 0.97),
        ({"spend": 5.0}, 0.95),
        ({"spend": 20.0}, 0.95),
        ({"spend": 20.01}, 0.90),
        (_sold(0.31, sales=16), 0.93),  # RoAS under 3.33, spend under 5
        (_sold(0.50, sales=60), 0.85),
        (_sold(0.20, sales=29.99), 1.07),
        (_sold(0.20, sales=30), 1.10),
        (_sold(0.20, sales=50), 1.12),
        (_sold(0.20, sales=100), 1.15),
        (_sold(0.20, sales=100, orders=1), 1.12),
        (_sold(0.20, sales=100, clicks=10), 1.12),
        (_sold(0.28, sales=100), 1.12),  # RoAS 3.57: good, not splendid
        ({"clicks": 0}, 1.02),
        ({"clicks": 0, "impressions": 0}, 1.03),
    ],
)
def test_b6(row: dict[str, Any], bid: float) -> None:
    assert _bid(open_tools.b6, **row) == pytest.approx(bid)


@pytest.mark.parametrize(("acos", "bid"), [(0.15, 0.60), (0.29, 0.60), (0.31, 1.0)])
def test_b12_only_raises_from_cost(acos: float, bid: float) -> None:
    assert _bid(open_tools.b12, **_sold(acos)) == pytest.approx(bid)


def test_b13_with_few_clicks_takes_the_groups_rate_as_one_click() -> None:
    row = {"clicks": 9, "orders": 1, "spend": 9, "sales": 20, "campaign": "d"}
    # The group: 1,009 clicks, 101 orders of $20. (1 + .1) / 10 x .3 x 20 = .66, at most 20 % down.
    assert _beside(b13, **row) == pytest.approx(0.80)
    assert _beside(b13, **row | {"bid": 0.70}) == pytest.approx(0.66)


@pytest.mark.parametrize(
    ("bid", "to_bid"),
    [
        (1.0, 0.83),  # .3 x 4 / .7 = 1.714 = x (2.25 + log x) at x = .83
        (2.0, 1.5),  # at half of it, bounded
        (0.5, 0.62),  # at 1.37 times, bounded (.625, to the even cent)
    ],
)
def test_b13_with_many_clicks_pays_for_the_last_one_what_it_brings(bid: float, to_bid: float) -> None:
    rate = {"clicks": 20, "orders": 4, "spend": 10, "sales": 80}
    assert _bid(b13, bid=bid, **rate) == pytest.approx(to_bid, abs=0.0051)


@pytest.mark.parametrize(
    ("row", "bid"),
    [
        (_sold(0.36), 1.0),  # 1.2 of the target
        (_sold(0.37), 0.60),
        (_sold(0.24), 1.0),
        (_sold(0.20, clicks=6, sales=40), 2.0),
        # Account: 1,000 clicks, 100 orders of $20: an order's worth is $6, its price .1 x 20 x .3 = .60
        ({"clicks": 20, "spend": 6.01}, 0.20),  # 6 / (20 + 10)
        ({"clicks": 20, "spend": 6.00}, 1.0),
        ({"clicks": 9, "spend": 2, "bid": 0.30}, 0.60),
        ({"clicks": 10, "spend": 2, "bid": 0.30}, 0.30),
    ],
)
def test_b19(row: dict[str, Any], bid: float) -> None:
    shares = {"clicks": 1000 - row.get("clicks", 0), "orders": 100 - row.get("orders", 0)}
    rest = REST | shares | {"sales": 2000 - row.get("sales", 0)}
    assert float(vendors.b19(_sums(row, rest))["to_bid"][0]) == pytest.approx(bid, abs=0.011)


@pytest.mark.parametrize(
    ("row", "bid"),
    [
        (_sold(0.29, bid=0.5), 0.65),
        (_sold(0.29), 1.25),  # 1.30, at most 1.25
        (_sold(0.29, bid=1.5), 1.5),
        (_sold(0.31, clicks=10), 0.70),
        (_sold(0.31, clicks=9), 1.0),
        ({"clicks": 14, "spend": 9}, 0.70),
        ({"clicks": 15, "spend": 9}, 0.02),
        ({"clicks": 0, "impressions": 2570}, 1.20),  # 60 days: under 300 a week
        ({"clicks": 0, "impressions": 2572}, 1.0),
        (_sold(0.29, clicks=149, match_type="-", targeting="close-match"), 1.0),
        (_sold(0.29, clicks=150, match_type="-", targeting="close-match"), 1.20),
        (_sold(0.31, clicks=150, match_type="-", targeting="close-match"), 0.80),
    ],
)
def test_b20(row: dict[str, Any], bid: float) -> None:
    rest = REST | {"clicks": 1000 - row.get("clicks", 0), "orders": 100 - row.get("orders", 0)}
    assert float(vendors.b20(_sums(row, rest))["to_bid"][0]) == pytest.approx(bid, abs=0.006)


@pytest.mark.parametrize(
    ("row", "bid"),
    [
        ({"clicks": 20, "spend": 15.0, "days": 60}, 1.0),
        ({"clicks": 21, "spend": 15.0, "days": 60}, 0.02),
        ({"clicks": 20, "spend": 15.01, "days": 60}, 0.02),
        ({"clicks": 20, "spend": 15.01, "days": 20}, 1.0),
        (_sold(0.50, days=60), 0.60),
    ],
)
def test_b23(row: dict[str, Any], bid: float) -> None:
    assert _bid(vendors.b23, **row) == pytest.approx(bid)


def test_b24_waits_for_fifteen_clicks_and_b25_for_a_sale() -> None:
    assert _bid(vendors.b24, **_sold(0.5, clicks=14)) == 1.0
    assert _bid(vendors.b24, **_sold(0.5, clicks=15)) == pytest.approx(0.80)
    assert _bid(vendors.b24, clicks=15, spend=15) == 0.02
    assert _bid(vendors.b25, **_sold(0.5, clicks=2, sales=4)) == pytest.approx(0.60)
    assert _bid(vendors.b25, clicks=15, spend=15) == 1.0


@pytest.mark.parametrize(
    ("row", "bid"),
    [
        (_sold(0.31, clicks=8), 0.97),
        (_sold(0.31, clicks=7), 1.0),
        (_sold(0.10), 1.10),
        (_sold(0.90), 0.90),
        ({"clicks": 8, "spend": 8}, 0.90),
    ],
)
def test_b26(row: dict[str, Any], bid: float) -> None:
    assert _bid(vendors.b26, **row) == pytest.approx(bid)


def test_clopper_pearson_moves_only_beyond_its_bounds() -> None:
    # 20 clicks without an order: the upper bound is 1 - .05 ^ (1 / 20) = 13.9 %; x $20 x .3 = .83.
    bid = {"clicks": 20, "spend": 5}
    assert _beside(statistical.clopper_pearson, **bid) == pytest.approx(0.83, abs=0.02)
    assert _beside(statistical.clopper_pearson, **bid | {"bid": 0.80}) == 0.80
    # 10 orders of 20 clicks: the lower bound is 30.2 %; x $20 x .3 = 1.81.
    sold = {"clicks": 20, "orders": 10, "spend": 5, "sales": 200}
    assert _beside(statistical.clopper_pearson, **sold) == pytest.approx(1.81, abs=0.01)
    assert _beside(statistical.clopper_pearson, **sold | {"bid": 2.0}) == 2.0


def test_steps_of_ten_and_of_twenty_five_per_cent() -> None:
    assert _bid(statistical.tenths, **_sold(0.29)) == pytest.approx(1.1)
    assert _bid(statistical.tenths, **_sold(0.30)) == 1.0
    assert _bid(statistical.tenths, **_sold(0.31)) == pytest.approx(0.9)
    assert _beside(statistical.tenths, spend=6.01) == pytest.approx(0.9)
    assert _beside(statistical.tenths, spend=5.99) == 1.0
    assert _bid(statistical.quarters, **_sold(0.5)) == pytest.approx(0.75)
    assert _bid(statistical.quarters, **_sold(0.5, clicks=14)) == pytest.approx(0.86)
    assert _bid(statistical.quarters, **_sold(0.1, sales=400)) == pytest.approx(1.25)
    assert _bid(statistical.quarters, clicks=1, spend=1) == pytest.approx(0.75)
    assert _bid(RULES["RPC x T, steps of 25 %, 10 clicks"].bids, clicks=9, spend=1) == 1.0


@pytest.mark.parametrize("name", RULES)
def test_every_rule_answers_for_every_target_and_holds_where_nothing_happened(name: str) -> None:
    rows = _sums(REST, {"clicks": 0}, {"clicks": 20, "spend": 20}, _sold(0.1), _sold(3.0), {"bid": 0.02})
    found = RULES[name].bids(rows)
    assert found.columns == ["target_id", "to_bid"]
    assert found["target_id"].to_list() == rows["target_id"].to_list()
    assert found["to_bid"].is_finite().all()
    assert found.filter(pl.col("to_bid") < 0.02).is_empty()
    nothing = _sums({"clicks": 0, "impressions": 3000})
    assert RULES[name].bids(nothing)["to_bid"][0] in {1.0, 1.02}
