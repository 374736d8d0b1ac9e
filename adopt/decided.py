"""What follows from a run's reports: the evidence, and each decision in its turn."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import NamedTuple

import dataframely as dy
import polars as pl

from adopt.decide import (
    VERDICT,
    after_placements,
    as_measured,
    budget_changes,
    coming_bids,
    ground,
    hand_overs,
    harvests,
    hour_schedules,
    isolations,
    launch_budgets,
    launches,
    negations,
    phrase_negations,
    placement_changes,
    shown,
    steered_bids,
    still_promised,
    tacos_action,
    turn,
    unnegations,
    unseen_raises,
    with_watches,
    within_room,
)
from adopt.decide.outside import Rule, View, outside_actions
from adopt.estimate.aimed import aimed_places
from adopt.estimate.campaigns import AllSales, all_sales, campaign_spend, spend_by_day
from adopt.estimate.evidence import Terms, target_evidence, term_evidence
from adopt.estimate.fit import Fit
from adopt.estimate.goods import with_goods
from adopt.estimate.hours import hours_worth, with_schedules
from adopt.estimate.paid import Paid, newest_costs, paid_of_bids
from adopt.estimate.placements import placements_worth
from adopt.estimate.rows import IDS, NAMES, UNIT, aggregate, fill_days, spelt_terms, without
from adopt.estimate.shares import ad_group_shares, tolerated
from adopt.estimate.targets import target_entities
from adopt.estimate.unseen import unseen_targets
from adopt.estimate.value import ad_group_margins
from adopt.plan import emptied, gather, refuse_foreign, without_conflicts, without_empty_bids
from adopt.plan.cooldown import rested
from adopt.plan.past import agreed_budgets
from adopt.plan.scarce import short_of_stock, without_raises
from adopt.reports import join_ids, join_summary
from adopt.reports.ads_beside import hourly_sums, placement_sums
from adopt.reports.sources import Sources
from adopt.say import currency_digits
from adopt.schema import Action, Bulk, Consent, NewEntity, PastChange, Placement, TargetEvidence, TermEvidence
from adopt.settings import Settings
from adopt.words import markets

Rest = Callable[[dy.DataFrame[Action]], dy.DataFrame[Action]]
"""`adopt.plan.cooldown.rested` with the changes of a run, and `adopt.plan.scarce.without_raises` with its stock."""


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
    days = (sources.last_day - sources.first_day).days + 1
    rows = fill_days(sources.rows, sources.first_day, sources.last_day)
    newest = sources.last_day - timedelta(days=settings.estimate.mix_days - 1)
    cells = aggregate(rows, pl.col("seen_on"), sources.window_days, learned, newest)
    cells = with_goods(join_ids(cells, sources.bulk), sources.bulk)
    refuse_foreign(cells, sources.bulk)

    entities = target_entities(cells, sources.bulk, as_of, days)
    entities = with_schedules(entities, settings.hours.in_force)
    settings = as_measured(settings, _paid(rows, entities, sources))
    spendable = shares(rows, sources.bulk, sources.marketplace, settings, as_of)
    terms = term_evidence(
        cells, tolerated(spendable), days, settings, before, sources.products, _paused(sources.bulk)
    )
    of_terms = _of_terms(terms, sources, settings, as_of)
    past = PastChange.validate(PastChange.create_empty()) if changes is None else changes
    rest = _rest(past, sources, settings, as_of)
    stopped = _stopped(of_terms, rest)
    staying = without(cells, stopped)
    left_empty = emptied(cells, staying)

    def settled(every: dy.DataFrame[Action]) -> dy.DataFrame[Action]:
        free = without_conflicts(every, terms.evidence, sources.bulk, settings.protect)
        kept = still_promised(free, settings, int(terms.evidence["orders"].sum()))
        return without_empty_bids(kept, left_empty)

    targets = target_evidence(staying, terms, entities, spendable, days, settings)
    total = all_sales(
        rows, sources.sales, settings.tacos.window_days, daily=sources.daily, untold=sources.untold
    )
    unseen = unseen_targets(cells, terms, spendable, sources.bulk, as_of, days, settings)
    joined = join_summary(cells)
    # A million cells are no longer needed where all actions are held against each other.
    del cells, staying
    days_paid = _spend(rows, stopped, sources)
    of_targets = _of_targets(targets, unseen, terms.evidence, total, days_paid, sources, settings, rest)
    of_products, created = _of_products(terms.evidence, targets, of_targets, sources, past, settings, as_of)
    view = View(terms.evidence, targets, sources.bulk, settings, as_of, days, sources.currency)
    outside = [rest(rows) for rows in outside_actions(rules, view)]
    every = iter([of_terms, *of_targets, *of_products])
    # Each is let go as it is gathered: they are the largest tables of the run.
    del of_terms, of_targets, of_products
    gathered, unlisted = gather((rest(rows) for rows in every), outside, settled)
    actions = with_watches(gathered, settings, sources.market, currency_digits(sources.currency))
    found = (rows, joined, terms.evidence, targets, total, actions, unlisted, terms.fit, created)
    return Decided(*found, settings.bid.shade, settings.bid.cpc_elasticity)


def _rest(past: dy.DataFrame[PastChange], sources: Sources, settings: Settings, as_of: date) -> Rest:
    """What keeps a change from being made today, whatever decides on it: an earlier change, or no stock to sell."""
    market = markets().get(sources.marketplace) if sources.marketplace else None
    short = short_of_stock(sources.stock, sources.bulk, market, settings.checks, as_of)

    def rest(actions: dy.DataFrame[Action]) -> dy.DataFrame[Action]:
        return without_raises(rested(actions, past, settings.limits, as_of), short)

    return rest


def _paid(rows: pl.DataFrame, entities: pl.DataFrame, sources: Sources) -> Paid:
    """What clicks cost of their bids: only days and a download's bids tell."""
    if sources.bulk is None or not sources.daily:
        return Paid()
    return paid_of_bids(join_ids(newest_costs(rows), sources.bulk), entities)


def _paused(bulk: Bulk | None) -> pl.Series | None:
    """IDs of the targets that the download shows paused or archived."""
    return None if bulk is None else bulk.targets.filter(pl.col("state") != "enabled")["target_id"].unique()


def shares(
    rows: pl.DataFrame, bulk: Bulk | None, marketplace: str | None, settings: Settings, as_of: date
) -> pl.DataFrame:
    """The share of an order that each ad group may spend on ads (`adopt.estimate.shares.ad_group_shares`).

    Args:
        rows: `SearchTermRow` of the run, whose names the shares go by.
        bulk: the download; None where there is none.
        marketplace: two-letter code, None where it isn't known: margins given with a launch hold in one alone.
        settings, as_of: of the run.
    """
    known = ad_group_margins(bulk, settings.margins_in(marketplace))
    if not settings.aims:
        return ad_group_shares(known, None, settings)
    tables = [rows] if bulk is None else [rows, bulk.search_terms]
    named = pl.concat(table.select(*IDS, *NAMES[:-1], "portfolio", "last_day").unique() for table in tables)
    return ad_group_shares(known, aimed_places(join_ids(named, bulk), bulk, settings, as_of), settings)


def _of_terms(terms: Terms, sources: Sources, settings: Settings, as_of: date) -> dy.DataFrame[Action]:
    """Decisions on search terms, none against another: targets are judged by what they leave."""
    bulk, evidence = sources.bulk, terms.evidence
    every = negations(evidence, bulk, settings, as_of)
    listed, negated = shown(every, settings), every.select(*UNIT, *VERDICT)
    del every
    coming = coming_bids(evidence, negated, settings)
    bidding = (bulk, settings, as_of, sources.market, currency_digits(sources.currency))
    own = pl.concat([harvests(evidence, *bidding), isolations(evidence, negated, *bidding, coming)])
    own = within_room(Action.cast(own), bulk)
    own = Action.cast(pl.concat([own, unnegations(evidence, bulk, settings, as_of)]))
    parts = [
        listed,
        phrase_negations(evidence, negated, own, bulk, settings, terms.prior.strength),
        own,
        hand_overs(evidence, negated, bulk, settings, as_of, coming),
    ]
    return without_conflicts(Action.cast(pl.concat(parts)), evidence, bulk, settings.protect)


def _stopped(of_terms: dy.DataFrame[Action], rest: Rest) -> pl.DataFrame:
    """Terms that safe negatives of an ad group shut out today: targets are judged without them.

    Not those that the seller has declined of late: they go on spending.
    """
    single = pl.col("entity").is_in(["Negative Keyword", "Negative Product Targeting"])
    safe = of_terms.filter((pl.col("consent") == Consent.SAFE.value) & single)
    declined = rest(Action.cast(safe)).filter(pl.col("consent") == Consent.ASK.value)
    return safe.join(declined, on="key", how="anti").select(UNIT)


def _of_targets(
    targets: dy.DataFrame[TargetEvidence],
    unseen: dy.DataFrame[TargetEvidence],
    terms: dy.DataFrame[TermEvidence],
    total: AllSales | None,
    spend: pl.DataFrame | None,
    sources: Sources,
    settings: Settings,
    rest: Rest,
) -> list[dy.DataFrame[Action]]:
    """Decisions on bids, their level, placements, hours, and budgets.

    Percentages and budgets that rest are so before bids are made, which answer to them.
    """
    digits = currency_digits(sources.currency)
    knob = turn(targets, total, settings, digits)
    placed, hourly = rest(_placements(sources, targets, settings)), _hours(sources, targets, settings)
    placements = sources.bulk.placements if sources.bulk else Placement.create_empty()
    after, hidden = (after_placements(part, placed, placements, settings) for part in (targets, unseen))
    bids = steered_bids(knob, after, settings, sources.market, digits)
    raised = unseen_raises(knob, hidden, terms, sources.bulk, settings, sources.market, digits)
    level = tacos_action(knob, targets, total, settings)
    budgets = [rest(made) for made in _budgets(sources, spend, targets, bids, settings)]
    return [level, *budgets, placed, hourly, bids, raised]


def _placements(
    sources: Sources, targets: dy.DataFrame[TargetEvidence], settings: Settings
) -> dy.DataFrame[Action]:
    """Placement percentages: only a download tells those in force."""
    if sources.bulk is None:
        return Action.validate(Action.create_empty())
    placed, days = placement_sums(sources.used, sources.bulk)
    found = placements_worth(placed, settings.placement, settings.estimate.order_value_orders)
    return placement_changes(found, targets, days, settings)


def _hours(
    sources: Sources, targets: dy.DataFrame[TargetEvidence], settings: Settings
) -> dy.DataFrame[Action]:
    """Schedules by hour: only where an hourly report was read."""
    if sources.bulk is None:
        return Action.validate(Action.create_empty())
    timed, days = hourly_sums(sources.used, sources.bulk)
    if timed.is_empty():
        return Action.validate(Action.create_empty())
    return hour_schedules(hours_worth(timed, settings.estimate.order_value_orders), targets, days, settings)


def _spend(rows: pl.DataFrame, stopped: pl.DataFrame, sources: Sources) -> pl.DataFrame | None:
    """Spend by day and target, less that of terms which stop today; only days and a download's budgets tell."""
    if sources.bulk is None or not sources.daily:
        return None
    every = join_ids(spend_by_day(rows), sources.bulk)
    # Reports spell a term in more than one way; each distinct one is looked at once.
    goes = spelt_terms().is_in(stopped["search_term"].unique().implode())
    spellings = rows.select("search_term").unique().filter(goes)["search_term"]
    named = rows.filter(pl.col("search_term").is_in(spellings.implode()))
    own = join_ids(spend_by_day(named, of_terms=True).with_columns(spelt_terms()), sources.bulk)
    gone = own.join(stopped, on=UNIT, how="semi", nulls_equal=True)
    return pl.concat([every, gone.select(every.columns).with_columns(-pl.col("spend_micros"))])


def _budgets(
    sources: Sources,
    days: pl.DataFrame | None,
    targets: dy.DataFrame[TargetEvidence],
    bids: dy.DataFrame[Action],
    settings: Settings,
) -> list[dy.DataFrame[Action]]:
    """Budgets that bind, whatever is negated today."""
    if sources.bulk is None or days is None:
        return []
    spend = campaign_spend(days, sources.bulk, settings.budget)
    digits = currency_digits(sources.currency)
    return [budget_changes(spend, targets, bids, settings, sources.market, digits)]


def _of_products(
    terms: dy.DataFrame[TermEvidence],
    targets: dy.DataFrame[TargetEvidence],
    of_targets: list[dy.DataFrame[Action]],
    sources: Sources,
    past: dy.DataFrame[PastChange],
    settings: Settings,
    as_of: date,
) -> tuple[list[dy.DataFrame[Action]], dy.DataFrame[NewEntity]]:
    """Launches of new products, and budgets of those just launched: only a download tells what is advertised."""
    if sources.bulk is None:
        return [], NewEntity.validate(NewEntity.create_empty())
    digits = currency_digits(sources.currency)
    of_run = (settings, as_of, sources.market, digits, sources.currency)
    at = ground(terms, targets, sources.bulk, *of_run, agreed_budgets(past))
    raised = Action.cast(pl.concat(of_targets).filter(pl.col("code") == "T402"))
    launched, created = launches(at, sources.listings)
    return [launched, launch_budgets(at, raised)], created
