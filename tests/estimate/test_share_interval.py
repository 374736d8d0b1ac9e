from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.proportion import proportion_confint

from adopt.estimate.share_interval import exact, wilson


@given(of=st.integers(1, 100_000), share=st.floats(0, 1))
def test_they_are_those_of_statsmodels(of: int, share: float) -> None:
    n = round(share * of)
    for ours, method in ((exact, "beta"), (wilson, "wilson")):
        low, high = proportion_confint(n, of, method=method)
        assert ours(n, of) == pytest.approx((low, high), abs=1e-9)


def test_none_of_some_and_all_of_some_are_no_proof() -> None:
    assert exact(0, 40) == pytest.approx((0, 0.0881), abs=1e-4)
    assert exact(40, 40) == pytest.approx((0.9119, 1), abs=1e-4)
