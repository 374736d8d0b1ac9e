"""What makes a simulated account odd, as real ones are: each change keeps the truth, the days and the orders in step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import numpy as np
import polars as pl

from adopt.lab.account import Account
from adopt.lab.layout import new_id


def hopeless_terms(account: Account, campaign: str, *, pages: bool = False) -> list[str]:
    """Search terms (or product pages) of a campaign without a visible order, most clicked first."""
    texts = account.truth.filter(pl.col("is_asin") == pages)["search_term"].unique()
    return (
        account.report.filter((pl.col("campaign") == campaign) & pl.col("search_term").is_in(texts.implode()))
        .group_by("search_term")
        .agg(pl.col("clicks", "orders").sum())
        .filter(pl.col("orders") == 0)
        .sort(["clicks", "search_term"], descending=[True, False])["search_term"]
        .to_list()
    )


def rename_terms(account: Account, campaign: str, terms: Sequence[str]) -> Account:
    """Gives the campaign's most clicked terms without an order other texts, in this campaign only."""
    new = dict(zip(hopeless_terms(account, campaign), terms, strict=False))
    renamed = pl.when(pl.col("campaign") == campaign).then(pl.col("search_term").replace(new))
    return replace(account, truth=account.truth.with_columns(search_term=renamed.otherwise("search_term")))


def negate(
    account: Account,
    *,
    entity: str,
    campaign: str,
    match_type: str,
    since: date,
    text: str | None = None,
    rank: int | None = None,
) -> Account:
    """Adds a negative that has been in force since a day: for ``text``, or for the ``rank``-th hopeless term."""
    product = entity == "Negative Product Targeting"
    blocked = text or hopeless_terms(account, campaign, pages=product)[(rank or 1) - 1]
    account = _without(account, _blocked(account, campaign, blocked, match_type), since)
    written = f'asin="{blocked.upper()}"' if product else blocked
    return replace(account, entities=_with_negative(account, entity, campaign, written, match_type))


def _blocked(account: Account, campaign: str, text: str, match_type: str) -> pl.Series:
    whole = pl.format(" {} ", "search_term")
    hit = (
        whole.str.contains(f" {text} ", literal=True)
        if match_type == "negativePhrase"
        else pl.col("search_term") == text
    )
    return account.truth.filter((pl.col("campaign") == campaign) & hit)["pair"]


def _with_negative(account: Account, entity: str, campaign: str, text: str, match_type: str) -> pl.DataFrame:
    of_campaign = entity.startswith("Campaign")
    kept = ["kind", "campaign_id", "campaign", "portfolio_id", "portfolio", "campaign_state"]
    kept += [] if of_campaign else ["ad_group_id", "ad_group", "ad_group_state"]
    rng = np.random.default_rng(account.entities.height)
    row = (
        account.entities.filter((pl.col("campaign") == campaign) & (pl.col("entity") == "Ad Group"))
        .select(kept)
        .with_columns(
            entity=pl.lit(entity),
            target_id=pl.lit(new_id(rng)),
            targeting=pl.lit(text),
            resolved=pl.lit(text if match_type == "-" else None, dtype=pl.String),
            match_type=pl.lit(match_type),
            state=pl.lit("enabled"),
        )
    )
    return _inserted(account.entities, row, campaign)


def _inserted(entities: pl.DataFrame, row: pl.DataFrame, campaign: str) -> pl.DataFrame:
    end = entities.with_row_index("place").filter(pl.col("campaign") == campaign)["place"].max()
    after = int(str(end)) + 1
    parts = [entities[:after], row, entities[after:]]
    numbered = pl.concat(parts, how="diagonal").with_columns(
        row=pl.int_range(2, pl.len() + 2, dtype=pl.UInt32)
    )
    return numbered.select(entities.columns)


def change_states(
    account: Account, *, campaign: str, state: str, since: date, targeting: str | None = None
) -> Account:
    """Pauses or archives a campaign, or one target of it: no clicks from the day ``since``."""
    here = pl.col("campaign") == campaign
    if targeting is None:
        places = {"state": here & (pl.col("entity") == "Campaign"), "campaign_state": here}
    else:
        here &= pl.col("targeting") == targeting
        places = {"state": here}
    changed = [
        pl.when(where).then(pl.lit(state)).otherwise(pl.col(name)).alias(name)
        for name, where in places.items()
    ]
    account = _without(account, account.truth.filter(here)["pair"], since)
    return replace(account, entities=account.entities.with_columns(changed))


def _without(account: Account, pairs: pl.Series, since: date) -> Account:
    gone = pl.col("pair").is_in(pairs.implode()) & (pl.col("day") >= since)
    return replace(account, clicks=account.clicks.filter(~gone), orders=account.orders.filter(~gone))


def sell_more(account: Account, campaign: str, orders: int) -> Account:
    """Adds orders to the campaign's first day with a single click and an order, so that orders exceed clicks."""
    pairs = account.truth.filter(pl.col("campaign") == campaign)["pair"]
    single = account.clicks.filter(pl.col("pair").is_in(pairs.implode()) & (pl.col("clicks") == 1))
    sold = account.orders.join(single.select("pair", "day"), on=["pair", "day"]).sort("day", "pair").head(1)
    more = pl.concat([sold.with_columns(shown_after=pl.lit(1, sold["shown_after"].dtype))] * orders)
    return replace(account, orders=pl.concat([account.orders, more]))
