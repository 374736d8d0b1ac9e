"""T402, T403: daily budgets that bind, and what to do about them.

A budget that runs out throttles a campaign without regard to what clicks are worth: good ones are lost with bad ones.
Where more of the campaign's clicks earn, the budget is raised so that it no longer binds (T402); where they don't, lower
bids do what the budget does, and get more clicks for the money (T403). Formulas and sources: docs/decisions.md.
"""

from __future__ import annotations

import dataframely as dy
import polars as pl
from scipy import special

from adopt.decide.actions import actions, of_campaign
from adopt.decide.coins import down_to_coins
from adopt.decide.level import one_aim
from adopt.schema import Action, Consent, TargetEvidence
from adopt.settings import Settings
from adopt.words import Market

_WEEK = 7
_HALF = 0.5
_TAIL = 1.645  # a central 90 % interval of a normal


def budget_changes(
    spend: pl.DataFrame,
    targets: dy.DataFrame[TargetEvidence],
    bids: dy.DataFrame[Action],
    settings: Settings,
    market: Market | None,
    decimals: int,
) -> dy.DataFrame[Action]:
    """Campaigns whose budget binds: a higher one (T402), or why their bids come down instead (T403).

    Args:
        spend: `adopt.estimate.campaigns.campaign_spend`.
        targets: evidence of targets on the search terms that stay, at today's bids.
        bids: today's bid changes, through which T403 acts.
        settings: of the run.
        market: for budget limits; None where the marketplace isn't known.
        decimals: of the currency.
    """
    binding = spend.filter(pl.col("touched") >= settings.budget.min_days)
    worth = _worth(targets.filter(pl.col("state") == "enabled"))
    judged = worth.join(binding, on="campaign_id").sort("campaign_id")
    judged = _with_probability(judged)
    earns = pl.col("probability") >= settings.budget.sure
    raised = _raised(judged.filter(earns), settings, market, decimals)
    kept = _kept(judged.filter(~earns), bids)
    return actions(pl.concat([raised, kept], how="diagonal_relaxed"))


def _worth(targets: pl.DataFrame) -> pl.DataFrame:
    """Each campaign's sums, and the profit of its clicks with its variance (currency, over the window)."""
    clicks, value = pl.col("clicks"), pl.col("order_value") * pl.col("margin")
    size = pl.col("alpha") + pl.col("beta")
    variance = pl.col("cvr") * (1 - pl.col("cvr")) / (size + 1)
    means = [
        ((pl.col(name) * clicks).sum() / clicks.sum()).alias(name) for name in ("cpc", "order_value", "cvr")
    ]
    return (
        targets.filter((pl.col("clicks") > 0) & (pl.col("order_value") > 0))
        .group_by("campaign_id", "campaign")
        .agg(
            pl.col("impressions", "clicks", "orders", "spend", "sales").sum(),
            pl.col("days").max(),
            *means,
            # What a click is worth on average, divided by what an order is: the margin that goes with these means.
            worth=(clicks * value * pl.col("cvr")).sum(),
            cost=(clicks * pl.col("cpc")).sum(),
            variance=((clicks * value) ** 2 * variance).sum(),
            cvr_variance=((clicks / clicks.sum()) ** 2 * variance).sum(),
            margin_source=pl.col("margin_source").sort().last(),
            aim=one_aim()[0],
            aim_level=one_aim()[1],
        )
    )


def _with_probability(judged: pl.DataFrame) -> pl.DataFrame:
    """Adds profit (currency, over the window), probability = P(it is positive), and the evidence columns of an action."""
    margin = pl.col("worth") / (pl.col("clicks") * pl.col("cvr") * pl.col("order_value"))
    spread = pl.col("cvr_variance").sqrt() * _TAIL
    told = judged.with_columns(
        profit=pl.col("worth") - pl.col("cost"),
        margin=margin,
        cvr_low=(pl.col("cvr") - spread).clip(0, 1),
        cvr_high=(pl.col("cvr") + spread).clip(0, 1),
        break_even_cvr=pl.col("cpc") / (pl.col("order_value") * margin),
    )
    sigmas = (told["profit"] / told["variance"].sqrt()).to_numpy()
    return told.with_columns(probability=pl.Series(special.ndtr(sigmas), dtype=pl.Float64))


def _raised(rows: pl.DataFrame, settings: Settings, market: Market | None, decimals: int) -> pl.DataFrame:
    """Budgets that leave ``headroom`` over the 90th percentile of daily spend; only higher ones, in steps."""
    own = settings.budget
    wanted = own.headroom * pl.col("high_spend")
    step = pl.col("budget_now") * own.max_step
    bound = pl.min_horizontal(wanted, step)
    within = bound.clip(market.budget_min, market.budget_max) if market else bound
    consent = pl.when("writable").then(pl.lit(own.consent)).otherwise(pl.lit(Consent.ASK.value))
    return (
        _described(rows, "T402", "budget_binds", consent)
        .with_columns(
            to_value=down_to_coins(within, decimals),
            detail=pl.when(wanted > step).then(pl.lit("step")).otherwise(pl.lit(None, dtype=pl.String)),
        )
        .with_columns(money_per_week=_money())
        .filter(pl.col("to_value") > pl.col("from_value"))
    )


def _money() -> pl.Expr:
    """Expected profit a week of what the budget keeps away, at the campaign's own profit for each unit of spend.

    On days that touch the budget demand lies above it, by how much isn't known: taken is half of what is added.
    """
    per_spend = pl.col("profit") / pl.col("cost")
    added = (pl.col("to_value") - pl.col("from_value")) * _HALF
    return pl.col("touched") / pl.col("window") * added * _WEEK * per_spend


def _kept(rows: pl.DataFrame, bids: pl.DataFrame) -> pl.DataFrame:
    """Budgets that stay, for more of these clicks isn't known to earn; how many bids come down instead."""
    lower = bids.filter((pl.col("to_bid") < pl.col("from_bid")) & (pl.col("consent") != Consent.WATCH.value))
    lowered = lower.group_by("campaign_id").agg(lowered=pl.len().cast(pl.Int64))
    told = rows.join(lowered, on="campaign_id", how="left", maintain_order="left")
    return _described(told, "T403", "budget_binds_bids_fall", pl.lit(Consent.WATCH.value)).with_columns(
        reason=pl.when(pl.col("lowered") > 0)
        .then(pl.lit("budget_binds_bids_fall"))
        .otherwise(pl.lit("budget_binds_bids_stay")),
        detail=pl.col("lowered").cast(pl.String),
        probability=1 - pl.col("probability"),
        money_per_week=pl.lit(0.0),
    )


def _described(rows: pl.DataFrame, code: str, reason: str, consent: pl.Expr) -> pl.DataFrame:
    return of_campaign(rows).with_columns(
        code=pl.lit(code),
        reason=pl.lit(reason),
        consent=consent,
        entity=pl.lit("Campaign"),
        targeting=pl.col("campaign"),
        budget=pl.col("budget_now"),
        from_value=pl.col("budget_now"),
        measured=pl.col("high_spend"),
        against=pl.col("touched").cast(pl.Float64),
        days=pl.col("days").cast(pl.Int64),
    )
