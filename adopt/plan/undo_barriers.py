"""What keeps an action from being taken back although it is in force: Amazon would refuse the row, or its file."""

from __future__ import annotations

import polars as pl

from adopt.decide.legal import keyword_problem
from adopt.plan.compared_part import product
from adopt.plan.highest import highest_bids
from adopt.plan.taken import MADE
from adopt.schema import Bulk, Kind

_RESIDUE = 1e-6
_ONE_PRODUCT = r'^asin="[a-z0-9]{10}"$'


def barriers(wanted: pl.DataFrame, found: pl.DataFrame, bulk: Bulk, digits: int) -> pl.DataFrame:
    """The keys that can't be undone, and why: key, barrier.

    Barriers: ``no_old`` (nobody knows what it was), ``over_budget`` (the old bid is above the campaign's daily budget),
    ``under_bids`` (the old budget is below bids in the campaign), ``strategy`` (the campaign's bidding strategy isn't one
    that uploads can carry), ``text_refused`` (Amazon takes such a negative no longer), ``no_id``.

    Args:
        wanted: actions to undo, with kind, old and now.
        found: what they have created.
        bulk: the download.
        digits: decimals of the currency.
    """
    budgets = _budgets(wanted, bulk)
    rows = (
        wanted.join(budgets, on="campaign_id", how="left", maintain_order="left")
        .join(_bids(wanted, bulk), on="campaign_id", how="left", maintain_order="left")
        .join(found.group_by("key").agg(ids=pl.col("entity_id").is_not_null().all()), on="key", how="left")
    )
    kind, old = pl.col("kind"), pl.col("old")
    bids = kind.is_in([Kind.BID.value, Kind.DEFAULT_BID.value])
    valued = bids | kind.is_in([Kind.BUDGET.value, Kind.PERCENTAGE.value])
    state = (kind == Kind.STATE.value) & (pl.col("entity") == "Campaign")
    of_campaign = kind.is_in([Kind.BUDGET.value, Kind.PERCENTAGE.value]) | state
    over = old.round(digits) > pl.col("least_budget") + _RESIDUE
    under = old.round(digits) < pl.col("highest") - _RESIDUE
    cases = {
        "no_old": valued & old.is_null(),
        "strategy": of_campaign & pl.col("strategy").is_null(),
        "over_budget": bids & over,
        "under_bids": (kind == Kind.BUDGET.value) & under,
        "text_refused": (kind == Kind.RESTORED.value) & ~_taken(),
        "no_id": ~pl.col("ids").fill_null(value=True),
    }
    told = rows.select(
        "key",
        barrier=pl.coalesce(pl.when(which).then(pl.lit(code)) for code, which in cases.items()),
    )
    return told.drop_nulls("barrier")


def _budgets(wanted: pl.DataFrame, bulk: Bulk) -> pl.DataFrame:
    """Of each campaign its strategy and its least daily budget while the files are uploaded: today's, or the old one."""
    old = wanted.filter(pl.col("kind") == Kind.BUDGET.value).select("campaign_id", back="old")
    campaigns = bulk.campaigns.unique("campaign_id", keep="first", maintain_order=True)
    return campaigns.join(old, on="campaign_id", how="left", maintain_order="left").select(
        "campaign_id", "strategy", least_budget=pl.min_horizontal("budget", "back")
    )


def _bids(wanted: pl.DataFrame, bulk: Bulk) -> pl.DataFrame:
    """Of each campaign the highest bid while the files are uploaded: of targets and ad groups today's, or the old one."""
    of = {kind: wanted.filter(pl.col("kind") == kind.value) for kind in (Kind.BID, Kind.DEFAULT_BID)}
    bids = of[Kind.BID].select("target_id", back="old")
    defaults = of[Kind.DEFAULT_BID].select("ad_group_id", back="old")
    today = pl.coalesce("bid", "default_bid")
    return highest_bids(
        bulk.targets.join(bids, on="target_id", how="left").with_columns(
            bid=pl.max_horizontal(today, "back")
        ),
        bulk.ad_groups.join(defaults, on="ad_group_id", how="left").with_columns(
            default_bid=pl.max_horizontal("default_bid", "back")
        ),
    )


def _taken() -> pl.Expr:
    """Whether Amazon takes such a negative today: texts have become stricter over the years."""
    text, made = pl.col("to_text"), pl.col(MADE)
    keyword = pl.col("entity").str.ends_with("Keyword")
    legal = (
        pl.when(made == "negativePhrase")
        .then(keyword_problem(text, "negativePhrase").is_null())
        .otherwise(keyword_problem(text, "negativeExact").is_null())
    )
    of_group = pl.col("detail").fill_null("ad_group") == "ad_group"
    one_product = product(text).str.contains(_ONE_PRODUCT) & of_group
    return pl.when(keyword).then(legal).otherwise(one_product).fill_null(value=False)
