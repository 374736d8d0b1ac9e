"""What ``adopt daily`` found, in lines of money: what happens unless the seller says no, and what waits for a word."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from adopt.plan import Plan
from adopt.say import Speaker
from adopt.schema.rule import OURS

_SAFE, _ASK, _WATCH = (pl.col("consent") == consent for consent in ("safe", "ask", "watch"))
_OURS = pl.col("code").str.slice(0, 1).is_in(list(OURS))
_NEGATIVE = pl.col("entity").str.starts_with("Negative")
_OWN = ~_NEGATIVE & pl.col("code").str.starts_with("H")
_THERE = pl.col("campaign_id").is_not_null()
_BUDGET = (pl.col("entity") == "Campaign") & _THERE
_LAUNCH = (pl.col("code") == "L501") & ~_THERE
_LOWER = (pl.col("code") == "H202") & ~_NEGATIVE


def money_lines(plan: Plan, speaker: Speaker) -> list[str]:
    """The plan in a few lines: negations and bids always, everything else where there is some."""
    safe, asked = plan.actions.filter(_SAFE), plan.actions.filter(_ASK)
    return [
        *_always(plan, safe.filter(_OURS), speaker),
        *_sometimes(safe, speaker),
        *_waiting(plan, asked, speaker),
    ]


def _always(plan: Plan, safe: pl.DataFrame, speaker: Speaker) -> Iterator[str]:
    yield plural(
        "Negate {n} search term: stops about {money} of loss a week. Expected to be wrong: {share} (promise {promise}).",
        "Negate {n} search terms: stops about {money} of loss a week. Expected to be wrong: {share} (promise {promise}).",
        safe.filter(_NEGATIVE),
        speaker,
        share=speaker.share(plan.facts.promised_share),
        promise=speaker.share(plan.settings.negate.promise),
    )
    if (made := safe.filter(_OWN)).height:
        yield plural(
            "Give {n} search term a keyword of its own: worth about {money} of profit a week.",
            "Give {n} search terms keywords of their own: worth about {money} of profit a week.",
            made,
            speaker,
        )
    yield plural(
        "Change {n} bid: worth about {money} of profit a week.",
        "Change {n} bids: worth about {money} of profit a week.",
        safe.filter(pl.col("code") == "B301"),
        speaker,
    )


def _sometimes(safe: pl.DataFrame, speaker: Speaker) -> Iterator[str]:
    if (raised := safe.filter(_OURS & _BUDGET)).height:
        yield plural(
            "Raise {n} daily budget: worth about {money} of profit a week.",
            "Raise {n} daily budgets: worth about {money} of profit a week.",
            raised,
            speaker,
        )
    if (launched := safe.filter(_LAUNCH)).height:
        yield plural(
            "Launch {n} new product: may spend {budget} a day, an investment.",
            "Launch {n} new products: may spend {budget} a day, an investment.",
            launched,
            speaker,
            budget=speaker.money(float(launched["to_value"].sum())),
        )
    if (placed := safe.filter(pl.col("code") == "B302")).height:
        yield plural(
            "Change {n} placement percentage: worth about {money} of profit a week.",
            "Change {n} placement percentages: worth about {money} of profit a week.",
            placed,
            speaker,
        )
    if (outside := safe.filter(~_OURS)).height:
        yield plural(
            "{n} row of rules of others that you trust: worth about {money} of profit a week.",
            "{n} rows of rules of others that you trust: worth about {money} of profit a week.",
            outside,
            speaker,
        )


def _waiting(plan: Plan, asked: pl.DataFrame, speaker: Speaker) -> Iterator[str]:
    if (lower := asked.filter(_LOWER)).height:
        yield plural(
            "If you agree, give {n} losing search term, too doubtful to negate, a lower bid of its own: about {money} a week.",
            "If you agree, give {n} losing search terms, too doubtful to negate, lower bids of their own: about {money} a week.",
            lower,
            speaker,
        )
    yield plural(
        "{n} more waits for your word, worth about {money} a week; watched, no change yet: {watched}.",
        "{n} more wait for your word, worth about {money} a week; watched, no change yet: {watched}.",
        asked.filter(~_LOWER),
        speaker,
        watched=f"{plan.actions.filter(_WATCH).height:,}",
    )


def plural(one: str, many: str, rows: pl.DataFrame, speaker: Speaker, **more: str) -> str:
    """The message for so many rows, with their money."""
    money = speaker.money(float(rows["money_per_week"].sum()))
    return speaker.say.plural(one, many, rows.height, money=money, **more)
