"""What ``adopt outcome --json`` prints: every figure, money over the days that count and per week."""

from __future__ import annotations

from typing import Any

import numpy as np
import polars as pl

from adopt.after.outcome import AccountOutcome
from adopt.estimate.outcome.summary import Summary

_MONEY = ("promised", "came", "low", "high", "spend_saved")


def data(one: AccountOutcome) -> dict[str, Any]:
    """An account's outcome as plain data; amounts in ``currency``, intervals of 95 %."""
    return {
        "account": one.account.key,
        "currency": one.account.currency,
        "days": [day.isoformat() for day in one.days] if one.days else None,
        "unread": list(one.unread),
        "total": _summary(one.total),
        "kinds": {name: _summary(found) for name, found in one.kinds.items()},
        "orders_of_changed_terms": _surprise(one),
        "plans": [
            {"plan": plan.digest, "made_on": plan.made_on.isoformat(), **_summary(plan.summary)}
            for plan in one.plans
        ],
        "actions": _rows(
            one.judged.outcomes.filter(pl.col("plan").is_in([plan.digest for plan in one.plans]))
        ),
        "wrong": _rows(one.wrong),
        "reliability": _rows(one.reliability),
    }


def _surprise(one: AccountOutcome) -> dict[str, float]:
    """Orders that changed terms brought since / orders that the plans foretold for these clicks."""
    low, high = np.quantile(one.judged.surprise, [0.025, 0.975])
    found = {"ratio": one.judged.surprise.mean(), "low": low, "high": high}
    return {name: round(float(value), 4) for name, value in found.items()}


def _summary(found: Summary) -> dict[str, Any]:
    per_week = {f"{name}_per_week": round(found.per_week(getattr(found, name)), 4) for name in _MONEY}
    plain = {name: round(one, 4) if isinstance(one, float) else one for name, one in found._asdict().items()}
    return {**plain, "verdict": found.verdict.value, **per_week}


def _rows(frame: pl.DataFrame) -> list[dict[str, Any]]:
    """Rows as JSON has them, which knows no NaN: what can't be told is null."""
    dates = [name for name, kind in frame.schema.items() if kind == pl.Date]
    floats = [name for name, kind in frame.schema.items() if kind == pl.Float64]
    return frame.with_columns(pl.col(dates).dt.to_string(), pl.col(floats).round(4).fill_nan(None)).to_dicts()
