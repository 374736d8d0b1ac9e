"""Statistical references: simpler estimators than adopt's, and one who knows the truth."""

from __future__ import annotations

import polars as pl

from adopt.estimate.above import chance_above
from adopt.lab.account import Account
from adopt.lab.baselines import KEY, missed_orders, negated, term_sums
from adopt.lab.case import Case, Policy
from adopt.lab.score import remaining
from adopt.lab.stakes import stakes

_DOUBT = 0.1
_ALMOST_NONE = 1e-9


def surely_losing(case: Case) -> pl.DataFrame:
    """Empirical Bayes without words: negate where P(profitable) < 10 %, term by term, no promise on the whole."""
    evidence = case.estimating(text_c=_ALMOST_NONE).terms().evidence
    return negated(evidence, (pl.col("p_profitable") < _DOUBT) & ~pl.col("exact_target"))


def plain_beta(case: Case) -> pl.DataFrame:
    """Beta(1, 1) for every term by itself: negate where P(profitable) < 10 %; cost and order value are adopt's."""
    evidence = case.terms().evidence
    orders = evidence["orders"].to_numpy()
    misses = (evidence["clicks"].to_numpy() - orders).clip(0)
    chance = chance_above(1 + orders, 1 + misses, evidence["break_even_cvr"].to_numpy())
    return negated(evidence, pl.Series(chance < _DOUBT) & ~pl.col("exact_target"))


def knowing(account: Account) -> Policy:
    """Who knows the true conversion rates and costs, but negates only what has had a click by then."""
    truth = stakes(account)
    whole = truth.terms.with_columns(since=pl.lit(0, pl.Int64))
    losing = truth.terms.filter(pl.Series(remaining(truth, whole) < 0))
    return lambda case: losing.join(case.view.rows, on=KEY, how="semi").sort(KEY)


def references(account: Account) -> dict[str, Policy]:
    """The references by name."""
    return {
        "1 order missed": lambda case: missed_orders(term_sums(case.view.rows), 1),
        "2 orders missed": lambda case: missed_orders(term_sums(case.view.rows), 2),
        "3 orders missed": lambda case: missed_orders(term_sums(case.view.rows), 3),
        "plain Beta, P > .9": plain_beta,
        "EB, P > .9": surely_losing,
        "true CVR, seen terms": knowing(account),
    }
