"""Bid rules of commercial tools, re-implemented from their help pages.

Each takes the frame of `adopt.lab.bidding.sums.target_sums` with ``target_acos`` and returns target_id and to_bid. Money
limits are in dollars, as published.
"""

from __future__ import annotations

import polars as pl

from adopt.lab.bidding.sums import (
    ACOS,
    AUTO,
    BID,
    LEAST,
    PAUSED,
    RPC,
    SOLD,
    T,
    conversion,
    first_of,
    order_value,
    set_to,
)

_B19_OVER, _B19_LOW = 1.2, 0.8
_B20 = {"auto_clicks": 150, "auto": 0.20, "up": 0.30, "most": 1.25, "down": 0.30, "pause": 1.5}
_B20_UNSEEN = {"impressions": 300, "days": 7, "raise": 0.20}
_B23 = {"spend": 15.0, "clicks": 20, "days": 21}
_B24_CLICKS = 15
_B26 = {"clicks": 8, "step": 0.10}


def b19(sums: pl.DataFrame) -> pl.DataFrame:
    """B19, AdLabs: ACoS over 1.2 of its target, sales per click x target; a spend of an order's worth without a sale, cut
    towards the target; few clicks or a low ACoS, up to the ceiling.

    Its form isn't published in full. Taken here: without a sale the rate is 1 / (clicks + 1 / parent's rate), and the
    ceiling is the parent's sales per click x target (ad group, else account); a low ACoS is under .8 of the target and
    rises to the target's own sales per click x target. Few clicks: fewer than its parent needs for an order.
    """
    place = ["campaign", "ad_group"]
    rate = _known(conversion(place), conversion())
    worth = _known(order_value(place), order_value())
    ceiling, guessed = rate * worth * T, 1 / (pl.col("clicks") + 1 / rate) * worth * T
    unsold = pl.col("sales") == 0
    bid = first_of(
        (SOLD & (ACOS > _B19_OVER * T), RPC * T),
        (unsold & (pl.col("spend") > worth * T), pl.min_horizontal(guessed, BID)),
        (SOLD & (ACOS < _B19_LOW * T), pl.max_horizontal(RPC * T, BID)),
        (unsold & (pl.col("clicks") < 1 / rate), pl.max_horizontal(ceiling, BID)),
    )
    return set_to(sums, bid)


def b20(sums: pl.DataFrame) -> pl.DataFrame:
    """B20, Sellics: manual targets 30 % up under the target ACoS after an order (to 1.25 at most), 30 % down over it after
    as many clicks as the account needs for an order, paused after 1.5 times as many without one; automatic ones by 20 %
    after 150 clicks; under 300 impressions a week 20 % up.
    """
    own, clicks = _B20, pl.col("clicks")
    needed = 1 / conversion()
    auto = pl.col("targeting").is_in(AUTO)
    good, bad = SOLD & (ACOS < T), (SOLD & (ACOS > T)) | (pl.col("sales") == 0)
    weekly = pl.col("impressions") / pl.col("days") * _B20_UNSEEN["days"]
    raised = pl.max_horizontal(BID, (BID * (1 + own["up"])).clip(upper_bound=own["most"]))
    bid = first_of(
        (~auto & (PAUSED | ((pl.col("sales") == 0) & (clicks >= own["pause"] * needed))), LEAST),
        (auto & (clicks >= own["auto_clicks"]) & good, BID * (1 + own["auto"])),
        (auto & (clicks >= own["auto_clicks"]) & bad, BID * (1 - own["auto"])),
        (~auto & good, raised),
        (~auto & bad & (clicks >= needed), BID * (1 - own["down"])),
        (weekly < _B20_UNSEEN["impressions"], BID * (1 + _B20_UNSEEN["raise"])),
    )
    return set_to(sums, bid)


def b23(sums: pl.DataFrame) -> pl.DataFrame:
    """B23, Teikametrics: conversion rate x target ACoS x order value, once two hold of a spend over 15, more than 20
    clicks, and three weeks of data; without an order that is Amazon's least.
    """
    own = _B23
    signs = (pl.col("spend") > own["spend"], pl.col("clicks") > own["clicks"], pl.col("days") >= own["days"])
    enough = pl.sum_horizontal(sign.cast(pl.Int8) for sign in signs) >= 2  # noqa: PLR2004 (two of three)
    return set_to(sums, first_of((enough & (pl.col("clicks") > 0), RPC * T)))


def b24(sums: pl.DataFrame) -> pl.DataFrame:
    """B24, BidX: price x target ACoS x conversion rate, from 15 clicks since the bid was last changed."""
    return set_to(sums, first_of((pl.col("clicks") >= _B24_CLICKS, RPC * T)))


def b25(sums: pl.DataFrame) -> pl.DataFrame:
    """B25, Ad Badger: sales per click x target ACoS where anything was sold."""
    return set_to(sums, first_of((SOLD, RPC * T)))


def b26(sums: pl.DataFrame) -> pl.DataFrame:
    """B26, Sellerboard and SellerMetrics: bid x target / ACoS, by at most 10 % a decision, from 8 clicks; without a sale
    that is the whole step down.
    """
    enough = pl.col("clicks") >= _B26["clicks"]
    wanted = pl.when(SOLD).then(T / ACOS).otherwise(0.0)
    return set_to(sums, first_of((enough, BID * wanted.clip(1 - _B26["step"], 1 + _B26["step"]))))


def _known(near: pl.Expr, far: pl.Expr) -> pl.Expr:
    """The ad group's ratio where it has one above nothing, else the account's."""
    return pl.when(near.is_finite() & (near > 0)).then(near).otherwise(far)
