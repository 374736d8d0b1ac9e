"""Two halves add up to the whole and don't know each other."""

from __future__ import annotations

import numpy as np
import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from adopt.backtest.halves import _COUNTS, deal
from adopt.lab.account import simulate
from tests.properties.accounts import account as small_account


@settings(max_examples=20, deadline=None)
@given(seed=st.integers(0, 999))
def test_two_halves_add_up(seed: int) -> None:
    rows = small_account(seed)
    one, other = deal(rows, np.random.default_rng(seed))
    for name in _COUNTS:
        assert int(one[name].sum()) + int(other[name].sum()) == int(rows[name].sum()), name
        assert (one[name] >= 0).all()
        assert (other[name] >= 0).all()
    assert (one["orders"] <= one["clicks"]).all() or (rows["orders"] > rows["clicks"]).any()


def test_orders_go_with_their_clicks_and_neither_half_foretells_the_other() -> None:
    """Of one term's Poisson clicks, the halves are independent: over many equal rows their counts don't correlate."""
    row = simulate(1, "sparse", days=30).rows.head(1)
    rng = np.random.default_rng(4)
    rows = pl.concat([row] * 4000).with_columns(
        clicks=pl.Series(rng.poisson(8, 4000)), impressions=pl.lit(1000)
    )
    rows = rows.with_columns(orders=pl.Series(rng.binomial(rows["clicks"].to_numpy(), 0.25)))
    one, other = deal(rows, rng)
    assert one.height == other.height == 4000
    for name in ("clicks", "orders"):
        assert abs(np.corrcoef(one[name], other[name])[0, 1]) < 0.05
        assert 0.48 < float(one[name].sum()) / float(rows[name].sum()) < 0.52
