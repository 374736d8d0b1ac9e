"""What becomes of each action when a plan is undone, at the edges: limits, residues, what isn't in the download."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import polars as pl
import pytest

from adopt.plan.taken import accepted_actions
from adopt.plan.undo import Inverse, undo
from adopt.schema import Bulk, NewEntity, Result
from tests.after.market import Made, bulk_of, morning
from tests.plan.readings import actions

_DAY = date(2026, 6, 8)


def bulk() -> Bulk:
    return bulk_of(morning())


def with_frames(held: Bulk, **frames: pl.DataFrame) -> Bulk:
    return replace(held, **frames)  # type: ignore[arg-type]  # the columns stay as they are


def target() -> dict[str, Any]:
    """A keyword with a bid of its own, and its campaign's daily budget."""
    held = bulk()
    own = held.targets.filter(pl.col("bid").is_not_null(), pl.col("kind") == "keyword").row(0, named=True)
    budget = held.campaigns.filter(campaign_id=own["campaign_id"])["budget"].item()
    return own | {"budget": budget}


def bid(old: float | None, new: float) -> dict[str, Any]:
    where = {name: target()[name] for name in ("campaign_id", "ad_group_id", "target_id")}
    change = {"from_bid": old, "to_bid": new, "search_term": None}
    return {"code": "B301", "entity": "Keyword", "key": "bid", **where, **change}


def budget(old: float, new: float) -> dict[str, Any]:
    where = {"campaign_id": target()["campaign_id"], "search_term": None}
    return {
        "code": "T402",
        "entity": "Campaign",
        "key": "budget",
        "from_value": old,
        "to_value": new,
        **where,
    }


def undone(held: Bulk, *rows: dict[str, Any], results: Any = None, **options: Any) -> Inverse:
    plan = Made(actions(*rows), NewEntity.create_empty())
    accepted = accepted_actions(plan.actions, None)
    told = results if results is not None else Result.create_empty()
    return undo(plan, accepted, told, held, _DAY, 2, **options)


def fate(held: Bulk, *rows: dict[str, Any], key: str = "bid", **options: Any) -> tuple[str, str | None]:
    row = undone(held, *rows, **options).fates.row(by_predicate=pl.col("key") == key, named=True)
    return row["fate"], row["why"]


def now(**values: float) -> Bulk:
    """The download with another bid or budget of the keyword in it."""
    held, own = bulk(), target()
    mine = pl.col("target_id") == own["target_id"]
    targets: pl.DataFrame = held.targets
    campaigns: pl.DataFrame = held.campaigns
    if "bid" in values:
        targets = targets.with_columns(bid=pl.when(mine).then(values["bid"]).otherwise("bid"))
    if "budget" in values:
        ours = pl.col("campaign_id") == own["campaign_id"]
        campaigns = campaigns.with_columns(budget=pl.when(ours).then(values["budget"]).otherwise("budget"))
    return with_frames(held, targets=targets, campaigns=campaigns)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (0.64, ("undone", None)),
        (0.6400000000000001, ("undone", None)),
        (0.645, ("undone", None)),
        (0.63, ("changed", "bid")),
        (0.65, ("changed", "bid")),
        (0.95, ("nothing", None)),
        (0.9500000000000003, ("nothing", None)),
        (0.96, ("changed", "bid")),
    ],
)
def test_amounts_are_the_same_when_they_are_written_alike(
    value: float, expected: tuple[str, str | None]
) -> None:
    assert fate(now(bid=value), bid(0.95, 0.64)) == expected


@pytest.mark.parametrize(("old", "expected"), [(29.99, "undone"), (30.0, "undone"), (30.01, "impossible")])
def test_an_old_bid_above_todays_budget_is_not_written(old: float, expected: str) -> None:
    found = fate(now(bid=0.64, budget=30.0), bid(old, 0.64))
    assert found == (expected, "over_budget" if expected == "impossible" else None)


def test_an_old_bid_above_the_old_budget_is_not_written_either() -> None:
    rows = bid(25.0, 0.64), budget(20.0, 30.0)
    held = now(bid=0.64, budget=30.0)
    assert fate(held, *rows) == ("impossible", "over_budget")
    assert fate(held, *rows, key="budget") == ("impossible", "under_bids")


@pytest.mark.parametrize(("old", "expected"), [(2.49, "impossible"), (2.5, "undone"), (2.51, "undone")])
def test_an_old_budget_below_a_bid_is_not_written(old: float, expected: str) -> None:
    found = fate(now(bid=2.5, budget=30.0), budget(old, 30.0), key="budget")
    assert found == (expected, "under_bids" if expected == "impossible" else None)


def test_a_campaign_whose_strategy_no_upload_knows_is_done_by_hand() -> None:
    held = now(budget=30.0)
    strange = held.campaigns.with_columns(strategy=pl.lit(None, pl.String))
    assert fate(with_frames(held, campaigns=strange), budget(20.0, 30.0), key="budget") == (
        "impossible",
        "strategy",
    )


def test_what_is_archived_or_missing_or_was_never_known_can_not_be_undone() -> None:
    held = now(bid=0.64)
    gone = held.targets.with_columns(state=pl.lit("archived"))
    assert fate(with_frames(held, targets=gone), bid(0.95, 0.64)) == ("impossible", "archived")
    missing = held.targets.filter(pl.col("target_id") != target()["target_id"])
    assert fate(with_frames(held, targets=missing), bid(0.95, 0.64)) == ("impossible", "not_in_download")
    assert fate(held, bid(None, 0.64)) == ("impossible", "no_old")


def test_what_amazon_refused_needs_nothing_unless_it_is_in_force_all_the_same() -> None:
    refused = Result.validate(
        pl.DataFrame(
            {"key": ["bid"], "status": ["rejected"], "code": [None], "message": [None], "seen_on": [_DAY]},
            schema=Result.create_empty().schema,
        )
    )
    assert fate(now(bid=0.95), bid(0.95, 0.64), results=refused) == ("nothing", "rejected")
    assert fate(now(bid=0.77), bid(0.95, 0.64), results=refused) == ("nothing", "rejected")
    assert fate(now(bid=0.64), bid(0.95, 0.64), results=refused) == ("undone", None)


def keyword(text: str = "Garlic  Press", **more: Any) -> dict[str, Any]:
    place = {f"to_{name}": target()[name] for name in ("campaign_id", "ad_group_id")}
    return {
        "code": "H201",
        "entity": "Keyword",
        "key": "bid",
        "to_text": text,
        "to_bid": 0.8,
        **place,
        **more,
    }


def created(text: str = "garlic press", **changes: Any) -> Bulk:
    """The download with an exact keyword, new in the keyword's ad group, without impressions."""
    held = bulk()
    mine = held.targets.filter(target_id=target()["target_id"])
    made = {
        "targeting": text,
        "match_type": "exact",
        "target_id": "1",
        "bid": 0.8,
        "row": 9_999,
        "impressions": 0,
        "spend_micros": 0,
    }
    row = mine.with_columns(
        pl.lit(value, mine.schema[name]).alias(name) for name, value in (made | changes).items()
    )
    return with_frames(held, targets=pl.concat([held.targets, row]))


def test_a_created_keyword_is_found_by_its_text_and_match_type_alone() -> None:
    found = undone(created(), keyword())
    assert found.archived.rows() == [("bid", "Keyword", "1", 9_999)]
    for other in ({"match_type": "phrase"}, {"text": "garlic presses"}, {"state": "archived"}):
        assert fate(created(**other), keyword()) == ("nothing", None)
    assert fate(created(bid=0.9), keyword()) == ("changed", "bid")
    assert fate(created(state="paused"), keyword()) == ("changed", "state")
    assert fate(created(state="paused"), keyword(), force=True) == ("undone", "state")


def test_a_download_without_zero_impressions_does_not_tell_whether_a_keyword_is_there() -> None:
    held = bulk()
    seen = with_frames(held, targets=held.targets.filter(pl.col("impressions") > 0))
    assert fate(held, keyword("never made")) == ("nothing", None)
    assert fate(seen, keyword("never made")) == ("impossible", "not_in_download")


def test_a_keyword_that_spent_says_so() -> None:
    told = undone(created(spend_micros=12_500_000, impressions=5), keyword()).fates.row(0, named=True)
    assert (told["caveat"], told["spent"]) == ("spent", 12.5)
    unspent = undone(created(), keyword()).fates.row(0, named=True)
    assert unspent["caveat"] == "for_good"


def restored(text: str) -> dict[str, Any]:
    where = {name: target()[name] for name in ("campaign_id", "ad_group_id")}
    return {
        "code": "U101",
        "entity": "Negative Keyword",
        "key": "bid",
        "to_text": text,
        "detail": "ad_group",
        **where,
    }


def test_a_negative_that_amazon_takes_no_longer_is_not_created_again() -> None:
    assert fate(bulk(), restored("cheap")) == ("undone", None)
    assert fate(bulk(), restored("cheap?")) == ("impossible", "text_refused")


def test_what_no_upload_file_carries_is_said() -> None:
    hours = {"code": "B303", "entity": "Campaign", "key": "bid", "to_value": 12.0, "search_term": None}
    assert fate(bulk(), hours | {"campaign_id": target()["campaign_id"]}) == ("impossible", "not_uploaded")
