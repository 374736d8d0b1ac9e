from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from adopt.checks import findings
from adopt.say import Speaker, translator
from adopt.say.checks.ads import ADS
from adopt.say.figures import Figures
from adopt.say.findings import Findings
from adopt.say.reasons.steer import STEER
from tests.checks.desks import desk, table

EASTERN = ZoneInfo("America/New_York")


def figures(language: str = "en") -> Figures:
    return Figures(Speaker(language, "USD"), EASTERN)


@pytest.mark.parametrize(
    ("unit", "number", "said"),
    [
        ("share", 0.0225, "2.2%"),
        ("money", 12.5, "$12.50"),
        ("days", 1, "1 day"),
        ("days", 2, "2 days"),
        ("days", 12.34, "12.3 days"),
        ("hours", 0, "0 hours"),
        ("count", 1234, "1,234"),
        ("count", 0.5, "0.5"),
        (None, 3, "3"),
        ("days", None, ""),
    ],
)
def test_a_figure_in_its_unit(unit: str | None, number: float | None, said: str) -> None:
    assert figures().said(unit, number) == said


@pytest.mark.parametrize(
    ("unit", "value", "limit", "said"),
    [
        ("share", 0.1496, 0.15, "14.96%"),
        ("share", 0.14996, 0.15, "14.996%"),
        ("share", 0.2502, 0.25, "25.02%"),
        ("share", 0.149, 0.15, "14.9%"),
        ("share", 0.15, 0.15, "15.0%"),
        # The last digit of a quotient tells nothing.
        ("share", 0.15 - 1e-15, 0.15, "15.0%"),
        ("days", 29.97, 30, "29.97 days"),
        ("days", 30, 30, "30 days"),
        ("money", 12.504, 12.5, "$12.50"),
        ("count", 3, 3, "3"),
    ],
)
def test_a_value_never_reads_like_the_limit_that_it_misses(
    unit: str, value: float, limit: float, said: str
) -> None:
    assert figures().held(unit, value, limit) == said


def test_a_moment_in_the_reader_s_zone() -> None:
    assert figures().said("time", None, "2026-11-23T12:00:00+00:00") == "2026-11-23 07:00 EST"
    assert figures().said("time", None, "2026-07-23T12:00:00+00:00") == "2026-07-23 08:00 EDT"


def test_kinds_and_the_places_to_download_them() -> None:
    assert figures("zh").said("kinds", None, "tickets,costs").count("、") == 1
    assert "FBA" in figures().where("fba_inventory_planning")


def test_a_finding_is_told_with_its_numbers() -> None:
    rate = {
        "marketplace": "US",
        "metric": "orderDefectRate",
        "channel": "mfn",
        "status": "BAD",
        "count": 9,
        "of": 400,
    }
    window = {"from": datetime(2026, 9, 5, tzinfo=UTC), "to": datetime(2026, 11, 4, tzinfo=UTC)}
    row = findings(desk(table("account_performance", rate | window))).row(0, named=True)
    said = Findings(Speaker("en", "USD"), EASTERN)
    assert said.task(row) == "Order defect rate: MFN"
    assert said.value(row) == "2.2% (9/400)"
    assert said.target(row) == "< 1.0%"
    assert said.window(row) == "2026-09-05 – 2026-11-04"
    # 9 of 900 are 1 %, which isn't under it; 9 of 901 are.
    assert "501 orders without a defect would bring it back" in said.why(row)
    assert "Amazon says BAD" in said.why(row)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_below_the_band_the_checks_say_of_growth_what_the_plan_says(language: str) -> None:
    say = translator(language)
    most = {"en": "bids at what clicks are worth earn most", "zh": "按点击价值出价利润最大"}[language]
    for sentence in (ADS["ads_low"].do, STEER["tacos_room"]):
        assert most in say(sentence).casefold()


@pytest.mark.parametrize(("language", "name"), [("en", "search term report"), ("zh", "搜索词报告")])
def test_a_finding_about_a_report_bears_the_report_s_name(language: str, name: str) -> None:
    said = Findings(Speaker(language, "USD"), EASTERN)
    row = {"reason": "days_provisional", "code": "C102", "subject": "search_term", "kind": "search_term"}
    assert said.task(row).endswith(name)
    assert said.task({**row, "subject": "search_term", "kind": "business"}).endswith("search_term")
    assert said.task({**row, "subject": ""}) == said.metric(row)


@pytest.mark.parametrize(("language", "ending"), [("en", ": 30 days"), ("zh", "：30 天")])
def test_a_check_over_days_says_days(language: str, ending: str) -> None:
    said = Findings(Speaker(language, "USD"), EASTERN)
    row = {"reason": "ads_low", "code": "C102", "subject": "30d", "kind": "business"}
    assert said.task(row).endswith(ending)
    assert said.task({**row, "subject": "B0-30d"}).endswith("B0-30d")
