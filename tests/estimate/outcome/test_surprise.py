from __future__ import annotations

import pytest

from adopt.estimate.outcome.surprise import STEADY_ORDERS, surprise
from tests.estimate.outcome.frames import change, changes, day_rows


def test_what_terms_sold_since_in_other_places_corrects_what_was_believed() -> None:
    gone = change(
        key="N101|w0", code="N101", entity="Negative Keyword", search_term="w0", alpha=5.0, beta=95.0
    )
    made = changes(gone).with_row_index("number")
    # Foretold are .05 x 400 = 20 orders, 40 came; those before the change and on the day after it don't count.
    rows = [
        (5, "g9", "t9", "w0", 400, 40, 90.0),
        (1, "g9", "t9", "w0", 99, 99, 9.0),
        (-3, "g9", "t9", "w0", 99, 99, 9.0),
    ]
    found = surprise(made, day_rows(rows))
    assert found.mean() == pytest.approx((STEADY_ORDERS + 40) / (STEADY_ORDERS + 20), rel=0.02)
    assert surprise(made, day_rows([])).mean() == pytest.approx(1.0, rel=0.05)
