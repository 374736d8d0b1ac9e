"""L501, too: a launched product's budgets that are too small to learn from.

A product whose campaigns are all in their first days has the launch's least budget in sum; where it has less, all of its
campaigns are raised by the same factor.
"""

from __future__ import annotations

from typing import Any

import dataframely as dy
import polars as pl

from adopt.decide.actions import actions
from adopt.decide.coins import up_to_coins
from adopt.decide.launch_ground import BLANK, TYPES, Ground, figures
from adopt.estimate.campaign_dates import days_since_start, has_ended
from adopt.estimate.campaigns import repeatable
from adopt.estimate.newness import advertised, product_days
from adopt.schema import Action, Bulk, Consent

_CENT = 1e-6


def launch_budgets(at: Ground, raised: dy.DataFrame[Action]) -> dy.DataFrame[Action]:
    """Daily budgets of launching products' campaigns, raised to the launch's least one in sum.

    Args:
        at: of the run.
        raised: today's T402, whose campaigns keep their row and count at their new budget.
    """
    if at.budget <= 0:
        return Action.validate(Action.create_empty())
    running = _running(at.bulk, at).join(
        raised.select("campaign_id", raised="to_value"), on="campaign_id", how="left", maintain_order="left"
    )
    open_ = pl.col("raised").is_null()
    sums = running.group_by("product", maintain_order=True).agg(
        fixed=pl.col("raised").sum(),
        free=pl.col("budget").filter(open_).sum(),
    )
    low = sums.filter(pl.col("free") > 0).with_columns(factor=(at.budget - pl.col("fixed")) / pl.col("free"))
    short = running.filter(open_).join(
        low.filter(pl.col("factor") > 1 + _CENT), on="product", maintain_order="left"
    )
    rows = [_row(row, at) for row in _by_campaign(short, at).iter_rows(named=True)]
    if not rows:
        return Action.validate(Action.create_empty())
    return actions(pl.DataFrame(rows, schema_overrides=TYPES, infer_schema_length=None))


def _running(bulk: Bulk, at: Ground) -> pl.DataFrame:
    """The running campaigns of products all of whose campaigns are in their first days, each with each such product."""
    campaigns = bulk.campaigns.unique("campaign_id", keep="none")
    running = campaigns.filter(
        (pl.col("state") == "enabled") & ~has_ended(at.as_of) & (pl.col("budget") > 0)
    ).select(
        "campaign_id",
        "campaign",
        "budget",
        age=days_since_start(at.as_of).clip(0),
        writable=repeatable(),
    )
    young = product_days(bulk, at.as_of).filter(pl.col("days") < at.settings.launch.patience_days)
    fresh = advertised(bulk, pl.col("state") == "enabled").join(young, on="product", how="semi")
    return fresh.join(running, on="campaign_id").sort("campaign_id", "product")


def _by_campaign(short: pl.DataFrame, at: Ground) -> pl.DataFrame:
    """One row per campaign, with the highest budget that one of its products asks for, rounded up to a coin."""
    wanted = up_to_coins(pl.col("budget") * pl.col("factor"), at.decimals)
    return (
        short.with_columns(
            wanted=wanted.clip(None, at.highest_budget),
            total=pl.col("free") + pl.col("fixed"),
            ready=_ready(at),
        )
        .sort("campaign_id", -pl.col("wanted"), "product")
        .group_by("campaign_id", maintain_order=True)
        .agg(
            pl.col("campaign", "budget", "wanted", "total", "product", "age").first(),
            agreed=(pl.col("ready") & pl.col("writable")).all(),
        )
    )


def _ready(at: Ground) -> pl.Expr:
    """Whether the seller named the product here, with a start that is reached and a budget that is no slip.

    A launch that was accepted with a lower one of the seller's own isn't raised over that unasked.
    """
    if at.large:
        return pl.lit(value=False)
    started = [
        sku
        for sku, product in at.named.items()
        if product.start is not None
        and product.start <= at.as_of
        and at.agreed.get(sku, at.budget) >= at.budget - _CENT
    ]
    return pl.col("product").is_in(started)


def _row(row: dict[str, Any], at: Ground) -> dict[str, Any]:
    orders, sales = int(at.terms["orders"].sum()), float(at.terms["sales"].sum())
    named = at.named.get(row["product"])
    price = (named.price if named else None) or (sales / orders if orders else 0.0)
    given = at.settings.margins_in(at.market.code if at.market else None).get(row["product"])
    trusted = given is not None and at.settings.objective != "acos"
    margin = given if trusted and given is not None else at.settings.target_acos
    consent = at.settings.launch.consent if row["agreed"] else Consent.ASK.value
    return {
        **BLANK,
        "campaign_id": row["campaign_id"],
        "campaign": row["campaign"],
        "targeting": row["campaign"],
        "join": "target",
        "reason": "launch_budget_low",
        "detail": row["product"],
        "consent": consent,
        "from_value": row["budget"],
        "to_value": row["wanted"],
        "budget": row["budget"],
        "measured": row["total"],
        "against": at.budget,
        "age_days": row["age"],
        "days": at.days,
        "margin": margin,
        "margin_source": "sku" if trusted else "target_acos",
        **figures(at.account, price, margin, row["wanted"] - row["budget"]),
    }
