"""Rules from outside to test with, and an account for them to look at."""

from __future__ import annotations

from functools import cache
from typing import Any

import polars as pl

from adopt.plan import Plan
from adopt.rules import Rule, Text, View
from adopt.schema import Bulk
from adopt.settings import Settings, load_settings
from tests.properties.accounts import account, download, plan

WORDS: dict[str, Any] = {
    "code": "X101",
    "version": "1",
    "name": Text("Lower a quiet target", "降低冷门投放"),
    "about": Text("Lowers bids of targets that nobody clicks.", "降低无人点击的投放的竞价。"),
    "reasons": {"quiet": Text("{clicks} of {impressions} shown.", "展示 {impressions} 次，{clicks}。")},
    "risk": Text("It may be shown less.", "展示可能减少。"),
    "undo": Text("Set the old bid again.", "改回原来的竞价。"),
}


def rows_of(view: View, **more: Any) -> pl.DataFrame:
    """Every enabled target, to be bid half of what it is, but for what is said."""
    said = {
        "entity": pl.when(pl.col("match_type") == "-")
        .then(pl.lit("Product Targeting"))
        .otherwise(pl.lit("Keyword")),
        "reason": pl.lit("quiet"),
        "to_bid": (pl.col("bid") / 2).round(2),
        "money_per_week": pl.lit(1.0),
        "probability": pl.lit(0.9),
    }
    return view.targets.filter(pl.col("state") == "enabled").with_columns(**{**said, **more})


def halved(**more: Any) -> Rule:
    """A rule that halves the bid of every target, but for what its words or rows say."""
    words = {name: more.pop(name) for name in WORDS if name in more}
    return Rule(**{**WORDS, **words}, decide=lambda view: rows_of(view, **more))


def negating(texts: list[str], **words: Any) -> Rule:
    """A rule that negates these search terms wherever they are found."""

    def decide(view: View) -> pl.DataFrame:
        asin = pl.col("is_asin")
        return view.terms.filter(pl.col("search_term").is_in(texts)).with_columns(
            entity=pl.when(asin)
            .then(pl.lit("Negative Product Targeting"))
            .otherwise(pl.lit("Negative Keyword")),
            to_text="search_term",
            reason=pl.lit("quiet"),
            consent=pl.lit("safe"),
            money_per_week=pl.lit(0.0),
            probability=pl.lit(0.6),
        )

    return Rule(**{**WORDS, "code": "X102", **words}, decide=decide)


def trusting(*codes: str) -> Settings:
    """Settings under which adopt changes no bid itself, and rules of these codes may write."""
    return load_settings(
        protect={"brands": ["acme"], "terms": ["gift"]},
        bid={"min_clicks": 10_000},
        rules={"trusted": codes},
    )


@cache
def seen() -> View:
    """What a rule is shown of the small account."""
    shown: list[View] = []

    def decide(view: View) -> pl.DataFrame:
        shown.append(view)
        return rows_of(view)

    planned(Rule(**WORDS, decide=decide))
    return shown[0]


def planned(
    *rules: Rule, settings: Settings | None = None, bulk: Bulk | None = None, seed: int = 7, **trust: Any
) -> Plan:
    """The plan of a small account with these rules; ``trusted``: codes of those that may write."""
    chosen = settings or trusting(*trust.get("trusted", ()))
    return plan(account(seed), download() if bulk is None else bulk, settings=chosen, rules=rules)
