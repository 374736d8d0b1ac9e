"""Evidence rows for tests of decisions."""

from __future__ import annotations

from typing import Any

import dataframely as dy
import polars as pl

from adopt.estimate.text import term_words
from adopt.schema import TargetEvidence, TermEvidence

_COMMON: dict[str, Any] = {
    "campaign_id": "1",
    "ad_group_id": "11",
    "target_id": "111",
    "campaign": "pans auto",
    "ad_group": "pans",
    "targeting": "close-match",
    "match_type": "-",
    "join": "target",
    "join_reason": None,
    "impressions": 4000,
    "clicks": 40,
    "orders": 0,
    "units": 0,
    "spend": 40.0,
    "sales": 0.0,
    "days": 60,
    "effective_clicks": 40.0,
    "prior_cvr": 0.05,
    "alpha": 1.0,
    "beta": 99.0,
    "cvr": 0.01,
    "cvr_low": 0.001,
    "cvr_high": 0.03,
    "cpc": 1.0,
    "order_value": 30.0,
    "margin": 0.4,
    "margin_source": "sku",
    "aim": None,
    "aim_level": None,
    "break_even_cvr": 1 / 12,
    "p_profitable": 0.001,
}
_TERM: dict[str, Any] = {
    "search_term": "steel pan",
    "is_asin": False,
    "orders_elsewhere": 0,
    "exact_target": False,
}
_TARGET: dict[str, Any] = {
    "mix": 1.0,
    "lent": 0.0,
    "bid": 1.0,
    "rivalry": 1.0,
    "bid_multiplier": 1.0,
    "age_days": 400,
    "budget": 50.0,
    "state": "enabled",
}


def terms(*rows: dict[str, Any]) -> dy.DataFrame[TermEvidence]:
    """Terms that lose money plainly (40 clicks at $1, none ordered), but for what a row says."""
    made = pl.DataFrame([{**_COMMON, **_TERM, **row} for row in rows], infer_schema_length=None)
    return TermEvidence.cast(made.with_columns(words=term_words()))


def targets(*rows: dict[str, Any]) -> dy.DataFrame[TargetEvidence]:
    """Targets with a bid of $1, but for what a row says; their product is as old as their campaign."""
    made = [{**_COMMON, **_TARGET, **row} for row in rows]
    made = [{"known_days": row["age_days"], **row} for row in made]
    return TargetEvidence.cast(pl.DataFrame(made, infer_schema_length=None))


def posterior(orders: float, clicks: float) -> dict[str, float]:
    """Columns of a posterior as if from this many orders and clicks."""
    return {"alpha": orders, "beta": clicks - orders, "cvr": orders / clicks}
