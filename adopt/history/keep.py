"""What a run read becomes history, if it can be told whose it is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from adopt.errors import AdoptError
from adopt.history.account import Account
from adopt.history.beside import layout_of
from adopt.history.delta import compact
from adopt.history.ingest import Stored, ingest, known_files
from adopt.history.tables import FILES, KINDS, RESTATEMENTS, companion_tables
from adopt.schema import Reading


class Kept(NamedTuple):
    """What a run added to the history in ``home``; ``problem`` says why it could not."""

    home: Path
    files: tuple[Stored, ...] = ()
    problem: AdoptError | None = None


def keep(home: Path, readings: Sequence[Reading], account: Account, as_of: date) -> tuple[Stored, ...]:
    """Ingests the readings of a run that are of this account, those too that the plan doesn't rest on.

    Those that state another currency or marketplace are left alone.

    Args:
        home: folder of the store; made where missing.
        readings: of one folder.
        account: whose they are.
        as_of: day of the run.

    Raises:
        InputError: the store can't be read, or other runs keep writing to it.
    """
    own = [one for one in readings if (one.kind in KINDS or layout_of(one.kind)) and _is_of(one, account)]
    known, stored = known_files(home, account), []
    for reading in sorted(own, key=lambda one: bool(one.rejected_days)):  # what others know is kept from them
        stored.append(ingest(home, reading, account, as_of, known))
        known.add(reading.digest)
    if any(one.outcome != "known" for one in stored):
        for name in (FILES, RESTATEMENTS, *companion_tables(home)):
            compact(home, name)
    return tuple(stored)


def _is_of(reading: Reading, account: Account) -> bool:
    currency, market = reading.currency or account.currency, reading.marketplace or account.marketplace
    return (currency, market) == (account.currency, account.marketplace)
