"""Plans uploaded to the simulated marketplace and taken back: the account is as it was, whatever was uploaded of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from adopt.lab.market.state import State
from adopt.lab.market.upload import applied
from adopt.plan.compared import compare
from adopt.plan.confirm import results_of_download
from adopt.plan.undo import Inverse, undo
from adopt.schema import Fate, Result
from adopt.write.inverse import inverse_sheets
from adopt.write.validate import faults
from tests.after.market import LAUNCH, account, bulk_of, everything, morning, plan, touch, uploaded

_DAY = date(2026, 6, 8)
_KEYS = everything()["key"].to_list()
_TOUCHED = everything().filter(~pl.col("code").is_in(["U101", "L501", "R901", "R902"]))["key"].to_list()
_TAKEN = st.sets(st.sampled_from(_KEYS))


def _undone(state: State, accepted: pl.DataFrame, *, force: bool = False) -> tuple[State, Inverse]:
    bulk = bulk_of(state)
    inverse = undo(plan(), accepted, Result.create_empty(), bulk, _DAY, 2, force=force)
    for sheet in inverse_sheets(inverse, bulk).values():
        broken = faults(sheet, bulk, "USD", "US", _DAY)
        assert broken.is_empty(), broken
        state, refused = applied(state, sheet)
        assert refused.is_empty(), refused
    return state, inverse


def _some(keys: set[str]) -> pl.DataFrame:
    return everything().filter(pl.col("key").is_in(list(keys)))


def _without_new_ids(state: State) -> pl.DataFrame:
    return account(state).drop("campaign_id", "ad_group_id")


def test_a_whole_plan_is_taken_back() -> None:
    there = uploaded(morning(), everything())
    assert account(there).height > account(morning()).height
    back, inverse = _undone(there, everything())
    assert set(inverse.fates["fate"]) == {Fate.UNDONE.value}
    assert_frame_equal(account(back), account(morning()))
    again, second = _undone(back, everything())
    assert set(second.fates["fate"]) == {Fate.NOTHING.value}
    assert_frame_equal(again.entities, back.entities)


@settings(deadline=None, max_examples=8)
@given(_TAKEN)
def test_whatever_was_uploaded_is_taken_back_and_what_was_not_needs_nothing(keys: set[str]) -> None:
    back, inverse = _undone(uploaded(morning(), _some(keys)), everything())
    assert_frame_equal(account(back), account(morning()))
    fates = inverse.fates
    assert set(fates.filter(pl.col("fate") == Fate.UNDONE.value)["key"]) == keys
    assert set(fates.filter(pl.col("fate") == Fate.NOTHING.value)["key"]) == set(_KEYS) - keys


@settings(deadline=None, max_examples=5)
@given(_TAKEN)
def test_only_what_is_named_is_taken_back(keys: set[str]) -> None:
    there = uploaded(morning(), everything())
    back, _ = _undone(there, _some(keys))
    rest = _some(set(_KEYS) - keys)
    assert_frame_equal(_without_new_ids(back), _without_new_ids(uploaded(morning(), rest)))


@settings(deadline=None, max_examples=8)
@given(_TAKEN, st.sets(st.sampled_from(_TOUCHED)), st.booleans())
def test_what_somebody_has_changed_since_stays_unless_forced(
    taken: set[str], touched: set[str], force: bool
) -> None:
    """A person changes bids, budgets and percentages of the plan, or stops what it created, before it is taken back."""
    touched &= taken
    there = touch(uploaded(morning(), _some(taken)), touched)
    back, inverse = _undone(there, everything(), force=force)
    fates = dict(inverse.fates.select("key", "fate").iter_rows())
    wanted = Fate.UNDONE if force else Fate.CHANGED
    assert {fates[key] for key in touched} <= {wanted.value}
    assert {fates[key] for key in taken - touched} <= {Fate.UNDONE.value}
    expected = morning() if force else touch(uploaded(morning(), _some(touched)), touched)
    assert_frame_equal(_without_new_ids(back), _without_new_ids(expected))
    three = inverse.fates.filter(pl.col("fate") == Fate.CHANGED.value, pl.col("kind") == "bid")
    assert (three["now"] - three["planned"]).abs().min() != 0.0


@settings(deadline=None, max_examples=5)
@given(_TAKEN)
def test_a_download_confirms_exactly_what_was_uploaded(keys: set[str]) -> None:
    bulk = bulk_of(uploaded(morning(), _some(keys)))
    stand = compare(everything(), plan().created, bulk, 2)
    told = results_of_download(stand.rows, plan().as_of, _DAY)
    assert set(told.filter(pl.col("status") == "taken")["key"]) == keys
    assert set(told.filter(pl.col("status") == "unknown")["code"]) <= {"still_old"}


def test_a_launch_whose_ad_was_refused_was_not_taken_and_goes_back() -> None:
    there = uploaded(morning(), everything())
    new = there.entities.join(morning().entities, on="campaign_id", how="anti", nulls_equal=True)[
        "campaign_id"
    ]
    is_ad = (pl.col("entity") == "Product Ad") & pl.col("campaign_id").is_in(new.implode())
    refused = replace(there, entities=there.entities.filter(~is_ad.fill_null(value=False)))
    assert refused.entities.height < there.entities.height
    for state, known in ((there, ("taken", None)), (refused, ("unknown", "without_ad"))):
        stand = compare(everything(), plan().created, bulk_of(state), 2)
        results = results_of_download(stand.rows, plan().as_of, _DAY)
        assert results.filter(key=LAUNCH).select("status", "code").row(0) == known
    back, inverse = _undone(refused, everything())
    assert inverse.fates.filter(key=LAUNCH)["fate"].item() == Fate.UNDONE.value
    assert_frame_equal(account(back), account(morning()))
