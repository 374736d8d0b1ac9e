"""A backtest as plain data, for JSON."""

from __future__ import annotations

import math
from datetime import date
from typing import Any

from adopt.backtest.proof import Backtest
from adopt.backtest.verdict import limits, verdict
from adopt.say import Speaker


def data(result: Backtest, language: str = "en") -> dict[str, Any]:
    """Every figure by its name, the verdict and the limits in words; what can't be told is null."""
    speaker = Speaker(language, result.currency)
    plain: dict[str, Any] = _plain(result)
    return {**plain, "verdict": list(verdict(result, speaker)), "limits": list(limits(result, speaker))}


def _plain(value: Any) -> Any:
    if hasattr(value, "_asdict"):
        return {name: _plain(one) for name, one in value._asdict().items()}
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if isinstance(value, date):
        return value.isoformat()
    return None if isinstance(value, float) and not math.isfinite(value) else value
