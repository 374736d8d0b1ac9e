"""B3 and B3', two generations of one tool: bids by the return on spend against a target of the match type."""

from __future__ import annotations

import polars as pl

from adopt.lab.bidding.sums import AUTO, BID, CPC, SOLD, T, first_of, set_to

_COOLDOWN = 17
_THETA = 0.5
_CAP = 0.25
_UP_CLICKS = 10
_DOWN_CLICKS = 5
_FEW_IMPRESSIONS = {"impressions": 100, "days": 14, "raise": 1.30}
_BIDS = {"least": 0.30, "low": 0.5, "high": 3.0}
_WEIGHT = {"exact": 1.0, "phrase": 0.85, "broad": 0.85}
_PRODUCT, _WIDE = 0.80, 0.65
_PRIME = {"exact": 0.25, "other": 0.20, "low": -0.5, "high": 1.0, "cap": 0.20, "clicks": 10}


def b3(sums: pl.DataFrame) -> pl.DataFrame:
    """B3, SADDL 2.0 balanced: half the way to the target RoAS of the match type, by at most 25 %; every 17 days.

    The target RoAS is m / target ACoS (2.5 m as published): m is 1 for exact, .80 for products, .85 for broad and phrase,
    .65 for automatic groups and categories. Up from 10 clicks, down from 5; 5 clicks without a sale, a quarter down;
    with fewer clicks by the ad group's RoAS. Words with under 100 impressions go up 30 % if they sold. Its gates of
    stock, rank and organic rate have nothing to act on here.

    Args:
        sums: also with ``since_change``: days since the bid was changed, null if it never was.
    """
    steady = sums.with_columns(pl.col("since_change").fill_null(_COOLDOWN))
    own = pl.col("sales") / pl.col("spend")
    group = [pl.col(name).sum().over("campaign", "ad_group") for name in ("sales", "spend", "clicks")]
    up, down = pl.col("clicks") >= _UP_CLICKS, pl.col("clicks") >= _DOWN_CLICKS
    factor = first_of(
        (pl.col("since_change") < _COOLDOWN, 1.0),
        (_unseen(), pl.when(pl.col("orders") > 0).then(_FEW_IMPRESSIONS["raise"]).otherwise(1.0)),
        ((pl.col("sales") == 0) & down, 1 - _CAP),
        (SOLD & ((up & (own >= _target())) | (down & (own < _target()))), _towards(own)),
        (group[2] >= _UP_CLICKS, _towards(group[0] / group[1])),
    )
    bid = (BID * factor).clip((BID * _BIDS["low"]).clip(_BIDS["least"]), BID * _BIDS["high"])
    return set_to(steady, pl.when(factor != 1).then(bid))


def b3_prime(sums: pl.DataFrame) -> pl.DataFrame:
    """B3', ppcsuite 3.2: cost per click x (1 + a x RoAS against its target), a = .25 for exact and .20 else, by at most
    20 %; more than 10 clicks without a sale, a fifth less. Fewer without a sale are left alone (not published).
    """
    alpha = pl.when(pl.col("match_type") == "exact").then(_PRIME["exact"]).otherwise(_PRIME["other"])
    ratio = (pl.col("sales") / pl.col("spend") * T - 1).clip(_PRIME["low"], _PRIME["high"])
    cap = _PRIME["cap"]
    unsold = (pl.col("sales") == 0) & (pl.col("clicks") > _PRIME["clicks"])
    factor = first_of((SOLD, (alpha * ratio).clip(-cap, cap) + 1), (unsold, 1 - cap))
    return set_to(sums, CPC * factor)


def _target() -> pl.Expr:
    weight = (
        pl.when(pl.col("match_type").is_in(list(_WEIGHT)))
        .then(pl.col("match_type").replace_strict(_WEIGHT, default=None, return_dtype=pl.Float64))
        .when(pl.col("targeting").is_in(AUTO) | pl.col("targeting").str.starts_with("category"))
        .then(_WIDE)
        .otherwise(_PRODUCT)
    )
    return weight / T


def _towards(roas: pl.Expr) -> pl.Expr:
    return (_THETA * (roas / _target() - 1)).clip(-_CAP, _CAP) + 1


def _unseen() -> pl.Expr:
    words = pl.col("match_type").is_in(list(_WEIGHT)) | (pl.col("targeting") == "close-match")
    few = pl.col("impressions") < _FEW_IMPRESSIONS["impressions"]
    return words & few & (pl.col("days") >= _FEW_IMPRESSIONS["days"])
