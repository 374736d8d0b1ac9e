"""Keepa's arrays -> a row for each step of each series.

Source: Keepa API documentation. Time is in minutes, unix seconds = (t + 21564000) * 60; prices are in the smallest unit of
the marketplace's currency (cents, yen), a negative value means that there was no offer; series with shipping are triples of
time, price and shipping.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from adopt.words.companions import cells

_ZERO = 21_564_000


def keepa_rows(products: Sequence[Mapping[str, Any]]) -> Iterator[dict[str, str | None]]:
    """Asin, marketplace, series, moment (UTC), value and shipping; the value holds until the next row of its series."""
    names = cells()["keepa"]["series"]
    for product in products:
        place = _marketplace(product.get("domainId"))
        for name, series in zip(names, product.get("csv") or (), strict=False):
            for row in _steps(name, [int(number) for number in series or ()], place):
                yield {"asin": product.get("asin"), "marketplace": place, "series": name, **row}


def _marketplace(domain: object) -> str | None:
    """Code of the marketplace that Keepa numbers so; of an unknown one its number, which is no other's name."""
    if domain is None:
        return None
    known: dict[str, str] = cells()["keepa"]["domains"]
    return known.get(str(domain), f"Keepa {domain}")


def _steps(name: str, numbers: Sequence[int], place: str | None) -> Iterator[dict[str, str | None]]:
    width = 3 if "SHIPPING" in name else 2
    for start in range(0, len(numbers) - width + 1, width):
        minute, value, *shipping = numbers[start : start + width]
        moment = datetime.fromtimestamp((minute + _ZERO) * 60, tz=UTC)
        yield {
            "moment": moment.isoformat(),
            "value": _value(name, value, place),
            "shipping": _value(name, shipping[0], place) if shipping else None,
        }


def _value(name: str, number: int, place: str | None) -> str | None:
    words = cells()["keepa"]
    if number < 0:
        return None
    if name in words["whole"]:
        return str(number)
    if name in words["tenths"]:
        return str(Decimal(number) / 10)
    return str(Decimal(number) / (1 if place in words["undivided"] else 100))
