from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from adopt.decide.promise import within_promise


def test_the_longest_list_whose_mean_keeps_the_promise() -> None:
    wrong = np.array([0.30, 0.02, 0.10, 0.05])
    assert within_promise(wrong, 0.10).tolist() == [False, True, True, True]
    assert within_promise(wrong, 0.12).tolist() == [True, True, True, True]
    assert within_promise(wrong, 0.01).tolist() == [False] * 4


def test_no_candidates() -> None:
    assert within_promise(np.array([]), 0.1).size == 0


@given(st.lists(st.floats(0, 1), max_size=40), st.floats(0.001, 0.999))
def test_the_promise_is_kept_and_none_is_kept_before_a_surer_one(wrong: list[float], promise: float) -> None:
    values = np.array(wrong)
    kept = within_promise(values, promise)
    if kept.any():
        assert values[kept].mean() <= promise + 1e-12
        assert values[kept].max() <= values[~kept].min(initial=np.inf)
