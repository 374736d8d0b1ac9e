"""The world of real prices, on a made-up file of them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from click.testing import CliRunner

from adopt.cli import main
from adopt.lab.outside.play import play, play_best
from adopt.lab.outside.policies import OURS, POLICIES
from adopt.lab.outside.price_curves import PriceCurves
from adopt.lab.outside.worlds import environment, missing, outside_world
from adopt.settings import load_settings

WORLD = "price_curves"


@pytest.fixture
def prices(tmp_path: Path) -> Path:
    """Two advertisers: one meets prices of 10 to 30, the other 20 or, rarely, 200."""
    folder = tmp_path / "prices"
    folder.mkdir()
    counts = ", ".join(["0"] * 10 + ["5"] * 21)
    (folder / "1.json").write_text(f'{{"counts": [{counts}]}}', encoding="utf-8")
    (folder / "2.txt").write_text("0 20 .001\n" * 9 + "1 200 .001\n", encoding="utf-8")
    return folder


def world(prices: Path, **changed: Any) -> Mapping[str, Any]:
    return {**outside_world(WORLD), "prices": prices, "targets": 20, **changed}


def test_the_best_bid_is_what_a_click_is_worth(prices: Path) -> None:
    """A tenth more or less, on the same clicks, earns less."""
    bids = PriceCurves(3, world(prices)).best()
    earned = {}
    for factor in (0.9, 1.0, 1.1):
        own = PriceCurves(3, world(prices))
        earned[factor] = sum(own.day(bids * factor).profit for _ in range(400))
    assert earned[1.0] > max(earned[0.9], earned[1.1])
    assert earned[1.0] > 0


def test_the_best_bids_earn_the_ideal_day_by_day(prices: Path) -> None:
    own = PriceCurves(3, world(prices))
    for _ in range(5):
        ideal = own.ideal()
        assert own.day(own.best()).profit == pytest.approx(ideal)
    assert play_best(PriceCurves(3, world(prices)), 30).ncp == pytest.approx(1, abs=0.02)  # bids in cents


def test_who_bids_more_has_the_same_clicks_and_others(prices: Path) -> None:
    low, high = (PriceCurves(5, world(prices)) for _ in range(2))
    for _ in range(3):
        little, much = low.day(np.full(20, 0.5)), high.day(np.full(20, 1.5))
        assert (little.clicks <= much.clicks).all()
        assert (little.orders <= much.orders).all()
        assert (little.spend <= 0.5 * little.clicks + 1e-9).all()
        assert little.clicks.sum() < much.clicks.sum()


def test_figures_of_a_day_are_those_that_the_world_says(prices: Path) -> None:
    own = PriceCurves(7, world(prices))
    everything = [own.day(np.full(20, 1e6)) for _ in range(500)]
    clicks, orders, spend, worth = (
        np.sum([getattr(one, name) for one in everything], axis=0)
        for name in ("clicks", "orders", "spend", "worth")
    )
    assert clicks / 500 == pytest.approx(own._offers, rel=0.15)
    assert orders.sum() / clicks.sum() == pytest.approx((own._rate * clicks).sum() / clicks.sum(), rel=0.03)
    # Each curve's mean price is what was drawn for the target.
    assert spend / clicks == pytest.approx(own._price, rel=0.25)
    assert spend.sum() / (clicks * own._price).sum() == pytest.approx(1, abs=0.02)
    assert worth == pytest.approx(orders * own._order)
    shown = np.sum([one.impressions for one in everything], axis=0)
    assert clicks.sum() / shown.sum() == pytest.approx(
        own._offers.sum() / (own._offers + own._unclicked).sum(), rel=0.02
    )


def test_no_bid_that_reaches_a_price_is_seen_by_nobody(prices: Path) -> None:
    day = PriceCurves(7, world(prices)).day(np.zeros(20))
    assert [int(column.sum()) for column in day] == [0] * 5


def test_adopt_learns_what_clicks_are_worth_there(prices: Path) -> None:
    kept, ours = (
        play(PriceCurves(1, world(prices)), POLICIES[name], 40, load_settings()).since(20)
        for name in ("first bid kept", OURS)
    )
    assert kept.ncp < ours.ncp - 0.05


def test_without_prices_the_world_is_left_out_and_named(tmp_path: Path, prices: Path) -> None:
    assert missing(WORLD, prices) is None
    assert environment(WORLD, 1, prices).targets == 100
    done = CliRunner().invoke(main, ["lab", "outside", "--worlds", WORLD, "--out", str(tmp_path)])
    assert done.exit_code == 0, done.output
    assert "--prices" in done.output
    assert f"| {WORLD} | real prices: " in (tmp_path / "outside.md").read_text(encoding="utf-8")


def test_a_file_of_something_else_ends_the_command(tmp_path: Path) -> None:
    odd = tmp_path / "odd.txt"
    odd.write_text("keyword,clicks\n", encoding="utf-8")
    options = ["--worlds", WORLD, "--prices", str(odd), "--jobs", "1", "--out", str(tmp_path)]
    done = CliRunner().invoke(main, ["lab", "outside", *options])
    assert done.exit_code == 3
    assert "odd.txt, line 1:" in done.output.replace("\n", "")
