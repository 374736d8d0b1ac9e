"""A small account and a plan for it, to write from."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import dataframely as dy
import polars as pl
import pytest

from adopt.decide.newcomers import Newcomer
from adopt.decide.seeds import Seed
from adopt.decide.structure import Bids, Budgets, structure
from adopt.estimate.newcomer import Expected
from adopt.plan.plan import Facts, Input, Plan
from adopt.schema import (
    Action,
    AdGroup,
    Bulk,
    Campaign,
    Negative,
    NewEntity,
    Target,
    TargetEvidence,
    TermEvidence,
    Totals,
    UploadRow,
    bulk_frames,
    rejected_frame,
)
from adopt.settings import NewProduct, load_settings

CAMPAIGN, GROUP, KEYWORD, PRODUCT = "100000000000001", "200000000000001", "300000000000001", "300000000000002"

EXACT_GROUP, PRODUCT_GROUP = "200000000000002", "200000000000003"

_METRICS = {"impressions": 0, "clicks": 0, "orders": 0, "units": 0, "spend_micros": 0, "sales_micros": 0}

_ACTION: dict[str, Any] = {
    "key": "N101:yoga mat",
    "code": "N101",
    "consent": "safe",
    "reason": "loses_money",
    "detail": None,
    "entity": "Negative Keyword",
    "campaign_id": CAMPAIGN,
    "ad_group_id": GROUP,
    "target_id": KEYWORD,
    "campaign": "Mats",
    "ad_group": "Mats broad",
    "targeting": "mat",
    "match_type": "broad",
    "search_term": "yoga mat",
    "from_bid": None,
    "to_bid": None,
    "to_text": "yoga mat",
    "alternative": None,
    "money_per_week": 4.25,
    "probability": 0.97,
    "clicks_needed": None,
    "join": "target",
    "join_reason": None,
    "impressions": 900,
    "clicks": 32,
    "orders": 0,
    "spend": 41.2,
    "sales": 0.0,
    "days": 60,
    "cpc": 1.29,
    "order_value": 31.8,
    "cvr": 0.011,
    "cvr_low": 0.002,
    "cvr_high": 0.029,
    "break_even_cvr": 0.135,
    "break_even_acos": 0.3,
    "margin_source": "target_acos",
}

_BID = {
    "key": "B301:mat",
    "code": "B301",
    "reason": "bid_above_value",
    "detail": "step",
    "entity": "Keyword",
    "search_term": None,
    "to_text": None,
    "from_bid": 0.95,
    "to_bid": 0.64,
    "orders": 2,
    "sales": 63.6,
}

_PRODUCT = {
    "key": "N102:b0abcdefgh",
    "code": "N102",
    "entity": "Negative Product Targeting",
    "search_term": "b0abcdefgh",
    "to_text": "b0abcdefgh",
}

_OWN = {
    "key": "H201:thick mat",
    "code": "H201",
    "reason": "worth_more",
    "entity": "Keyword",
    "search_term": "thick mat",
    "to_text": "thick mat",
    "to_bid": 1.2,
    "to_campaign_id": CAMPAIGN,
    "to_ad_group_id": EXACT_GROUP,
    "to_campaign": "Mats",
    "to_ad_group": "Mats exact",
    "orders": 6,
    "sales": 190.8,
}

_OWN_PRODUCT = _OWN | {
    "key": "H201:b0abcdefgh",
    "entity": "Product Targeting",
    "search_term": "b0abcdefgh",
    "to_text": 'asin="B0ABCDEFGH"',
    "to_ad_group_id": PRODUCT_GROUP,
}

_ARCHIVED = {"key": "U101:old mat", "code": "U101", "consent": "ask", "reason": "earned_before", "detail": "ad_group",
             "to_text": "old mat"}  # fmt: skip

_WAITS = {
    "key": "W601|N101|steel mat",
    "code": "W601",
    "consent": "watch",
    "reason": "worth_waiting",
    "to_text": None,
    "waits_for": "N101",
    "clicks_needed": 9,
    "orders_needed": 2,
    "days_needed": 17,
}

_BUDGET = {
    "key": "T402:Mats",
    "code": "T402",
    "reason": "budget_binds",
    "entity": "Campaign",
    "ad_group_id": None,
    "target_id": None,
    "ad_group": "*",
    "targeting": "Mats",
    "match_type": "-",
    "search_term": None,
    "to_text": None,
    "from_value": 20.0,
    "to_value": 30.0,
    "measured": 20.0,
    "against": 5.0,
}

_LAUNCH: dict[str, Any] = {
    "key": "L501|*|*|NEW -",
    "code": "L501",
    "reason": "launch",
    "detail": '"thin mat"',
    "entity": "Campaign",
    "campaign_id": None,
    "ad_group_id": None,
    "target_id": None,
    "campaign": "*",
    "ad_group": "*",
    "targeting": "NEW",
    "match_type": "-",
    "search_term": None,
    "to_text": None,
    "to_value": 20.0,
    "measured": 280.0,
    "against": 14.0,
    "money_per_week": -12.5,
    "join": "none",
}

ActionMaker = Callable[..., dict[str, Any]]
PlanMaker = Callable[..., Plan]


@pytest.fixture
def action() -> ActionMaker:
    """Makes a row: ``action("N101", key="...", ...)``."""
    kinds: dict[str, dict[str, Any]] = {
        "N101": {},
        "N103": {"code": "N103"},
        "N102": _PRODUCT,
        "B301": _BID,
        "H201": _OWN,
        "U101": _ARCHIVED,
    }
    kinds["H201 product"] = _OWN_PRODUCT
    kinds["T402"] = _BUDGET
    kinds["W601"] = _WAITS
    kinds["L501"] = _LAUNCH
    return lambda code="N101", **changes: _ACTION | kinds[code] | changes


@pytest.fixture
def bulk() -> Bulk:
    campaign = {"campaign_id": CAMPAIGN, "campaign": "Mats"}
    group = {"campaign_id": CAMPAIGN, "ad_group_id": GROUP}
    named = group | {"campaign": "Mats", "ad_group": "Mats broad"}
    live = {"state": "enabled", "campaign_state": "enabled"}
    target = named | live | _METRICS | {"ad_group_state": "enabled", "bid": 0.95, "default_bid": 0.75}
    return bulk_frames(
        campaigns=_frame(Campaign, [campaign | _METRICS | {"row": 2, "state": "enabled", "budget": 20.0}]),
        ad_groups=_frame(
            AdGroup,
            [
                group | live | _METRICS | {"row": 3, "ad_group": name, "ad_group_id": id_}
                for name, id_ in (
                    ("Mats broad", GROUP),
                    ("Mats exact", EXACT_GROUP),
                    ("Mats product", PRODUCT_GROUP),
                )
            ],
        ),
        targets=_frame(
            Target,
            [
                target
                | {
                    "row": 4,
                    "target_id": KEYWORD,
                    "kind": "keyword",
                    "targeting": "mat",
                    "match_type": "broad",
                },
                target
                | {
                    "row": 5,
                    "target_id": PRODUCT,
                    "kind": "product",
                    "targeting": 'asin="B0ZZZZZZZZ"',
                    "match_type": "-",
                },
            ],
        ),
        negatives=_frame(
            Negative,
            [
                group
                | {
                    "row": 6,
                    "level": "ad_group",
                    "kind": "keyword",
                    "text": "Old  Mat",
                    "match_type": "negativeExact",
                    "state": "enabled",
                }
            ],
        ),
        uploads=_frame(
            UploadRow,
            [
                group
                | {
                    "row": 4,
                    "product": "Sponsored Products",
                    "entity": "Keyword",
                    "keyword_id": KEYWORD,
                    "state": "Enabled",
                    "bid": "0.95",
                    "keyword_text": "mat",
                    "match_type": "Broad",
                },
                group
                | {
                    "row": 5,
                    "product": "Sponsored Products",
                    "entity": "Product targeting",
                    "product_targeting_id": PRODUCT,
                    "state": "Enabled",
                    "bid": "0.95",
                    "product_targeting_expression": 'asin="B0ZZZZZZZZ"',
                },
            ],
        ),
    )


@pytest.fixture
def created() -> dy.DataFrame[NewEntity]:
    """The campaigns of the action L501."""
    product = Newcomer("NEW", None, 20.0, 0.3, "target_acos", NewProduct())
    expected = Expected(4.0, 46.0, 0.8)
    keywords = [Seed("thin mat", "seller", expected), Seed("soft mat", "like", expected, 16, 6)]
    return structure(
        _LAUNCH["key"],
        product,
        ("NEW | auto", "NEW | exact"),
        date(2026, 11, 1),
        Budgets(10.0, 10.0),
        keywords,
        Bids((0.5, 0.6, 0.7, 0.8), (0.9, 1.0), 0.75),
        vendor=False,
    )


@pytest.fixture
def make_plan() -> PlanMaker:
    """Makes a plan of the actions given: ``make_plan([...], withheld=(("no_bulk", ""),))``."""

    def make(actions: Iterable[dict[str, Any]] = (), **changes: Any) -> Plan:
        return replace(_plan(list(actions)), **changes)

    return make


def _plan(actions: list[dict[str, Any]]) -> Plan:
    totals = Totals(9000, 320, Decimal("412.05"), 21, Decimal("667.79"))
    days = (date(2026, 9, 1), date(2026, 10, 30))
    return Plan(
        digest="0123456789abcdef" * 4,
        version="0.1.0",
        as_of=date(2026, 11, 1),
        account="A3EXAMPLE",
        marketplace="US",
        currency="USD",
        inputs=(Input("terms.csv", "search_term", "ab" * 32, "en", "USD", "US", *days, 1200, 1, totals),),
        settings=load_settings(),
        actions=_frame(Action, actions),
        terms=_frame(TermEvidence, [_term(row) for row in actions if row["search_term"]]),
        targets=TargetEvidence.create_empty(),
        facts=Facts(*days, 60, 9000, 320, 21, 412.05, 667.79, 2100.0, 412.05, 0.196, 0.07),
        warnings=(("rejected_rows", "1"), ("no_margins", "30%")),
        withheld=(),
        join=pl.DataFrame(
            {
                "join": ["target", "none"],
                "join_reason": [None, "campaign_not_found"],
                "rows": [1190, 10],
                "clicks": [310, 10],
                "spend": [400.0, 12.05],
            }
        ),
        rejected=rejected_frame(
            [{"file": "terms.csv", "row": 7, "column": "Spend", "value": "=1+1", "reason": "not_a_number"}]
        ),
    )


def _term(row: dict[str, Any]) -> dict[str, Any]:
    shared = {name: value for name, value in row.items() if name in TermEvidence.columns()}
    more = {
        "units": 0,
        "effective_clicks": 30.0,
        "prior_cvr": 0.05,
        "alpha": 0.4,
        "beta": 35.0,
        "p_profitable": 0.03,
        "words": row["search_term"],
    }
    return shared | more | {"margin": 0.3, "is_asin": False, "orders_elsewhere": 0, "exact_target": False}


def _frame(schema: Any, rows: list[dict[str, Any]]) -> Any:
    empty = schema.create_empty()
    return schema.validate(pl.DataFrame(rows, schema=empty.schema) if rows else empty)
