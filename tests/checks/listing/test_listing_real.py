"""The checks of listings on real files, where a copy of them lies beside the repository; figures recomputed by hand."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from adopt.checks import Desk, Table
from adopt.checks.listing import LISTING
from adopt.reports import identify
from adopt.schema import Reading
from tests.checks.desks import ACT, FINE, NO_DATA, desk
from tests.checks.said import both, one

REPORTS = Path(__file__).resolve().parents[3] / "../shared/reports/companion"
pytestmark = pytest.mark.skipif(not REPORTS.is_dir(), reason="no real reports beside the repository")


def read(name: str) -> Table:
    reading = identify(REPORTS / name)
    assert isinstance(reading, Reading)
    return Table(reading.kind, reading.data, name, reading.first_day, reading.last_day)  # type: ignore[arg-type]


def found(code: str, told: Desk) -> list[tuple[str, str]]:
    findings = LISTING[code](told)
    both(findings, code)
    return [(one_.subject, one_.reason) for one_ in findings]


def test_business_report_of_unknown_days() -> None:
    report = read("flat/business_report_child_asin_real.csv")
    box = one(LISTING["L103"](desk(report)))
    assert (box.status, box.n, box.of) == (FINE, 1, 1)
    assert one(LISTING["L102"](desk(report))).status is NO_DATA
    both([box], "L103")


def test_suppressed_listings() -> None:
    report = read("flat/GET_MERCHANTS_LISTINGS_FYP_REPORT_real.txt")
    findings = LISTING["L107"](desk(report))
    assert {one_.subject for one_ in findings} == {"G3-8N7Y-L93I", "I0-RALD-N1UR"}
    assert {one_.status for one_ in findings} == {ACT}
    text = both(findings, "L107")
    assert (
        "ASIN B0B68NBQ1Y, since 2022-07-29: Search Suppressed. Reason: Missing info. Amazon says: '[brand]' is required"
        in text
    )


def test_keyword_ranks_of_one_export() -> None:
    report = read("flat/helium10_keyword_tracker_layout.csv")
    findings = LISTING["L104"](desk(report))
    assert one(findings).reason == "ranks_once"
    assert one(findings).figures["on_page"].value == 0, "54, >306 and none: off page 1"
    both(findings, "L104")


def test_search_shares_of_two_months() -> None:
    """The real month against itself a month earlier with three times the own clicks where there were any."""
    name = "flat/US_Search_Query_Performance_Brand_View_Comprehensive_Month_2025_11_30.csv"
    report = read(name)
    assert found("L105", desk(report)) == [("", "queries_once")]
    import polars as pl

    earlier = report._replace(
        frame=report.frame.with_columns(
            day=pl.lit("2025-10-31").str.to_date(), own_clicks=pl.col("own_clicks") * 3
        )
    )
    findings = LISTING["L105"](desk(files={"search_query_performance": [earlier, report]}))
    with (REPORTS / name).open(encoding="utf-8-sig") as stream:
        next(stream)
        rows = {row["Search Query"]: row for row in csv.DictReader(stream)}
    alarms = [one_ for one_ in findings if one_.reason == "search_share_clicks" and one_.subject != "…"]
    assert alarms
    for one_ in alarms:
        row = rows[one_.subject.split(" / ")[0]]
        assert (one_.n, one_.of) == (int(row["Clicks: Brand Count"]), int(row["Clicks: Total Count"]))
        assert one_.target == pytest.approx(3 * one_.n / one_.of)  # type: ignore[operator]
        assert one_.value == pytest.approx(float(row["Clicks: Brand Share %"]) / 100, rel=1e-9)
    counted = [one_ for one_ in findings if one_.reason == "search_share_fine"]
    rest = sum(int(str(one_.figures["more"].value)) for one_ in findings if one_.subject == "…")
    assert len(alarms) + rest + sum(one_.n or 0 for one_ in counted) == counted[0].of


def test_the_console_and_the_api_agree_on_one_week() -> None:
    console = read("flat/US_Search_Query_Performance_Brand_View_Simple_Week_2026_02_07.csv")
    api = read("json/search_query_performance_api_layout.json")
    from adopt.checks.listing.queries import query_periods

    both_told = query_periods(desk(console, api)).filter(search_query="vitamin c serum")
    for name in ("impressions", "own_impressions", "clicks", "own_clicks"):
        assert both_told[name].n_unique() == 1, name
    assert both_told["source"].sort().to_list() == ["api", "console"]


def test_page_views_by_asin() -> None:
    report = read("json/marketplaceAsinPageViewMetrics.example.json")
    german, american = desk(report, market="DE"), desk(report)
    assert {reason for _, reason in found("L101", german)} == {"asin_weeks_short"}
    assert {reason for _, reason in found("L101", american)} == {"asin_days_unknown"}, (
        "it tells of two others"
    )
