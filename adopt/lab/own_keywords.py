"""Terms that go on at a keyword of their own: their clicks happen there, fewer and cheaper, and the download shows both."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import polars as pl

from adopt.lab.account import Account
from adopt.lab.answer import clicks_at, cost_at
from adopt.lab.baselines import KEY
from adopt.lab.layout import ENTITY
from adopt.schema import MICROS

_CENT = MICROS // 100
_LOTS = 1

OWN = {
    **dict.fromkeys(KEY, pl.String()),
    "price": pl.Float64(),
    "since": pl.Int64(),
    "target_id": pl.String(),
    "bid": pl.Float64(),
    "home": pl.String(),
    "text": pl.String(),
}
"""What was decided of terms: `KEY`; price, as a share of what was bid for the term there at first (null: negated); since, the day of
the horizon from which it holds. Of those with a price the keyword that serves them and its bid (dollars) from then on, and of
keywords that were made the ad group (ID) and text. A later row of a term replaces an earlier one."""


def nothing() -> pl.DataFrame:
    """Nothing decided: the columns of `OWN`."""
    return pl.DataFrame(schema=OWN)


def spells(decided: pl.DataFrame) -> pl.DataFrame:
    """Rows of `OWN` with a price, and until: the day of the horizon from which they hold no more; null: never."""
    priced = decided.drop_nulls("price").sort(*KEY, "since", maintain_order=True)
    return priced.with_columns(until=pl.col("since").shift(-1).over(KEY)).filter(
        pl.col("until").is_null() | (pl.col("until") > pl.col("since"))
    )


def with_own_keywords(account: Account, decided: pl.DataFrame, day: int) -> Account:
    """The account as it goes on: keywords that were made stand in it, bids are today's, and clicks happen where they now would.

    Of the clicks of a term at a lower price as many stay as its clicks' elasticity leaves, always the same ones, each with its
    order; what each costs is what the truth of the laboratory says.

    Args:
        account: as it was drawn.
        decided: rows of `OWN`.
        day: of the horizon on which it is seen.
    """
    priced = spells(decided)
    if priced.is_empty():
        return account
    entities = _entities(account.entities, priced, day)
    served = _pairs(account, priced, entities)
    truth = pl.concat([account.truth, _new_pairs(account.truth, served, entities)], how="diagonal")
    clicks, orders = _moved(account, served)
    return replace(account, entities=entities, truth=truth, clicks=clicks, orders=orders)


def _entities(entities: pl.DataFrame, priced: pl.DataFrame, day: int) -> pl.DataFrame:
    """With keywords that are live on this day, and with their bids of this day."""
    live = priced.filter(pl.col("since") <= day).sort("since", maintain_order=True)
    bids = live.unique("target_id", keep="last").select("target_id", own_bid="bid")
    made = live.drop_nulls("home").unique("target_id", keep="first", maintain_order=True).sort("target_id")
    page = pl.col("text").str.starts_with("asin=")
    groups = entities.filter(pl.col("entity") == "Ad Group").drop("entity", "target_id", "targeting", "bid")
    new = made.select("target_id", "text", ad_group_id="home").join(
        groups, on="ad_group_id", maintain_order="left"
    )
    new = new.with_columns(
        row=pl.int_range(entities.height + 2, entities.height + 2 + pl.len(), dtype=pl.UInt32),
        entity=pl.when(page).then(pl.lit("Product Targeting")).otherwise(pl.lit("Keyword")),
        targeting="text",
        resolved=pl.when(page).then("text"),
        match_type=pl.when(page).then(pl.lit("-")).otherwise(pl.lit("exact")),
        bid=pl.lit(None, dtype=pl.Float64),
    )
    every = pl.concat([entities, new.select(*ENTITY)])
    return (
        every.join(bids, on="target_id", how="left", maintain_order="left")
        .with_columns(bid=pl.coalesce("own_bid", "bid"))
        .drop("own_bid")
    )


def _pairs(account: Account, priced: pl.DataFrame, entities: pl.DataFrame) -> pl.DataFrame:
    """Pairs of the truth that a keyword of its own serves, spell by spell: pair, at (the pair there), price, since, until."""
    served = account.truth.select("pair", *KEY).join(priced, on=KEY, maintain_order="left")
    served = served.join(entities.select("target_id"), on="target_id", how="semi", maintain_order="left")
    there = account.truth.select("target_id", "search_term", at="pair")
    new = (
        served.select("target_id", "search_term")
        .unique(maintain_order=True)
        .join(there, on=["target_id", "search_term"], how="anti", maintain_order="left")
        .with_columns(at=pl.int_range(pl.len(), dtype=pl.UInt32) + account.truth.height)
    )
    known = pl.concat([there, new.select(there.columns)])
    return served.join(known, on=["target_id", "search_term"], maintain_order="left")


def _new_pairs(truth: pl.DataFrame, served: pl.DataFrame, entities: pl.DataFrame) -> pl.DataFrame:
    """Where the clicks of keywords that were made are reported."""
    places = entities.select(name for name in entities.columns if name in truth.columns and name != "sku")
    new = served.filter(pl.col("at") >= truth.height).unique("at", maintain_order=True)
    return new.select("search_term", "target_id", pair="at").join(
        places, on="target_id", maintain_order="left"
    )


def _moved(account: Account, served: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Clicks and orders as they come to be."""
    there = _in_their_spells(account, served)
    lots = np.random.default_rng([account.seed, _LOTS]).random(int(account.clicks["clicks"].sum()))
    each = there.with_columns(nth=pl.int_ranges(pl.col("clicks"))).explode("nth")
    kept = each.filter(_stays(each, lots)).group_by("pair", "day").agg(kept=pl.len().cast(pl.Int64))
    part = pl.col("kept") / pl.col("clicks")
    cents = (pl.col("spend_micros") * part * pl.col("cost") / _CENT).round().clip(1)
    moved = there.join(kept, on=["pair", "day"], maintain_order="left").select(
        "day",
        pair="at",
        clicks="kept",
        impressions=(pl.col("impressions") * part).ceil().cast(pl.Int64),
        spend_micros=(cents * _CENT).cast(pl.Int64),
    )
    columns = account.clicks.columns
    unmoved = account.clicks.join(there, on=["pair", "day"], how="anti", maintain_order="left")
    clicks = pl.concat([unmoved, moved.select(columns)]).group_by("pair", "day", maintain_order=True)
    bought = account.orders.with_columns(nth=pl.int_range(pl.len()).over("pair", "day"))
    left = bought.join(there, on=["pair", "day"], how="anti", maintain_order="left")
    gone = bought.join(there.drop("clicks"), on=["pair", "day"], maintain_order="left")
    came = gone.filter(_stays(gone, lots)).with_columns(pair="at")
    orders = pl.concat([one.select(account.orders.columns) for one in (left, came)])
    return clicks.agg(pl.col(name).sum() for name in columns if name not in {"pair", "day"}), orders


def _in_their_spells(account: Account, served: pl.DataFrame) -> pl.DataFrame:
    """Days with clicks of served pairs: as `Account.clicks`, with at, stay and cost, and lot: the place of its first click among all."""
    world = account.world
    since = (pl.col("day") - account.first_day).dt.total_days() - world.history_days
    price = served["price"].to_numpy()
    spells_of = served.select(
        "pair",
        "at",
        "since",
        pl.col("until").fill_null(world.days),
        stay=pl.Series(clicks_at(price, world)),
        cost=pl.Series(cost_at(price, world)),
    )
    clicks = account.clicks.with_columns(lot=pl.col("clicks").cum_sum() - pl.col("clicks"))
    there = clicks.join(spells_of, on="pair", maintain_order="left")
    return there.filter((since >= pl.col("since")) & (since < pl.col("until"))).drop("since", "until")


def _stays(rows: pl.DataFrame, lots: np.ndarray) -> pl.Series:
    """Whether the ``nth`` click of a pair's day stays; an order goes with its click."""
    drawn = lots[rows.select(pl.col("lot") + pl.col("nth")).to_series().to_numpy()]
    return pl.Series(drawn < rows["stay"].to_numpy())
