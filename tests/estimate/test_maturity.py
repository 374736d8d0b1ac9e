from __future__ import annotations

from datetime import date

import numpy as np
import polars as pl
import pytest

from adopt.estimate.maturity import PPM, effective_clicks_ppm, visible_share
from adopt.words import maturity_curve


def _effective(first: date, last: date, clicks: int, as_of: date, window: int = 7) -> float:
    frame = pl.DataFrame({"first_day": [first], "last_day": [last], "clicks": [clicks]})
    return int(frame.select(effective_clicks_ppm(as_of, window)).item()) / PPM


def test_the_share_follows_the_curve_and_ends_at_one() -> None:
    ages = np.arange(1, 9)
    assert visible_share(ages) == pytest.approx(maturity_curve())
    assert visible_share(np.array([8, 30, 400])) == pytest.approx(1.0)


def test_the_day_of_the_report_itself_shows_least() -> None:
    assert 0 < visible_share(np.array([0]))[0] < maturity_curve()[0]


def test_a_vendors_window_ripens_at_half_the_pace() -> None:
    assert visible_share(np.array([8]), 14) == pytest.approx(visible_share(np.array([4]), 7))


def test_clicks_of_yesterday_count_by_their_visible_share() -> None:
    assert _effective(date(2026, 3, 9), date(2026, 3, 9), 100, date(2026, 3, 10)) == pytest.approx(66)


def test_a_summary_row_has_the_mean_share_of_its_days() -> None:
    first, last, as_of = date(2026, 3, 7), date(2026, 3, 9), date(2026, 3, 10)
    mean = np.mean(maturity_curve()[:3])
    assert _effective(first, last, 30, as_of) == pytest.approx(30 * mean, abs=1e-4)


def test_a_learned_curve_takes_the_place_of_the_default_in_its_own_pace() -> None:
    ages = np.array([1, 2, 3, 9])
    assert visible_share(ages, 14, [0.2, 0.5, 1.0]) == pytest.approx([0.2, 0.5, 1.0, 1.0])
    frame = pl.DataFrame({"first_day": [date(2026, 3, 9)], "last_day": [date(2026, 3, 9)], "clicks": [100]})
    learned = frame.select(effective_clicks_ppm(date(2026, 3, 10), 7, (0.2, 0.5, 1.0))).item()
    assert learned / PPM == pytest.approx(20)


def test_old_clicks_count_wholly() -> None:
    assert _effective(date(2019, 8, 1), date(2019, 8, 31), 7, date(2026, 3, 10)) == 7


def test_settled_days_show_the_final_orders_whatever_was_cancelled_before() -> None:
    learned = (0.7, 0.8, 0.9, 1.0, 1.02, 1.04, 1.06, 1.06)
    shares = visible_share(np.array([8, 18, 28, 60, 400]), learned=learned)
    assert shares == pytest.approx([1.06, 1.03, 1.0, 1.0, 1.0])
    longer = visible_share(np.array([15, 28, 60]), 14, (0.9,) * 14 + (0.98,))
    assert longer == pytest.approx([0.98, 1.0, 1.0])
