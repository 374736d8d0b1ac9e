from __future__ import annotations

import polars as pl
import pytest

from adopt.lab.baselines import (
    KEY,
    b1_fixed,
    b1_published,
    b2,
    b3_balanced,
    b3_rows,
    b4,
    b9_ten_clicks,
    b14,
    b21,
    missed_orders,
    term_sums,
)


def _terms(*rows: tuple[str, int, int, float, float, bool]) -> pl.DataFrame:
    names = ("search_term", "clicks", "orders", "spend", "sales", "exact")
    frame = pl.DataFrame(rows, schema=names, orient="row")
    return frame.with_columns(campaign=pl.lit("c"), ad_group=pl.lit("g"))


# The account: 1,000 clicks, 100 orders, $2,000 of sales; a conversion rate of 10 %, $2 a click, $20 an order.
ACCOUNT = ("the rest", 1000, 100, 500.0, 2000.0, False)


def _names(frame: pl.DataFrame) -> list[str]:
    return frame["search_term"].to_list()


def _account_with(*rows: tuple[str, int, int, float, float, bool]) -> pl.DataFrame:
    """The account, of which these rows are a part."""
    name, clicks, orders, spend, sales, exact = ACCOUNT
    clicks, orders = clicks - sum(row[1] for row in rows), orders - sum(row[2] for row in rows)
    return _terms((name, clicks, orders, spend, sales - sum(row[4] for row in rows), exact), *rows)


def test_b9_negates_from_ten_clicks_without_an_order() -> None:
    terms = _account_with(
        ("nine", 9, 0, 1, 0, False), ("ten", 10, 0, 1, 0, False), ("sold", 10, 1, 1, 20, False)
    )
    assert _names(b9_ten_clicks(terms)) == ["ten"]


def test_b1_as_published_compares_spend_with_twice_the_affordable_click() -> None:
    # 2 x .30 x $2 = $1.20, after two ordinary clicks already.
    terms = _account_with(
        ("under", 2, 0, 1.19, 0, False),
        ("at", 2, 0, 1.20, 0, False),
        ("over", 2, 0, 1.21, 0, False),
        ("sold", 2, 1, 9, 20, False),
        ("ten clicks", 10, 0, 0.5, 0, False),
    )
    assert _names(b1_published(terms, 0.30)) == ["at", "over", "ten clicks"]


def test_b1_fixed_compares_spend_with_twice_the_affordable_order() -> None:
    # 2 x .30 x $20 = $12
    terms = _account_with(
        ("under", 9, 0, 11.99, 0, False),
        ("at", 9, 0, 12.00, 0, False),
        ("ten clicks", 10, 0, 1, 0, False),
        ("nine clicks", 9, 0, 1, 0, False),
    )
    assert _names(b1_fixed(terms, 0.30)) == ["at", "ten clicks"]


def test_b3_waits_for_one_and_a_half_orders_missed() -> None:
    # 1.5 / 10 % = 15 clicks
    terms = _account_with(
        ("fourteen", 14, 0, 1, 0, False),
        ("fifteen", 15, 0, 1, 0, False),
        ("sixteen exact", 16, 0, 1, 0, True),
        ("sold", 20, 1, 1, 20, False),
    )
    assert _names(b3_balanced(terms)) == ["fifteen"]


@pytest.mark.parametrize(("orders", "clicks", "limit"), [(500, 1000, 10), (1, 1000, 150)])
def test_b3_bounds_its_conversion_rate(orders: int, clicks: int, limit: int) -> None:
    own = [("under", limit - 1, 0, 1.0, 0.0, False), ("at", limit, 0, 1.0, 0.0, False)]
    terms = _terms(("rest", clicks - 2 * limit + 1, orders, 1.0, 10.0, False), *own)
    assert _names(b3_balanced(terms)) == ["at"]


def test_without_any_order_only_clicks_count() -> None:
    terms = _terms(("nine", 9, 0, 99, 0, False), ("ten", 10, 0, 1, 0, False))
    assert _names(b1_fixed(terms, 0.30)) == ["ten"]


def test_term_sums_add_up_over_days_and_targets() -> None:
    row = {"campaign": "c", "ad_group": "g", "search_term": "t", "clicks": 2, "orders": 1}
    money = {"spend_micros": 1_500_000, "sales_micros": 20_000_000}
    rows = pl.DataFrame([{**row, **money, "match_type": kind} for kind in ("broad", "exact")])
    assert term_sums(rows).to_dicts() == [
        {**dict.fromkeys(KEY), "campaign": "c", "ad_group": "g", "search_term": "t"}
        | {"clicks": 4, "orders": 2, "spend": 3.0, "sales": 40.0, "exact": True}
    ]


def test_b2_negates_exact_after_ten_dollars_and_five_clicks() -> None:
    terms = _account_with(
        ("at", 5, 0, 10.00, 0, False),
        ("under", 5, 0, 9.99, 0, False),
        ("few clicks", 4, 0, 30, 0, False),
        ("sold", 9, 1, 30, 20, False),
    )
    assert _names(b2(terms)) == ["at"]


def test_b2_negates_phrases_of_three_words_and_all_that_contain_them() -> None:
    terms = _account_with(
        ("blue garlic press", 3, 0, 5.00, 0, False),
        ("big blue garlic press cheap", 1, 1, 1, 20, False),
        ("blue garlic presses", 1, 0, 1, 0, False),
        ("two words", 3, 0, 5.00, 0, False),
        ("one click fewer", 2, 0, 5.00, 0, False),
    )
    assert _names(b2(terms)) == ["big blue garlic press cheap", "blue garlic press"]


def test_b3_by_row_adds_nothing_up() -> None:
    row = {"campaign": "c", "ad_group": "g", "match_type": "broad", "orders": 0, "sales_micros": 0}
    rows = [
        {**row, "search_term": "fifteen", "clicks": 15, "spend_micros": 0},
        {**row, "search_term": "twice eight", "clicks": 8, "spend_micros": 9_000_000},
        {**row, "search_term": "twice eight", "clicks": 8, "spend_micros": 9_000_000},
        {**row, "search_term": "ten", "clicks": 10, "spend_micros": 5_000_000},
        {**row, "search_term": "ten cheap", "clicks": 10, "spend_micros": 4_999_999},
        {**row, "search_term": "exact", "clicks": 99, "spend_micros": 0, "match_type": "exact"},
        {**row, "search_term": "rest", "clicks": 50, "spend_micros": 0, "orders": 30, "sales_micros": 1},
    ]
    # 200 clicks, 30 orders: ten clicks miss one and a half orders.
    assert _names(b3_rows(pl.DataFrame(rows))) == ["fifteen", "ten"]


def test_b4_negates_without_orders_or_with_one_that_cost_all_it_brought() -> None:
    terms = _account_with(
        ("eleven", 11, 0, 7.99, 0, False),
        ("twelve", 12, 0, 1, 0, False),
        ("eight dollars", 2, 0, 8.00, 0, False),
        ("one dear", 9, 1, 20, 20, False),
        ("one fair", 9, 1, 19.99, 20, False),
        ("two dear", 9, 2, 50, 40, False),
    )
    assert _names(b4(terms)) == ["eight dollars", "one dear", "twelve"]


def test_b14_pauses_after_twenty_clicks_without_an_order() -> None:
    # With one order P(conversion rate >= .5 %) falls under 5 % at some 780 clicks (chi-squared, three degrees).
    terms = _account_with(
        ("twenty", 20, 0, 1, 0, False), ("one more", 21, 0, 1, 0, False), ("sold once", 300, 1, 1, 20, False)
    )
    assert _names(b14(terms)) == ["one more"]
    rare = _terms(("sold once", 700, 1, 1.0, 20.0, False), ("ever so rarely", 9000, 20, 1.0, 20.0, False))
    assert _names(b14(rare)) == ["ever so rarely"]


def test_b21_negates_from_ten_dollars_on() -> None:
    terms = _account_with(
        ("under", 9, 0, 9.99, 0, False),
        ("at", 9, 0, 10.00, 0, False),
        ("dear", 9, 1, 10.00, 20, False),
        ("fair", 9, 1, 10.00, 20.01, False),
    )
    assert _names(b21(terms)) == ["at", "dear"]


@pytest.mark.parametrize(("orders", "clicks"), [(1, 10), (2, 20), (3, 30)])
def test_missed_orders_follow_the_account_s_rate(orders: int, clicks: int) -> None:
    terms = _account_with(("under", clicks - 1, 0, 1, 0, False), ("at", clicks, 0, 1, 0, False))
    assert _names(missed_orders(terms, orders)) == ["at"]
