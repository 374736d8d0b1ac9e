"""What a plan may do in one day: its safe actions against the limits of the settings.

Decisions hold their own bounds; this looks at their sum, and at each step once more, whoever made it. A report that lost
most of its orders gives decisions that are each well reasoned and all wrong: that shows only in what they do together.
Measures, defaults and their reasons: docs/decisions.md.
"""

from __future__ import annotations

from collections.abc import Sequence

import dataframely as dy
import polars as pl

from adopt.plan.kinds import at_once
from adopt.plan.measures import Measure, measures
from adopt.plan.plan import Facts
from adopt.schema import Action, Breach
from adopt.settings import Settings
from adopt.words import Market

OVER = "over_limits"
"""The code of a plan over its limits: why its files are withheld, or what is warned of where they aren't."""

_FINE = 1e-9
_LOAD = "load"


def breaches(
    actions: dy.DataFrame[Action], facts: Facts, settings: Settings, market: Market | None = None
) -> dy.DataFrame[Breach]:
    """The limits that the safe actions pass; no row where they hold.

    Limits are looked at in the order of `adopt.schema.Limit`. Of each, the lines to drop are as few as can be from the end
    of least money (``money_per_week``, then the key), counted on what the limits before it leave. Without all lines that
    are named every limit holds: nothing that a limit counts grows by leaving a line out.

    Args:
        actions: of the plan; only *safe* ones count, for only they go into upload files at once.
        facts: of the plan; shares are of its spend and orders.
        settings: of the run.
        market: for the least bid and budget, below which no step starts; None where it isn't known.
    """
    whole = at_once(actions).sort(-pl.col("money_per_week"), "key")
    left, found = whole, []
    for measure in measures(facts, settings, market):
        value = _value(whole, measure)
        drop = _to_drop(left, measure)
        left = left.filter(~pl.col("key").is_in(drop))
        if value > _most(measure):
            found.append((measure.limit.value, value, measure.allowed, drop))
    return Breach.validate(pl.DataFrame(found, schema=Breach.create_empty().schema, orient="row"))


def over_limits(found: dy.DataFrame[Breach]) -> tuple[tuple[str, str], ...]:
    """(code, limits) of a plan that passes some; nothing where it passes none."""
    return ((OVER, ", ".join(found["limit"])),) if found.height else ()


def is_over(withheld: Sequence[tuple[str, str]]) -> bool:
    """Whether a limit is among the reasons why files are withheld."""
    return any(code == OVER for code, _ in withheld)


def unless_reviewed(withheld: Sequence[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """The reasons why files are withheld that a seller's own choice of lines doesn't lift; a limit it does."""
    return tuple((code, detail) for code, detail in withheld if code != OVER)


def _value(rows: pl.DataFrame, measure: Measure) -> float:
    loads = rows.with_columns(load=measure.load)[_LOAD]
    return float((loads.max() if measure.each else loads.sum()) or 0.0)  # type: ignore[arg-type]  # floats


def _most(measure: Measure) -> float:
    """What is allowed, and what sums and quotients of floats may be off by."""
    return measure.allowed * (1 + _FINE) + _FINE


def _to_drop(rows: pl.DataFrame, measure: Measure) -> list[str]:
    """Rows, most money first, that are too much; least money first."""
    loaded = rows.with_columns(load=measure.load).filter(pl.col(_LOAD) > 0)
    counted = pl.col(_LOAD) if measure.each else pl.col(_LOAD).cum_sum()
    return loaded.filter(counted > _most(measure))["key"].reverse().to_list()
