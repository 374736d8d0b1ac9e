"""All decisions of a run: evidence, then each decision in its turn, then what stands against what."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from functools import partial
from typing import NamedTuple

import dataframely as dy
import polars as pl

from adopt.decide import as_measured, still_promised, with_watches
from adopt.decide.outside import Rule, View, outside_actions
from adopt.decided.products import of_products
from adopt.decided.run import Run, run_of
from adopt.decided.shares import shares
from adopt.decided.targets import of_targets, spend_that_stays
from adopt.decided.terms import of_terms, stopped
from adopt.estimate.campaigns import AllSales, all_sales
from adopt.estimate.evidence import target_evidence, term_evidence
from adopt.estimate.fit import Fit
from adopt.estimate.goods import with_goods
from adopt.estimate.hours import with_schedules
from adopt.estimate.paid import Paid, newest_costs, paid_of_bids
from adopt.estimate.rows import aggregate, fill_days, without
from adopt.estimate.shares import tolerated
from adopt.estimate.targets import target_entities
from adopt.estimate.unseen import unseen_targets
from adopt.plan import emptied, gather, refuse_foreign, without_conflicts, without_empty_bids
from adopt.reports import join_ids, join_summary
from adopt.reports.sources import Sources
from adopt.schema import Action, Bulk, NewEntity, PastChange, TargetEvidence, TermEvidence
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
        fit: what was fitted on search terms; None where ``before`` was used or nothing could be fitted.
        created: campaigns that L501 would create, row by row.
        shade: share of a click's value that bids are.
        cpc_elasticity: how a click's cost answers to a bid in what changes are said to gain.
    """

    rows: pl.DataFrame
    joined: pl.DataFrame
    terms: dy.DataFrame[TermEvidence]
    targets: dy.DataFrame[TargetEvidence]
    total: AllSales | None
    actions: dy.DataFrame[Action]
    unlisted: int
    fit: Fit | None
    created: dy.DataFrame[NewEntity]
    shade: float
    cpc_elasticity: float


def decided(
    sources: Sources,
    settings: Settings,
    as_of: date,
    learned: tuple[float, ...] | None = None,
    before: Fit | None = None,
    rules: Sequence[Rule] = (),
    changes: dy.DataFrame[PastChange] | None = None,
) -> Decided:
    """The decisions that follow from the sources of a run.

    Args:
        sources: today's reports.
        settings, as_of: of the run.
        learned: maturity of orders, where history tells it.
        before: what an earlier day fitted on search terms; None fits anew.
        rules: from outside adopt.
        changes: of earlier plans; what they touched rests for some days.

    Raises:
        InputError: report and bulk download are of different accounts.
        SettingsError: a rule fails, or returns what is no list of actions.
    """
    run = run_of(sources, settings, as_of, changes)
    rows = fill_days(sources.rows, sources.first_day, sources.last_day)
    cells = _cells(rows, run, learned)
    entities = with_schedules(target_entities(cells, run.bulk, as_of, run.days), settings.hours.in_force)
    settings = as_measured(settings, _paid(rows, entities, sources))
    run = run._replace(settings=settings)
    spendable = shares(rows, run.bulk, sources.marketplace, settings, as_of)
    terms = term_evidence(
        cells, tolerated(spendable), run.days, settings, before, sources.products, _paused(run.bulk)
    )
    on_terms = of_terms(terms, run)
    stops = stopped(on_terms, run)
    staying = without(cells, stops)
    left_empty = emptied(cells, staying)
    targets = target_evidence(staying, terms, entities, spendable, run.days, settings)
    unseen = unseen_targets(cells, terms, spendable, run.bulk, as_of, run.days, settings)
    joined = join_summary(cells)
    # A million cells are no longer needed where all actions are held against each other.
    del cells, staying
    total = all_sales(
        rows, sources.sales, settings.tacos.window_days, daily=sources.daily, untold=sources.untold
    )
    on_targets = of_targets(targets, unseen, terms.evidence, total, spend_that_stays(rows, stops, run), run)
    on_products, created = of_products(terms.evidence, targets, on_targets, run)
    view = View(terms.evidence, targets, run.bulk, settings, as_of, run.days, sources.currency)
    outside = [run.rest(rows) for rows in outside_actions(rules, view)]
    every = iter([on_terms, *on_targets, *on_products])
    # Each is let go as it is gathered: they are the largest tables of the run.
    del on_terms, on_targets, on_products
    settled = partial(_settled, terms=terms.evidence, left_empty=left_empty, run=run)
    gathered, unlisted = gather((run.rest(rows) for rows in every), outside, settled)
    return Decided(
        rows=rows,
        joined=joined,
        terms=terms.evidence,
        targets=targets,
        total=total,
        actions=with_watches(gathered, settings, run.market, run.digits),
        unlisted=unlisted,
        fit=terms.fit,
        created=created,
        shade=settings.bid.shade,
        cpc_elasticity=settings.bid.cpc_elasticity,
    )


def _cells(rows: pl.DataFrame, run: Run, learned: tuple[float, ...] | None) -> pl.DataFrame:
    """Sums by target and term, with the IDs and goods that the download tells."""
    sources = run.sources
    newest = sources.last_day - timedelta(days=run.settings.estimate.mix_days - 1)
    cells = aggregate(rows, pl.col("seen_on"), sources.window_days, learned, newest)
    cells = with_goods(join_ids(cells, run.bulk), run.bulk)
    refuse_foreign(cells, run.bulk)
    return cells


def _paid(rows: pl.DataFrame, entities: pl.DataFrame, sources: Sources) -> Paid:
    """What clicks cost of their bids: only days and a download's bids tell."""
    if sources.bulk is None or not sources.daily:
        return Paid()
    return paid_of_bids(join_ids(newest_costs(rows), sources.bulk), entities)


def _settled(
    every: dy.DataFrame[Action], terms: dy.DataFrame[TermEvidence], left_empty: pl.DataFrame, run: Run
) -> dy.DataFrame[Action]:
    """All actions, watched where they stand against others, against the promise, or on a target that is left empty."""
    free = without_conflicts(every, terms, run.bulk, run.settings.protect)
    kept = still_promised(free, run.settings, int(terms["orders"].sum()))
    return without_empty_bids(kept, left_empty)


def _paused(bulk: Bulk | None) -> pl.Series | None:
    """IDs of the targets that the download shows paused or archived."""
    return None if bulk is None else bulk.targets.filter(pl.col("state") != "enabled")["target_id"].unique()
