"""The loop on a world of our own: who bids what when, and what NCP makes of it."""

from __future__ import annotations

import numpy as np
import pytest

from adopt.lab.outside.evidence import Seen
from adopt.lab.outside.play import Played, play, play_best
from adopt.lab.outside.policies import LEAST, OURS, POLICIES, TODAY, Policy
from adopt.settings import Settings, load_settings
from tests.lab.outside.tiny import Tiny

SETTINGS = load_settings()


class Selling(Tiny):
    """All three sell: what the others' clicks are worth is more than the third one's rivals ask."""

    rates = np.array([0.25, 0.25, 0.25])


def test_ncp_is_profit_over_what_the_best_bids_could_expect() -> None:
    assert Played((1.0, 2.0, -0.5), (2.0, 2.0, 1.0)).ncp == pytest.approx(0.5)


@pytest.mark.parametrize("ideal", [0.0, -1.0])
def test_where_nothing_could_be_expected_ncp_is_the_money(ideal: float) -> None:
    assert Played((-3.0, 1.0), (ideal, 0.0)).ncp == pytest.approx(-2.0)


def test_a_policy_is_asked_every_so_many_days_on_what_was_seen_by_then() -> None:
    asked: list[Seen] = []

    def remember(seen: Seen, _: Settings) -> np.ndarray:
        asked.append(seen)
        return seen.bids + 0.1

    world = Tiny()
    play(world, Policy(remember, every=7), 15, SETTINGS)
    assert [seen.days for seen in asked] == [7, 14]
    assert [bids[0] for bids in world.days] == pytest.approx([0.6] * 7 + [0.7] * 7 + [0.8])
    # Target 0 wins every auction at these bids.
    assert [int(seen.sums.clicks[0]) for seen in asked] == [7 * 200, 14 * 200]
    assert [int(seen.week.clicks[0]) for seen in asked] == [7 * 200, 7 * 200]


def test_bids_are_in_cents_and_never_under_the_lowest() -> None:
    world = Tiny()
    play(world, Policy(lambda *_: np.array([0.123, 0.0, -1.0])), 2, SETTINGS)
    assert world.days[1].tolist() == [0.12, 0.01, 0.01]


def test_who_never_bids_begins_with_it() -> None:
    world = Tiny()
    assert sum(play(world, POLICIES[LEAST], 3, SETTINGS).profit) == 0
    assert {bid for bids in world.days for bid in bids.tolist()} == {0.01}


def test_the_same_seed_gives_the_same_course() -> None:
    assert play(Tiny(5), POLICIES[OURS], 6, SETTINGS) == play(Tiny(5), POLICIES[OURS], 6, SETTINGS)


def test_adopt_learns_what_sells_and_stops_paying_for_what_does_not() -> None:
    world = Tiny(1)
    played = play(world, POLICIES[OURS], 30, SETTINGS)
    kept = play(Tiny(1), POLICIES["first bid kept"], 30, SETTINGS)
    last = world.days[-1]
    assert last[0] >= 0.6
    assert last[1] < 0.2
    assert played.ncp > kept.ncp
    assert sum(played.profit[-5:]) > 0.45 * sum(played.ideal[-5:])


def test_what_never_got_a_click_is_raised_after_a_fortnight() -> None:
    """Adopt waits a fortnight (B304); Sellics' rule lifts a target that every rival outbids before."""
    worlds = {name: Selling(1) for name in (OURS, "RPC x T, ±25 % a day, silent up")}
    for name, world in worlds.items():
        play(world, POLICIES[name], 20, SETTINGS)
    patience = SETTINGS.launch.patience_days
    silent = [float(bids[2]) for bids in worlds[OURS].days]
    assert silent[:patience] == [0.6] * patience
    assert silent[-1] > 0.9
    assert worlds["RPC x T, ±25 % a day, silent up"].days[11][2] > 0.9


def test_the_best_bids_reach_what_they_expect() -> None:
    assert play_best(Tiny(2), 100).ncp == pytest.approx(1.0, abs=0.05)


@pytest.mark.parametrize("name", [OURS, *TODAY])
def test_whoever_plays_bids_for_every_target(name: str) -> None:
    world = Tiny(4)
    play(world, POLICIES[name], 4, SETTINGS)
    assert all(bids.shape == (3,) and np.isfinite(bids).all() and (bids >= 0.01).all() for bids in world.days)
