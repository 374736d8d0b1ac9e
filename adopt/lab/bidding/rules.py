"""Today's bid rules by name, with the days that each looks at."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

import polars as pl

from adopt.lab.bidding import open_tools, saddl, statistical, vendors
from adopt.lab.bidding.marginal import b13

WHOLE = 60
"""Days of a rule that takes the whole file: what Amazon's search term report covers at once."""


class BidRule(NamedTuple):
    """A rule and its window.

    Attributes:
        bids: from the sums of a window to target_id and to_bid.
        days: length of the window.
        lag: newest days left out.
        half_life: days after which a click counts half.
        fresh: whether only what came after the last change of a bid counts, and how many days after it (None: all).
    """

    bids: Callable[[pl.DataFrame], pl.DataFrame]
    days: int = WHOLE
    lag: int = 0
    half_life: float | None = None
    fresh: int | None = None


RULES: dict[str, BidRule] = {
    "B1": BidRule(open_tools.b1),
    "B2": BidRule(open_tools.b2),
    "B3 balanced": BidRule(saddl.b3, days=30, lag=3),
    "B3' by cost": BidRule(saddl.b3_prime),
    "B4": BidRule(open_tools.b4),
    "B4 scaling": BidRule(open_tools.b4_scaling),
    "B5": BidRule(open_tools.b5),
    "B6": BidRule(open_tools.b6),
    "B12": BidRule(open_tools.b12),
    "B13": BidRule(b13, half_life=7.0),
    "B19": BidRule(vendors.b19, days=30),
    "B20": BidRule(vendors.b20, days=WHOLE - 7, lag=7),
    "B23": BidRule(vendors.b23, lag=3),
    "B24": BidRule(vendors.b24, lag=3, fresh=3),
    "B25": BidRule(vendors.b25, days=40),
    "B26": BidRule(vendors.b26, days=30),
    "Clopper-Pearson": BidRule(statistical.clopper_pearson),
    "steps of 10 %": BidRule(statistical.tenths, days=30),
    "RPC x T, steps of 25 %": BidRule(statistical.quarters, days=30),
    "RPC x T, steps of 25 %, 10 clicks": BidRule(partial(statistical.quarters, least_clicks=10), days=30),
}
"""Where a window isn't published, the whole file is taken, or 30 days for rules that are meant for every run. B20's is 90
days; reports reach no further than the whole file.

B17 needs Amazon's suggested bids, which nobody simulates here; B7 to B11, B14 to B16, B21, B22 and B27 publish no bid
beyond a least one or a step of 2 %.
"""
