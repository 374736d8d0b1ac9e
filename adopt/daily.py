"""The daily run: the steps, in order, and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
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
from adopt.errors import AdoptError, InputError
from adopt.estimate.campaigns import all_sales, campaign_spend, spend_by_day
from adopt.estimate.evidence import target_evidence, term_evidence
from adopt.estimate.fit import Fit, basis_of, fit_from, tables_of
from adopt.estimate.learned import orders_curve
from adopt.estimate.rows import aggregate, fill_days, without
from adopt.estimate.targets import target_entities
from adopt.estimate.value import ad_group_margins
from adopt.history import (
    Account,
    Kept,
    KeptFit,
    RecalledFit,
    Widened,
    account_of,
    keep,
    keep_fit,
    recalled_fit,
    supplemented,
    widened,
)
from adopt.plan import (
    Plan,
    account_facts,
    gather,
    plan_digest,
    plan_input,
    refuse_foreign,
    warnings,
    withheld,
)
from adopt.reports import Folder, join_ids, join_summary, read_folder
from adopt.reports.choose import choose
from adopt.reports.groups import Group, groups
from adopt.reports.sources import Sources
from adopt.say import currency_digits
from adopt.schema import Action, Bulk, Consent, Rejected, TargetEvidence
from adopt.settings import Settings
from adopt.version import VERSION
from adopt.write import remove_others, write_outputs


@dataclass(frozen=True)
class Day:
    """What a run read, decided, wrote and kept for one account.

    Attributes:
        folder: the files of this account.
        plan: the decisions.
        bulk: the download that upload files refer to.
        out: folder of the files written, None where none were.
        written: the files written.
        kept: what the history kept, None without one.
        fitted: what was fitted on search terms today, None where an earlier day's fit was used or nothing could be fitted.
    """

    folder: Folder
    plan: Plan
    bulk: Bulk | None
    out: Path | None = None
    written: tuple[Path, ...] = ()
    kept: Kept | None = None
    fitted: KeptFit | None = None

    def write(self, out: str | Path, languages: tuple[str, ...] = ("en",)) -> tuple[Path, ...]:
        """Writes the plan, the workbook and the upload files into ``out``; returns their paths.

        Raises:
            UnsafePlanError: an upload file would break one of Amazon's rules; nothing is written then.
        """
        return write_outputs(self.plan, self.bulk, Path(out), languages)


class Round(NamedTuple):
    """A run over all accounts of a folder.

    Attributes:
        days: the account's day by its name (``a1b2c3-US-USD``).
        failed: why an account of several has no plan, by its name.
    """

    days: dict[str, Day]
    failed: dict[str, AdoptError]


def run(
    folder: Path,
    out: Path,
    settings: Settings,
    as_of: date,
    languages: tuple[str, ...] = ("en",),
    home: Path | None = None,
) -> Round:
    """Reads a folder of reports, decides, and writes the plan, the workbook and the upload files into ``out``.

    Where files of several accounts or marketplaces lie in the folder, each has a plan of its own, in a folder of its
    name inside ``out``; one that can't be planned doesn't keep the others from it.

    Args:
        folder: today's downloads.
        out: made if it isn't there; files of an earlier run are replaced, all or none.
        settings: as from `adopt.settings.load_settings`.
        as_of: the day of the run; decides how mature recent days are, and whether reports are stale.
        languages: of the workbooks, ``en`` and ``zh``.
        home: folder of the history that keeps what was read; None keeps nothing.

    Raises:
        InputError: nothing usable in the folder, or files of which it can't be told whose they are.
        UnsafePlanError: an upload file would break one of Amazon's rules; nothing is written for that account.
    """
    found = _accounts(folder, settings)
    several = len(found) > 1

    def whole(group: Group) -> Day:
        day = _decided(group, as_of, home)
        kept = _kept(day, home) if home else None
        place = out / group.name if several else out
        return replace(day, out=place, written=day.write(place, languages), kept=kept)

    done = _each(found, whole)
    remove_others(out, [out / name for name in (*done.days, *done.failed)] if several else [out])
    return done


def decide(folder: Path, settings: Settings, as_of: date, home: Path | None = None) -> Day:
    """The day's plan for a folder of one account's reports; writes nothing. Arguments and errors as in `run`.

    Raises:
        InputError: there are reports of several accounts.
    """
    found = _accounts(folder, settings)
    if len(found) > 1:
        raise InputError(
            "{folder} holds reports of several accounts ({names}): adopt.decide_each gives a plan for each",
            folder=folder,
            names=", ".join(group.name for group in found),
        )
    return _decided(found[0], as_of, home)


def decide_each(folder: Path, settings: Settings, as_of: date, home: Path | None = None) -> Round:
    """The day's plan for each account in a folder; writes nothing. Arguments and errors as in `run`."""
    return _each(_accounts(folder, settings), lambda group: _decided(group, as_of, home))


def _accounts(folder: Path, settings: Settings) -> tuple[Group, ...]:
    return groups(read_folder(folder, tuple(settings.headers.values())), settings)


def _each(found: Sequence[Group], work: Callable[[Group], Day]) -> Round:
    """Does the work for each account; of several, one that fails doesn't stop the others."""
    done = Round({}, {})
    for group in found:
        try:
            done.days[group.name] = work(group)
        except AdoptError as error:
            if len(found) == 1:
                raise
            done.failed[group.name] = error
    return done


def _decided(group: Group, as_of: date, home: Path | None) -> Day:
    settings = group.settings
    sources = choose(group.folder, settings, as_of)
    told = None
    if home and settings.history.use_days:
        sources, told = _with_history(sources, home, settings, as_of)
    curve = None if told is None else orders_curve(told, sources.window_days)
    recalled = _with_fit(sources, home, settings, as_of)
    before = fit_from(recalled.fit) if recalled.fit else None
    planned = _planned(recalled.sources, settings, as_of, curve, before)
    fitted = recalled.made(tables_of(planned.fit) if planned.fit else None, as_of)
    return Day(folder=group.folder, plan=planned.plan, bulk=sources.bulk, fitted=fitted)


def _with_fit(sources: Sources, home: Path | None, settings: Settings, as_of: date) -> RecalledFit:
    """The sources with an earlier day's fit; as they are, where it can't be told whose that is."""
    if not home or not settings.history.use_days:
        return RecalledFit(sources)
    try:
        whose = _whose(sources, settings)
    except InputError:
        return RecalledFit(sources)
    basis = basis_of(settings, VERSION, whose.key, str(sources.window_days))
    return recalled_fit(sources, home, whose, basis, as_of, settings.estimate.refit_days)


def _with_history(sources: Sources, home: Path, settings: Settings, as_of: date) -> Widened:
    """The sources with what history adds to them; as they are, where it can't be told whose history that is."""
    try:
        whose = _whose(sources, settings)
    except InputError:
        return Widened(sources)
    wide = widened(sources, home, whose, settings.history.use_days, as_of)
    return Widened(supplemented(wide.sources, home, whose, settings.max_age_days, as_of), wide.told)


def _whose(facts: Sources | Plan, settings: Settings) -> Account:
    return account_of(settings.account or facts.account, facts.marketplace, facts.currency)


def _kept(day: Day, home: Path) -> Kept:
    """Keeps what was read, unless the plan says that it looks like two accounts; a run without a history is a run."""
    try:
        if any(code == "other_account" for code, _ in day.plan.warnings):
            raise InputError("nothing was stored: the report and the bulk download look like two accounts")
        whose = _whose(day.plan, day.plan.settings)
        files = keep(home, day.folder.readings, whose, day.plan.as_of)
        if day.fitted:
            keep_fit(home, whose, day.fitted)
        return Kept(home, files)
    except AdoptError as problem:
        return Kept(home, problem=problem)


def plan_for(
    sources: Sources, settings: Settings, as_of: date, learned: tuple[float, ...] | None = None
) -> Plan:
    """The plan that follows from the sources of a run, and from maturity where history tells it. Errors as in `run`."""
    return _planned(sources, settings, as_of, learned, None).plan


class _Planned(NamedTuple):
    """A plan, and what was fitted for it or used in it."""

    plan: Plan
    fit: Fit | None


def _planned(
    sources: Sources,
    settings: Settings,
    as_of: date,
    learned: tuple[float, ...] | None,
    before: Fit | None,
) -> _Planned:
    days = (sources.last_day - sources.first_day).days + 1
    rows = fill_days(sources.rows, sources.first_day, sources.last_day)
    cells = join_ids(aggregate(rows, pl.col("seen_on"), sources.window_days, learned), sources.bulk)
    joined = join_summary(cells)
    refuse_foreign(cells, sources.bulk)

    margins = ad_group_margins(sources.bulk, {} if settings.objective == "acos" else settings.margins)
    terms = term_evidence(cells, margins, days, settings, before)
    negated = negations(terms.evidence, sources.bulk, settings, as_of)
    phrases = phrase_negations(terms.evidence, negated, sources.bulk, settings, terms.prior.strength)
    digits = currency_digits(sources.currency)
    bidding = (sources.bulk, settings, as_of, sources.market, digits)
    own = [harvests(terms.evidence, *bidding), isolations(terms.evidence, negated, *bidding)]
    handed = hand_overs(terms.evidence, negated, sources.bulk, settings, as_of)
    freed = unnegations(terms.evidence, sources.bulk, settings, as_of)
    stopped = pl.concat([negated, handed]).filter(pl.col("consent") == Consent.SAFE.value)
    staying = without(cells, stopped)
    entities = target_entities(staying, sources.bulk, as_of, days)
    targets = target_evidence(staying, terms, entities, margins, days, settings)
    total = all_sales(rows, sources.sales, settings.tacos.window_days, daily=sources.daily)
    knob = turn(targets, total, settings, digits)
    bids = steered_bids(knob, targets, settings, sources.market, digits)
    level = tacos_action(knob, targets, total, settings)
    budgets = _budgets(sources, rows, targets, bids, settings)
    actions, unlisted = gather([negated, phrases, *own, handed, freed, level, *budgets, bids])

    facts = account_facts(
        rows,
        sources.sales,
        (sources.first_day, sources.last_day),
        actions,
        daily=sources.daily,
        luck=settings.negate.luck,
    )
    unknown = () if total else (("tacos_unknown", ""),)
    warned = (
        *sources.notes,
        *warnings(sources.used, facts, joined, settings, as_of, unlisted),
        *unknown,
    )
    inputs = tuple(plan_input(reading) for reading in sources.used)
    plan = Plan(
        digest=plan_digest(inputs, settings, VERSION, as_of),
        version=VERSION,
        as_of=as_of,
        account=sources.account,
        marketplace=sources.marketplace,
        currency=sources.currency,
        inputs=inputs,
        settings=settings,
        actions=actions,
        terms=terms.evidence,
        targets=targets,
        facts=facts,
        warnings=warned,
        withheld=withheld(sources.bulk, warned),
        join=joined,
        rejected=Rejected.validate(pl.concat([reading.rejected for reading in sources.used])),
    )
    return _Planned(plan, terms.fit)


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
