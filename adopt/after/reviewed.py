"""A plan as its reviewed workbook leaves it: what was accepted, and the upload sheets of that alone."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from adopt.after.clashes import clashes
from adopt.bulksheet import narrow_limits
from adopt.plan.highest import highest_bids
from adopt.plan.limits import unless_reviewed
from adopt.plan.own_value import Bounds, fold_word
from adopt.plan.resized import as_accepted
from adopt.plan.review import Answer, Review, Words, applied, review
from adopt.reports.headers import tokens
from adopt.say import LANGUAGES, currency_digits, translator
from adopt.schema import Bulk
from adopt.words import answer_words
from adopt.write.outputs import upload_sheets
from adopt.write.plan_read import Told
from adopt.write.workbook.decide import shown


def reviewed(
    told: Told, given: tuple[Answer, ...], bulk: Bulk | None
) -> tuple[Told, Review, Mapping[str, pl.DataFrame]]:
    """The plan as accepted, the review, and the upload sheets.

    Rows that clash with others, or whose own values clash with what the account has, are refused by row, too.

    Args:
        told: the plan.
        given: the rows of its workbook.
        bulk: the download that it was made with; None writes no sheets.
    """
    rows = shown(told.actions, told.facts, told.settings)
    done = review(told.actions, given, rows, words(), _bounds(told, bulk))
    while True:
        plan = _as_accepted(told, done)
        sheets = upload_sheets(plan, bulk)
        clashing = clashes(plan, done, sheets, bulk)
        if not clashing:
            return plan, done, sheets
        for key, problem in clashing.items():
            done.withdraw(key, problem)


def words() -> Words:
    """Yes and no in the languages of the workbook and by signs, and names of match types as Amazon's downloads have them."""
    more = answer_words()
    yes, no = (
        frozenset(
            fold_word(one) for one in (*(translator(one)(word) for one in LANGUAGES), *more[word.lower()])
        )
        for word in ("Yes", "No")
    )
    return Words(yes, no, tokens("bulk_match_types"))


def _as_accepted(told: Told, done: Review) -> Told:
    return told._replace(
        actions=applied(told.actions, done.accepted),
        created=as_accepted(told.created, done.rows(), currency_digits(told.currency)),
        # A limit asks for a look at the lines, which the seller has had now.
        withheld=unless_reviewed(told.withheld),
    )


def _bounds(told: Told, bulk: Bulk | None) -> Bounds:
    budgets = (
        {} if bulk is None else dict(bulk.campaigns.select("campaign_id", "budget").drop_nulls().iter_rows())
    )
    limits = narrow_limits(told.currency, told.marketplace)
    highest = {} if bulk is None else dict(highest_bids(bulk.targets, bulk.ad_groups).iter_rows())
    return Bounds(
        currency=told.currency,
        digits=currency_digits(told.currency),
        bids=limits.bid,
        budgets=limits.budget,
        budget_of=budgets,
        highest_bid=highest,
        launched=_launched(told),
    )


def _launched(told: Told) -> dict[str, tuple[tuple[float, float], ...]]:
    """Budget and highest bid of each campaign that an action creates."""
    campaigns = (
        told.created.group_by("key", "campaign_id", maintain_order=True)
        .agg(pl.col("budget").max(), pl.col("bid").max().fill_null(0.0))
        .group_by("key", maintain_order=True)
        .agg(part=pl.struct("budget", "bid"))
    )
    return {key: tuple((one["budget"], one["bid"]) for one in parts) for key, parts in campaigns.iter_rows()}
