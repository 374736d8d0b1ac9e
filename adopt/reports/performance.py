"""Account performance JSON -> one row per marketplace, metric and channel, as published or as it has drifted since.

Whatever has a rate, a target, a count of defects or a score is a metric, by whichever name: Amazon's files rename them
(``lateShipmentRate`` became ``lateShipmentRateList``) and add new ones.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from adopt.words.companions import cells

Record = Mapping[str, Any]


def performance_rows(document: Record) -> Iterator[dict[str, Any]]:
    """A row for each metric, each account status and each warning of a document."""
    for account in document.get("accountStatuses") or ():
        yield {
            "marketplace": account.get("marketplaceId"),
            "metric": "accountStatus",
            "status": account.get("status"),
        }
    for metrics in document.get("performanceMetrics") or ():
        marketplace = metrics.get("marketplaceId")
        for name, value in metrics.items():
            for row in _rows(name, value, None):
                yield {"marketplace": marketplace, **row}


def _rows(name: str, value: Any, channel: str | None) -> Iterator[dict[str, Any]]:
    if isinstance(value, list):
        for item in value:
            yield from _rows(name, item, channel)
    elif isinstance(value, dict):
        if "warningType" in value:
            yield {"metric": f"warning.{value['warningType']}", "status": value.get("status")}
        elif _is_metric(value):
            yield _metric(name, value, channel)
        else:
            for inner, found in value.items():
                yield from _rows(name, found, inner)


def _is_metric(value: Record) -> bool:
    words = cells()["performance"]
    return any(key in value for key in (*words["value"], *words["status"], "targetValue"))


def _metric(name: str, value: Record, channel: str | None) -> dict[str, Any]:
    words, window = cells()["performance"], value.get("reportingDateRange") or {}
    return {
        "metric": name,
        "channel": channel,
        "status": _first(value, words["status"]),
        "value": _first(value, words["value"]),
        "count": _first(value, words["count"]),
        "of": _first(value, words["of"]),
        "target": value.get("targetValue"),
        "condition": value.get("targetCondition"),
        "from": window.get("reportingDateFrom"),
        "to": window.get("reportingDateTo"),
    }


def _first(value: Record, names: list[str]) -> Any:
    """The first of the names that the metric has; a dot goes one deeper."""
    for name in names:
        outer, _, inner = name.partition(".")
        found = value.get(outer)
        found = found.get(inner) if inner and isinstance(found, dict) else found
        if isinstance(found, str):
            return found
    return None
