"""Days and hours on the days on which clocks are changed, and in the weeks when only one side has changed them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adopt.checks.clock.days import at_hour, end_of, is_end, is_midnight
from adopt.checks.clock.midnight import wrong_end, wrong_start
from adopt.checks.clock.weekly import week_before
from adopt.checks.clock.window import hours_of_today, window
from adopt.words.zones import EASTERN, zone_of
from tests.checks.desks import desk

US, UK, DE, JP = (zone_of(code) for code in ("US", "UK", "DE", "JP"))
ZONES = st.sampled_from([US, UK, DE, JP, EASTERN, zone_of("AU"), zone_of("BR"), zone_of("IN")])
DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))


@pytest.mark.parametrize(
    ("day", "zone", "hours"),
    [
        (date(2026, 3, 8), US, 23),
        (date(2026, 11, 1), US, 25),
        (date(2026, 3, 29), UK, 23),
        (date(2026, 10, 25), UK, 25),
        (date(2026, 3, 29), DE, 23),
        (date(2026, 10, 25), DE, 25),
        (date(2026, 3, 29), US, 24),  # Europe alone changes that day
        (date(2026, 3, 8), DE, 24),  # and America alone that one
        (date(2026, 3, 8), JP, 24),
        (date(2026, 11, 1), JP, 24),
    ],
)
def test_a_day_has_its_own_length(day: date, zone: ZoneInfo, hours: int) -> None:
    assert end_of(day, zone) - at_hour(day, 0, zone) == timedelta(hours=hours)


@given(DAYS, ZONES)
def test_days_follow_each_other_without_a_gap(day: date, zone: ZoneInfo) -> None:
    first, last = at_hour(day, 0, zone), end_of(day, zone)
    assert last == at_hour(day + timedelta(days=1), 0, zone)
    assert timedelta(hours=23) <= last - first <= timedelta(hours=25)
    assert first.astimezone(zone).date() == day
    assert (last - timedelta(seconds=1)).astimezone(zone).date() == day
    assert is_midnight(first, zone)
    assert is_end(last, zone)
    assert is_end(last - timedelta(seconds=1), zone)
    assert not is_end(last - timedelta(minutes=2), zone)
    assert not is_midnight(first + timedelta(hours=1), zone)


@given(DAYS)
def test_the_run_at_noon_utc_is_never_inside_the_window(day: date) -> None:
    there = desk(now=datetime(day.year, day.month, day.day, 12, tzinfo=UTC))
    opens, closes = window(day, there)
    assert there.now < opens
    assert there.now.astimezone(EASTERN).hour in {7, 8}
    assert closes - opens == timedelta(hours=2)
    assert (opens.astimezone(EASTERN).hour, closes.astimezone(EASTERN).hour) == (9, 11)
    assert opens.hour in {13, 14}
    found, run = hours_of_today(there)
    assert (found.reason, run.reason) == ("window_ahead", "run_outside")


@pytest.mark.parametrize(
    ("day", "run_hour", "opens_utc"),
    [
        (date(2026, 3, 7), 7, 14),
        (date(2026, 3, 8), 8, 13),  # the day of the change in New York
        (date(2026, 3, 28), 8, 13),  # Europe follows on the 29th
        (date(2026, 10, 25), 8, 13),  # Europe is back, New York isn't
        (date(2026, 10, 31), 8, 13),
        (date(2026, 11, 1), 7, 14),
    ],
)
def test_the_run_and_the_window_over_both_changes(day: date, run_hour: int, opens_utc: int) -> None:
    now = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    assert now.astimezone(EASTERN).hour == run_hour
    assert window(day, desk(now=now))[0] == now.replace(hour=opens_utc)


@given(DAYS, ZONES)
def test_an_own_midnight_is_never_wrong(day: date, zone: ZoneInfo) -> None:
    assert wrong_start(at_hour(day, 0, zone), zone) is None
    for moment in (end_of(day, zone), end_of(day, zone) - timedelta(seconds=1)):
        assert wrong_end(moment, zone) is None


@given(DAYS)
def test_a_midnight_of_china_is_wrong_in_america_and_right_there(day: date) -> None:
    china = ZoneInfo("Asia/Shanghai")
    found = wrong_start(at_hour(day, 0, china), US)
    assert found == ("Asia/Shanghai", at_hour(day, 0, US))
    found = wrong_end(end_of(day, china) - timedelta(seconds=1), US)
    assert found == ("Asia/Shanghai", end_of(day, US))
    assert wrong_end(end_of(day, china), US) == found


@pytest.mark.parametrize(
    ("utc", "zone", "whose", "meant"),
    [
        ("2026-11-25T00:00", US, "UTC", "2026-11-25T08:00"),
        ("2026-07-25T00:00", US, "UTC", "2026-07-25T07:00"),
        ("2026-11-24T16:00", US, "Asia/Shanghai", "2026-11-25T08:00"),
        ("2026-11-25T05:00", US, "America/New_York", "2026-11-25T08:00"),
        ("2026-11-25T07:00", US, None, "2026-11-25T08:00"),  # the summer's offset in winter
        ("2026-07-25T08:00", US, None, "2026-07-25T07:00"),  # the winter's in summer
        ("2026-11-25T08:00", DE, "America/Los_Angeles", "2026-11-24T23:00"),
        ("2026-11-24T15:00", DE, "Asia/Tokyo", "2026-11-24T23:00"),
        ("2026-07-24T23:00", DE, None, "2026-07-24T22:00"),
        ("2026-11-24T16:00", JP, "Asia/Shanghai", "2026-11-24T15:00"),
        ("2026-03-20T07:00", JP, "America/Los_Angeles", "2026-03-19T15:00"),
    ],
)
def test_whose_midnight_a_start_is(utc: str, zone: ZoneInfo, whose: str | None, meant: str) -> None:
    found = wrong_start(datetime.fromisoformat(f"{utc}+00:00"), zone)
    assert found == (whose, datetime.fromisoformat(f"{meant}+00:00"))


@pytest.mark.parametrize("utc", ["2026-11-25T17:00", "2026-11-25T08:30", "2026-11-25T08:00"])
def test_an_hour_of_nobodys_midnight_is_no_fault(utc: str) -> None:
    assert wrong_start(datetime.fromisoformat(f"{utc}+00:00"), US) is None


@given(DAYS)
def test_weeks_are_whole_and_over(day: date) -> None:
    first, last = week_before(day)
    assert (first.isoweekday(), last.isoweekday()) == (7, 6)
    assert last - first == timedelta(days=6)
    assert 1 <= (day - last).days <= 7
