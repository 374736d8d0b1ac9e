"""What is wrong with a row: its place, and a rule that says what was expected and what to do."""

from __future__ import annotations

from typing import NamedTuple

ERROR, WARNING = "error", "warning"


class Fault(NamedTuple):
    """A row that was left out (an error), or that was written and should be looked at (a warning).

    Attributes:
        level: `ERROR` or `WARNING`.
        rule: names the sentences of `adopt.say.ship`.
        file: its name.
        row: 1-based, as a spreadsheet program shows it; 0 where it is of no single row.
        column: as the file calls it; empty where it is of no single one.
        order: Amazon's ID of the order; empty where it isn't known.
        value: what stands there, where that is nothing personal.
        detail: what the rule's sentence is filled with.
    """

    level: str
    rule: str
    file: str
    row: int
    column: str = ""
    order: str = ""
    value: str = ""
    detail: str = ""
