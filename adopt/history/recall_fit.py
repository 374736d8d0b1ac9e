"""An earlier day's fit in the place of fitting today, where it may stand for it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import NamedTuple

import polars as pl

from adopt.history.account import Account
from adopt.history.fits import KeptFit, UnreadableFitError, fresh_fit
from adopt.history.remembered import remembered
from adopt.reports.sources import Sources
from adopt.schema import FitTables, Reading


class RecalledFit(NamedTuple):
    """The sources of a run; the fit that it uses, None to fit anew; and the basis of fits, empty where none is kept."""

    sources: Sources
    fit: FitTables | None = None
    basis: str = ""

    def made(self, fit: FitTables | None, as_of: date) -> KeptFit | None:
        """What to keep of a run that ended with this fit: nothing where it used an earlier one, or made none."""
        return KeptFit(fit, as_of, self.basis) if fit and self.basis and not self.fit else None


def recalled_fit(
    sources: Sources, home: Path, account: Account, basis: str, as_of: date, refit_days: int
) -> RecalledFit:
    """The sources with the account's last fit among what the plan rests on, if it was made lately on the same basis.

    Args:
        sources: of the run.
        home: folder of the store.
        account: whose the sources are.
        basis: of fits of this run.
        as_of: day of the run.
        refit_days: how long a fit stands; with 0 every run fits anew and keeps nothing.
    """
    if not refit_days:
        return RecalledFit(sources)
    try:
        kept = fresh_fit(home, account, basis, as_of, refit_days)
    except UnreadableFitError as error:
        return RecalledFit(_noted(sources, "fit_unreadable", str(error)), basis=basis)
    if kept is None:
        return RecalledFit(sources, basis=basis)
    noted = _noted(sources, "fit_from_history", f"{kept.made_on}")
    return RecalledFit(
        noted._replace(used=(*noted.used, _reading(kept, sources, account))), kept.tables, basis
    )


def _noted(sources: Sources, code: str, detail: str) -> Sources:
    return sources._replace(notes=(*sources.notes, (code, detail)))


def _reading(kept: KeptFit, sources: Sources, account: Account) -> Reading:
    own = {"daily": False, "window_days": sources.window_days, "read": 0}
    days = (kept.made_on, kept.made_on)
    return remembered("fit", kept.tables.digest, account, days, pl.DataFrame(), **own)
