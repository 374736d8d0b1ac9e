from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from adopt.reports import Refusal, identify
from adopt.schema import Reading

WINDOW = {"reportingDateFrom": "2026-08-26T00:00:00Z", "reportingDateTo": "2026-09-24T23:59:59Z"}


def read(tmp_path: Path, content: object) -> Reading:
    path = tmp_path / "report.json"
    path.write_text(json.dumps(content), encoding="utf-8")
    result = identify(path)
    assert isinstance(result, Reading), result
    return result


def metrics(tmp_path: Path, **found: object) -> dict[str, dict[str, Any]]:
    document = {
        "accountStatuses": [{"marketplaceId": "A1PA6795UKMFR9", "status": "NORMAL"}],
        "performanceMetrics": [{"marketplaceId": "A1PA6795UKMFR9", **found}],
    }
    reading = read(tmp_path, document)
    assert (reading.kind, reading.marketplace) == ("account_performance", "DE")
    assert isinstance(reading.data, pl.DataFrame)
    return {f"{row['metric']}/{row['channel'] or ''}": row for row in reading.data.to_dicts()}


@pytest.mark.parametrize("drifted", [False, True])
def test_late_shipments_as_published_and_as_drifted(tmp_path: Path, drifted: bool) -> None:
    rate = {
        "orderCount": 40,
        "lateShipmentCount": 1,
        "rate": 0.025,
        "status": "GOOD",
        "targetValue": 0.04,
        "targetCondition": "LESS_THAN",
        "reportingDateRange": WINDOW,
    }
    found = metrics(tmp_path, **{"lateShipmentRateList": [rate]} if drifted else {"lateShipmentRate": rate})
    row = found["lateShipmentRateList/" if drifted else "lateShipmentRate/"]
    assert (row["value"], row["count"], row["of"], row["target"]) == (0.025, 1, 40, 0.04)
    assert row["to"] == datetime(2026, 9, 24, 23, 59, 59, tzinfo=UTC)


def test_channels_scores_counts_and_warnings(tmp_path: Path) -> None:
    defect = {
        "rate": 0.002,
        "orderCount": 500,
        "orderWithDefects": {"count": 1},
        "status": "GOOD",
        "targetValue": 0.01,
    }
    found = metrics(
        tmp_path,
        orderDefectRate={"mfn": defect, "afn": {**defect, "orderCount": 4322}},
        accountHealthRating={"ahrScore": 428, "ahrStatus": "GREAT", "reportingDateRange": WINDOW},
        policyViolationWarnings={"warningsCount": 2},
        someNewViolations={"defectsCount": 3, "status": "BAD", "targetValue": 0, "targetCondition": "EQUALS"},
        warningStates=[{"warningType": "spam", "status": "BAD"}],
    )
    assert (found["orderDefectRate/afn"]["count"], found["orderDefectRate/afn"]["of"]) == (1, 4322)
    assert (found["accountHealthRating/"]["value"], found["accountHealthRating/"]["status"]) == (428, "GREAT")
    assert found["policyViolationWarnings/"]["count"] == 2
    assert (found["someNewViolations/"]["value"], found["someNewViolations/"]["status"]) == (3, "BAD")
    assert found["warning.spam/"]["status"] == "BAD"
    assert found["accountStatus/"]["status"] == "NORMAL"


def test_days_and_products_of_sales_and_traffic(tmp_path: Path) -> None:
    sales = {"orderedProductSales": {"amount": 238.44, "currencyCode": "USD"}, "unitsOrdered": 23}
    document = {
        "reportSpecification": {
            "reportType": "X",
            "dataStartTime": "2026-11-02",
            "marketplaceIds": ["ATVPDKIKX0DER"],
        },
        "salesAndTrafficByDate": [
            {
                "date": "2026-11-02",
                "salesByDate": sales,
                "trafficByDate": {"sessions": 1000, "buyBoxPercentage": 10.54},
            }
        ],
        "salesAndTrafficByAsin": [
            {"childAsin": "B0AAAAAAA1", "salesByAsin": sales, "trafficByAsin": {"sessions": 18}}
        ],
    }
    reading = read(tmp_path, document)
    assert (reading.kind, reading.marketplace, reading.currency) == ("sales_and_traffic", "US", "USD")
    assert isinstance(reading.data, pl.DataFrame)
    by_day, by_product = reading.data.to_dicts()
    assert (str(by_day["day"]), by_day["asin"], by_day["sessions"]) == ("2026-11-02", None, 1000)
    assert by_day["buy_box_share"] == pytest.approx(0.1054)
    assert (by_product["day"], by_product["asin"], by_product["sales_micros"]) == (
        None,
        "B0AAAAAAA1",
        238_440_000,
    )


def test_keepas_arrays_become_steps(tmp_path: Path) -> None:
    series: list[list[int] | None] = [None] * 19
    series[0] = [7_000_000, 1999, 7_000_060, -1]
    series[3] = [7_000_000, 4321]
    series[16] = [7_000_000, 45]
    series[18] = [7_000_000, 1899, 499]
    reading = read(tmp_path, {"products": [{"asin": "B0AAAAAAA1", "csv": series}]})
    assert isinstance(reading.data, pl.DataFrame)
    assert reading.kind == "keepa_history"
    assert reading.data["moment"][0] == datetime.fromtimestamp((7_000_000 + 21_564_000) * 60, tz=UTC)
    assert reading.data.select("series", "value", "shipping_micros").rows() == [
        ("AMAZON", 19.99, None),
        ("AMAZON", None, None),
        ("SALES", 4321.0, None),
        ("RATING", 4.5, None),
        ("BUY_BOX_SHIPPING", 18.99, 4_990_000),
    ]


@pytest.mark.parametrize(
    ("domain", "marketplace", "value", "shipping_micros"),
    [
        (1, "US", 19.8, 4_990_000),
        (2, "UK", 19.8, 4_990_000),
        (5, "JP", 1980.0, 499_000_000),  # yen have no hundredths
        (10, "IN", 19.8, 4_990_000),
        (12, "BR", 19.8, 4_990_000),
        (7, "Keepa 7", 19.8, 4_990_000),
        (None, None, 19.8, 4_990_000),
    ],
)
def test_keepas_prices_are_in_the_smallest_unit_of_their_marketplace(
    tmp_path: Path, domain: int | None, marketplace: str | None, value: float, shipping_micros: int
) -> None:
    series: list[list[int] | None] = [None] * 19
    series[3], series[16], series[18] = [7_000_000, 4321], [7_000_000, 45], [7_000_000, 1980, 499]
    reading = read(tmp_path, {"products": [{"asin": "B0AAAAAAA1", "domainId": domain, "csv": series}]})
    assert isinstance(reading.data, pl.DataFrame)
    assert reading.marketplace == (marketplace if domain != 7 else None)
    assert reading.data.select("marketplace", "series", "value", "shipping_micros").rows() == [
        (marketplace, "SALES", 4321.0, None),
        (marketplace, "RATING", 4.5, None),
        (marketplace, "BUY_BOX_SHIPPING", value, shipping_micros),
    ]


@pytest.mark.parametrize("text", ["{", "{}", '{"a": [1, 2]}', '[{"a"', "[]", '{"performanceMetrics": null}'])
def test_other_json_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "report.json"
    path.write_text(text)
    assert isinstance(identify(path), Refusal)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-be", "utf-32"])
def test_a_document_may_be_in_any_encoding_of_unicode(tmp_path: Path, encoding: str) -> None:
    document = {
        "accountStatuses": [{"marketplaceId": "A1PA6795UKMFR9", "status": "NORMAL"}],
        "performanceMetrics": [{"marketplaceId": "A1PA6795UKMFR9"}],
    }
    path = tmp_path / "report.json"
    path.write_bytes(json.dumps(document).encode(encoding))
    reading = identify(path)
    assert isinstance(reading, Reading), reading
    assert (reading.kind, reading.marketplace) == ("account_performance", "DE")
