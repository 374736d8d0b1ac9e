from __future__ import annotations

import numpy as np
import polars as pl
import pytest

from adopt.estimate.chance import share_interval
from adopt.estimate.outcome.judge import Judged, judged
from adopt.estimate.outcome.reliability import ran_on, reliability
from tests.estimate.outcome.frames import PLAN_DAY, change, changes, day_rows

_STATED = 0.93


def left_open(count: int) -> pl.DataFrame:
    return pl.DataFrame(
        {
            "made_on": [PLAN_DAY] * count,
            "campaign": ["c0"] * count,
            "ad_group": ["g"] * count,
            "search_term": [f"w{at}" for at in range(count)],
            "probability": [_STATED] * count,
            "alpha": [2.0] * count,
            "beta": [98.0] * count,
            "worth": [8.0] * count,
        },
        schema={"made_on": pl.Date}
        | dict.fromkeys(("campaign", "ad_group", "search_term"), pl.String)
        | dict.fromkeys(("probability", "alpha", "beta", "worth"), pl.Float64),
    )


def nothing() -> Judged:
    return judged(changes(), day_rows([]))


def test_terms_that_ran_on_tell_once_they_cost_an_order() -> None:
    rows = [
        (1, "g", "t", "w0", 10, 2, 7.99),
        (1, "g", "t", "w1", 10, 1, 8.0),
        (1, "g", "t", "w2", 20, 1, 16.0),
        (40, "g", "t", "w2", 5, 9, 1.0),
    ]
    found = ran_on(left_open(3), changes(), day_rows(rows))
    assert found.select("search_term", "came").rows() == [("w1", 1.0), ("w2", 0.0)]
    assert found["stated"].to_list() == pytest.approx([0.07, 0.07])
    told = reliability(nothing(), pl.Series([], dtype=pl.Float64), found)
    (one,) = told.to_dicts()
    assert (one["kind"], one["low"], one["actions"], one["came"]) == ("left_open", 0.0, 2, 0.5)
    assert (one["came_low"], one["came_high"]) == pytest.approx(share_interval(1, 2))


def test_a_term_counts_until_it_was_negated() -> None:
    gone = changes(
        change(key="N101|x", code="N101", entity="Negative Keyword", ad_group="g", search_term="w0")
    )
    rows = day_rows([(0, "g", "t", "w0", 20, 0, 16.0), (-1, "g", "t", "w0", 20, 0, 16.0)])
    assert ran_on(left_open(1), gone, rows).is_empty()


def test_bid_changes_are_held_to_what_noise_lets_be_seen() -> None:
    rows = [(at, f"g{t % 4}", f"t{t}", f"w{t}", 1.0, 0.0, 0.5) for t in range(40) for at in range(-56, 21)]
    made = changes(change(probability=_STATED))
    found = judged(made, day_rows(rows))
    rng = np.random.default_rng(0)
    noisy = Judged(found.outcomes, rng.normal(5.0, 20.0, found.draws.shape), found.units, found.surprise)
    (one,) = reliability(noisy, made["probability"], ran_on(left_open(0), made, day_rows(rows))).to_dicts()
    assert (one["kind"], one["low"], one["actions"]) == ("bids", 0.9, 1)
    shown = 0.841  # phi(1): promised 20 over the days, noise of 20
    assert one["foretold"] == pytest.approx(_STATED * shown + (1 - _STATED) * (1 - shown), abs=0.02)


@pytest.mark.parametrize(("probability", "low"), [(0.1, 0.9), (0.11, 0.8), (0.0, 0.9), (1.0, 0.0)])
def test_the_tenth_of_what_is_stated(probability: float, low: float) -> None:
    rows = day_rows([(1, "g", "t", "w0", 20, 0, 16.0)])
    found = ran_on(left_open(1).with_columns(probability=pl.lit(probability)), changes(), rows)
    assert found["low"].to_list() == [low]
