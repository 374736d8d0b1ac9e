from __future__ import annotations

import dataclasses
from pathlib import Path

import polars as pl
from polars.testing import assert_frame_equal

from adopt.lab.market.books import daily_sales, report, sheet
from adopt.lab.market.files import write_reports
from adopt.lab.market.live import live, opened
from adopt.lab.market.market import open_market
from adopt.lab.market.seen import seen
from adopt.lab.market.upload import applied
from adopt.reports import read_folder
from adopt.reports.choose import choose
from adopt.schema import Bulk
from adopt.settings import load_settings
from tests.lab.market.places import after, first, small_market, small_world, upload


def test_what_is_read_from_the_files_is_what_is_seen(tmp_path: Path) -> None:
    market = small_market()
    group = first(after(30).entities, "Ad Group", kind="broad")
    ids = {name: group[name] for name in ("campaign_id", "ad_group_id")}
    state, refused = applied(
        after(30),
        upload(
            {"entity": "Negative Keyword", "keyword_text": "near me", "match_type": "negativePhrase", **ids},
            {
                "entity": "Campaign Negative Keyword",
                "keyword_text": "toy",
                "match_type": "negativeExact",
                **ids,
            },
            {"entity": "Keyword", "keyword_text": "garlic tool", "match_type": "exact", "bid": "0.50", **ids},
        ),
    )
    assert refused.is_empty()
    settings = load_settings(None, margins=market.margins())
    written = write_reports(market, state, tmp_path)
    assert [path.suffix for path in written] == [".xlsx", ".xlsx", ".csv"]
    read, view = choose(read_folder(tmp_path), settings, state.day), seen(market, state).sources(settings)
    assert_frame_equal(read.rows, view.rows)
    assert read.sales is not None
    assert view.sales is not None
    assert_frame_equal(read.sales, view.sales)
    assert isinstance(read.bulk, Bulk)
    for field in dataclasses.fields(read.bulk):
        if field.name != "search_terms":
            assert_frame_equal(getattr(read.bulk, field.name), getattr(view.bulk, field.name))
    for name in (
        "daily",
        "first_day",
        "last_day",
        "window_days",
        "account",
        "marketplace",
        "currency",
        "market",
    ):
        assert getattr(read, name) == getattr(view, name)
    assert [code for code, _ in read.notes] == ["bulk_tab_left_out"]
    assert all(reading.rejected.is_empty() and not reading.notes for reading in read.used)


def test_books_balance() -> None:
    market, state = small_market(), after(30)
    rows, figures, sales = report(market, state), sheet(market, state), daily_sales(market, state)
    assert rows["clicks"].sum() == state.clicks["clicks"].sum()
    assert rows["spend_micros"].sum() == state.clicks["spend_micros"].sum()
    by_day = rows.group_by(day="first_day").agg(pl.col("clicks", "spend_micros").sum()).sort("day")
    logged = state.clicks.group_by("day").agg(pl.col("clicks", "spend_micros").sum()).sort("day")
    assert_frame_equal(by_day, logged)
    age = (pl.lit(state.day) - pl.col("day")).dt.total_days()
    visible = state.orders.filter(pl.col("shown_after") <= age)
    assert 0 < visible.height < state.orders.height
    assert rows["orders"].sum() == visible.height
    assert rows["sales_micros"].sum() == visible["sales_micros"].sum()
    for entity in ("Campaign", "Ad Group", "Bidding Adjustment"):
        here = figures.filter(entity=entity)
        for name in ("clicks", "orders", "spend_micros", "sales_micros"):
            assert here[name].sum() == rows[name].sum(), (entity, name)
        assert here["impressions"].sum() == state.shown["impressions"].sum()
    for name, log in (("sales_micros", state.orders), ("units", state.orders), ("sessions", None)):
        ads = state.clicks["clicks"] if log is None else log[name]
        assert int(sales[name].sum()) == int(ads.sum()) + int(state.organic[name].sum())


def test_downloads_reach_back_as_far_as_amazons_do() -> None:
    market = open_market(3, small_world(changes={"report_days": 10}))
    view = seen(market, live(market, opened(market), 25))
    assert (view.last_day - view.first_day).days == 9
    assert (view.as_of - view.last_day).days == 1
    assert view.rows["first_day"].min() == view.first_day
    assert view.sales.height == 10


def test_who_keeps_downloads_knows_the_days_before_todays_report() -> None:
    market = open_market(3, small_world(changes={"report_days": 10}))
    state = live(market, opened(market), 25)
    kept, alone = seen(market, state, days=18), seen(market, state)
    assert kept.rows.drop("row").equals(alone.rows.drop("row"))
    assert alone.earlier.is_empty()
    sources = kept.sources(load_settings(margins=market.margins()))
    assert (sources.last_day - sources.first_day).days == 17
    assert sources.rows["clicks"].sum() == pl.concat([kept.earlier, alone.rows])["clicks"].sum()
    # A day's row tells what the last download with it told.
    told = sources.rows.filter(pl.col("first_day") < alone.first_day)
    assert ((told["seen_on"] - told["first_day"]).dt.total_days() == 10).all()


def test_what_is_archived_is_in_the_report_and_no_longer_in_the_download() -> None:
    market, state = small_market(), after(20)
    campaign = first(state.entities, "Campaign", kind="auto")
    gone, refused = applied(
        state, upload({"entity": "Campaign", "operation": "Archive", "campaign_id": campaign["campaign_id"]})
    )
    assert refused.is_empty()
    view = seen(market, gone)
    assert campaign["campaign_id"] not in view.bulk.campaigns["campaign_id"]
    assert campaign["campaign_id"] not in view.bulk.targets["campaign_id"]
    assert view.rows.equals(seen(market, state).rows)


def test_nothing_of_the_truth_is_seen() -> None:
    view = seen(small_market(), after(20))
    assert not set(view.rows.columns) & {"cvr", "worth", "level", "foreseen", "term", "placement", "hour"}
