"""Days of another world become the evidence that reports become."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from adopt.decide.bid import bid_changes
from adopt.decide.shade import with_shade
from adopt.lab.outside.environment import Day
from adopt.lab.outside.evidence import Seen, cells, download_of, evidence_of, paid_of
from adopt.lab.outside.policies import adopt_bids, adopt_level, adopt_unshaded
from adopt.schema import Consent
from adopt.settings import load_settings

SETTINGS = load_settings()
FIXED = with_shade(SETTINGS, 0.8)


def seen(clicks: list[int], orders: list[int], cpc: float = 0.5, value: float = 8.0, days: int = 30) -> Seen:
    count = np.array(clicks, dtype=np.int64)
    sold = np.array(orders, dtype=np.int64)
    sums = Day(count * 10, count, sold, count * cpc, sold * value)
    return Seen(days, sums, sums, np.full(count.size, 0.6))


def test_sales_times_margin_is_what_the_world_pays() -> None:
    table = cells(seen([10, 0], [2, 0]).sums, 0.3)
    assert (table["sales_micros"] / 1e6 * 0.3).to_list() == pytest.approx([16.0, 0.0], abs=1e-6)
    assert (table["spend_micros"] / 1e6).to_list() == [5.0, 0.0]
    assert table["effective_ppm"].to_list() == [10_000_000, 0]


def test_every_target_has_its_row_in_order() -> None:
    evidence = evidence_of(seen([50, 0, 20], [5, 0, 0]), SETTINGS)
    assert evidence["target_id"].to_list() == ["0000", "0001", "0002"]
    assert evidence["clicks"].to_list() == [50, 0, 20]
    assert evidence["bid"].to_list() == [0.6] * 3
    assert evidence["margin"].to_list() == [SETTINGS.target_acos] * 3
    assert evidence["age_days"].to_list() == [30] * 3


def test_adopts_bids_are_its_bid_changes() -> None:
    known = seen([400, 300, 0, 3], [60, 2, 0, 1])
    changes = bid_changes(evidence_of(known, FIXED), FIXED, None, 2)
    accepted = changes.filter(pl.col("consent") != Consent.WATCH.value)
    told = dict(zip(accepted["target_id"].to_list(), accepted["to_bid"].to_list(), strict=True))
    assert set(told) == {"0000", "0001"}
    bids = adopt_bids(known, FIXED)
    # What nobody clicked has a raise of its own.
    assert (bids[0], bids[1], bids[3]) == (told["0000"], told["0001"], 0.6)
    assert told["0000"] > 0.6 > told["0001"]


def test_adopts_bids_are_its_raises_too() -> None:
    known = seen([400, 300, 0], [60, 50, 0], cpc=0.3)
    # Some .16 x $8 x .8 and more is its level; a step is half as much again.
    assert adopt_bids(known, FIXED)[2] == pytest.approx(0.9)
    assert adopt_bids(known._replace(days=13), FIXED)[2] == 0.6
    few = known._replace(sums=known.sums._replace(impressions=np.array([4000, 3000, 30])))
    assert adopt_bids(few, FIXED)[2] == 0.6


def test_the_download_says_what_was_seen() -> None:
    known = seen([400, 0], [60, 0])
    told = download_of(known).targets
    assert told.select("target_id", "clicks", "impressions", "bid").rows() == [
        ("0000", 400, 4000, 0.6),
        ("0001", 0, 0, 0.6),
    ]
    assert told["targeting"].to_list() == evidence_of(known, SETTINGS)["targeting"].to_list()


def test_the_level_covers_targets_without_a_click() -> None:
    level = adopt_level(seen([400, 300, 0], [60, 2, 0]), SETTINGS)
    assert level[0] > level[2] > level[1] > 0


def test_without_an_order_nothing_is_known_of_its_value() -> None:
    known = seen([5, 5], [0, 0])
    assert adopt_level(known, SETTINGS).tolist() == [0.6, 0.6]
    assert adopt_bids(known, SETTINGS).tolist() == [0.6, 0.6]


def test_an_unshaded_bid_goes_to_all_that_a_click_is_worth() -> None:
    known = seen([40_000], [4_000], cpc=0.3, days=90)  # worth .80 a click
    bids = adopt_bids(known, FIXED), adopt_unshaded(known._replace(bids=np.array([0.70])), FIXED)
    assert [float(one[0]) for one in bids] == pytest.approx([0.64, 0.80], abs=0.011)


def test_where_clicks_cost_the_best_part_of_their_bid_all_that_they_are_worth_is_bid() -> None:
    known = seen([40_000, 100], [4_000, 0], cpc=0.27, days=90)
    assert tuple(paid_of(known)[:2]) == pytest.approx((40_100, 0.45))
    assert float(adopt_bids(known, SETTINGS)[0]) == pytest.approx(0.80, abs=0.011)


@examples(max_examples=15, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 500), st.integers(0, 50)), min_size=1, max_size=12))
def test_whatever_came_bids_are_bounded_steps(counts: list[tuple[int, int]]) -> None:
    known = seen([clicks for clicks, _ in counts], [min(pair) for pair in counts])
    bids = adopt_bids(known, SETTINGS)
    step, cut = SETTINGS.bid.max_step, SETTINGS.bid.max_cut
    assert ((bids >= 0.6 / cut - 0.01) & (bids <= 0.6 * step + 0.01)).all()
