"""How many rivals bid about as much as a target does: told by how near the cost of its clicks comes to its bid.

Where a click costs the next bid below and clicks grow with bid^e, it costs e / (1 + e) of the bid on average, so the odds of that
share are e (the mean of a price below the bid: Krishna, Auction Theory, chapter 2). A click that costs nearly all of its bid
has many rivals close by, and a higher bid wins many more. Placement percentages, and a strategy by which Amazon raises bids,
bring the cost of all of a campaign's clicks nearer to its bids: a target is held against its campaign. Formulas: docs/decisions.md.
"""

from __future__ import annotations

import polars as pl

_TIE = 50
_LEAST, _MOST = 0.05, 0.95
_HIGHEST = 0.9
_LARGEST = 3.0
"""However close rivals are, shoppers are finite: more than three times the usual answer isn't promised."""


def rivalry() -> pl.Expr:
    """The odds of a target's CPC / bid over those of its campaign's clicks: 1 (also where unknown or below) to 3.

    A few clicks say little of their cost: the share is tied to the campaign's by 50 clicks.

    Needs:
        campaign_id, campaign, clicks, cpc and bid (currency; a null bid isn't known), bid_multiplier.
    """
    known, clicks = pl.col("bid") > 0, pl.col("clicks")
    paid = pl.when(known).then(pl.col("bid") * pl.col("bid_multiplier"))
    spent, offered = (clicks * pl.col("cpc")).filter(known).sum(), (clicks * paid).sum()
    of_campaign = (spent / offered).over("campaign_id", "campaign").clip(_LEAST, _MOST)
    own = (pl.col("cpc") / paid).clip(upper_bound=_HIGHEST)
    tied = (clicks * own + _TIE * of_campaign) / (clicks + _TIE)
    return (_odds(tied) / _odds(of_campaign)).clip(1.0, _LARGEST).fill_nan(1.0).fill_null(1.0)


def _odds(share: pl.Expr) -> pl.Expr:
    return share / (1 - share)
