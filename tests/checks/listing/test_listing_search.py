"""L104 to L107: ranks as intervals, shares of searches, impressions of core terms, suppressed listings."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from math import inf
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from adopt.checks import Desk, Found
from adopt.checks.listing import LISTING
from adopt.checks.listing.rank import Rank, rank_of
from adopt.words import markets
from tests.checks.ads.rows import ads_of, row
from tests.checks.desks import ACT, FINE, NO_DATA, WATCH, ago, desk, table
from tests.checks.listing.traffic import traffic
from tests.checks.said import both, of, one, said

A, B = "B0AAAAAAAA", "B0BBBBBBBB"
ranks, share, impressions, suppressed = (LISTING[code] for code in ("L104", "L105", "L106", "L107"))


def key(word: str, rank: float | None, *, over: bool = False, **told: Any) -> dict[str, Any]:
    return {"asin": A, "keyword": word, "organic_rank": rank, "organic_rank_over": over} | told


def tracked(*files: list[dict[str, Any]], **checks: Any) -> Desk:
    tables = [table("h10_keyword_tracker", *rows, file=f"{place}.csv") for place, rows in enumerate(files)]
    return desk(files={"h10_keyword_tracker": tables}, **checks)


def test_cells_of_ranks_are_intervals() -> None:
    assert rank_of(54, None, 306) == Rank(54, 54, "54")
    assert rank_of(306, True, 306) == Rank(307, inf, ">306")
    assert rank_of(None, None, 306) == rank_of(0, False, 306) == Rank(307, inf, "")


@given(st.integers(0, 320), st.booleans(), st.integers(0, 320), st.booleans())
def test_places_are_lost_one_way_only(a: int, a_over: bool, b: int, b_over: bool) -> None:
    now, before = rank_of(a, a_over, 320), rank_of(b, b_over, 320)
    lost, gained = now.lost_since(before), before.lost_since(now)
    assert lost == 0 or gained == 0
    if before.high == inf:
        assert lost == 0, "from beyond a bound nothing is lost for certain"
    if not a_over and not b_over and a and b:
        assert lost - gained == a - b


@pytest.mark.parametrize(
    ("before", "now", "reason"),
    [
        (key("pan", 48), key("pan", 49), "rank_off_page"),
        (key("pan", 47), key("pan", 48), "ranks_fine"),
        (key("pan", 60), key("pan", 70), "rank_fell"),
        (key("pan", 60), key("pan", 69), "ranks_fine"),
        (key("pan", 20), key("pan", None), "rank_off_page"),
        (key("pan", 20), key("pan", 0), "rank_off_page"),
        (key("pan", 300), key("pan", 306, over=True), "ranks_fine"),  # at least 7 places, not 10
        (key("pan", 297), key("pan", 306, over=True), "rank_fell"),
        (key("pan", 306, over=True), key("pan", None), "ranks_fine"),  # neither is known
        (key("pan", 90), key("pan", 12), "ranks_fine"),
    ],
)
def test_moves_at_the_limits(before: dict[str, Any], now: dict[str, Any], reason: str) -> None:
    found = one(ranks(tracked([before], [now])))
    assert found.reason == reason
    assert found.status is {"rank_off_page": ACT, "rank_fell": WATCH, "ranks_fine": FINE}[reason]
    both([found], "L104")


def test_what_a_rank_says() -> None:
    found = one(ranks(tracked([key("pan", 12)], [key("pan", 306, over=True, search_volume=4_000)])))
    text = both([found], "L104")
    assert "Organic rank >306, before it 12: off page 1 (rank 48 or better). Searches a month: 4,000." in text
    assert (found.value, found.low, found.high) == (None, 307, None)
    gone = one(ranks(tracked([key("pan", 12)], [key("pan", None)])))
    assert "Organic rank unranked" in both([gone], "L104")


def test_ranks_measured_once() -> None:
    found = one(ranks(tracked([key("pan", 48), key("pot", 49), key("lid", None)])))
    assert (found.status, found.reason) == (NO_DATA, "ranks_once")
    assert "3 tracked keywords, 1 of them on page 1" in both([found], "L104")


def test_several_measurements_in_one_file_are_told_apart_by_their_time() -> None:
    rows = [
        key("pan", 10, added=datetime(2026, 11, 23, 11)),  # noqa: DTZ001  no zone is stated
        key("pan", 60, added=datetime(2026, 11, 24, 16)),  # noqa: DTZ001
        key("pot", 20, added=datetime(2026, 11, 1, 9)),  # noqa: DTZ001
    ]
    found = ranks(tracked(rows))
    assert (one(found).reason, one(found).subject) == ("rank_off_page", f"pan / {A}")
    assert ranks(tracked(rows[::-1])) == found
    again = one(ranks(tracked([rows[0]], rows)))
    assert again.figures == one(found).figures, "an older export of the same measurement adds nothing"


def test_most_searched_first_and_a_dropped_keyword_is_no_rank() -> None:
    before = [key("pan", 5, search_volume=10), key("pot", 5, search_volume=900), key("lid", 5), key("wok", 9)]
    now = [
        key("pan", 90, search_volume=10),
        key("pot", 80, search_volume=900),
        key("lid", 5),
        key("new", 7),
    ]
    found = ranks(tracked(before, now))
    assert [one_.subject for one_ in found] == [f"pot / {A}", f"pan / {A}", ""]
    assert (found[2].n, found[2].of, found[2].figures["new"].value) == (1, 3, 1)


def query(text: str, **told: Any) -> dict[str, Any]:
    base = {"search_query": text, "volume": 5_000, "impressions": 10_000, "own_impressions": 1_000}
    base |= {"clicks": 1_000, "own_clicks": 100, "purchases": 200, "own_purchases": 20}
    return {"own": "Brand", "range": "Weekly", "own_purchases_price_micros": 10_000_000} | base | told


def asked(*rows: dict[str, Any], **checks: Any) -> Desk:
    return desk(table("search_query_performance", *rows), **checks)


THEN, NOW_ = {"day": date(2026, 11, 14)}, {"day": date(2026, 11, 21)}


@pytest.mark.parametrize(
    ("told", "reason"),
    [
        ({}, "search_share_fine"),
        ({"own_impressions": 800}, "search_share_impressions"),  # 20 % less: at the limit
        ({"own_impressions": 801}, "search_share_fine"),
        ({"own_clicks": 60}, "search_share_clicks"),
        ({"own_impressions": 500, "own_clicks": 50}, "search_share_impressions"),  # the first of the funnel
        ({"own_purchases": 4}, "search_share_purchases"),
        ({"own_purchases": 15}, "search_share_fine"),  # 25 % less, but of 20: that is chance
        ({"own_impressions": 1_500}, "search_share_fine"),
        (
            {"impressions": 5_000, "own_impressions": 500},
            "search_share_fine",
        ),  # fewer searches, the same share
    ],
)
def test_shares_of_a_query(told: dict[str, Any], reason: str) -> None:
    found = one(share(asked(query("pan") | THEN, query("pan") | NOW_ | told)))
    assert found.reason == reason
    both([found], "L105")


def test_a_query_whose_searches_are_not_told() -> None:
    told = {"own_impressions": 800, "volume": None}
    assert "Searches: -." in both(
        [one(share(asked(query("pan") | THEN, query("pan") | NOW_ | told)))], "L105"
    )


def test_figures_of_a_lost_share() -> None:
    found = one(share(asked(query("pan") | THEN, query("pan") | NOW_ | {"own_purchases": 4})))
    assert (found.n, found.of, found.value, found.target) == (4, 200, 0.02, 0.1)
    assert found.at_stake == pytest.approx((0.1 - 0.02) * 200 * 10)
    assert (found.first_day, found.last_day) == (date(2026, 11, 14), date(2026, 11, 21))
    assert "4 of 200 purchases: a share of 2.0%, 10.0%" in both([found], "L105")


def test_only_periods_of_one_series_are_compared() -> None:
    once = asked(query("pan") | THEN, query("pan", own="Other") | NOW_ | {"own_clicks": 5})
    assert one(share(once)).reason == "queries_once"
    monthly = query("pan", range="Monthly", own_clicks=1) | {"day": date(2026, 10, 31)}
    found = one(share(asked(query("pan") | THEN, query("pan") | NOW_, monthly)))
    assert found.reason == "search_share_fine"


def test_a_period_downloaded_again_replaces_the_older_word() -> None:
    old = table("search_query_performance", query("pan") | THEN, query("pan", own_clicks=1) | NOW_)
    new = table("search_query_performance", query("pan") | NOW_)
    found = one(share(desk(files={"search_query_performance": [old, new]})))
    assert found.reason == "search_share_fine"


def test_counts_too_small_to_compare() -> None:
    small = {"impressions": 29, "own_impressions": 20, "clicks": 0, "own_clicks": 0, "purchases": None}
    found = one(share(asked(query("pan") | THEN | small, query("pan") | NOW_ | small)))
    assert (found.status, found.reason) == (NO_DATA, "queries_once")


def test_the_api_tells_the_same() -> None:
    def week(first: date, **told: Any) -> dict[str, Any]:
        row_ = {name: value for name, value in query("pan", **told).items() if name not in ("own", "range")}
        return row_ | {"asin": A, "first_day": first, "last_day": first + timedelta(days=6)}

    report = table(
        "search_query_performance_api", week(date(2026, 11, 8)), week(date(2026, 11, 15), own_clicks=40)
    )
    found = one(share(desk(report)))
    assert (found.reason, found.subject) == ("search_share_clicks", f"pan / {A} / week")
    both([found], "L105")
    of_canada = desk(report._replace(frame=report.frame.with_columns(marketplace=pl.lit("A2EUQ1WTGCTBG2"))))
    assert [found.reason for found in share(of_canada)] == ["queries_once"]
    assert [found.reason for found in share(replace(of_canada, market=markets()["CA"]))] == [
        "search_share_clicks"
    ]


def test_many_queries_by_chance_raise_few_alarms() -> None:
    """400 queries whose purchases only vary by chance: wrong alarms among them are held down."""
    import numpy as np

    draw = np.random.default_rng(3)
    rows = [
        query(f"q{place}", own_purchases=int(draw.binomial(200, 0.1))) | day
        for place in range(400)
        for day in (THEN, NOW_)
    ]
    assert len(of(share(asked(*rows)), WATCH)) <= 1


def searched(last: int, *, usual: int = 500, daily: bool = True) -> Desk:
    rows = [row("steel pan", ago(n), impressions=usual + 10 * (n % 3), sales=20.0) for n in range(2, 40)]
    rows.append(row("steel pan", ago(1), impressions=last, sales=20.0))
    return desk(ads=ads_of(rows, daily=daily))


def test_impressions_of_core_terms() -> None:
    low = one(impressions(searched(100)))
    assert (low.status, low.reason, low.subject, low.value) == (WATCH, "impressions_low", "steel pan", 100)
    past = [500 + 10 * (n % 3) for n in (8, 15, 22, 29)]
    assert low.target == pytest.approx(sum(past) / 4)
    shown = sum(500 + 10 * (n % 3) for n in range(2, 40)) + 100
    assert low.at_stake == pytest.approx((sum(past) / 4 - 100) * 39 * 20 / shown)
    fine = one(impressions(searched(510)))
    assert fine.status is FINE
    quiet = one(impressions(searched(1, usual=50)))
    assert quiet.figures["quiet"].value == 1
    untold = one(impressions(searched(100, daily=False)))
    assert (untold.status, untold.reason) == (NO_DATA, "terms_not_daily")
    short = one(impressions(desk(ads=ads_of([row("pan", ago(1))]))))
    assert (short.reason, short.figures["short"].value) == ("impressions_untold", 1)
    none = one(impressions(desk(ads=ads_of([row("pan", ago(1), sales=0.0)]))))
    assert none.reason == "no_core_terms"
    silent = one(
        impressions(desk(ads=ads_of([row("pan", ago(n)) for n in range(2, 40)] + [row("x", ago(1))])))
    )
    assert (silent.reason, silent.status) == ("impressions_untold", NO_DATA)
    assert [silent.figures[name].value for name in ("silent", "short")] == [1, 1]
    for found in (low, fine, quiet, untold, short, none, silent):
        both([found], "L106")


def test_the_day_of_the_download_is_not_whole() -> None:
    rows = [row("steel pan", ago(n), impressions=500, sales=20.0) for n in range(1, 40)]
    rows.append(row("steel pan", ago(0), impressions=3, sales=1.0))
    assert one(impressions(desk(ads=ads_of(rows)))).status is FINE


def test_suppressed_listings() -> None:
    rows: list[dict[str, Any]] = [
        {"sku": "a", "asin": A, "status": "Search Suppressed", "reason": "Missing info"}
        | {"status_change_date": date(2026, 11, 20), "issue_description": "'[brand]' is required."},
        {"sku": "a", "asin": A, "status": "Search Suppressed", "reason": "Missing info"}
        | {"status_change_date": date(2026, 11, 22), "issue_description": "'[color]' is required."},
        {"sku": "b", "asin": B, "status": "Search Suppressed", "status_change_date": date(2026, 11, 24)},
        {"sku": "c"},
    ]
    days = [traffic(ago(n), {"asin": A, "sales_micros": 30_000_000 * n}) for n in (1, 2)]
    report = table("listings_suppressed_fyp", *rows)
    found = suppressed(desk(report, files={"sales_and_traffic": days}))
    assert [(one_.subject, one_.status, one_.at_stake) for one_ in found] == [
        ("a", ACT, 45),
        ("b", ACT, None),
        ("c", ACT, None),
    ]
    text = both(found, "L107")
    assert (
        f"ASIN {A}, since 2026-11-22: Search Suppressed. Reason: Missing info. Amazon says: '[brand]' is"
        in text
    )
    capped: list[Found] = list(suppressed(desk(report, rows_shown=1)))
    assert [one_.subject for one_ in capped] == ["b", "…"]
    said(capped, "L107")


def test_row_order_does_not_matter() -> None:
    rows = [query(f"q{n}", own_clicks=10 * n) | day for n in range(9) for day in (THEN, NOW_)]
    rows += [query(f"x{n}", own_clicks=100 // n) | (THEN if n == 1 else NOW_) for n in (1, 2)]
    assert share(asked(*rows)) == share(asked(*rows[::-1]))
    frame: pl.DataFrame = searched(100).ads.rows  # type: ignore[union-attr]
    turned = desk(ads=ads_of(frame.reverse().to_dicts(), whole=True))
    assert impressions(turned) == impressions(searched(100))
    first = [key(f"k{n}", 9 * n) for n in range(1, 9)]
    second = [key(f"k{n}", 99 - n) for n in range(8, 0, -1)]
    keys = [table("h10_keyword_tracker", *first), table("h10_keyword_tracker", *second)]
    turned_keys = [one_._replace(frame=one_.frame.reverse()) for one_ in keys]
    assert ranks(desk(files={"h10_keyword_tracker": keys})) == ranks(
        desk(files={"h10_keyword_tracker": turned_keys})
    )
