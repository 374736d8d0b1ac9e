"""A107: violations and complaints, each count by itself; A110: what else the report holds against a target."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from adopt.checks.account.delivery import own_limit
from adopt.checks.account.rates import judged, was
from adopt.checks.account.report import KIND, Metric, about, absent, is_standing, metrics, subject_of
from adopt.checks.desk import Desk
from adopt.checks.found import Figure, Found
from adopt.schema import FindingStatus
from adopt.words.companions import cells


def policies(desk: Desk) -> Sequence[Found]:
    """A finding for each policy count that isn't 0, or that Amazon calls bad; one that counts the others.

    A metric is a policy count if it has a count and nothing that it is a share of: Amazon adds new ones.
    """
    every = [one for one in metrics(desk) if _is_count(one)]
    if not every:
        return [absent(desk)]
    found = [_counted(desk, one) for one in every if one.is_bad or one.n]
    clear = len(every) - len(found)
    if clear:
        table = desk.tables[KIND]
        last = max((one.last_day for one in every if one.last_day), default=None)
        figures = {"clear": Figure("count", clear), "all": Figure("count", len(every))}
        own: dict[str, Any] = {"kind": table.kind, "file": table.file, "last_day": last}
        found.append(Found(FindingStatus.FINE, "policy_fine", figures=figures, **own))
    return found


def others(desk: Desk) -> Sequence[Found]:
    """A finding for each rate that the report holds against a target and that no other check knows."""
    unknown = [one for one in metrics(desk) if not _is_known(one) and not _is_count(one)]
    found = [
        judged(desk, one, limit, "account_other", one.name)
        for one in unknown
        if one.value is not None and 0 <= one.value <= 1 and (limit := own_limit(one))
    ]
    table = desk.tables[KIND]
    return found or [Found(FindingStatus.FINE, "account_others_none", kind=table.kind, file=table.file)]


def _is_known(one: Metric) -> bool:
    """Whether another check is about it."""
    return (
        one.name in cells()["performance"]["rates"] or one.name == "accountHealthRating" or is_standing(one)
    )


def _is_count(one: Metric) -> bool:
    return not _is_known(one) and one.n is not None and one.of is None


def _counted(desk: Desk, one: Metric) -> Found:
    limit = desk.limit("policy_count")
    figures = {
        "policy": Figure("policy", one.name),
        "amazon": Figure("amazon", one.status),
        "was": was(desk, one, "count"),
    }
    return Found(
        FindingStatus.ACT if one.is_bad else FindingStatus.WATCH,
        "policy_bad" if one.is_bad else "policy_count",
        subject=subject_of(one, desk, one.name),
        figures=figures,
        unit="count",
        value=one.n,
        target=limit.number,
        op=limit.op,
        **about(one, desk.tables[KIND]),
    )
