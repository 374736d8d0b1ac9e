"""The daily run: the steps, in order, and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

import dataframely as dy

from adopt.checked import checked, moment_of
from adopt.checks import Ads
from adopt.errors import AdoptError, InputError
from adopt.estimate.fit import fit_from, tables_of
from adopt.estimate.learned import orders_curve
from adopt.history import Kept, KeptFit
from adopt.plan import Plan
from adopt.plan.shown import as_html, as_text, told
from adopt.planned import plan_for, planned
from adopt.remembering import kept_of, with_changes, with_fit, with_history
from adopt.reports import Folder, read_folder
from adopt.reports.choose import choose
from adopt.reports.groups import Group, groups
from adopt.rules import Rule, installed_rules
from adopt.schema import Bulk, Finding, FindingStatus
from adopt.settings import Settings
from adopt.write import KeptReview, leave_outputs, remove_others, remove_review, write_outputs

__all__ = ["Day", "Round", "decide", "decide_each", "plan_for", "run"]


@dataclass(frozen=True)
class Day:
    """What a run read, decided, wrote and kept for one account.

    Attributes:
        folder: the files of this account.
        plan: the decisions.
        bulk: the download that upload files refer to.
        out: folder of the files written, None where none were.
        written: the files written.
        reviews: workbooks with the seller's answers that lay there, left or kept aside.
        kept: what the history kept, None without one.
        fitted: what was fitted on search terms today, None where an earlier day's fit was used or nothing could be fitted.
        findings: of the daily checks.
    """

    folder: Folder
    plan: Plan
    bulk: Bulk | None
    findings: dy.DataFrame[Finding]
    out: Path | None = None
    written: tuple[Path, ...] = ()
    reviews: tuple[KeptReview, ...] = ()
    kept: Kept | None = None
    fitted: KeptFit | None = None

    @property
    def urgent(self) -> int:
        """How many findings have to be acted on today."""
        return self.findings.filter(status=FindingStatus.ACT.value).height

    def __repr__(self) -> str:
        """Its main facts in three lines, for a notebook."""
        return as_text("Day", _told(self))

    def _repr_html_(self) -> str:
        return as_html("Day", _told(self))

    def write(self, out: str | Path, languages: tuple[str, ...] = ("en",)) -> tuple[Path, ...]:
        """Writes the plan, the workbook and the upload files into ``out``; returns their paths.

        A workbook there with answers of the seller's stays, or is kept aside, as in a daily run.

        Raises:
            UnsafePlanError: an upload file would break one of Amazon's rules; nothing is written then.
        """
        return write_outputs(self.plan, self.bulk, Path(out), languages, self.findings)


def _told(day: Day) -> dict[str, str]:
    """The facts of its plan, how much is urgent, and what the run wrote; what `Day.write` does later, a day doesn't know."""
    wrote = {"files written": f"{len(day.written):,} in {day.out}"} if day.out else {}
    return {**told(day.plan), "checks to act on": f"{day.urgent:,}", **wrote}


class Round(NamedTuple):
    """A run over all accounts of a folder.

    Attributes:
        days: the account's day by its name (``a1b2c3-US-USD``).
        failed: why an account of several has no plan, by its name.
        reviews: workbooks with the seller's answers that lay where this run doesn't write, kept aside.
    """

    days: dict[str, Day]
    failed: dict[str, AdoptError]
    reviews: tuple[KeptReview, ...] = ()


def run(
    folder: Path,
    out: Path,
    settings: Settings,
    as_of: date,
    languages: tuple[str, ...] = ("en",),
    home: Path | None = None,
    *,
    force: bool = False,
    now: datetime | None = None,
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
        force: write upload files although a limit is passed; the plan warns of it then.
        now: the moment of the run, for deadlines; 12:00 UTC of its day by default.

    Raises:
        InputError: nothing usable in the folder, or files of which it can't be told whose they are.
        SettingsError: a rule from outside adopt can't be loaded, fails, or returns what is no list of actions.
        UnsafePlanError: an upload file would break one of Amazon's rules; nothing is written for that account.
    """
    found, rules = accounts(folder, settings), installed_rules()
    found = tuple(_forced(group) for group in found) if force else found
    several = len(found) > 1

    def whole(group: Group) -> Day:
        day = decided_day(group, as_of, home, rules, now)
        kept = kept_of(day.folder, day.plan, day.fitted, home) if home else None
        place = out / group.name if several else out
        left = leave_outputs(day.plan, day.bulk, place, languages, day.findings)
        remove_review(place, day.plan.digest)
        return replace(day, out=place, written=left.written, reviews=left.reviews, kept=kept)

    done = _each(found, whole)
    if not done.days:
        return done
    places = [out / name for name in (*done.days, *done.failed)] if several else [out]
    return done._replace(reviews=remove_others(out, places))


def decide(
    folder: Path | Folder,
    settings: Settings,
    as_of: date,
    home: Path | None = None,
    rules: Sequence[Rule] = (),
) -> Day:
    """The day's plan for a folder of one account's reports; writes nothing. Arguments and errors as in `run`.

    A folder that was read (`read`) has the files that it had then.

    ``rules`` take part beside those of installed packages.

    Raises:
        InputError: there are reports of several accounts.
    """
    found = accounts(folder, settings)
    if len(found) > 1:
        raise InputError(
            "{folder} holds reports of several accounts ({names}): adopt.decide_each gives a plan for each",
            folder=folder if isinstance(folder, Path) else folder.path,
            names=", ".join(group.name for group in found),
        )
    return decided_day(found[0], as_of, home, (*installed_rules(), *rules))


def decide_each(
    folder: Path | Folder,
    settings: Settings,
    as_of: date,
    home: Path | None = None,
    rules: Sequence[Rule] = (),
) -> Round:
    """The day's plan for each account in a folder; writes nothing. Arguments and errors as in `decide`."""
    every = (*installed_rules(), *rules)
    return _each(accounts(folder, settings), lambda group: decided_day(group, as_of, home, every))


def accounts(folder: Path | Folder, settings: Settings) -> tuple[Group, ...]:
    """The accounts whose files lie in a folder, which is read unless it has been.

    Raises:
        InputError: it can't be told whose a report is.
    """
    return groups(read(folder, settings) if isinstance(folder, Path) else folder, settings)


def read(folder: Path, settings: Settings) -> Folder:
    """The files of a folder, by adopt's column names and by those that the settings give.

    Raises:
        InputError: as `adopt.reports.folder.read_folder`.
        SettingsError: an adopt.toml inside is wrong.
    """
    return read_folder(folder, tuple(settings.headers.values()))


def _forced(group: Group) -> Group:
    limits = group.settings.limits.model_copy(update={"over": "warn"})
    return replace(group, settings=group.settings.model_copy(update={"limits": limits}))


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


def decided_day(
    group: Group,
    as_of: date,
    home: Path | None,
    rules: Sequence[Rule],
    now: datetime | None = None,
    *,
    alone: bool = False,
) -> Day:
    """The day of one account, not yet written; arguments and errors as in `run`.

    ``alone``: the findings are shown without the plan, and tell of its files, too.
    """
    settings = group.settings
    sources = choose(group.folder, settings, as_of)
    told, changes = None, None
    if home and settings.history.use_days:
        sources, told = with_history(sources, home, settings, as_of)
        sources, changes = with_changes(sources, home, settings, as_of)
    curve = None if told is None else orders_curve(told, sources.window_days)
    recalled = with_fit(sources, home, settings, as_of)
    before = fit_from(recalled.fit) if recalled.fit else None
    found = planned(recalled.sources, settings, as_of, curve, before, rules, changes)
    fitted = recalled.made(tables_of(found.fit) if found.fit else None, as_of)
    ads = Ads(found.plan, sources.rows, sources.daily, sources.bulk, told=not alone)
    told_by = checked(group.folder, settings, now or moment_of(as_of), ads, home)
    return Day(group.folder, found.plan, sources.bulk, told_by, fitted=fitted)
