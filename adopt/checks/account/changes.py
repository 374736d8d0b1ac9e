"""A111: what has moved since the last report that the history knows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from adopt.checks.account.delivery import OPS
from adopt.checks.account.report import KIND, Metric, about, earlier, metrics, subject_of
from adopt.checks.desk import Desk
from adopt.checks.found import Figure, Found
from adopt.schema import FindingStatus

_LOW_IS_GOOD = {
    "odr": True,
    "lsr": True,
    "cancel": True,
    "invoice": True,
    "vtr": False,
    "otd": False,
    "unit_otd": False,
}


class _Pair(NamedTuple):
    """A metric then and now."""

    old: Metric
    new: Metric

    @property
    def turned(self) -> bool:
        """Whether Amazon's word has turned bad."""
        return self.new.is_bad and not self.old.is_bad

    @property
    def step(self) -> float:
        """How far it has moved for the worse: less than 0 is better, 0 is the same or can't be told."""
        old, new = (one.share if _is_rate(one) else one.value for one in self)
        if old is None or new is None:
            return 0.0
        return new - old if _low_is_good(self.new) else old - new


def changes(desk: Desk) -> Sequence[Found]:
    """A finding for each metric that has become worse, and one that counts the rest; *no data* without a history."""
    before, table = desk.before.get(KIND), desk.tables[KIND]
    own: dict[str, Any] = {"kind": table.kind, "file": table.file}
    if before is None:
        return [Found(FindingStatus.NO_DATA, "account_no_history", **own)]
    known = earlier(desk)
    pairs = [_Pair(known[one.key], one) for one in metrics(desk) if one.key in known]
    worse = [pair for pair in pairs if pair.turned or pair.step > 0]
    better = sum(not pair.turned and pair.step < 0 for pair in pairs)
    since = Figure("text", str(before.last_day or ""))
    figures = {
        "since": since,
        "better": Figure("count", better),
        "same": Figure("count", len(pairs) - len(worse) - better),
    }
    return [
        *(_worse(desk, pair, since) for pair in worse),
        Found(FindingStatus.FINE, "account_rest", figures=figures, **own),
    ]


def _worse(desk: Desk, pair: _Pair, since: Figure) -> Found:
    old, new = pair
    is_rate = _is_rate(new)
    unit = "share" if is_rate else "points" if new.name == "accountHealthRating" else "count"
    value, then = (new.share, old.share) if is_rate else (new.value, old.value)
    figures = {
        "metric": Figure("policy", new.name),
        "since": since,
        "then": Figure(unit, then),
        "now": Figure(unit, value),
        "old": Figure("amazon", old.status),
        "amazon": Figure("amazon", new.status),
    }
    told = value is not None and then is not None
    reason = "account_worse" if not pair.turned else "account_turned" if told else "account_word_turned"
    own = about(new, desk.tables[KIND])
    subject = subject_of(new, desk, new.name)
    return Found(FindingStatus.WATCH, reason, subject, figures, unit=unit, value=value, **own)


def _is_rate(one: Metric) -> bool:
    return one.name in _LOW_IS_GOOD or one.of is not None


def _low_is_good(one: Metric) -> bool:
    if one.name == "accountHealthRating":
        return False
    return _LOW_IS_GOOD.get(one.name, OPS.get(one.condition) != ">=")
