"""What upload files are made from: the actions of a plan, whether fresh, read back, reviewed or undone."""

from __future__ import annotations

from datetime import date
from typing import Protocol

import dataframely as dy

from adopt.schema import Action, NewEntity, RuleWords


class Changes(Protocol):
    """The part of a plan that upload files need; `adopt.plan.Plan` is one, and so is a plan read back from its file.

    Actions whose consent is *safe* go into the files.
    """

    @property
    def digest(self) -> str:
        """SHA-256 that names the plan."""

    @property
    def as_of(self) -> date:
        """The day that it was made for."""

    @property
    def marketplace(self) -> str | None:
        """Two-letter code, None where it isn't known."""

    @property
    def currency(self) -> str:
        """ISO 4217 code of all money in it."""

    @property
    def actions(self) -> dy.DataFrame[Action]:
        """What it would do."""

    @property
    def created(self) -> dy.DataFrame[NewEntity]:
        """Campaigns that actions would create, row by row."""

    @property
    def rules(self) -> tuple[RuleWords, ...]:
        """Words of rules from outside that took part."""

    @property
    def withheld(self) -> tuple[tuple[str, str], ...]:
        """(code, detail) reasons why no upload file may be written."""
