"""How a notebook shows a plan: the same few facts as lines of text and as a small table."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import TYPE_CHECKING

from adopt.plan.brief import brief
from adopt.words.currencies import in_coins

if TYPE_CHECKING:  # a plan shows itself by this
    from adopt.plan.plan import Plan


def told(plan: Plan) -> dict[str, str]:
    """The plan's facts by their names; money with its currency's code."""
    short = brief(plan)
    return {
        "account": " ".join(filter(None, (plan.account, plan.marketplace))) or "?",
        "day": plan.as_of.isoformat(),
        "spend": f"{_money(short.spend, short.currency)} in {short.days:,} {'day' if short.days == 1 else 'days'}",
        "safe": f"{short.safe:,}, {_money(short.safe_weekly, short.currency)} a week",
        "ask": f"{short.asked:,}, {_money(short.asked_weekly, short.currency)} a week",
        "watch": f"{short.watched:,}",
    }


def as_text(name: str, facts: Mapping[str, str]) -> str:
    """``name`` and the facts, three a line."""
    said = [f"{fact}: {value}" for fact, value in facts.items()]
    lines = ["; ".join(said[start : start + 3]) for start in range(0, len(said), 3)]
    return f"<{name} " + "\n  ".join(lines) + ">"


def as_html(name: str, facts: Mapping[str, str]) -> str:
    """A table of two columns under ``name``; nothing in it is taken for markup."""
    rows = (f"<tr><th>{escape(fact)}</th><td>{escape(value)}</td></tr>" for fact, value in facts.items())
    return f"<table><caption>{escape(name)}</caption>{''.join(rows)}</table>"


def _money(amount: float, currency: str) -> str:
    return f"{in_coins(amount, currency):,} {currency}"
