"""What lies on the desk: of a folder's files the tables that the checks look at."""

from __future__ import annotations

import pytest

from adopt.checked import marketplace_of
from adopt.settings import load_settings
from tests.plan.readings import reading


@pytest.mark.parametrize(
    ("places", "expected"),
    [
        ({"fba_inventory_planning": "US", "keepa_history": "DE"}, ("US", "USD")),
        ({"fba_inventory_planning": "US", "ledger_summary": "CA"}, (None, None)),
        ({"keepa_history": "DE"}, (None, None)),
    ],
)
def test_the_offers_of_others_dont_say_where_an_account_sells(
    places: dict[str, str], expected: tuple[str | None, str | None]
) -> None:
    readings = [reading(kind=kind, marketplace=place, currency=None) for kind, place in places.items()]
    assert marketplace_of(readings, load_settings(None)) == expected
