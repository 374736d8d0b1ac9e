"""What follows from a run's reports: the evidence, and each decision in its turn."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

import dataframely as dy
import polars as pl

from adopt.decide import (
    budget_changes,
    hand_overs,
    harvests,
    isolations,
    negations,
    phrase_negations,
    steered_bids,
    tacos_action,
    turn,
    unnegations,
)
from adopt.decide.outside import Rule, View, outside_actions
from adopt.estimate.campaigns import AllSales, all_sales, campaign_spend, spend_by_day
from adopt.estimate.evidence import Terms, target_evidence, term_evidence
from adopt.estimate.rows import aggregate, fill_days, without
from adopt.estimate.targets import target_entities
from adopt.estimate.value import ad_group_margins
from adopt.plan import gather, refuse_foreign
from adopt.reports import join_ids, join_summary
from adopt.reports.sources import Sources
from adopt.say import currency_digits
from adopt.schema import Action, Consent, TargetEvidence, TermEvidence
from adopt.settings import Settings


class Decided(NamedTuple):
    """The decisions of a run, and what they rest on.

    Attributes:
        rows: `SearchTermRow` of the run, every row with its days.
        joined: rows, clicks and spend by how far names could be joined with IDs.
        terms, targets: the evidence.
        total: spend against all sales; None where they aren't known.
        actions: of every decision, in one order.
        unlisted: watched terms that are left out of them.
    """

    rows: pl.DataFrame
    joined: pl.DataFrame
    terms: dy.DataFrame[TermEvidence]
    targets: dy.DataFrame[TargetEvidence]
    total: AllSales | None
    actions: dy.DataFrame[Action]
    unlisted: int


def decided(
    sources: Sources,
    settings: Settings,
    as_of: date,
    learned: tuple[float, ...] | None = None,
    rules: Sequence[Rule] = (),
) -> Decided:
    """The decisions that follow from the sources of a run.

    Args:
        sources: today's reports.
        settings, as_of: of the run.
        learned: maturity of orders, where history tells it.
        rules: from outside adopt.

    Raises:
        InputError: report and bulk download are of different accounts.
        SettingsError: a rule fails, or returns what is no list of actions.
    """
    days = (sources.last_day - sources.first_day).days + 1
    rows = fill_days(sources.rows, sources.first_day, sources.last_day)
    cells = join_ids(aggregate(rows, pl.col("seen_on"), sources.window_days, learned), sources.bulk)
    refuse_foreign(cells, sources.bulk)

    margins = ad_group_margins(sources.bulk, {} if settings.objective == "acos" else settings.margins)
    terms = term_evidence(cells, margins, days, settings)
    of_terms = _of_terms(terms, sources, settings, as_of)
    staying = without(cells, _stopped(of_terms))
    entities = target_entities(staying, sources.bulk, as_of, days)
    targets = target_evidence(staying, terms, entities, margins, days, settings)
    total = all_sales(rows, sources.sales, settings.tacos.window_days, daily=sources.daily)
    of_targets = _of_targets(targets, total, rows, sources, settings)
    view = View(terms.evidence, targets, sources.bulk, settings, as_of, days, sources.currency)
    actions, unlisted = gather([*of_terms, *of_targets], outside_actions(rules, view))
    return Decided(rows, join_summary(cells), terms.evidence, targets, total, actions, unlisted)


def _of_terms(terms: Terms, sources: Sources, settings: Settings, as_of: date) -> list[dy.DataFrame[Action]]:
    """Decisions on search terms."""
    bulk, evidence = sources.bulk, terms.evidence
    negated = negations(evidence, bulk, settings, as_of)
    bidding = (bulk, settings, as_of, sources.market, currency_digits(sources.currency))
    return [
        negated,
        phrase_negations(evidence, negated, bulk, settings, terms.prior.strength),
        harvests(evidence, *bidding),
        isolations(evidence, negated, *bidding),
        hand_overs(evidence, negated, bulk, settings, as_of),
        unnegations(evidence, bulk, settings, as_of),
    ]


def _stopped(of_terms: list[dy.DataFrame[Action]]) -> pl.DataFrame:
    """Terms that safe negatives of an ad group shut out today: targets are judged without them."""
    single = pl.col("entity").is_in(["Negative Keyword", "Negative Product Targeting"])
    return pl.concat(of_terms).filter((pl.col("consent") == Consent.SAFE.value) & single)


def _of_targets(
    targets: dy.DataFrame[TargetEvidence],
    total: AllSales | None,
    rows: pl.DataFrame,
    sources: Sources,
    settings: Settings,
) -> list[dy.DataFrame[Action]]:
    """Decisions on bids, their level, and budgets."""
    digits = currency_digits(sources.currency)
    knob = turn(targets, total, settings, digits)
    bids = steered_bids(knob, targets, settings, sources.market, digits)
    level = tacos_action(knob, targets, total, settings)
    return [level, *_budgets(sources, rows, targets, bids, settings), bids]


def _budgets(
    sources: Sources,
    rows: pl.DataFrame,
    targets: dy.DataFrame[TargetEvidence],
    bids: dy.DataFrame[Action],
    settings: Settings,
) -> list[dy.DataFrame[Action]]:
    """Budgets that bind: only days and a download's budgets tell."""
    if sources.bulk is None or not sources.daily:
        return []
    spend = campaign_spend(join_ids(spend_by_day(rows), sources.bulk), sources.bulk, settings.budget)
    digits = currency_digits(sources.currency)
    return [budget_changes(spend, targets, bids, settings, sources.market, digits)]
