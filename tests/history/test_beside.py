"""Reports beside the ads are kept in a table per kind: what they tell of one thing, the newest download says."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from adopt.errors import InputError
from adopt.history import Account, History, keep
from adopt.history.beside import tells_days
from adopt.history.delta import open_table
from adopt.history.tables import OF_DAY, RANK, companion_table
from adopt.reports import identify
from adopt.reports.companion_columns import layout_schema
from adopt.schema import Reading
from adopt.words.companions import Layout, companions
from tests.history.readings import ACCOUNT, companion, day
from tests.reports.layouts import write


@pytest.fixture
def history(tmp_path: Path) -> History:
    return History(tmp_path / "home")


def known(history: History, kind: str, on: int, *columns: str, **form: Any) -> list[tuple[Any, ...]]:
    found = history.companion(ACCOUNT, kind, day(on), **form)
    return [] if found is None else found.select(columns).rows()


def ads(first: int, last: int, clicks: int, without: int = -1, **changes: Any) -> Reading:
    days = [number for number in range(first, last + 1) if number != without]
    rows = [{"campaign": "pans", "day": day(number), "clicks": clicks} for number in days]
    return companion("ads_campaign", rows, first, last, **changes)


def order(status: str, *skus: str) -> Reading:
    bought = {"order_id": "111-1", "purchase_date": datetime.combine(day(0), time(8), UTC)}
    return companion("all_orders", [{**bought, "order_status": status, "sku": sku} for sku in skus], 0, 0)


def stock(on: int, **available: int) -> Reading:
    rows = [{"snapshot_date": day(on), "sku": sku, "available": n} for sku, n in available.items()]
    return companion("fba_inventory_planning", rows, on, on)


@pytest.mark.parametrize("layout", companions().values(), ids=lambda layout: layout.kind)
def test_every_layout_reads_back_as_it_was_read(layout: Layout, history: History, tmp_path: Path) -> None:
    reading = identify(write(layout, tmp_path))
    assert isinstance(reading, Reading), reading
    assert isinstance(reading.data, pl.DataFrame)
    own = Account("acme", reading.marketplace or "US", reading.currency or "USD")
    on = reading.last_day or day(30)
    assert [one.outcome for one in keep(history.home, [reading], own, on)] == ["stored"]
    size = history.size()
    assert [one.outcome for one in keep(history.home, [reading], own, on)] == ["known"]
    assert history.size() == size
    found = history.companion(own, layout.kind, on)
    assert found is not None
    people = [pl.lit(None, pl.String).alias(one.ours) for one in layout.columns if one.type == "person"]
    assert_frame_equal(found.drop("downloaded"), reading.data.with_columns(people), check_column_order=False)


@pytest.mark.parametrize("layout", companions().values(), ids=lambda layout: layout.kind)
def test_what_layouts_name_is_there_and_free(layout: Layout) -> None:
    ours = {*layout_schema(layout)}
    assert set(layout.known_by) <= ours
    assert not ours & {"account", "month", OF_DAY, "row", *RANK}
    assert not tells_days(layout) or layout.ends_at_download


def test_the_newest_download_of_a_day_wins(history: History) -> None:
    history.ingest(ads(0, 9, 10), ACCOUNT, day(10))
    stored = history.ingest(ads(5, 14, 20, without=7), ACCOUNT, day(15))
    assert (stored.outcome, stored.days) == ("stored", 10)
    assert history.ingest(ads(2, 9, 15), ACCOUNT, day(30)).outcome == "older"
    now = dict(known(history, "ads_campaign", 30, "day", "clicks"))
    # The newer download has nothing of day 7: what an older one had there was withdrawn.
    assert now == {day(n): 10 if n < 5 else 20 for n in range(15) if n != 7}
    assert dict(known(history, "ads_campaign", 14, "day", "clicks")) == {day(n): 10 for n in range(10)}


@pytest.mark.parametrize("rejected", [(day(7),), (None,)])
def test_a_day_whose_rows_were_rejected_stays_as_it_was_known(
    history: History, rejected: tuple[Any, ...]
) -> None:
    history.ingest(ads(5, 9, 10), ACCOUNT, day(10))
    stored = history.ingest(ads(5, 9, 20, without=7, rejected_days=rejected), ACCOUNT, day(11))
    assert (stored.outcome, stored.days) == ("stored", 4)
    expected = [(day(number), 10 if number == 7 else 20) for number in range(5, 10)]
    assert sorted(known(history, "ads_campaign", 12, "day", "clicks")) == expected


def test_a_known_row_that_may_be_the_rejected_one_stays(history: History) -> None:
    rows = [{"campaign": name, "day": day(1), "clicks": 10} for name in ("pans", "pots")]
    history.ingest(companion("ads_campaign", rows, 1, 1), ACCOUNT, day(2))
    newer = [{**rows[0], "clicks": 20}, {**rows[0], "day": day(2)}]
    history.ingest(companion("ads_campaign", newer, 1, 2, rejected_days=(day(1),)), ACCOUNT, day(3))
    told = known(history, "ads_campaign", 4, "campaign", "day", "clicks")
    assert sorted(told) == [("pans", day(1), 10), ("pans", day(2), 10), ("pots", day(1), 10)]


def test_older_values_stay_reachable(history: History) -> None:
    history.ingest(ads(0, 1, 10), ACCOUNT, day(2))
    history.ingest(ads(0, 1, 20), ACCOUNT, day(2))
    rows = history.companion_downloads(ACCOUNT, "ads_campaign", day(2)).collect()
    assert rows.filter(day=day(0))["clicks"].sort().to_list() == [10, 20]
    assert history.companion_downloads(ACCOUNT, "ads_campaign", day(1)).collect().is_empty()


def test_days_and_periods_never_come_together(history: History) -> None:
    history.ingest(ads(0, 9, 10), ACCOUNT, day(10))
    period = {"campaign": "pans", "first_day": day(0), "last_day": day(9), "clicks": 99}
    history.ingest(companion("ads_campaign", [period], 0, 9), ACCOUNT, day(10))
    assert known(history, "ads_campaign", 10, "clicks") == [(10,)] * 10
    assert known(history, "ads_campaign", 10, "clicks", daily=False) == [(99,)]


def test_an_order_stands_as_the_newest_list_has_it(history: History) -> None:
    history.ingest(order("Pending", "pan", "pot"), ACCOUNT, day(1))
    history.ingest(order("Shipped", "pan"), ACCOUNT, day(9))
    assert known(history, "all_orders", 9, "order_status", "sku") == [("Shipped", "pan")]
    assert known(history, "all_orders", 8, "order_status", "sku") == [("Pending", "pan"), ("Pending", "pot")]


def test_stock_is_what_the_newest_snapshot_says(history: History) -> None:
    history.ingest(stock(5, pan=7, pot=3), ACCOUNT, day(5))
    history.ingest(stock(6, pan=6), ACCOUNT, day(6))
    history.ingest(stock(2, lid=1), ACCOUNT, day(20))  # a download that lay around
    assert known(history, "fba_inventory_planning", 20, "sku", "available") == [("pan", 6)]
    assert known(history, "fba_inventory_planning", 5, "sku", "available") == [("pan", 7), ("pot", 3)]
    assert known(history, "fba_inventory_planning", 4, "sku") == [("lid",)]


def test_accounts_never_meet_and_nothing_known_is_none(history: History) -> None:
    history.ingest(stock(5, pan=7), Account("acme", "CA", "CAD"), day(5))
    assert history.companion(ACCOUNT, "fba_inventory_planning", day(9)) is None
    assert history.companion(ACCOUNT, "all_orders", day(9)) is None


def test_a_later_version_with_more_columns_is_read_beside_older_rows(history: History) -> None:
    now = stock(6, pan=6)
    assert isinstance(now.data, pl.DataFrame)
    before = replace(stock(5, pan=7), data=now.data.drop("supplier", "alert"), digest="before")
    after = now.data.with_columns(supplier=pl.lit("Ningbo"), days_in_customs=pl.lit(4))
    history.ingest(before, ACCOUNT, day(5))
    assert known(history, "fba_inventory_planning", 5, "sku", "supplier") == [("pan", None)]
    history.ingest(replace(now, data=after), ACCOUNT, day(6))
    history.ingest(replace(before, digest="again"), ACCOUNT, day(5))
    rows = history.companion_downloads(ACCOUNT, "fba_inventory_planning", day(9)).collect()
    assert rows.sort(RANK).select("digest", "supplier").rows() == [
        ("again", None),
        ("before", None),
        (now.digest, "Ningbo"),
    ]
    whole = pl.scan_delta(open_table(history.home, companion_table("fba_inventory_planning")))
    assert whole.collect()["days_in_customs"].drop_nulls().to_list() == [4]


def test_a_column_that_changed_its_type_is_one_sentence(history: History) -> None:
    history.ingest(stock(5, pan=7), ACCOUNT, day(5))
    now = stock(6, pan=6)
    assert isinstance(now.data, pl.DataFrame)
    wrong = replace(now, data=now.data.with_columns(available=pl.lit(6.5)))
    with pytest.raises(InputError, match="'available' was kept as Int64 and is Float64 now"):
        history.ingest(wrong, ACCOUNT, day(6))
    assert known(history, "fba_inventory_planning", 9, "available") == [(7,)]


def test_many_small_files_are_joined_and_say_the_same(
    history: History, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("adopt.history.delta._SMALL_FILES", 4)
    for number in range(10):
        keep(history.home, [stock(number, pan=number)], ACCOUNT, day(number))
    assert known(history, "fba_inventory_planning", 99, "available") == [(9,)]
    assert known(history, "fba_inventory_planning", 3, "available") == [(3,)]
    assert [one.files for one in history.coverage()] == [10]
    for name in ("files", companion_table("fba_inventory_planning")):
        assert len(open_table(history.home, name).file_uris()) < 8
    assert history.forget("acme", day(9), day(9)) == 1
    assert known(history, "fba_inventory_planning", 99, "available") == [(8,)]


def test_what_a_run_left_half_done_is_not_believed(history: History) -> None:
    history.ingest(stock(5, pan=7), ACCOUNT, day(5))
    history.ingest(stock(6, pan=6), ACCOUNT, day(6))
    open_table(history.home, "files").delete(
        f"digest = '{stock(6, pan=6).digest.replace(chr(39), chr(39) * 2)}'"
    )
    assert known(history, "fba_inventory_planning", 9, "available") == [(7,)]
    history.ingest(stock(6, pan=6), ACCOUNT, day(6))
    assert known(history, "fba_inventory_planning", 9, "available") == [(6,)]
    assert history.companion_downloads(ACCOUNT, "fba_inventory_planning", day(9)).collect().height == 2
