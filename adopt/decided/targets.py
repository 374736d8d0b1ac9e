"""Decisions on targets and campaigns: bids, their level, placements, hours, budgets."""

from __future__ import annotations

import dataframely as dy
import polars as pl

from adopt.decide import (
    after_placements,
    budget_changes,
    hour_schedules,
    placement_changes,
    steered_bids,
    tacos_action,
    turn,
    unseen_raises,
)
from adopt.decided.run import Run
from adopt.estimate.campaigns import AllSales, campaign_spend, spend_by_day
from adopt.estimate.hours import hours_worth
from adopt.estimate.placements import placements_worth
from adopt.estimate.rows import UNIT, spelt_terms
from adopt.reports import join_ids
from adopt.reports.ads_beside import hourly_sums, placement_sums
from adopt.schema import Action, Placement, TargetEvidence, TermEvidence

_Actions = dy.DataFrame[Action]


def of_targets(
    targets: dy.DataFrame[TargetEvidence],
    unseen: dy.DataFrame[TargetEvidence],
    terms: dy.DataFrame[TermEvidence],
    total: AllSales | None,
    spend: pl.DataFrame | None,
    run: Run,
) -> list[_Actions]:
    """Decisions on bids, their level, placements, hours, and budgets.

    Percentages and budgets that rest are so before bids are made, which answer to them.

    Args:
        targets: evidence on the search terms that stay.
        unseen: of targets that no report shows.
        terms: evidence of search terms.
        total: spend against all sales; None where they aren't known.
        spend: `spend_that_stays`.
        run: of the day.
    """
    settings, market, digits = run.settings, run.market, run.digits
    knob = turn(targets, total, settings, digits)
    placed, hourly = run.rest(_placements(targets, run)), _hours(targets, run)
    placements = run.bulk.placements if run.bulk else Placement.create_empty()
    after, hidden = (after_placements(part, placed, placements, settings) for part in (targets, unseen))
    bids = steered_bids(knob, after, settings, market, digits)
    raised = unseen_raises(knob, hidden, terms, run.bulk, settings, market, digits)
    level = tacos_action(knob, targets, total, settings)
    budgets = [run.rest(made) for made in _budgets(spend, targets, bids, run)]
    return [level, *budgets, placed, hourly, bids, raised]


def spend_that_stays(rows: pl.DataFrame, stopped: pl.DataFrame, run: Run) -> pl.DataFrame | None:
    """Spend by day and target, less that of terms which stop today; only days and a download's budgets tell."""
    if run.bulk is None or not run.sources.daily:
        return None
    every = join_ids(spend_by_day(rows), run.bulk)
    # Reports spell a term in more than one way; each distinct one is looked at once.
    goes = spelt_terms().is_in(stopped["search_term"].unique().implode())
    spellings = rows.select("search_term").unique().filter(goes)["search_term"]
    named = rows.filter(pl.col("search_term").is_in(spellings.implode()))
    own = join_ids(spend_by_day(named, of_terms=True).with_columns(spelt_terms()), run.bulk)
    gone = own.join(stopped, on=UNIT, how="semi", nulls_equal=True)
    return pl.concat([every, gone.select(every.columns).with_columns(-pl.col("spend_micros"))])


def _placements(targets: dy.DataFrame[TargetEvidence], run: Run) -> _Actions:
    """Placement percentages: only a download tells those in force."""
    if run.bulk is None:
        return Action.validate(Action.create_empty())
    placed, days = placement_sums(run.sources.used, run.bulk)
    own = run.settings
    found = placements_worth(placed, own.placement, own.estimate.order_value_orders)
    return placement_changes(found, targets, days, own)


def _hours(targets: dy.DataFrame[TargetEvidence], run: Run) -> _Actions:
    """Schedules by hour: only where an hourly report was read."""
    if run.bulk is None:
        return Action.validate(Action.create_empty())
    timed, days = hourly_sums(run.sources.used, run.bulk)
    if timed.is_empty():
        return Action.validate(Action.create_empty())
    worth = hours_worth(timed, run.settings.estimate.order_value_orders)
    return hour_schedules(worth, targets, days, run.settings)


def _budgets(
    spend: pl.DataFrame | None, targets: dy.DataFrame[TargetEvidence], bids: _Actions, run: Run
) -> list[_Actions]:
    """Budgets that bind, whatever is negated today."""
    if run.bulk is None or spend is None:
        return []
    by_campaign = campaign_spend(spend, run.bulk, run.settings.budget)
    return [budget_changes(by_campaign, targets, bids, run.settings, run.market, run.digits)]
