"""What the history adds to a run, and what a run leaves in it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import dataframely as dy

from adopt.errors import AdoptError, InputError
from adopt.estimate.fit import basis_of
from adopt.estimate.pages import told_of
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
from adopt.history.plans import keep_plan
from adopt.past_plans import with_past
from adopt.plan import Plan
from adopt.reports import Folder
from adopt.reports.sources import Sources
from adopt.schema import PastChange
from adopt.settings import Settings
from adopt.version import VERSION
from adopt.write.plan_file import plan_json


def with_fit(sources: Sources, home: Path | None, settings: Settings, as_of: date) -> RecalledFit:
    """The sources with an earlier day's fit; as they are, where it can't be told whose that is."""
    if not home or not settings.history.use_days:
        return RecalledFit(sources)
    try:
        whose = _whose(sources, settings)
    except InputError:
        return RecalledFit(sources)
    told = told_of(sources.products)
    basis = basis_of(settings, VERSION, whose.key, str(sources.window_days), *told)
    return recalled_fit(sources, home, whose, basis, as_of, settings.estimate.refit_days)


def with_changes(
    sources: Sources, home: Path, settings: Settings, as_of: date
) -> tuple[Sources, dy.DataFrame[PastChange]]:
    """The sources and what earlier plans changed; nothing, where it can't be told whose these are."""
    try:
        whose = _whose(sources, settings)
    except InputError:
        return sources, PastChange.validate(PastChange.create_empty())
    return with_past(sources, home, whose, settings, as_of)


def with_history(sources: Sources, home: Path, settings: Settings, as_of: date) -> Widened:
    """The sources with what history adds to them; as they are, where it can't be told whose history that is."""
    try:
        whose = _whose(sources, settings)
    except InputError:
        return Widened(sources)
    wide = widened(sources, home, whose, settings.history.use_days, as_of)
    return Widened(supplemented(wide.sources, home, whose, settings.max_age_days, as_of), wide.told)


def _whose(facts: Sources | Plan, settings: Settings) -> Account:
    return account_of(settings.account or facts.account, facts.marketplace, facts.currency)


def kept_of(folder: Folder, plan: Plan, fitted: KeptFit | None, home: Path) -> Kept:
    """Keeps what was read, unless the plan says that it looks like two accounts; a run without a history is a run."""
    try:
        if any(code == "other_account" for code, _ in plan.warnings):
            raise InputError("nothing was stored: the report and the bulk download look like two accounts")
        whose = _whose(plan, plan.settings)
        files = keep(home, folder.readings, whose, plan.as_of)
        if fitted:
            keep_fit(home, whose, fitted)
        keep_plan(home, whose, plan.as_of, plan.digest, plan_json(plan))
        return Kept(home, files)
    except AdoptError as problem:
        return Kept(home, problem=problem)
