"""Bid rules of open-source tools, re-implemented from their formulas.

Each takes the frame of `adopt.lab.bidding.sums.target_sums` with ``target_acos`` and returns target_id and to_bid. Money
limits are in dollars, as published.
"""

from __future__ import annotations

import polars as pl

from adopt.lab.bidding.sums import ACOS, BID, CPC, LEAST, PAUSED, RPC, SOLD, T, first_of, set_to

_B1 = {"least": 0.10, "clicks": 5, "step": 0.30, "small": 0.05, "cut_clicks": 8, "cut": 0.75}
_B2 = {"clicks": 5, "spend": 5.0, "thin": 10, "sure": 30, "pause": 15, "up": 0.30, "down": -0.40}
_B2_BIDS = (0.20, 5.0)
_B2_LAUNCH = 0.10
_B4_CAP = 0.30
_B4_SMALL = 0.05
_B4_SCALING = {"sure": 2, "seen": 1, "clicks": 15}
_B5 = {"clicks": 11, "least": 0.20, "impressions": 300, "low": 0.35, "good": 0.25, "most": 6.0}
_B6_BIDS = (0.02, 5.0)
_B6_SALES = (100.0, 50.0, 30.0)
_B6_SPEND = (20.0, 5.0)
_B6_ROAS = 4 / 3
_B6_SPLENDID = {"orders": 1, "clicks": 10}
_NONE = pl.col("orders") == 0


def b1(sums: pl.DataFrame) -> pl.DataFrame:
    """B1, ppcopt: from the cost per click towards sales per click x target ACoS, by at most 30 %; 8 clicks without
    a sale: a quarter less. From 5 clicks on; changes within 5 % are dropped.
    """
    own = _B1
    aimed = (RPC * T).clip(CPC * (1 - own["step"]), CPC * (1 + own["step"])).clip(own["least"])
    moves = (aimed / CPC - 1).abs() > own["small"]
    enough = pl.col("clicks") >= own["clicks"]
    unsold = (pl.col("sales") == 0) & (pl.col("clicks") >= own["cut_clicks"])
    cut = (CPC * own["cut"]).clip(own["least"])
    return set_to(sums, first_of((enough & SOLD & moves, aimed), (enough & unsold, cut)))


def b2(sums: pl.DataFrame) -> pl.DataFrame:
    """B2, Shirtmagic: steps between -40 % and +30 % of the bid, halved under 30 clicks; 15 clicks and a spend of 15
    without an order pause.

    Under 10 clicks with an order nothing was published for the halving; it is played as between 10 and 30.
    """
    own, clicks = _B2, pl.col("clicks")
    damp = pl.when(clicks >= own["sure"]).then(1.0).otherwise(0.5)
    launch = (clicks < own["clicks"]) & (pl.col("spend") < own["spend"])
    up = ((RPC * T / BID - 1) * damp).clip(upper_bound=own["up"])
    down = ((T / ACOS - 1) * damp).clip(own["down"])
    change = first_of(
        (launch & (pl.col("impressions") == 0), _B2_LAUNCH / BID),
        (launch | ((clicks < own["thin"]) & _NONE), 0.0),
        (_NONE & (clicks >= own["thin"]), own["down"] * damp),
        (ACOS <= 0.7 * T, up),
        (ACOS <= 1.1 * T, 0.0),
        (SOLD, down),
    )
    paused = _NONE & (pl.col("spend") >= own["pause"]) & (clicks >= own["pause"])
    bid = pl.when(change != 0).then((BID * (1 + change)).clip(*_B2_BIDS))
    return set_to(sums, pl.when(PAUSED | paused).then(pl.lit(LEAST)).otherwise(bid))


def b4(sums: pl.DataFrame) -> pl.DataFrame:
    """B4, natureswaysoil: by ACoS x1.15 under .7 of the target, x1.05 under it, nothing to 1.3 of it, else x target /
    ACoS, by at most 30 % (its cap isn't published); under 5 % nothing.
    """
    factor = first_of(
        (~SOLD, 1.0),
        (ACOS < 0.7 * T, 1.15),
        (ACOS < T, 1.05),
        (ACOS < 1.3 * T, 1.0),
        (SOLD, (T / ACOS).clip(1 - _B4_CAP)),
    )
    return set_to(sums, pl.when((factor - 1).abs() >= _B4_SMALL - 1e-9).then(BID * factor))


def b4_scaling(sums: pl.DataFrame) -> pl.DataFrame:
    """B4, its scaling engine: x1.15 from 2 orders at .7 of the target ACoS, x1.08 from 1 at the target, x.75 after
    15 clicks without an order, x.80 over 1.25 of the target.
    """
    own, orders = _B4_SCALING, pl.col("orders")
    factor = first_of(
        ((orders >= own["sure"]) & SOLD & (ACOS <= 0.7 * T), 1.15),
        ((orders >= own["seen"]) & SOLD & (ACOS <= T), 1.08),
        (_NONE & (pl.col("clicks") >= own["clicks"]), 0.75),
        (SOLD & (ACOS > 1.25 * T), 0.80),
    )
    return set_to(sums, BID * factor)


def b5(sums: pl.DataFrame) -> pl.DataFrame:
    """B5, APEX, in its order: 11 clicks without an order, a tenth less; no order in 300 impressions, 4 cents more, but
    at most .35; ACoS under .25, 1.2 x cost per click; over the target, cost per click x target / ACoS.

    The second lowers every bid above .35: a bug, kept as published.
    """
    own, clicks = _B5, pl.col("clicks")
    bid = first_of(
        (_NONE & (clicks >= own["clicks"]), (BID * 0.9).clip(own["least"])),
        (_NONE & (pl.col("impressions") <= own["impressions"]), (BID + 0.04).clip(upper_bound=own["low"])),
        (SOLD & (own["good"] > ACOS), (CPC * 1.2).clip(upper_bound=own["most"])),
        (SOLD & (ACOS > T), (T / ACOS * CPC).clip(own["least"])),
    )
    return set_to(sums, bid)


def b6(sums: pl.DataFrame) -> pl.DataFrame:
    """B6, meerhamza: cents up or down, more of them the more was spent or sold; bids between .02 and 5.

    Its limits on RoAS, 3 and 4, are a target ACoS of a third; they follow the target here. Without spend: 2 cents up,
    3 where there wasn't even an impression (which is which isn't published).
    """
    roas, spend = pl.col("sales") / pl.col("spend"), pl.col("spend")
    good = SOLD & (roas >= 1 / T)
    enough = pl.all_horizontal(pl.col(name) > least for name, least in _B6_SPLENDID.items())
    splendid = SOLD & (roas > _B6_ROAS / T) & enough
    step = first_of(
        ((pl.col("clicks") > 0) & _NONE, _tier(spend, _B6_SPEND, (-0.10, -0.05, -0.03))),
        (SOLD & (roas < 1 / T), _tier(spend, _B6_SPEND, (-0.15, -0.10, -0.07))),
        (splendid, _tier(pl.col("sales"), _B6_SALES, (0.15, 0.12, 0.10, 0.07))),
        (good, _tier(pl.col("sales"), _B6_SALES, (0.12, 0.10, 0.08, 0.05))),
        (spend == 0, pl.when(pl.col("impressions") > 0).then(0.02).otherwise(0.03)),
    )
    return set_to(sums, (BID + step).clip(*_B6_BIDS))


def b12(sums: pl.DataFrame) -> pl.DataFrame:
    """B12, regreenjr: where ACoS is under its target, cost per click x target / ACoS; nothing else."""
    return set_to(sums, first_of((SOLD & (ACOS < T), CPC * T / ACOS)))


def _tier(of: pl.Expr, limits: tuple[float, ...], steps: tuple[float, ...]) -> pl.Expr:
    """The first step whose limit is reached (from the highest down), the last one under all of them.

    Of spend the highest limit must be passed ("over 20"), of sales reached (">= 100").
    """
    reached = [of > limits[0] if steps[0] < 0 else of >= limits[0], *(of >= limit for limit in limits[1:])]
    return first_of(*zip(reached, steps[:-1], strict=True), (pl.lit(value=True), steps[-1]))
