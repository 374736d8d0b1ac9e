"""What the clock finds: promotions, days that aren't final, reports to read, the weekly report; all of it said in full."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from adopt.checked import checked
from adopt.checks import Ads, Desk
from adopt.checks.clock import CLOCK
from adopt.checks.clock.final import not_final
from adopt.checks.clock.promotions import wrong_midnights
from adopt.checks.clock.reading import reports_read
from adopt.checks.clock.weekly import weekly_report
from adopt.checks.clock.window import hours_of_today
from adopt.daily import run
from adopt.reports import read_folder
from adopt.say.checks.clock import CLOCK as SAID
from adopt.settings import load_settings
from adopt.words.clock import provisional, the_round
from adopt.words.companions import companions
from tests.checks.desks import NOW, desk, table
from tests.checks.said import reasons_said

REAL = Path(__file__).resolve().parents[3] / "../shared/reports/companion"
SAMPLE = Path(__file__).resolve().parents[3] / "sample_reports"
NOON = datetime(2026, 12, 1, 20, 0, tzinfo=UTC)  # noon in Los Angeles, nobody's midnight
FAR = datetime(2026, 12, 20, 8, tzinfo=UTC)  # midnight there


def promo(name: str, starts: datetime, ends: datetime = FAR, **cells: Any) -> dict[str, Any]:
    return {
        "promotion_id": name,
        "marketplace": "US",
        "type": "deal",
        "starts_at": starts,
        "ends_at": ends,
        **cells,
    }


def ads(*days: date) -> Ads:
    return cast("Ads", SimpleNamespace(rows=pl.DataFrame({"day": days}), bulk=None))


def at(text: str) -> datetime:
    return datetime.fromisoformat(f"{text}:00+00:00")


@pytest.mark.parametrize(
    ("now", "reason"),
    [
        ("2026-11-25T13:59", "window_ahead"),
        ("2026-11-25T14:00", "window_open"),
        ("2026-11-25T15:59", "window_open"),
        ("2026-11-25T16:00", "window_over"),
        ("2026-11-26T04:59", "window_over"),  # still the 25th in New York
        ("2026-11-26T05:00", "window_ahead"),
    ],
)
def test_the_window_of_new_yorks_day(now: str, reason: str) -> None:
    there = desk(now=at(now))
    assert [one.reason for one in hours_of_today(there)] == [reason, "run_outside"]
    with_ads = hours_of_today(replace(there, ads=ads()))[0]
    assert with_ads.status.value == ("fine" if reason == "window_over" else "watch")
    assert (with_ads.due is None) == (reason == "window_over")


def test_a_run_inside_the_window_is_told_so() -> None:
    assert hours_of_today(desk(run_hour_utc=15))[1].reason == "run_inside"


@pytest.mark.parametrize(
    ("starts", "ends", "found"),
    [
        (at("2026-12-05T08:00"), FAR, ("fine", "promo_fine", "")),
        (NOON + timedelta(days=2), FAR, ("fine", "promo_fine", "")),
        (at("2026-12-05T00:00"), FAR, ("act", "promo_start", "a")),
        (at("2026-12-05T07:00"), FAR, ("act", "promo_start_season", "a")),
        (at("2026-11-20T16:00"), FAR, ("watch", "promo_start_past", "a")),
        (at("2026-11-20T07:00"), FAR, ("watch", "promo_start_season_past", "a")),
        (at("2026-11-20T16:00"), at("2026-12-20T16:00"), ("act", "promo_end", "a")),
        (at("2026-12-05T08:00"), at("2026-12-20T07:00"), ("act", "promo_end_season", "a")),
        (at("2026-11-01T16:00"), at("2026-11-20T16:00"), ("fine", "promo_none_ahead", "")),
    ],
)
def test_promotions(starts: datetime, ends: datetime, found: tuple[str, str, str]) -> None:
    told = wrong_midnights(desk(table("promotions", promo("a", starts, ends))))
    assert [(one.status.value, one.reason, one.subject) for one in told] == [found]


def test_hours_that_amazon_sets_and_other_marketplaces() -> None:
    china = at("2026-12-04T16:00")
    rows = [
        promo("lightning", china, type="LIGHTNING_DEAL"),
        promo("tokyo", at("2026-12-04T15:00"), at("2026-12-20T15:00"), marketplace="JP"),
        promo("unknown", at("2026-12-05T08:00"), marketplace="somewhere"),
        promo("wrong", china, marketplace="ATVPDKIKX0DER"),
    ]
    told = wrong_midnights(desk(table("promotions", *rows)))
    assert [(one.subject, one.n) for one in told] == [("wrong", None), ("", 3)]
    assert told[0].value == -16  # sixteen hours before the marketplace's midnight
    assert told[0].due == china


def test_coupons_and_performance_reports_are_looked_at_too() -> None:
    wrong = {"starts": at("2026-12-05T00:00"), "ends": FAR, "marketplace": "ATVPDKIKX0DER"}
    there = desk(
        table("promotion_performance", {"promotion_id": "p", **wrong}, {"promotion_id": "twin", **wrong}),
        table("coupon_performance", {"coupon_id": "c", **wrong}, {"coupon_id": "twin", **wrong}),
    )
    told = wrong_midnights(there)
    assert [one.subject for one in told] == ["c", "p", "twin #1", "twin #2"]
    assert {one.kind for one in told} == {"promotion_performance", "coupon_performance"}


_STARTS = st.sampled_from([at("2026-12-05T00:00"), at("2026-12-05T08:00"), at("2026-12-04T16:00")])


@given(st.lists(st.builds(promo, st.sampled_from("abc"), _STARTS), min_size=1, max_size=7), st.randoms())
def test_the_order_of_rows_is_nothing(rows: list[dict[str, Any]], chance: Any) -> None:
    mixed = list(rows)
    chance.shuffle(mixed)
    found, again = (wrong_midnights(desk(table("promotions", *some))) for some in (rows, mixed))
    assert found == again
    assert len({one.subject for one in found}) == len(found)


@pytest.mark.parametrize(
    ("now", "status", "reason", "since"),
    [
        ("2026-11-25T07:59", "watch", "days_unfinished", date(2026, 11, 21)),
        ("2026-11-25T08:00", "fine", "days_provisional", date(2026, 11, 22)),
        ("2026-11-26T08:00", "fine", "days_provisional", date(2026, 11, 23)),
        ("2026-11-28T07:59", "fine", "days_provisional", date(2026, 11, 24)),
        ("2026-11-28T08:00", "fine", "days_final", None),
    ],
)
def test_days_to_the_24th_become_final_after_three_days(
    now: str, status: str, reason: str, since: date | None
) -> None:
    report = table("business_report_child_item", {"asin": "B0"})._replace(
        kind="business", first_day=date(2026, 11, 1), last_day=date(2026, 11, 24)
    )
    (found,) = not_final(desk(report, now=at(now)))
    assert (found.status.value, found.reason, found.first_day) == (status, reason, since)


def test_a_week_that_is_provisional_as_a_whole_is_worth_waiting_for() -> None:
    report = table("search_query_performance", {})._replace(
        first_day=date(2026, 11, 21), last_day=date(2026, 11, 21)
    )
    (found,) = not_final(desk(report, now=at("2026-11-23T12:00")))
    assert (found.status.value, found.due) == ("watch", at("2026-11-25T08:00"))


def test_ads_are_judged_by_their_days() -> None:
    there = replace(desk(now=at("2026-11-25T12:00")), ads=ads(date(2026, 11, 1), date(2026, 11, 24)))
    (found,) = not_final(there)
    assert (found.subject, found.reason, found.first_day) == (
        "search_term",
        "days_provisional",
        date(2026, 11, 22),
    )
    assert not_final(replace(there, ads=ads()))[0].reason == "days_none"


def test_days_end_by_the_marketplaces_clock_on_the_day_of_the_change() -> None:
    """The 1st of November 2026 has 25 hours in Los Angeles: 72 hours after its end is 08:00 UTC on the 5th."""
    report = table("ledger_summary", {})._replace(first_day=date(2026, 10, 1), last_day=date(2026, 11, 1))
    (found,) = not_final(desk(report, now=at("2026-11-02T07:59")))
    assert found.figures["over"].value == at("2026-11-02T08:00")
    assert found.figures["final"].value == at("2026-11-03T08:00")


def test_reports_of_the_round() -> None:
    every = the_round()
    today = [table(kind, {}) for one in every for kind in one.kinds[:1] if kind in companions()]
    asked = {"search_term", "bulk", "business"}
    assert {one.kinds[0] for one in every} - {one.kind for one in today} == asked
    there = desk(*today, table("sales_and_traffic", {}))
    (found,) = reports_read(there)
    assert (found.reason, found.n, found.of) == ("read_never", 2, len(every))
    assert found.figures["never"].value == "search_term,bulk"


@pytest.mark.parametrize(
    ("kind", "day", "is_old"),
    [
        ("tickets", date(2026, 11, 24), False),
        ("tickets", date(2026, 11, 23), True),
        ("shipments", date(2026, 11, 18), False),
        ("shipments", date(2026, 11, 17), True),
    ],
)
def test_what_the_history_knows_isnt_unread(kind: str, day: date, is_old: bool) -> None:
    there = desk(before=[table(kind, {})._replace(last_day=day)])
    told = {one.reason: one for one in reports_read(there)}
    assert ("read_long_ago" in told) == is_old
    assert told["read_never"].n == len(the_round()) - 1


@pytest.mark.parametrize(
    ("now", "status", "window"),
    [
        (
            "2026-11-23T07:59",
            "fine",
            (date(2026, 11, 15), date(2026, 11, 21)),
        ),  # still Sunday there: due tomorrow
        ("2026-11-23T08:00", "act", (date(2026, 11, 15), date(2026, 11, 21))),
        ("2026-11-24T07:59", "act", (date(2026, 11, 15), date(2026, 11, 21))),
        ("2026-11-24T08:00", "fine", (date(2026, 11, 22), date(2026, 11, 28))),
    ],
)
def test_the_weekly_report_on_its_day(now: str, status: str, window: tuple[date, date]) -> None:
    (found,) = weekly_report(desk(now=at(now)))
    assert (found.status.value, (found.first_day, found.last_day)) == (status, window)
    assert found.due == (at("2026-11-24T07:59") if status == "act" else None)


def test_a_seller_may_choose_the_day() -> None:
    assert weekly_report(desk(weekly_report_weekday=3))[0].status.value == "act"  # Wednesday the 25th


def _desks() -> Iterator[Desk]:
    for now in ("2026-11-23T12:00", "2026-11-25T14:30", "2026-11-25T17:00"):
        yield from (desk(now=at(now), run_hour_utc=hour) for hour in (12, 15))
    china = at("2026-12-04T16:00")
    for starts in (china, at("2026-11-20T16:00"), at("2026-11-20T07:00"), at("2026-12-05T07:00"), NOON):
        for ends in (FAR, china + timedelta(days=9), at("2026-12-20T07:00"), NOW):
            yield desk(table("promotions", promo("a", starts, ends)))
    ledger = table("ledger_summary", {})._replace(first_day=date(2026, 11, 1), last_day=date(2026, 11, 24))
    for moment in (NOW - timedelta(hours=9), NOW, NOW + timedelta(days=9)):
        yield desk(ledger, now=moment)
    yield desk()
    old = [
        table(kind, {})._replace(last_day=date(2026, 11, 1))
        for one in the_round()
        for kind in one.kinds
        if kind in companions()
    ]
    yield desk(before=old)
    new = [
        table(one.kinds[-1], {}) if one.kinds[-1] in companions() else ledger._replace(kind=one.kinds[-1])
        for one in the_round()
    ]
    yield replace(desk(*new), ads=cast("Ads", SimpleNamespace(rows=pl.DataFrame(), bulk=True)))


def test_every_reason_is_said_in_full() -> None:
    assert reasons_said(CLOCK, _desks()) == SAID.keys()


def test_kinds_of_the_tables_are_kinds() -> None:
    known = companions().keys() | {"search_term", "bulk", "business"}
    assert provisional().keys() <= known
    assert {kind for one in the_round() for kind in one.kinds} <= known


def test_the_history_tells_when_a_report_was_last_read(tmp_path: Path) -> None:
    folder, home, settings = tmp_path / "in", tmp_path / "home", load_settings(None)
    folder.mkdir()
    for path in SAMPLE.glob("*.csv"):
        (folder / path.name).write_bytes(path.read_bytes())
    for path in SAMPLE.glob("*.xlsx"):
        (folder / path.name).write_bytes(path.read_bytes())
    tickets = folder / "tickets.csv"
    tickets.write_text(
        "ticket_id,marketplace,order_id,received_at,responded_at,no_response_needed,channel,reason,status\n"
        "1,US,111-1,2026-11-20T10:00:00Z,,,mail,,open\n",
        encoding="utf-8",
    )
    run(folder, tmp_path / "out", settings, date(2026, 11, 22), (), home)
    tickets.unlink()
    (day,) = run(folder, tmp_path / "out", settings, date(2026, 11, 24), (), home).days.values()
    (found,) = day.findings.filter(reason="read_long_ago", subject="tickets").rows(named=True)
    assert (found["value"], found["last_day"]) == (2, date(2026, 11, 22))


@pytest.mark.skipif(not REAL.is_dir(), reason="no real reports beside the repository")
def test_amazons_example_of_coupons_moved_to_the_future(tmp_path: Path) -> None:
    """Its coupon ends at 23:59:59 UTC: the end of the day in UTC, eight hours before that of Los Angeles."""
    text = (REAL / "json/sellerCouponReport.example.json").read_text(encoding="utf-8")
    moved = json.loads(text.replace("2021-11-2", "2026-11-2"))
    (tmp_path / "coupons.json").write_text(json.dumps(moved), encoding="utf-8")
    rows = checked(read_folder(tmp_path), load_settings(None), NOW).filter(code="T102")
    (found,) = rows.rows(named=True)
    assert (found["reason"], found["subject"]) == ("promo_end", "A2NW32V27GZS2T")
    assert found["value"] == pytest.approx(-8, abs=0.001)
