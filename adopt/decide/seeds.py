"""The exact keywords that a new product begins with: the seller's, and the best terms of a product that is alike."""

from __future__ import annotations

from typing import NamedTuple

import polars as pl

from adopt.decide.legal import keyword_problem
from adopt.decide.unnegate import earning
from adopt.estimate.newcomer import Expected, known
from adopt.estimate.text import folded
from adopt.schema import Bulk
from adopt.settings import NewProduct, Settings


class Seed(NamedTuple):
    """An exact keyword to begin with; ``clicks`` and ``orders`` are those of the similar product, None for the seller's."""

    text: str
    source: str
    expected: Expected
    clicks: int | None = None
    orders: int | None = None


class Seeds(NamedTuple):
    """Keywords that Amazon takes, the seller's first, and those of the seller's that it would refuse."""

    kept: tuple[Seed, ...]
    refused: tuple[str, ...]


def terms_of(sku: str, terms: pl.DataFrame, bulk: Bulk) -> pl.DataFrame:
    """The evidence of terms in ad groups that advertise this product alone: elsewhere it can't be told whose they are."""
    live = bulk.ads.filter(pl.col("state") != "archived")
    alone = live.group_by("ad_group_id").agg(own=(pl.coalesce("sku", "asin") == sku).all()).filter("own")
    return terms.join(alone, on="ad_group_id", how="semi", maintain_order="left")


def seeds(named: NewProduct, alike: pl.DataFrame, expected: Expected, settings: Settings) -> Seeds:
    """The keywords that a named product begins with.

    Args:
        named: what the seller says of it.
        alike: `terms_of` the product that is alike; empty without one.
        expected: of the new product, for keywords of which nothing else is known.
        settings: of the run.
    """
    texts = [" ".join(text.split()) for text in named.keywords]
    once = list({text.lower(): text for text in reversed(texts)}.values())[::-1]
    problem = pl.DataFrame({"text": once}, schema={"text": pl.String}).select(
        keyword_problem(pl.col("text"), "exact")
    )
    legal = problem.to_series().is_null().to_list()
    own = [Seed(text, "seller", expected) for text, good in zip(once, legal, strict=True) if good]
    refused = tuple(text for text, good in zip(once, legal, strict=True) if not good)
    return Seeds((*own, *_winners(alike, [seed.text for seed in own], settings)), refused)


def _winners(alike: pl.DataFrame, given: list[str], settings: Settings) -> list[Seed]:
    """Terms that earn for the similar product as surely as a harvest asks, most orders first."""
    told = pl.DataFrame({"text": given}, schema={"text": pl.String}).select(words=folded(pl.col("text")))
    legal = keyword_problem(pl.col("search_term"), "exact").is_null()
    order = ["orders", "p_profitable", "search_term", "campaign_id", "ad_group_id"]
    best = (
        alike.filter(earning(settings) & ~pl.col("is_asin") & legal)
        .with_columns(words=folded(pl.col("search_term")))
        .sort(order, descending=[True, True, False, False, False], nulls_last=True)
        .unique("words", keep="first", maintain_order=True)
        .join(told, on="words", how="anti", maintain_order="left")
        .head(settings.launch.like_keywords)
    )
    return [
        Seed(term, "like", known(cvr, cpc, settings.estimate), clicks, orders)
        for term, cvr, cpc, clicks, orders in best.select(
            "search_term", "cvr", "cpc", "clicks", "orders"
        ).iter_rows()
    ]
