"""What is split and alike adds up: as far as levels of a hierarchy let two halves be one.

Three things must hold. Rows add up: the same row twice is the row with its sums. Prices add up: two ad groups alike cost
and sell as the one with their sums does, at the ad group's level. And evidence adds up: given one prior, the halves of a
term that lend each other all they have seen are each judged as the whole. Less can't be asked of the prior itself: two
small ad groups are each tied to their campaign, and tied more than one of their sums is, which is what a hierarchy is for.
"""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given, settings

from adopt.estimate.elsewhere import lendable
from adopt.estimate.goods import with_goods
from adopt.estimate.group_money import with_group_money
from adopt.estimate.posterior import with_posterior
from adopt.estimate.prior import fit_prior
from adopt.estimate.rows import CELL, aggregate, sum_by, with_floats
from adopt.estimate.value import ad_group_margins, with_value
from tests.properties.accounts import AS_OF, SETTINGS, account, download, plan, seeds

COUNTS = ["impressions", "clicks", "orders", "units", "spend_micros", "sales_micros"]
POSTERIOR = ["alpha", "beta", "cvr", "cvr_low", "cvr_high", "p_profitable"]


def cells(seed: int, *ad_groups: str) -> pl.DataFrame:
    """The sums of an account as if each of these ad groups of one campaign had seen all of it."""
    whole = aggregate(account(seed), AS_OF, 7).with_columns(campaign=pl.lit("pans"))
    whole = with_goods(whole, None)
    keys = [name for name in whole.columns if name not in CELL]
    parts = [whole.with_columns(ad_group=pl.lit(name)) for name in ad_groups]
    return pl.concat(parts).group_by(keys).agg(pl.col(CELL).sum()).sort(keys, nulls_last=True)


@settings(max_examples=5, deadline=None)
@given(seed=seeds)
def test_each_row_twice_is_the_row_with_its_sums(seed: int) -> None:
    rows = account(seed)
    twice = plan(pl.concat([rows, rows]), download())
    summed = plan(rows.with_columns(pl.col(COUNTS) * 2), download())
    assert twice.actions.height > 0
    assert twice.actions.equals(summed.actions)
    assert twice.terms.equals(summed.terms)
    assert twice.targets.equals(summed.targets)
    assert twice.facts == summed.facts


@settings(max_examples=10, deadline=None)
@given(seed=seeds)
def test_two_ad_groups_alike_cost_and_sell_as_one_with_their_sums(seed: int) -> None:
    apart, together = cells(seed, "a", "b"), cells(seed, "a", "a")
    # What a term without a click of its own is expected to cost and bring is its ad group's mean.
    nothing = dict.fromkeys((*COUNTS[:4], "spend", "sales"), 0)

    def priced(of: pl.DataFrame) -> pl.DataFrame:
        groups = (
            of.select("campaign", "ad_group")
            .unique()
            .with_columns(**{k: pl.lit(v) for k, v in nothing.items()})
        )
        priced = with_group_money(groups, of, SETTINGS.estimate)
        return with_value(priced, ad_group_margins(None, {}), SETTINGS).sort("ad_group")

    one = priced(together)
    for half in priced(apart).iter_slices(1):
        assert half["cpc"].item() == pytest.approx(one["cpc"].item())
        assert half["order_value"].item() == pytest.approx(one["order_value"].item())


@settings(max_examples=10, deadline=None)
@given(seed=seeds)
def test_halves_of_a_term_that_lend_each_other_all_are_judged_as_the_whole(seed: int) -> None:
    whole = with_floats(sum_by(cells(seed, "a", "a"), ["ad_group", "search_term"]))
    halves = with_floats(sum_by(cells(seed, "a", "b"), ["ad_group", "search_term"]))
    named = whole.with_columns(campaign=pl.lit("pans"), targeting=pl.lit("*"), match_type=pl.lit("-"))
    prior = fit_prior(named, SETTINGS.estimate)
    means = whole.select("search_term", prior_cvr=pl.Series(prior.mean), break_even_cvr=pl.lit(0.06))
    whole = whole.join(means, on="search_term", maintain_order="left")
    halves = halves.join(means, on="search_term", maintain_order="left")
    clicks, orders = halves["effective_clicks"].to_numpy(), halves["orders"].to_numpy().astype(float)
    lent = lendable(halves["search_term"], clicks, orders, halves["prior_cvr"].to_numpy())
    judged = with_posterior(halves, prior.scatter, lent).select("search_term", *POSTERIOR)
    one = with_posterior(whole, prior.scatter).select("search_term", *POSTERIOR)
    assert judged.height == 2 * one.height
    both = judged.join(one, on="search_term", suffix="_whole")
    for name in POSTERIOR:
        assert both[name].to_list() == pytest.approx(both[f"{name}_whole"].to_list(), abs=1e-9), name
