"""A105: on-time delivery, by the rule of each marketplace."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from adopt.checks.account.rates import judged
from adopt.checks.account.report import Metric, absent, metrics
from adopt.checks.desk import Desk
from adopt.checks.found import Figure, Found
from adopt.schema import FindingStatus
from adopt.words.checking import Threshold
from adopt.words.companions import cells

OPS = {"LESS_THAN": "<", "GREATER_THAN": ">=", "EQUALS": "="}
"""Amazon's conditions as its help pages mean them: a rate that is just the target is kept where it must be high."""


def deliveries(desk: Desk) -> Sequence[Found]:
    """On-time delivery: units in the US, shipments elsewhere; where we know no rule, against the report's own target."""
    every = metrics(desk)
    by_unit = {one.market for one in every if one.name == "unit_otd"}
    # Amazon.com is held to the rate of units; the older one of shipments stands beside it in the report.
    asked = [one for one in every if one.name == ("unit_otd" if one.market in by_unit else "otd")]
    return [_delivered(desk, one) for one in asked] or [absent(desk)]


def own_limit(one: Metric) -> Threshold | None:
    """The target that the report itself names, None where it names none that can be compared with."""
    op = OPS.get(one.condition)
    if op is None or one.target is None:
        return None
    return Threshold(one.name, one.target, op, "share", "the report's own target", "file evidence")


def _delivered(desk: Desk, one: Metric) -> Found:
    limit = _limit(desk, one)
    if limit is None:
        return replace(absent(desk), reason="account_no_target", subject="" if desk.market else one.market)
    found, better = judged(desk, one, limit, "otd"), desk.limit("otdr_us_recommended")
    is_low = one.market == "US" and found.value is not None and not better.holds(found.value)
    if found.status is FindingStatus.FINE and is_low:
        figures = {**found.figures, "better": Figure("share", better.number)}
        return replace(found, status=FindingStatus.WATCH, reason="otd_low", figures=figures)
    return found


def _limit(desk: Desk, one: Metric) -> Threshold | None:
    if one.market == "US":
        return desk.limit("otdr_us")
    return desk.limit("otdr_eu") if one.market in cells()["performance"]["europe"] else own_limit(one)
