"""What past plans promised, and what came: the plans kept of an account, held against its days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

import dataframely as dy
import polars as pl

from adopt.errors import InputError
from adopt.estimate.learned import orders_curve
from adopt.estimate.outcome.days import ripe_days
from adopt.estimate.outcome.judge import Judged, judged
from adopt.estimate.outcome.reliability import ran_on, reliability
from adopt.estimate.outcome.summary import Summary, kind_of, summary
from adopt.estimate.outcome.wrong import wrong
from adopt.history import Account, History, account_named
from adopt.history.course import read_course
from adopt.history.names import names_on
from adopt.history.plans import plans_of
from adopt.history.recall import seen_search_terms
from adopt.plan.outcome.applied import applied, left_open, not_repeated
from adopt.schema import Applied
from adopt.write.plan_read import Told, plan_in

_SELLER_WINDOW = 7


class OfPlan(NamedTuple):
    """A plan, and what became of all that was done of it."""

    digest: str
    made_on: date
    summary: Summary


@dataclass(frozen=True)
class AccountOutcome:
    """What came of an account's plans.

    Attributes:
        account: whose.
        days: first and last day that are known well enough; None where none are.
        applied: the actions that became true, by plan and key, of all plans.
        judged: what came of each of them.
        plans: those asked for, oldest first.
        kinds: terms and targets of these plans.
        total: of these plans.
        wrong: from `adopt.estimate.outcome.wrong.wrong`.
        reliability: `adopt.schema.Reliability`, of all plans.
        unread: names of kept plans that this version can't read; they don't count.
    """

    account: Account
    days: tuple[date, date] | None
    applied: dy.DataFrame[Applied]
    judged: Judged
    plans: tuple[OfPlan, ...]
    kinds: dict[str, Summary]
    total: Summary
    wrong: pl.DataFrame
    reliability: pl.DataFrame
    unread: tuple[str, ...] = ()


def accounts_with_plans(home: Path, name: str | None = None) -> tuple[Account, ...]:
    """Accounts of a history that plans are kept of; those whose key is ``name``, or begins with it.

    Raises:
        InputError: the history can't be read, or there are none.
    """
    keys = sorted({one.account for one in History(home).coverage()})
    chosen = [key for key in keys if name is None or key == name or key.startswith(f"{name}-")]
    found = tuple(account for key in chosen if plans_of(home, account := account_named(key)))
    if not found:
        raise InputError(
            "{home}: no plan is kept there{of}; 'adopt daily --home {home}' keeps each day's",
            home=home,
            of=f" ({name})" if name else "",
        )
    return found


def outcome(home: Path, account: Account, as_of: date, since: date | None = None) -> AccountOutcome:
    """What came of an account's plans, as known on a day.

    All plans take part, whenever they were made, for a day belongs to the last change before it; those since ``since`` are
    told.

    Args:
        home: folder of the history.
        account: whose plans.
        as_of: later plans and days don't count.
        since: first day of the plans that are told; None tells all.

    Raises:
        InputError: the history, or what became of a plan, can't be read.
    """
    every = {folder: _read(folder) for folder in plans_of(home, account)}
    told = {folder: plan for folder, plan in every.items() if plan and plan.as_of <= as_of}
    names = names_on(home, account, as_of)
    rows = names.now(_rows(home, account, as_of, list(told.values())))
    made = [(plan, _applied(folder, plan, rows)) for folder, plan in told.items()]
    changes = Applied.validate(names.now(not_repeated(made)).sort("plan", "key"))
    days = ripe_days(rows, _SELLER_WINDOW, _curve(home, account))
    found = judged(changes, days)
    known = _known(days)
    asked = [plan for plan in told.values() if since is None or plan.as_of >= since]
    chosen = changes["plan"].is_in([plan.digest for plan in asked])
    kind = changes.select(kind_of()).to_series()
    open_ = [names.now(left_open(plan, one)) for plan, one in made]

    def of(which: pl.Series) -> Summary:
        return summary(found, which, changes["promised"], known[1] if known else None)

    return AccountOutcome(
        account=account,
        days=known,
        applied=changes,
        judged=found,
        plans=tuple(OfPlan(one.digest, one.as_of, of(changes["plan"] == one.digest)) for one in asked),
        kinds={name: of(chosen & (kind == name)) for name in ("terms", "targets")},
        total=of(chosen),
        wrong=wrong(found.outcomes.filter(chosen), changes, known[1]) if known else pl.DataFrame(),
        reliability=reliability(found, changes["probability"], ran_on(pl.concat(open_), changes, days))
        if open_ and known
        else pl.DataFrame(),
        unread=tuple(folder.name for folder, plan in every.items() if plan is None),
    )


def _read(folder: Path) -> Told | None:
    """The plan kept in a folder; None where an earlier version wrote it in another form."""
    try:
        return plan_in(folder)
    except InputError:
        return None


def _known(days: pl.DataFrame) -> tuple[date, date] | None:
    first, last = days["day"].min(), days["day"].max()
    return (first, last) if isinstance(first, date) and isinstance(last, date) else None


def _rows(home: Path, account: Account, as_of: date, plans: Sequence[Told]) -> pl.DataFrame:
    """Rows of the days that any plan looked at and of those since, as downloaded by ``as_of``."""
    longest = max((_length(plan) for plan in plans), default=0)
    oldest = min((plan.as_of for plan in plans), default=as_of) - timedelta(days=max(longest, 1))
    rows = seen_search_terms(home, account, oldest, as_of - timedelta(days=1), _SELLER_WINDOW)
    return rows.filter(pl.col("seen_on") <= as_of)


def _curve(home: Path, account: Account) -> tuple[float, ...] | None:
    """The account's own maturity of orders; None where nothing was downloaded twice."""
    told = History(home).restatements(account).filter(kind="search_term", window_days=_SELLER_WINDOW)
    return orders_curve(told, _SELLER_WINDOW) if told.height else None


def _applied(folder: Path, plan: Told, rows: pl.DataFrame) -> dy.DataFrame[Applied]:
    """The plan's actions that became true; their probabilities by the orders of the days that it looked at."""
    span = (plan.as_of - timedelta(days=_length(plan)), plan.as_of)
    orders = int(rows.filter(pl.col("first_day").is_between(*span))["orders"].sum())
    return applied(plan, read_course(folder, plan.digest), plan.settings.negate.luck, orders)


def _length(plan: Told) -> int:
    """Days that the plan looked at; 0 without any action."""
    return int(plan.actions["days"].max() or 0) if plan.actions.height else 0  # type: ignore[arg-type]  # a number
