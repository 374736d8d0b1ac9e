"""Where money is lost, and what the plan is worth: the largest few, by what happens to them."""

from __future__ import annotations

import polars as pl

from adopt.plan.verdicts import by_status
from adopt.schema import Consent


def losses_by_campaign(judged: pl.DataFrame, most: int) -> pl.DataFrame:
    """Campaigns by the expected loss a week of those of their terms that lose, largest first.

    Args:
        judged: of `adopt.plan.verdicts.judged_terms`.
        most: how many.

    Returns:
        campaign, terms (that lose), accepted, asked, unchanged (currency a week): their loss by what the plan does.
    """
    lost = by_status(judged, "campaign", "loss")
    total = pl.sum_horizontal("accepted", "asked", "unchanged")
    return lost.sort(total, "campaign", descending=[True, False]).head(most)


def gains_by_code(actions: pl.DataFrame) -> pl.DataFrame:
    """What the actions are worth a week by their code, largest first.

    Launches claim no gain, and what is watched brings none: both are left out, as are codes that gain nothing.

    Args:
        actions: `Action`.

    Returns:
        code, rows, accepted, asked (currency a week).
    """
    worth = actions.filter((pl.col("consent") != Consent.WATCH.value) & (pl.col("code") != "L501"))
    money, consent = pl.col("money_per_week"), pl.col("consent")
    gains = (
        worth.sort("key")
        .group_by("code", maintain_order=True)
        .agg(
            pl.len().alias("rows"),
            money.filter(consent == Consent.SAFE.value).sum().alias("accepted"),
            money.filter(consent == Consent.ASK.value).sum().alias("asked"),
        )
    )
    total = pl.sum_horizontal("accepted", "asked")
    return gains.filter(total > 0).sort(total, "code", descending=[True, False])
