"""Percentages and bids don't chase each other: on evidence that stays, both come to rest."""

from __future__ import annotations

from typing import Any

import numpy as np
import polars as pl
from hypothesis import example, given, settings
from hypothesis import strategies as st

from adopt.decide import after_placements, bid_changes, placement_changes
from adopt.decide.shade import with_shade
from adopt.estimate.placements import PLACES, placements_worth
from adopt.estimate.targets import bid_multipliers
from adopt.schema import Placement
from adopt.settings import load_settings
from tests.decide.evidence import posterior, targets
from tests.estimate.placed import placed

DAYS = 60
EFFECTS = st.tuples(*(st.floats(0.4, 2.5) for _ in PLACES))
PERCENT = st.tuples(*(st.integers(0, 250) for _ in PLACES))


_SHADE = 0.9 / (0.9 + 0.75) / 0.75
"""Where no change gains by the elasticities, clicks costing three quarters of their bid."""


class Account:
    """Bids and percentages in force; clicks and orders never change, what clicks cost only where it ``answers`` bids."""

    def __init__(
        self,
        seed: int,
        effect: tuple[float, ...],
        percent: tuple[int, ...],
        consent: str = "ask",
        *,
        answers: bool = False,
    ) -> None:
        self.answers = answers
        loaded = with_shade(load_settings(), _SHADE)
        own = loaded.placement.model_copy(update={"consent": consent})
        self.settings = loaded.model_copy(update={"placement": own})
        self.frame = placed(seed, 4, effect, clicks=2000).with_columns(
            percentage=pl.Series([float(points) for _ in range(4) for points in percent])
        )
        rng = np.random.default_rng(seed)
        self.bids = {str(campaign): float(rng.uniform(0.2, 3)) for campaign in range(4)}

    def day(self) -> tuple[int, int]:
        """A run whose rows are all carried out; how many percentages and bids moved."""
        if self.answers:
            self._pay()
        found = placements_worth(self.frame, self.settings.placement, 2)
        known = self._targets()
        changes = placement_changes(found, known, DAYS, self.settings)
        after = after_placements(known, changes, self._placements(), self.settings)
        bids = bid_changes(after, self.settings, None, 2).filter(pl.col("consent") != "watch")
        done = changes.filter(pl.col("consent") != "watch")
        new = done.select("campaign_id", placement="targeting", new="to_value")
        joined = self.frame.join(new, on=["campaign_id", "placement"], how="left", maintain_order="left")
        self.frame = joined.with_columns(percentage=pl.coalesce("new", "percentage")).drop("new")
        self.bids |= dict(bids.select("target_id", "to_bid").iter_rows())
        return done.height, bids.height

    def levels(self) -> np.ndarray:
        """The mean bid that each campaign's clicks meet, over what a click is worth."""
        known = self._targets()
        worth = known["cvr"] * known["order_value"] * known["margin"]
        return np.asarray((known["bid"] * known["bid_multiplier"] / worth).to_numpy())

    def _pay(self) -> None:
        """Clicks cost three quarters of the bid in their place."""
        bids = pl.col("campaign_id").replace_strict(self.bids, return_dtype=pl.Float64)
        paid = pl.col("clicks") * 0.75 * bids * (1 + pl.col("percentage") / 100)
        self.frame = self.frame.with_columns(spend_micros=(paid * 1e6).round().cast(pl.Int64))

    def _placements(self) -> Any:
        counts = [name for name in Placement.column_names() if name not in self.frame.columns]
        made = self.frame.with_columns(**{name: pl.lit(0) for name in counts})
        return Placement.cast(made.select(Placement.column_names()))

    def _targets(self) -> Any:
        factors = dict(bid_multipliers(self._placements()).iter_rows())
        sums = self.frame.group_by("campaign_id").agg(pl.col("clicks", "orders").sum()).sort("campaign_id")
        return targets(
            *(
                {
                    **posterior(row["orders"] + 1, row["clicks"] + 12),
                    "campaign_id": row["campaign_id"],
                    "campaign": row["campaign_id"],
                    "target_id": row["campaign_id"],
                    "clicks": row["clicks"],
                    "cpc": 0.75 * self.bids[row["campaign_id"]] * factors[row["campaign_id"]],
                    "bid": self.bids[row["campaign_id"]],
                    "bid_multiplier": factors[row["campaign_id"]],
                    "budget": 900.0,
                }
                for row in sums.to_dicts()
            )
        )


@example(13, (2.0, 2.453125, 0.59765625), (63, 101, 0), "ask", False)
@settings(deadline=None, max_examples=6)
@given(st.integers(0, 10_000), EFFECTS, PERCENT, st.sampled_from(["ask", "safe"]), st.booleans())
def test_both_come_to_rest_and_bids_at_their_level(
    seed: int, effect: tuple[float, ...], percent: tuple[int, ...], consent: str, answers: bool
) -> None:
    account = Account(seed, effect, percent, consent, answers=answers)
    moves = [account.day() for _ in range(40)]
    assert moves[-3:] == [(0, 0)] * 3
    # A bid rests where it is off by less than the smallest change, and a coin that rounding leaves.
    coins = np.array([0.01 / bid for bid in account.bids.values()])
    assert (np.abs(account.levels() / _SHADE - 1) <= 0.06 + coins).all()


@settings(deadline=None, max_examples=6)
@given(st.integers(0, 10_000), EFFECTS, PERCENT)
def test_a_percentage_never_turns_back(
    seed: int, effect: tuple[float, ...], percent: tuple[int, ...]
) -> None:
    account, seen = Account(seed, effect, percent), []
    for _ in range(30):
        seen.append(account.frame["percentage"].to_numpy())
        account.day()
    steps = np.sign(np.diff(np.array(seen), axis=0))
    for way in steps.T:
        assert len(set(way[way != 0])) <= 1
    assert np.abs(np.diff(np.array(seen), axis=0)).max() <= account.settings.placement.max_step


def test_where_costs_answer_percentages_reach_what_clicks_are_worth() -> None:
    account = Account(2, (2.5, 1.0, 0.5), (0, 0, 0), answers=True)
    for _ in range(40):
        account.day()
    top, rest, page = account.frame["percentage"].to_numpy().reshape(-1, len(PLACES)).mean(axis=0)
    # Near their aims of 400 and 100 it is no longer sure that more is right.
    assert 280 < top < 430
    assert 60 < rest < 130
    assert page == 0
