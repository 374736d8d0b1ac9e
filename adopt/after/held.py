"""A plan that was made before, with what became of it."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import polars as pl

from adopt.history.course import read_course
from adopt.history.plans import KEPT_PLAN, kept_of_plan, plan_named
from adopt.plan.resized import as_accepted
from adopt.plan.taken import accepted_actions
from adopt.schema import Course
from adopt.words.currencies import currency_digits
from adopt.write.plan_read import Told, plan_in, read_plan

_LEVEL = "Account"
"""Entity of T401, the level of all bids."""


class Held(NamedTuple):
    """A plan read back.

    Attributes:
        told: what its file says.
        course: what became of it.
        folder: where that lies: in the history if the plan is kept there, else beside its file.
        named: the folder that it was named by; None if it was named by its day or digest.
    """

    told: Told
    course: Course
    folder: Path
    named: Path | None

    @property
    def kept(self) -> bool:
        """Whether the history keeps it: then its outcome can be told, too."""
        return (self.folder / KEPT_PLAN).is_file()

    @property
    def accepted(self) -> pl.DataFrame:
        """Its accepted actions, as `adopt.plan.taken.accepted_actions` gives them.

        Without the level that TACoS asks for: bids carry it, and with them it is taken, refused and taken back.
        """
        accepted = accepted_actions(self.told.actions, self.course.accepted_rows)
        return accepted.filter(pl.col("entity") != _LEVEL)

    @property
    def in_bids(self) -> pl.Series:
        """Keys of the level of all bids."""
        return self.told.actions.filter(entity=_LEVEL)["key"]

    @property
    def changes(self) -> Told:
        """The plan with the campaigns that it creates as the seller resized them."""
        digits = currency_digits(self.told.currency)
        return self.told._replace(created=as_accepted(self.told.created, self.course.accepted_rows, digits))


def held_plan(name: str, home: Path | None) -> Held:
    """The plan of that name (`adopt.history.plans.plan_named`).

    Raises:
        InputError: there is no such plan, or several; its file, or one of what became of it, can't be read.
    """
    place = plan_named(name, home)
    told = read_plan(Path(name)) if Path(name).is_file() else plan_in(place)
    folder = kept_of_plan(home, told.as_of, told.digest) or place
    return Held(told, read_course(folder, told.digest), folder, place if Path(name).exists() else None)
