from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from adopt.reports import Refusal, identify
from adopt.schema import Reading

Write = Callable[..., Path]

UNIFIED = {
    "Budget currency": "USD",
    "Date range": "Aug 18, 2026 - Aug 24, 2026",
    "Advertiser account ID": '="amzn1.ads-account.g.x"',
    "Campaign ID": '="254927681919372"',
    "Campaign name": "Pans",
    "Ad group ID": '="5546739244741"',
    "Ad group name": "Steel",
    "Target value": "pan",
    "Target match type": "Broad",
    "Search term": "steel pan",
    "Impressions": "90",
    "Clicks": "3",
    "CTR": "3.3333%",
    "Total cost": "1.25",
    "Purchases": "1",
    "Sales": "20.50",
    "Units sold": "2",
}
V3 = {
    "date": "2026-11-03",
    "campaignId": 254927681919372345,
    "campaignName": "Pans",
    "adGroupId": 5546739244741,
    "adGroupName": "Steel",
    "keywordId": 398765432109876543,
    "targeting": "pan",
    "matchType": "BROAD",
    "keywordType": "BROAD",
    "campaignBudgetCurrencyCode": "USD",
    "searchTerm": "steel pan",
    "impressions": 90,
    "clicks": 3,
    "cost": 1.25,
    "purchases7d": 1,
    "sales7d": 20.5,
    "unitsSoldClicks7d": 2,
    "purchases14d": 5,
}
V2 = {
    "startDate": "2026-11-01",
    "endDate": "2026-11-03",
    "campaignId": "1",
    "campaignName": "Pans",
    "adGroupId": "11",
    "adGroupName": "Steel",
    "keywordText": "pan",
    "matchType": "BROAD",
    "query": "steel pan",
    "impressions": 90,
    "clicks": 3,
    "cost": 1.25,
    "attributedConversions7d": 1,
    "attributedSales7d": 20.5,
    "attributedUnitsOrdered7d": 2,
    "currency": "USD",
}


def table(*rows: Mapping[str, Any]) -> list[list[Any]]:
    return [list(rows[0]), *([row.get(name) for name in rows[0]] for row in rows)]


def unified(*changes: Mapping[str, Any], without: tuple[str, ...] = ()) -> list[list[Any]]:
    extra = [name for change in changes for name in change if name not in UNIFIED]
    plain = {name: value for name, value in UNIFIED.items() if name not in without} | dict.fromkeys(extra, "")
    return table(*({**plain, **change} for change in changes))


def read(path: Path) -> Reading:
    reading = identify(path)
    assert isinstance(reading, Reading), reading
    return reading


def refused(path: Path) -> Refusal:
    refusal = identify(path)
    assert isinstance(refusal, Refusal), refusal
    return refusal


def rows(reading: Reading) -> list[dict[str, Any]]:
    return reading.data.to_dicts()  # type: ignore[union-attr]


def test_the_unified_report_is_read_with_its_ids(csv_file: Write) -> None:
    reading = read(csv_file(unified({}), encoding="utf-8-sig", end="\r\n"))
    assert rows(reading) == [
        {
            "row": 2,
            "campaign_id": "254927681919372",
            "ad_group_id": "5546739244741",
            "target_id": None,
            "campaign": "Pans",
            "ad_group": "Steel",
            "portfolio": None,
            "targeting": "pan",
            "match_type": "broad",
            "search_term": "steel pan",
            "first_day": date(2026, 8, 18),
            "last_day": date(2026, 8, 24),
            "impressions": 90,
            "clicks": 3,
            "orders": 1,
            "units": 2,
            "spend_micros": 1_250_000,
            "sales_micros": 20_500_000,
        }
    ]
    assert (reading.kind, reading.language, reading.currency) == ("search_term", "en", "USD")
    assert (reading.daily, reading.window_days) == (False, 7)
    assert reading.notes == (("window_unconfirmed", "7"),)


def test_its_days_may_be_single(csv_file: Write) -> None:
    daily = unified({"Date": "Aug 18, 2026"}, {"Date": "Aug 19, 2026"}, without=("Date range",))
    reading = read(csv_file(daily))
    assert (reading.daily, reading.first_day, reading.last_day) == (
        True,
        date(2026, 8, 18),
        date(2026, 8, 19),
    )
    one = read(csv_file(unified({"Date range": "2026-08-18"})))
    assert (one.daily, one.first_day, one.last_day) == (False, date(2026, 8, 18), date(2026, 8, 18))


def test_a_bad_day_is_shown(csv_file: Write) -> None:
    reading = read(csv_file(unified({}, {"Date range": "last week"})))
    assert reading.rejected.select("row", "column", "reason").rows() == [(3, "Date range", "not_a_date")]


def test_without_target_columns_only_ad_groups_are_known(csv_file: Write) -> None:
    reading = read(csv_file(unified({}, without=("Target value", "Target match type"))))
    assert [(row["targeting"], row["match_type"]) for row in rows(reading)] == [("*", "-")]
    assert ("no_targets", "report.csv") in reading.notes


def test_automatic_targets_have_no_match_type(csv_file: Write) -> None:
    auto = {"Target value": "close-match", "Target match type": "Targeting expression predefined"}
    reading = read(csv_file(unified(auto, {"Target value": "", "Target match type": ""})))
    assert [(row["targeting"], row["match_type"]) for row in rows(reading)] == [
        ("close-match", "-"),
        ("*", "-"),
    ]


def test_other_ad_products_are_left_out_and_counted(csv_file: Write) -> None:
    products = ("Sponsored Products", "Sponsored Brands", "Sponsored Display", "Sponsored Brands")
    reading = read(csv_file(unified(*({"Ad product": name} for name in products))))
    assert [row["row"] for row in rows(reading)] == [2]
    assert ("other_products_left_out", "Sponsored Brands: 2, Sponsored Display: 1") in reading.notes


def test_a_report_of_other_products_only_holds_no_rows(csv_file: Write) -> None:
    assert refused(csv_file(unified({"Ad product": "Sponsored Brands"}))).reason == "no_rows"


@pytest.mark.parametrize(
    ("column", "values", "reason"),
    [
        ("Advertiser account ID", ('="a"', '="b"'), "several_accounts"),
        ("Budget currency", ("USD", "CAD"), "several_currencies"),
    ],
)
def test_two_accounts_in_one_file_are_refused(
    csv_file: Write, column: str, values: tuple[str, str], reason: str
) -> None:
    refusal = refused(csv_file(unified(*({column: value} for value in values))))
    assert (refusal.kind, refusal.reason) == ("search_term", reason)


def test_a_missing_column_is_named(csv_file: Write) -> None:
    refusal = refused(csv_file(unified({}, without=("Purchases",))))
    assert (refusal.reason, refusal.detail) == ("missing_columns", "orders_7")


def test_the_german_template_is_read(csv_file: Write) -> None:
    names = {
        "Date range": "Datumsbereich", "Campaign name": "Kampagnenname", "Search term": "Suchbegriff",
        "Impressions": "Impressionen", "Clicks": "Klicks", "Total cost": "Gesamtkosten", "Purchases": "Käufe",
        "Sales": "Verkäufe", "Units sold": "Verkaufte Einheiten",
    }  # fmt: skip
    cells = unified({})
    cells[0] = [names.get(name, name) for name in cells[0]]
    reading = read(csv_file(cells))
    assert (reading.language, reading.totals.spend, reading.totals.orders) == ("de", Decimal("1.25"), 1)


@pytest.mark.parametrize("form", ["plain", "gzip", "lines"])
def test_the_ads_api_report_is_read_with_all_digits_of_its_ids(tmp_path: Path, form: str) -> None:
    path = tmp_path / ("report.json.gz" if form == "gzip" else "report.json")
    text = "\n".join(map(json.dumps, [V3, V3])) if form == "lines" else json.dumps([V3, V3])
    path.write_bytes(gzip.compress(text.encode()) if form == "gzip" else text.encode())
    reading = read(path)
    first = rows(reading)[0]
    assert [first[name] for name in ("campaign_id", "ad_group_id", "target_id")] == [
        "254927681919372345",
        "5546739244741",
        "398765432109876543",
    ]
    assert (first["targeting"], first["match_type"]) == ("pan", "broad")
    assert (reading.daily, reading.window_days, reading.currency, reading.read) == (True, 7, "USD", 2)
    assert reading.totals == (180, 6, Decimal("2.5"), 2, Decimal(41))
    assert reading.notes == ()


def test_the_fields_of_version_2_are_known(tmp_path: Path) -> None:
    path = tmp_path / "report.json"
    path.write_text(json.dumps([V2]))
    (row,) = rows(read(path))
    assert (row["target_id"], row["targeting"], row["search_term"], row["orders"]) == (
        None,
        "pan",
        "steel pan",
        1,
    )
    assert (row["first_day"], row["last_day"]) == (date(2026, 11, 1), date(2026, 11, 3))


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_braces_in_a_term_and_indented_objects_are_read(
    tmp_path: Path, pack: Callable[[bytes], bytes]
) -> None:
    records = [V3, {**V3, "searchTerm": 'a},{"b'}, {**V3, "searchTerm": None}]
    for indent in (None, 2):
        path = tmp_path / f"report{indent}.json"
        path.write_bytes(pack(json.dumps(records, indent=indent).encode()))
        reading = read(path)
        assert [row["search_term"] for row in rows(reading)] == ["steel pan", 'a},{"b']
        assert rows(reading)[1]["campaign_id"] == "254927681919372345"
        assert reading.rejected.select("row", "column", "reason").rows() == [(4, "searchTerm", "missing")]


def test_half_a_gzip_file_is_damaged(tmp_path: Path) -> None:
    path = tmp_path / "report.json.gz"
    path.write_bytes(gzip.compress(json.dumps([V3] * 50).encode())[:120])
    assert refused(path).reason == "damaged"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_the_ads_api_report_may_be_in_any_encoding_of_unicode(
    tmp_path: Path, pack: Callable[[bytes], bytes], encoding: str
) -> None:
    path = tmp_path / "report.json"
    path.write_bytes(pack(json.dumps([V3, {**V3, "searchTerm": "锅"}], ensure_ascii=False).encode(encoding)))
    assert [row["search_term"] for row in rows(read(path))] == ["steel pan", "锅"]


def test_half_a_report_in_utf_16_breaks_off(tmp_path: Path) -> None:
    path = tmp_path / "report.json"
    path.write_bytes(json.dumps([V3] * 5).encode("utf-16")[:-101])
    assert refused(path).reason == "broken_json"


NOTHING = {"purchases7d": None, "sales7d": None}


def api(tmp_path: Path, *changes: Mapping[str, object]) -> Reading:
    path = tmp_path / "report.json"
    records = [{**V3, "searchTerm": f"pan {place}", **change} for place, change in enumerate(changes)]
    path.write_text(json.dumps(records))
    return read(path)


def test_null_for_orders_and_sales_is_none_where_the_file_writes_no_zero(tmp_path: Path) -> None:
    reading = api(tmp_path, {}, NOTHING, NOTHING)
    assert [(row["orders"], row["sales_micros"]) for row in rows(reading)] == [
        (1, 20_500_000),
        (0, 0),
        (0, 0),
    ]
    assert reading.notes == (("null_means_none", "2"),)


def test_an_order_that_was_given_away_says_nothing_of_null(tmp_path: Path) -> None:
    reading = api(tmp_path, {}, {"sales7d": 0}, NOTHING)
    assert [(row["orders"], row["sales_micros"]) for row in rows(reading)] == [
        (1, 20_500_000),
        (1, 0),
        (0, 0),
    ]


def test_sales_of_no_order_are_none(tmp_path: Path) -> None:
    reading = api(tmp_path, {}, {"purchases7d": 0, "sales7d": None})
    assert [(row["orders"], row["sales_micros"]) for row in rows(reading)] == [(1, 20_500_000), (0, 0)]
    assert reading.notes == ()


@pytest.mark.parametrize(
    "changes",
    [
        [NOTHING, {}, {"purchases7d": 0, "sales7d": 0}],
        [NOTHING, {}, {"purchases7d": None, "sales7d": 0}],
        [NOTHING, NOTHING],
        [{"purchases7d": None}, {}],
        [{"sales7d": None}, {}],
    ],
    ids=[
        "zeros are written",
        "zeros are written for sales",
        "no row tells orders",
        "sales without orders",
        "orders without sales",
    ],
)
def test_null_that_may_mean_something_else_rejects_its_row(
    tmp_path: Path, changes: list[dict[str, object]]
) -> None:
    reading = api(tmp_path, *changes)
    assert set(reading.rejected["reason"]) == {"missing"}
    assert 2 in reading.rejected["row"]
