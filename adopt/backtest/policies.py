"""Who decides in a backtest: adopt, and today's rules."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import polars as pl

from adopt.backtest.view import View
from adopt.decide import negations
from adopt.decide.promised import CODES
from adopt.lab import baselines
from adopt.lab.baselines import KEY, term_sums
from adopt.say import later
from adopt.schema import Consent

_DOLLARS = ("USD", "EUR", "GBP", "CAD", "AUD")
"""Currencies in which limits that were published in dollars mean about the same."""


class Policy(NamedTuple):
    """A way to negate: ``decide`` gives the `KEY` of the terms that it would negate; ``name`` a message."""

    name: str
    decide: Callable[[View], pl.DataFrame]
    dollars: bool = False


def policies(currency: str) -> tuple[Policy, ...]:
    """Adopt first, then today's rules; rules with limits in dollars only where these mean something."""
    return tuple(one for one in _ALL if not one.dollars or currency in _DOLLARS)


def _adopt(view: View, consents: tuple[Consent, ...]) -> pl.DataFrame:
    actions = negations(view.terms, view.bulk, view.settings, view.as_of)
    chosen = pl.col("consent").is_in(consents) & pl.col("code").is_in(CODES)
    return actions.filter(chosen).select(KEY).unique().sort(KEY)


def _of_sums(rule: Callable[[pl.DataFrame], pl.DataFrame]) -> Callable[[View], pl.DataFrame]:
    return lambda view: rule(term_sums(view.rows))


def _b1(view: View) -> pl.DataFrame:
    return baselines.b1_published(term_sums(view.rows), view.settings.target_acos)


def _b1_fixed(view: View) -> pl.DataFrame:
    return baselines.b1_fixed(term_sums(view.rows), view.settings.target_acos)


_ALL = (
    Policy(later("adopt, all its negations"), lambda view: _adopt(view, (Consent.SAFE, Consent.ASK))),
    Policy(later("adopt, uploads as they are"), lambda view: _adopt(view, (Consent.SAFE,))),
    Policy(later("10 clicks, no order (B9)"), _of_sums(baselines.b9_ten_clicks)),
    Policy(later("10 clicks or 2 clicks' worth, no order (B1)"), _b1),
    Policy(later("10 clicks or 2 orders' worth, no order (B1 mended)"), _b1_fixed),
    Policy(later("1.5 orders missed (B3)"), _of_sums(baselines.b3_balanced)),
    Policy(later("12 clicks or a spend of 8, no order (B4)"), _of_sums(baselines.b4), dollars=True),
    Policy(later("20 clicks, no order, or CVR under .5% (B14)"), _of_sums(baselines.b14)),
    Policy(
        later("a spend of 10 without order, or ACoS over 50% (B21)"), _of_sums(baselines.b21), dollars=True
    ),
)
