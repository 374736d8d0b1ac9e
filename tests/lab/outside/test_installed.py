"""Real environments, where they are installed: bids in, days out, and best bids that earn what they expect."""

from __future__ import annotations

import numpy as np
import pytest

from adopt.lab.outside.play import play_best
from adopt.lab.outside.worlds import environment, missing, outside_names

pytestmark = [
    pytest.mark.slow,
    # Their code is theirs: what newer libraries say of it is no fault of ours.
    pytest.mark.filterwarnings("ignore"),
]


@pytest.mark.parametrize("name", outside_names())
def test_a_real_environment_keeps_the_interface(name: str) -> None:
    if how := missing(name):
        pytest.skip(how)
    world = environment(name, 7)
    day = world.day(np.full(world.targets, world.start))
    assert all(column.shape == (world.targets,) for column in day)
    assert (day.orders <= day.clicks).all()
    assert (day.clicks <= day.impressions).all()
    assert (day.spend <= world.start * day.clicks + 1e-6).all()
    assert day.clicks.sum() > 0
    assert world.ideal() >= 0


@pytest.mark.parametrize("name", ["adcraft_dense", "auction_gym", "rtbgym"])
def test_the_best_bids_earn_about_what_they_expect(name: str) -> None:
    if how := missing(name):
        pytest.skip(how)
    assert play_best(environment(name, 7), 60).ncp == pytest.approx(1.0, abs=0.12)


@pytest.mark.parametrize("name", outside_names())
def test_the_same_seed_makes_the_same_account(name: str) -> None:
    if how := missing(name):
        pytest.skip(how)
    one, other = environment(name, 3), environment(name, 3)
    bids = np.full(one.targets, one.start)
    for _ in range(2):
        assert all((mine == its).all() for mine, its in zip(one.day(bids), other.day(bids), strict=True))
