"""Asked actions that are worth too little to bother the seller with today."""

from __future__ import annotations

import dataframely as dy
import polars as pl

from adopt.plan.plan import Facts
from adopt.schema import Action, Consent

_WEEK = 7
_SINGLE = [
    "Negative Keyword",
    "Negative Product Targeting",
    "Campaign Negative Keyword",
    "Keyword",
    "Product Targeting",
]


def small_floor(facts: Facts, share: float) -> float:
    """Money a week (currency) under which an asked action is small: ``share`` of the account's weekly spend.

    A share grows with the account and needs no currency: at a share of 1/5,000, 5,000 such rows would move what is spent.
    """
    return share * facts.spend / facts.days * _WEEK


def split_small(
    actions: dy.DataFrame[Action], floor: float
) -> tuple[dy.DataFrame[Action], dy.DataFrame[Action]]:
    """The actions to decide on now, and the small ones for later, each in the order given.

    Small are asked changes of single terms and targets whose worth is under ``floor`` (currency a week). What is safe
    happens anyway, and what concerns a campaign or the account may matter more than the money that can be told.
    """
    small = (
        (pl.col("consent") == Consent.ASK.value)
        & pl.col("entity").is_in(_SINGLE)
        & (pl.col("money_per_week") < floor)
    )
    return Action.cast(actions.filter(~small)), Action.cast(actions.filter(small))
