from __future__ import annotations

import pytest

from adopt.estimate.outcome.verdict import FEWEST_DAYS, MOST_MORE, verdict
from adopt.schema import Came


@pytest.mark.parametrize(
    ("promised", "interval", "days", "closed", "said"),
    [
        (10.0, (8.0, 5.0, 10.0), 7, False, Came.KEPT),
        (10.0, (8.0, 5.0, 9.99), 7, False, Came.SHORT),
        (10.0, (14.0, 10.01, 19.0), 7, False, Came.BETTER),
        (10.0, (8.0, 5.0, 9.99), 6, False, Came.EARLY),
        (10.0, (8.0, 5.0, 9.99), 6, True, Came.FOLLOWED),
        (10.0, (8.0, 0.01, 12.0), 7, False, Came.KEPT),
        (10.0, (8.0, -0.01, 12.0), 7, False, Came.EARLY),
        (10.0, (8.0, -0.01, 12.0), 28, True, Came.UNTOLD),
        (0.0, (1.0, -3.0, 3.0), 7, False, Came.KEPT),
        (10.0, (None, None, None), 20, False, Came.UNKNOWN),
    ],
)
def test_verdicts(
    promised: float,
    interval: tuple[float | None, float | None, float | None],
    days: int,
    closed: bool,
    said: Came,
) -> None:
    assert verdict(promised, *interval, days, closed=closed)[0] is said


def test_too_early_says_how_many_days_more() -> None:
    assert verdict(10.0, 5.0, -5.0, 15.0, 3) == (Came.EARLY, FEWEST_DAYS - 3)
    assert verdict(10.0, 0.0, 0.0, 0.0, 0, lag=2) == (Came.EARLY, FEWEST_DAYS + 2)
    # Half of the interval is 20, twice the promise: four times the days.
    assert verdict(10.0, 5.0, -15.0, 25.0, 8) == (Came.EARLY, 24)
    assert verdict(1.0, 5.0, -150.0, 250.0, 8) == (Came.EARLY, MOST_MORE)
