"""What became of a plan: what of it was accepted, what Amazon did with it, what was taken back."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import NamedTuple

import dataframely as dy

from adopt.schema.promise import Promise


class Status(StrEnum):
    """What Amazon did with an action."""

    TAKEN = "taken"
    REJECTED = "rejected"
    UNKNOWN = "unknown"


class Accepted(Promise):
    """An action that the seller accepted, with what the seller changed of it; null where it stands as proposed."""

    key = dy.String(unique=True)
    to_bid = dy.Float64(nullable=True)  # account's currency
    to_value = dy.Float64(nullable=True)  # a budget (account's currency) or a percentage
    match_type = dy.String(
        nullable=True
    )  # of what is created: exact, phrase, broad, negativeExact, negativePhrase


class Result(Promise):
    """What is known of an action after its upload."""

    key = dy.String(unique=True)
    status = dy.String()  # of Status
    code = dy.String(nullable=True)  # of the message, as adopt.words knows it
    message = dy.String(nullable=True)  # Amazon's own words
    seen_on = dy.Date()  # day of the file that tells it


class Acceptance(NamedTuple):
    """What the seller accepted of a plan, and the day on which."""

    on: date
    rows: dy.DataFrame[Accepted]


class Undoing(NamedTuple):
    """The keys whose inverse was written, and the day on which."""

    on: date
    keys: tuple[str, ...]


class Course(NamedTuple):
    """All that is known of what became of a plan.

    ``accepted`` is None where nobody reviewed it: its *safe* actions count as accepted then, as its upload files hold them.
    """

    accepted: Acceptance | None = None
    results: dy.DataFrame[Result] = Result.create_empty()
    undone: Undoing | None = None

    @property
    def accepted_rows(self) -> dy.DataFrame[Accepted] | None:
        """What was accepted, None where nobody reviewed it."""
        return self.accepted.rows if self.accepted else None

    @property
    def undone_keys(self) -> tuple[str, ...]:
        """What was taken back."""
        return self.undone.keys if self.undone else ()
