from __future__ import annotations

import numpy as np
import polars as pl
import pytest
from scipy import special

from adopt.lab.account import simulate
from adopt.lab.world import load_world


def test_where_nothing_changes_every_day_has_the_truth_s_rate() -> None:
    account = simulate(1)
    assert (account.cvr == account.truth["cvr"].to_numpy()[:, None]).all()


def test_rates_wander_by_the_step_given() -> None:
    account = simulate(1, load_world("drift", clicks_per_day=30), days=100)
    steps = np.diff(special.logit(account.cvr), axis=1)
    assert steps.std() == pytest.approx(0.03, rel=0.02)


def test_a_term_moves_alike_wherever_it_occurs() -> None:
    account = simulate(1, load_world("drift", clicks_per_day=30), days=30)
    moved = special.logit(account.cvr[:, -1]) - special.logit(account.truth["cvr"].to_numpy())
    spread = (
        account.truth.with_columns(moved=pl.Series(moved))
        .group_by("sku", "search_term")
        .agg(pl.col("moved").max() - pl.col("moved").min(), pl.len())
    )
    assert spread.filter(pl.col("len") > 1).height
    assert spread.filter(pl.col("moved") > 1e-6).is_empty()


def test_a_regime_changes_once_for_its_share_of_the_terms() -> None:
    world = load_world("regime_change")
    account = simulate(1, world, days=100)
    changed = account.cvr[:, world.regime_day] != account.cvr[:, world.regime_day - 1]
    assert changed.mean() == pytest.approx(world.regime_share, abs=0.03)
    assert (account.cvr[:, : world.regime_day] == account.cvr[:, :1]).all()
    assert (account.cvr[:, world.regime_day :] == account.cvr[:, -1:]).all()


def test_shuffled_orders_fall_on_clicks_alone() -> None:
    plain, account = simulate(1), simulate(1, "shuffled")
    assert account.truth.group_by("sku").agg(pl.col("cvr").n_unique())["cvr"].to_list() == [1] * 4
    assert account.truth["cpc"].equals(plain.truth["cpc"])
    weighted = [(one.truth["cvr"] * one.truth["clicks_per_day"]).sum() for one in (plain, account)]
    assert weighted[0] == pytest.approx(weighted[1])


def test_where_places_differ_a_term_converts_otherwise_in_each_campaign() -> None:
    plain, account = simulate(1, load_world("places_differ", place_sd=0.0)), simulate(1, "places_differ")
    moved = special.logit(account.truth["cvr"].to_numpy()) - special.logit(plain.truth["cvr"].to_numpy())
    places = account.truth.with_columns(moved=pl.Series(moved)).unique(["campaign", "search_term"])
    assert places["moved"].std() == pytest.approx(0.8, rel=0.05)
    sold = [(one.truth["cvr"] * one.truth["clicks_per_day"]).sum() for one in (plain, account)]
    assert sold[0] == pytest.approx(sold[1])
