from __future__ import annotations

import pytest

from adopt.errors import SettingsError
from adopt.settings import load_settings


def test_a_seller_s_thresholds() -> None:
    given = load_settings(checks={"odr": 0.008, "cover_guideline_days": [20, 45]}).checks
    assert given == {"odr": 0.008, "cover_guideline_days": (20, 45)}


@pytest.mark.parametrize(
    ("given", "fault"),
    [
        ({"odx": 0.1}, "unknown threshold: odx"),
        ({"odr": True}, "expected a number, as in 0.01"),
        ({"odr": [0.1, 0.2]}, "expected a number"),
        ({"cover_guideline_days": 30}, "expected two numbers"),
        ({"cover_guideline_days": [60, 30]}, "the lower first"),
        ({"otdr_us_item_level_enforcement": 1}, "expected true or false"),
    ],
)
def test_one_of_another_form_is_refused(given: dict[str, object], fault: str) -> None:
    with pytest.raises(SettingsError, match=fault):
        load_settings(checks=given)
