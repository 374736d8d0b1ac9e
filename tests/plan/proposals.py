"""Actions to review: negatives and bids."""

from __future__ import annotations

from typing import Any

import dataframely as dy
import polars as pl

from adopt.schema import Action

_ROW: dict[str, Any] = {
    "code": "N101",
    "reason": "loses_money",
    "entity": "Negative Keyword",
    "campaign_id": "1",
    "ad_group_id": "2",
    "target_id": "3",
    "campaign": "Mats",
    "ad_group": "Mats broad",
    "targeting": "mat",
    "match_type": "broad",
    "money_per_week": 1.0,
    "probability": 0.9,
    "join": "target",
    "impressions": 100,
    "clicks": 20,
    "orders": 0,
    "spend": 20.0,
    "sales": 0.0,
    "days": 60,
    "cpc": 1.0,
    "order_value": 30.0,
    "cvr": 0.01,
    "cvr_low": 0.001,
    "cvr_high": 0.02,
    "break_even_cvr": 0.1,
    "break_even_acos": 0.3,
    "margin_source": "target_acos",
}


def proposals(safe: int, ask: int, watch: int, term: str = "mat") -> dy.DataFrame[Action]:
    """So many actions of each consent: negatives at odd places, bids at even ones (the first is a negative)."""
    consents = ["safe"] * safe + ["ask"] * ask + ["watch"] * watch
    rows = [_row(place, consent, f"{term} {place}") for place, consent in enumerate(consents)]
    return Action.validate(pl.DataFrame(rows, schema=Action.create_empty().schema))


def _row(place: int, consent: str, term: str) -> dict[str, Any]:
    if place and place % 2 == 0:
        bid = {"code": "B301", "reason": "bid_above_value", "entity": "Keyword", "target_id": str(place)}
        return _ROW | bid | {"key": f"B301|1|2|{place}", "consent": consent, "from_bid": 1.0, "to_bid": 0.8}
    text = {"search_term": term, "to_text": term} if consent != "watch" else {"search_term": term}
    return _ROW | text | {"key": f"N101|1|2|{term}", "consent": consent}
