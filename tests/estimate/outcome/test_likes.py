from __future__ import annotations

import numpy as np
import polars as pl
import pytest

from adopt.estimate.outcome.draws import REPEATS, group_weights
from adopt.estimate.outcome.likes import ENOUGH, LEAST, traffic_after


def donors(count: int, before: float, after: float, campaign: str = "c", group: str = "g") -> pl.DataFrame:
    frame = pl.DataFrame(
        {"clicks": [before] * count, "clicks_after": [after] * count},
        schema_overrides={"clicks": pl.Float64, "clicks_after": pl.Float64},
    )
    return frame.with_columns(campaign=pl.lit(campaign), ad_group=pl.lit(group), orders=pl.lit(0.0))


def units(*clicks: float, campaign: str = "c") -> pl.DataFrame:
    return pl.DataFrame({"clicks": list(clicks)}).with_columns(campaign=pl.lit(campaign), orders=pl.lit(0.0))


def drawn(asked: pl.DataFrame, others: pl.DataFrame) -> np.ndarray:
    rng = np.random.default_rng(1)
    return traffic_after(asked, others, group_weights(others), rng.uniform(size=(REPEATS, asked.height)))


def test_traffic_takes_the_course_of_its_likes() -> None:
    found = drawn(units(8.0, 12.0), donors(ENOUGH, 10.0, 5.0))
    assert np.allclose(found, [4.0, 6.0])


@pytest.mark.parametrize(("count", "told"), [(LEAST - 1, False), (LEAST, True)])
def test_too_few_likes_tell_nothing(count: int, *, told: bool) -> None:
    assert bool(np.isfinite(drawn(units(10.0), donors(count, 10.0, 5.0))).all()) is told


@pytest.mark.parametrize(("count", "mean"), [(ENOUGH, 20.0), (ENOUGH - 1, 10.0)])
def test_the_same_campaign_comes_first_if_it_has_enough(count: int, mean: float) -> None:
    near, far = donors(count, 10.0, 20.0), donors(9 * ENOUGH, 10.0, 10.0, "d", "h")
    found = drawn(units(10.0), pl.concat([near, far]))
    if count >= ENOUGH:
        assert np.allclose(found, mean)
    else:
        assert found.mean() == pytest.approx(11.0, abs=1.5)


def test_other_classes_of_traffic_count_only_where_the_own_is_too_small() -> None:
    small, large = donors(ENOUGH, 2.0, 1.0), donors(ENOUGH, 64.0, 64.0)
    both = pl.concat([small, large])
    assert np.allclose(drawn(units(2.0, 64.0), both), [1.0, 64.0])
    assert np.allclose(drawn(units(10.0), pl.concat([small.head(3), large])).mean(), 10.0, atol=0.5)


def test_the_deviation_of_a_small_like_is_brought_to_the_size_of_the_unit() -> None:
    likes = pl.concat([donors(20, 10.0, 6.0), donors(20, 10.0, 14.0)])
    small, large = (drawn(units(size), likes)[:, 0] / size for size in (10.0, 1000.0))
    assert small.std() == pytest.approx(0.4, rel=0.1)
    # Counts alone explain 16 clicks squared of 20: nothing is left for courses that differ.
    assert large.std() == pytest.approx(0.04, rel=0.3)
    assert large.mean() == pytest.approx(1.0, abs=0.02)


def test_units_of_many_campaigns_that_share_their_likes_are_told_as_each_alone() -> None:
    rng = np.random.default_rng(7)
    others = pl.concat(
        donors(3, float(before), float(after), f"c{at}", f"g{at % 9}")
        for at, (before, after) in enumerate(rng.integers(1, 40, (60, 2)))
    )
    asked = pl.concat(units(float(at + 1), float(at + 3), campaign=f"c{at}") for at in range(12))
    uniform, weights = rng.uniform(size=(REPEATS, asked.height)), group_weights(others)
    together = traffic_after(asked, others, weights, uniform)
    alone = [
        traffic_after(asked[[at]], others, weights, uniform[:, [at]])[:, 0] for at in range(asked.height)
    ]
    assert np.array_equal(together, np.stack(alone, axis=1))
    assert np.isfinite(together).all()


def test_a_like_is_drawn_as_often_as_its_ad_group_counts() -> None:
    rng = np.random.default_rng(8)
    others = pl.concat(
        donors(10, 10.0, float(after), "c", f"g{at}") for at, after in enumerate((2, 9, 14, 20))
    )
    weights, uniform = group_weights(others), rng.uniform(size=(REPEATS, 1))
    found = traffic_after(units(10.0), others, weights, uniform)[:, 0]
    after = others["clicks_after"].to_numpy()
    # Line by line, by the definition: of the same size, the unit takes the course of the like that is drawn.
    for line, share in enumerate(weights.drawn[:, weights.place(others)]):
        chances = np.cumsum(share) / share.sum()
        drawn_one = min(int(np.searchsorted(chances, uniform[line, 0])), after.size - 1)
        assert found[line] == pytest.approx(after[drawn_one])
