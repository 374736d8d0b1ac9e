"""All checks in the order of a morning round; a report that isn't there is a finding too, never silence."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

import dataframely as dy
import polars as pl

from adopt.checks.account import ACCOUNT
from adopt.checks.ads import ADS
from adopt.checks.channels import CHANNELS
from adopt.checks.clock import CLOCK
from adopt.checks.desk import Desk
from adopt.checks.files import FILES
from adopt.checks.found import Figure, Found, frame_of, told_apart
from adopt.checks.hygiene import HYGIENE
from adopt.checks.inventory import INVENTORY
from adopt.checks.listing import LISTING
from adopt.checks.missing import NO_REPORT
from adopt.checks.notices import NOTICES
from adopt.checks.once import told_once
from adopt.checks.orders import ORDERS
from adopt.checks.prices import PRICES
from adopt.checks.service import SERVICE
from adopt.schema import Finding, FindingStatus
from adopt.words.checking import Check, checks

Function = Callable[[Desk], Sequence[Found]]

FUNCTIONS: dict[str, Function] = {
    **ACCOUNT,
    **NOTICES,
    **ORDERS,
    **SERVICE,
    **INVENTORY,
    **ADS,
    **LISTING,
    **PRICES,
    **CLOCK,
    **HYGIENE,
    **CHANNELS,
    **FILES,
}
"""What carries out each check of ``words/checks``, by code."""

_URGENCY = [status.value for status in FindingStatus]


def findings(desk: Desk) -> dy.DataFrame[Finding]:
    """What all checks find: by urgency, then in the order of a morning round, then by what is due first.

    Checks that wait for the same reports are told together, under the code of the first, and a loss that two would tell
    by one of them (`adopt.checks.once`).
    """
    every = checks().values()
    waiting = {check.code: _missing(check, desk) for check in every}
    said = [(check.code, one) for check in every if not waiting[check.code] for one in _found(check, desk)]
    found = frame_of([*told_once(said), *_without(waiting)])
    order = {check.code: place for place, check in enumerate(every)}
    rank = pl.col("status").cast(pl.String).replace_strict({s: n for n, s in enumerate(_URGENCY)})
    place = pl.col("code").replace_strict(order)
    return Finding.cast(found.sort(rank, place, "due", "key", nulls_last=True))


def _found(check: Check, desk: Desk) -> Sequence[Found]:
    said = FUNCTIONS[check.code](desk)
    assert said, f"{check.code} says nothing: silence is no pass"
    return told_apart(said)


def _missing(check: Check, desk: Desk) -> tuple[str, ...]:
    """The reports that a check waits for: of its alternatives, the one of which least is missing."""
    lacking = [tuple(kind for kind in kinds if not desk.has(kind)) for kinds in check.needs]
    return min(lacking, key=len, default=())


def _without(waiting: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[str, Found]]:
    for missing in dict.fromkeys(kinds for kinds in waiting.values() if kinds):
        codes = [code for code, kinds in waiting.items() if kinds == missing]
        figures = {
            "reports": Figure("kinds", ",".join(missing)),
            "adds": Figure("adds", ",".join(codes)),
        }
        yield codes[0], Found(FindingStatus.NO_DATA, NO_REPORT, figures=figures)
