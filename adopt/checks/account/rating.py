"""A106: the account health rating, a score of 0 to 1000."""

from __future__ import annotations

import math
from collections.abc import Sequence

from adopt.checks.account.rates import was
from adopt.checks.account.report import KIND, Metric, about, absent, metrics, subject_of
from adopt.checks.desk import Desk
from adopt.checks.found import Figure, Found
from adopt.schema import FindingStatus


def rating(desk: Desk) -> Sequence[Found]:
    """The score, the band that it is in, and the orders that lift it to the next; where there is none, Amazon's word."""
    found = [_rated(desk, one) for one in metrics(desk) if one.name == "accountHealthRating"]
    return found or [absent(desk)]


def _rated(desk: Desk, one: Metric) -> Found:
    own = {"subject": subject_of(one, desk), **about(one, desk.tables[KIND])}
    figures = {"amazon": Figure("amazon", one.status), "was": was(desk, one, "points")}
    if one.value is None:
        if not one.status:
            return Found(FindingStatus.NO_DATA, "metric_absent", **own)
        end = "bad" if one.is_bad else "fine"
        return Found(
            FindingStatus.ACT if one.is_bad else FindingStatus.FINE, f"ahr_word_{end}", figures=figures, **own
        )
    healthy = desk.limit("ahr_healthy")
    reason = _band(desk, one.value)
    below = not healthy.holds(one.value)
    # The score is Amazon's own verdict; only where its word says otherwise is it our arithmetic alone.
    act = one.is_bad or (below and not one.status)
    status = FindingStatus.ACT if act else FindingStatus.WATCH if below else FindingStatus.FINE
    if one.is_bad and not below:
        reason = "ahr_bad"
    left = abs(one.value - healthy.number)
    figures |= {
        "left": Figure("points", left),
        "orders": Figure("orders", orders_for(left, desk)),
        "assured": Figure("points", desk.limit("ahr_assurance").number),
    }
    return Found(
        status,
        reason,
        unit="points",
        value=one.value,
        target=healthy.number,
        op=healthy.op,
        figures=figures,
        **own,
    )


def orders_for(points: float, desk: Desk) -> int:
    """Orders that add so many points: they come in whole portions, 4 points for each 200 orders of 180 days."""
    portions = math.ceil(points / desk.limit("ahr_gain_points").number)
    return portions * int(desk.limit("ahr_gain_orders").number)


def _band(desk: Desk, score: float) -> str:
    if desk.limit("ahr_assurance").holds(score):
        return "ahr_assured"
    if desk.limit("ahr_healthy").holds(score):
        return "ahr_healthy"
    return "ahr_at_risk" if desk.limit("ahr_at_risk").holds(score) else "ahr_critical"
