"""What is expected of a product that nobody has clicked yet."""

from __future__ import annotations

from typing import Any

import polars as pl
import pytest
from scipy import stats

from adopt.estimate.newcomer import known, nearer, of_account
from adopt.settings import load_settings

OWN = load_settings().estimate


def rows(*made: tuple[float, int, int, float]) -> pl.DataFrame:
    """Effective clicks, orders, clicks, spend."""
    names = {"effective_clicks": pl.Float64, "orders": pl.Int64, "clicks": pl.Int64, "spend": pl.Float64}
    return pl.DataFrame(list(made), schema=names, orient="row")


def test_an_account_without_clicks_has_the_default_rate_and_no_cost() -> None:
    found = of_account(rows(), OWN)
    assert found.cvr == pytest.approx(OWN.default_cvr)
    assert found.cpc is None


def test_an_accounts_rate_is_tied_to_the_default() -> None:
    found = of_account(rows((100.0, 4, 110, 55.0), (85.0, 6, 90, 45.0)), OWN)
    assert found.cvr == pytest.approx((10 + 15 * 0.08) / (185 + 15))
    assert found.cpc == pytest.approx(0.5)


def test_more_orders_than_clicks_are_no_rate_over_one() -> None:
    assert of_account(rows((1.0, 50, 1, 1.0)), OWN).cvr < 1


def test_a_similar_product_is_tied_to_the_account() -> None:
    wider = known(0.1, 1.0, OWN)
    found = nearer(rows((50.0, 0, 57, 114.0)), wider, OWN)
    assert found.cvr == pytest.approx(50 * 0.1 / 100)
    assert found.cpc == pytest.approx((114 + 3) / 60)
    assert nearer(rows(), wider, OWN) == pytest.approx(wider)


def test_without_any_cost_known_a_parts_own_stands() -> None:
    wider = of_account(rows(), OWN)
    assert nearer(rows((4.0, 0, 4, 2.0)), wider, OWN).cpc == pytest.approx(0.5)
    assert nearer(rows(), wider, OWN).cpc is None


def test_it_is_never_surer_than_the_levels_clicks() -> None:
    found = of_account(rows((1e6, 80_000, 1_000_000, 1e6)), OWN)
    assert found.alpha + found.beta == pytest.approx(OWN.level_clicks)
    belief: Any = stats.beta(found.alpha, found.beta)
    assert found.interval == pytest.approx((belief.ppf(0.05), belief.ppf(0.95)))


@pytest.mark.parametrize(("rate", "above"), [(-1.0, 1.0), (0.0, 1.0), (1.0, 0.0), (2.0, 0.0)])
def test_rates_that_cannot_be(rate: float, above: float) -> None:
    assert known(0.1, 1.0, OWN).above(rate) == above
