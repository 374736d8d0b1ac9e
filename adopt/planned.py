"""The plan that follows from a run's reports."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

import dataframely as dy
import polars as pl

from adopt.decide.promise import expected_luck
from adopt.decided import decided
from adopt.estimate.campaigns import AllSales
from adopt.estimate.fit import Fit
from adopt.plan import (
    Facts,
    Plan,
    account_days,
    account_facts,
    of_aims,
    plan_digest,
    plan_input,
    warnings,
    withheld,
)
from adopt.plan.limits import breaches, over_limits
from adopt.reports.sources import Note, Sources
from adopt.rules import Rule
from adopt.schema import PastChange, Rejected
from adopt.settings import Settings
from adopt.version import VERSION


class Planned(NamedTuple):
    """A plan, and what was fitted for it; None where an earlier day's fit was used or nothing could be fitted."""

    plan: Plan
    fit: Fit | None


def plan_for(
    sources: Sources,
    settings: Settings,
    as_of: date,
    learned: tuple[float, ...] | None = None,
    rules: Sequence[Rule] = (),
) -> Plan:
    """The plan that follows from the sources of a run, from maturity where history tells it, and from rules from outside.

    Raises:
        InputError: report and bulk download are of different accounts.
    """
    return planned(sources, settings, as_of, learned, None, rules).plan


def planned(
    sources: Sources,
    settings: Settings,
    as_of: date,
    learned: tuple[float, ...] | None,
    before: Fit | None,
    rules: Sequence[Rule] = (),
    changes: dy.DataFrame[PastChange] | None = None,
) -> Planned:
    """The plan, made with what was fitted and what was changed on earlier days where that is given.

    Arguments and errors as in `plan_for`.
    """
    found = decided(sources, settings, as_of, learned, before, rules, changes)
    facts = account_facts(
        found.rows,
        sources.sales,
        (sources.first_day, sources.last_day),
        found.actions,
        daily=sources.daily,
        untold=sources.untold,
        luck=expected_luck(settings.negate.luck, int(found.terms["orders"].sum())),
        shade=found.shade,
        cpc_elasticity=found.cpc_elasticity,
    )
    warned = (
        *sources.notes,
        *warnings(sources.used, facts, found.joined, settings, as_of, found.unlisted),
        *of_aims(settings, found.terms, sources.bulk),
        *_of_tacos(found.total, facts),
    )
    inputs = tuple(plan_input(reading) for reading in sources.used)
    over = breaches(found.actions, facts, settings, sources.market)
    plan = Plan(
        digest=plan_digest(inputs, settings, VERSION, as_of, rules),
        version=VERSION,
        as_of=as_of,
        account=sources.account,
        marketplace=sources.marketplace,
        currency=sources.currency,
        inputs=inputs,
        settings=settings,
        actions=found.actions,
        terms=found.terms,
        targets=found.targets,
        facts=facts,
        warnings=(*warned, *(over_limits(over) if settings.limits.over == "warn" else ())),
        withheld=(
            *withheld(sources.bulk, warned),
            *(over_limits(over) if settings.limits.over == "stop" else ()),
        ),
        join=found.joined,
        rejected=Rejected.validate(pl.concat([reading.rejected for reading in sources.used])),
        created=found.created,
        rules=tuple(sorted(rules, key=lambda rule: rule.code)),
        days=account_days(found.rows, sources.sales, daily=sources.daily, untold=sources.untold),
        breaches=over,
    )
    return Planned(plan, found.fit)


def _of_tacos(total: AllSales | None, facts: Facts) -> tuple[Note, ...]:
    """Why nothing steers TACoS: a period's is a figure to look at, but no day of it tells what the last change did."""
    if total:
        return ()
    return (("tacos_unknown" if facts.tacos is None else "tacos_of_period", ""),)
