"""Targets that nobody has clicked on: what is expected of them, and how many clicks they were shown for."""

from __future__ import annotations

from datetime import date

import dataframely as dy
import polars as pl

from adopt.estimate.evidence import TARGET, Terms
from adopt.estimate.goods import with_goods
from adopt.estimate.group_money import with_group_money
from adopt.estimate.hours import with_schedules
from adopt.estimate.posterior import with_posterior
from adopt.estimate.scatter import betas
from adopt.estimate.targets import target_entities
from adopt.estimate.value import Ties, with_value
from adopt.schema import Bulk, TargetEvidence, TermEvidence
from adopt.settings import Settings

_NAMES = ["campaign", "ad_group"]
_GROUP = ["campaign_id", "ad_group_id"]
_NOTHING = ("clicks", "orders", "units", "spend_micros", "sales_micros")


def unseen_targets(
    cells: pl.DataFrame,
    terms: Terms,
    margins: pl.DataFrame,
    bulk: Bulk | None,
    as_of: date,
    days: int,
    settings: Settings,
) -> dy.DataFrame[TargetEvidence]:
    """Enabled targets of the download that have no click, neither in it nor in the reports.

    Their impressions are the download's, all other sums zero. The prior is the click-weighted mean of the ad group's terms,
    else of the campaign's, with the terms' strengths; without either nothing is said of a target. A click's cost and an
    order's value are the ad group's, tied as everywhere (`adopt.estimate.group_money`).

    Args:
        cells: joined sums per target and term, of all terms.
        terms: their evidence.
        margins: of ad groups. Where there are aims, ad groups without a row in the reports are left out: which aim covers
            them is asked of report rows.
        bulk: the download; without one there are none.
        as_of, days, settings: of the run.
    """
    if bulk is None:
        return TargetEvidence.validate(TargetEvidence.create_empty())
    quiet = _with_prior(_quiet(cells, bulk, settings), terms.evidence).filter(
        pl.col("prior_cvr").is_not_null()
    )
    # Any ties give a row without clicks its ad group's own cost and value.
    ties = Ties(settings.estimate.cpc_clicks, settings.estimate.order_value_orders)
    quiet = with_group_money(quiet, _with_groups(cells, with_goods(quiet, bulk)), settings.estimate)
    valued = with_value(quiet, margins, settings, ties)
    told = valued.with_columns(
        days=pl.lit(days, pl.Int64), mix=pl.lit(1.0), lent=pl.lit(0.0), rivalry=pl.lit(1.0)
    )
    judged = with_posterior(told, betas(*terms.prior.strengths), at_break_even=False)
    entities = with_schedules(target_entities(quiet, bulk, as_of, days), settings.hours.in_force)
    known = judged.join(entities, on=TARGET, how="left", nulls_equal=True, maintain_order="left")
    enabled = known.filter(pl.col("state") == "enabled")
    return TargetEvidence.validate(enabled.select(TargetEvidence.column_names()))


def expected_clicks(bulk: Bulk) -> pl.DataFrame:
    """Clicks that each target's impressions would have brought at the click-through rate of its campaign's other targets.

    The account's rate stands in where they have no click.

    Args:
        bulk: the download, whose targets' impressions and clicks are of one period.

    Returns:
        target_id, expected: null where the whole account has no click.
    """
    shown, clicks = pl.col("impressions"), pl.col("clicks")
    others = [(part.sum().over("campaign_id") - part) for part in (clicks, shown)]
    account = pl.when(clicks.sum() > 0).then(clicks.sum() / shown.sum())
    rate = pl.when((others[0] > 0) & (others[1] > 0)).then(others[0] / others[1]).otherwise(account)
    return (
        bulk.targets.unique("target_id", keep="first", maintain_order=True)
        .with_columns(expected=shown * rate)
        .select("target_id", pl.when(pl.col("expected").is_finite()).then("expected"))
    )


def _quiet(cells: pl.DataFrame, bulk: Bulk, settings: Settings) -> pl.DataFrame:
    """Targets without a click, by the names that reports have for their ad groups, with sums of zero."""
    clicked = cells.filter(pl.col("clicks") > 0).select("target_id").drop_nulls()
    named = (
        cells.select(*_GROUP, *_NAMES).drop_nulls().unique().sort(_NAMES).unique("ad_group_id", keep="first")
    )
    quiet = (
        bulk.targets.unique("target_id", keep="first", maintain_order=True)
        .filter((pl.col("state") == "enabled") & (pl.col("clicks") == 0))
        .join(clicked, on="target_id", how="anti", maintain_order="left")
        .join(named, on=_GROUP, how="left", suffix="_told", maintain_order="left")
    )
    if settings.aims:
        quiet = quiet.filter(pl.col("ad_group_told").is_not_null())
    return quiet.select(
        *("target_id", *_GROUP, "match_type", "impressions"),
        *(pl.coalesce(f"{name}_told", name).alias(name) for name in _NAMES),
        *(pl.lit(0, dtype=pl.Int64).alias(name) for name in _NOTHING),
        *(pl.lit(0.0).alias(name) for name in ("spend", "sales", "effective_clicks")),
        targeting=pl.coalesce("resolved", "targeting"),
        join=pl.lit("target"),
        join_reason=pl.lit(None, dtype=pl.String),
    ).sort(TARGET)


def _with_prior(quiet: pl.DataFrame, terms: dy.DataFrame[TermEvidence]) -> pl.DataFrame:
    found = quiet
    for key in ("ad_group_id", "campaign_id"):
        found = found.join(_mean_prior(terms, key), on=key, how="left", maintain_order="left")
    return found.with_columns(prior_cvr=pl.coalesce("prior_ad_group_id", "prior_campaign_id"))


def _mean_prior(terms: pl.DataFrame, key: str) -> pl.DataFrame:
    clicks = pl.col("clicks")
    mean = (pl.col("prior_cvr") * clicks).sum() / clicks.sum()
    clicked = terms.select(key, "search_term", "prior_cvr", "clicks").filter(
        (clicks > 0) & pl.col(key).is_not_null()
    )
    # Sorted, so that the sums of fractions come out alike whatever the order of rows.
    ordered = clicked.sort(pl.all())
    return ordered.group_by(key, maintain_order=True).agg(mean.alias(f"prior_{key}"))


def _with_groups(cells: pl.DataFrame, quiet: pl.DataFrame) -> pl.DataFrame:
    """The cells, with ad groups that have none as rows of nothing: their cost is then their campaign's, their value that of their goods."""
    needed = [*_NAMES, "goods", *_NOTHING]
    return pl.concat([cells.select(needed), quiet.select(needed).unique()])
