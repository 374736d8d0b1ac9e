from __future__ import annotations

from datetime import datetime

import polars as pl
import pytest

from adopt.reports.moments import moment, settle_moments


def read(text: str, zone: str | None = None) -> datetime | None:
    found: datetime | None = pl.select(moment(pl.lit(text), "month", zone)).item()
    return found


@pytest.mark.parametrize(
    ("text", "utc"),
    [
        ("2026-11-03T14:05:00-08:00", "2026-11-03T22:05:00+00:00"),
        ("2025-08-21T18:29:59+00:00", "2025-08-21T18:29:59+00:00"),
        ("2020-11-21T00:00Z", "2020-11-21T00:00:00+00:00"),
        ("2026-11-03T09:30:00.250+05:30", "2026-11-03T04:00:00.250000+00:00"),
        ("2022-07-11 01:34:18 PDT", "2022-07-11T08:34:18+00:00"),
        ("2025-06-09 05:23:19 UTC", "2025-06-09T05:23:19+00:00"),
        ("09.06.2025 05:23:19 UTC", "2025-06-09T05:23:19+00:00"),
        ("Jun 8, 2025 10:23:05 PM PDT", "2025-06-09T05:23:05+00:00"),
        ("2026-06-30T23:00:00-03:30", "2026-07-01T02:30:00+00:00"),
    ],
)
def test_moments_with_a_zone(text: str, utc: str) -> None:
    assert read(text) == datetime.fromisoformat(utc)


@pytest.mark.parametrize(
    "text", ["2026-11-03 14:05:00", "2026-11-03", "14:05:00 UTC", "soon", "2026-11-03 14:05:00 XYZ"]
)
def test_without_a_known_zone_it_is_no_moment(text: str) -> None:
    assert read(text) is None


def test_a_layouts_zone_holds_where_the_cell_names_none() -> None:
    assert read("2026-11-03 14:05:00", "UTC") == datetime.fromisoformat("2026-11-03T14:05:00+00:00")
    assert read("2026-11-03T14:05:00-08:00", "UTC") == datetime.fromisoformat("2026-11-03T22:05:00+00:00")


@pytest.mark.parametrize(
    ("texts", "order", "ambiguous"),
    [
        (["13/11/2026 4:01 PM", "02/11/2026 4:01 PM"], "day", None),
        (["11/13/2026 4:01 PM", "02/11/2026 4:01 PM"], "month", None),
        (["02/11/2026 4:01 PM"], "month", "02/11/2026 4:01 PM"),
        (["02/02/2026 4:01 PM", "2026-11-03 14:05:00"], "month", None),
    ],
)
def test_slashed_moments_are_settled_by_the_column(
    texts: list[str], order: str, ambiguous: str | None
) -> None:
    assert settle_moments(pl.Series(texts)) == (order, ambiguous)
