"""The course of a policy: it decides on a morning, days are lived, and it sees what its decision has brought."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

import polars as pl

from adopt.lab.bidding.morning import BidPolicy, Morning, Wanted
from adopt.lab.bidding.oracle import in_force, with_bids
from adopt.lab.layout import ENTITY
from adopt.lab.market.live import live
from adopt.lab.market.market import Market
from adopt.lab.market.state import State
from adopt.lab.market.take_back import uploaded
from adopt.schema import Action, Consent
from adopt.settings import Settings
from adopt.write.outputs import upload_sheets

_PLACE = ["campaign", "ad_group"]


class Pace(NamedTuple):
    """Days lived before the first decision, decisions, and days between them."""

    history: int = 60
    decisions: int = 9
    every: int = 7


class Stretch(NamedTuple):
    """The days from one decision to the next.

    Attributes:
        before: the account on the morning of the decision, with it carried out.
        after: on the morning of the next.
    """

    before: State
    after: State


def course(
    market: Market, start: State, policy: BidPolicy, settings: Settings, pace: Pace
) -> Iterator[Stretch]:
    """The stretches of a policy from a state on; all policies that share the start meet the same draws."""
    state, changed, memory = start, _never(), dict[str, float]()
    for _ in range(pace.decisions):
        wanted = policy(Morning(market, state, settings, changed, memory))
        decided = carried_out(state, wanted)
        changed = _noted(changed, state, decided)
        state = live(market, decided, pace.every)
        yield Stretch(decided, state)


def carried_out(state: State, wanted: Wanted) -> State:
    """The account with all that is wanted."""
    if wanted.plan:
        state = _uploaded(state, wanted)
    entities = state.entities
    if wanted.negatives is not None:
        entities = _with_negatives(entities, wanted.negatives)
    if wanted.bids is not None:
        entities = with_bids(entities, wanted.bids)
    if wanted.budgets is not None:
        entities = entities.join(
            wanted.budgets, on="campaign_id", how="left", maintain_order="left"
        ).with_columns(
            budget=pl.when(pl.col("entity") == "Campaign").then(pl.coalesce("to_budget", "budget"))
        )
    return replace(state, entities=entities.select(list(ENTITY)))


def _uploaded(state: State, wanted: Wanted) -> State:
    """What the plan accepts or asks for, uploaded as its files would be."""
    assert wanted.plan
    plan, bulk = wanted.plan
    asked = pl.when(pl.col("consent") == Consent.ASK.value).then(pl.lit(Consent.SAFE.value))
    agreed = plan.actions.with_columns(consent=asked.otherwise("consent"))
    return uploaded(state, upload_sheets(replace(plan, actions=Action.validate(agreed)), bulk))[0]


def _with_negatives(entities: pl.DataFrame, chosen: pl.DataFrame) -> pl.DataFrame:
    """The account with negatives in the ad groups of these names; pages are blocked as products."""
    groups = entities.filter(pl.col("entity") == "Ad Group")
    page = pl.col("search_term").str.contains("^b0[a-z0-9]{8}$")
    known = entities.filter(pl.col("entity").str.starts_with("Negative"))
    new = (chosen.unique().sort(chosen.columns).join(groups, on=_PLACE, maintain_order="left")).with_columns(
        entity=pl.when(page).then(pl.lit("Negative Product Targeting")).otherwise(pl.lit("Negative Keyword")),
        targeting=pl.when(page)
        .then(pl.format('asin="{}"', pl.col("search_term").str.to_uppercase()))
        .otherwise("search_term"),
        match_type=pl.when(page).then(pl.lit("-")).otherwise(pl.lit("negativeExact")),
    )
    fresh = new.join(known, on=["ad_group_id", "targeting"], how="anti", maintain_order="left")
    named = fresh.with_columns(
        target_id=pl.format("negative {}", known.height + pl.int_range(pl.len())), default_bid=None
    )
    return pl.concat([entities, named.select(pl.col(name).cast(kind) for name, kind in ENTITY.items())])


def _never() -> pl.DataFrame:
    return pl.DataFrame(schema={"target_id": pl.String, "day": pl.Date})


def _noted(changed: pl.DataFrame, before: State, after: State) -> pl.DataFrame:
    """When each bid was last changed, after one more decision."""
    bids = in_force(after.entities).join(
        in_force(before.entities).select("target_id", old="bid"), on="target_id"
    )
    moved = bids.filter((pl.col("bid") - pl.col("old")).abs() > 1e-9)  # noqa: PLR2004 (a rounding error)
    today = moved.select("target_id", day=pl.lit(before.day, pl.Date))
    return pl.concat([changed.join(today, on="target_id", how="anti"), today]).sort("target_id")
