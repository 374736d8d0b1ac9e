"""The morning round alone: the daily checks of every account in a folder, those without ads reports too."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

import dataframely as dy

from adopt.checked import checked, marketplace_of, moment_of
from adopt.daily import accounts, decided_day
from adopt.reports import Folder
from adopt.reports.groups import ADS, Group
from adopt.reports.places import places
from adopt.reports.sources import Note
from adopt.rules import installed_rules
from adopt.schema import Finding, FindingStatus
from adopt.settings import Settings


class Morning(NamedTuple):
    """What the checks found in one account.

    Attributes:
        name: of the account, ``a1b2c3-US-USD``; empty where the folder holds no ads reports.
        as_of: the day of the round.
        marketplace: two-letter code, None where it isn't known.
        currency: ISO 4217, None where it isn't known; amounts are in it.
        findings: most urgent first.
        notes: (code, detail) of what is to be known of the ads reports, as a plan warns of it.
    """

    name: str
    as_of: date
    marketplace: str | None
    currency: str | None
    findings: dy.DataFrame[Finding]
    notes: tuple[Note, ...] = ()

    def __repr__(self) -> str:
        """Its main facts in a line, for a notebook; ``findings`` has the rows."""
        each = Counter(self.findings["status"])
        said = ", ".join(f"{status.value}: {each[status.value]:,}" for status in FindingStatus)
        return f"<Morning {self.name or '-'}; day: {self.as_of}; {said}; notes: {len(self.notes):,}>"


def mornings(
    folder: Path | Folder,
    settings: Settings,
    as_of: date,
    home: Path | None = None,
    now: datetime | None = None,
) -> list[Morning]:
    """The round of each account in a folder; writes nothing.

    Args:
        folder: today's downloads, read or not; an empty one is told what to download.
        settings: as from `adopt.settings.load_settings`.
        as_of: the day of the run.
        home: folder of the history, which tells what was known on the day before.
        now: the moment of the round, for deadlines; 12:00 UTC of its day by default.

    Raises:
        InputError: ads reports that can't be used, or of which it can't be told whose they are.
        SettingsError: a rule from outside adopt can't be loaded or fails.
    """
    found = [part for group in accounts(folder, settings) for part in places(group)]
    return [_morning(group, as_of, home, now or moment_of(as_of)) for group in found]


def _morning(group: Group, as_of: date, home: Path | None, now: datetime) -> Morning:
    if any(one.kind in ADS for one in group.folder.readings):
        day = decided_day(group, as_of, home, installed_rules(), now, alone=True)
        plan = day.plan
        return Morning(group.name, as_of, plan.marketplace, plan.currency, day.findings, plan.warnings)
    code, currency = marketplace_of(group.folder.readings, group.settings)
    return Morning(group.name, as_of, code, currency, checked(group.folder, group.settings, now, None, home))
