"""Today's negation rules, re-implemented from their published formulas, as opponents for adopt.

Each rule takes a frame with one row per campaign, ad group and search term (`term_sums`) and returns the `KEY`
columns of the rows that it negates, sorted. Rules that never negate (B5, B19, B23, B24: they set bids) aren't here;
docs/laboratory.md says which are and why.
"""

from __future__ import annotations

import polars as pl

from adopt.estimate.above import chance_above
from adopt.schema import MICROS

KEY = ["campaign", "ad_group", "search_term"]

_B1_CLICKS = 10
_B2_EXACT = {"spend": 10.0, "clicks": 5}
_B2_PHRASE = {"spend": 5.0, "clicks": 3, "words": 3}
_B3_CLICKS = 10
_B3_ORDERS_MISSED = 1.5
_B3_CVR = (0.01, 0.20)
_B3_ROW = {"clicks": 10, "spend": 5.0, "expected": 1.0, "clicks_alone": 15}
_B4_NO_ORDER = {"clicks": 12, "spend": 8.0}
_B4_DEAR = {"orders": 1, "acos": 1.0, "spend": 10.0}
_B9_CLICKS = 10
_B14 = {"cvr": 0.005, "chance": 0.05, "clicks": 20}
_JEFFREYS = 0.5
_B21 = {"spend": 10.0, "acos": 0.5}


def term_sums(rows: pl.DataFrame) -> pl.DataFrame:
    """Report rows summed per campaign, ad group and search term: clicks, orders, spend, sales (currency), exact.

    ``exact`` tells whether any row came through an exact keyword.
    """
    return (
        rows.group_by(KEY)
        .agg(
            pl.col("clicks", "orders").sum(),
            (pl.col("spend_micros").sum() / MICROS).alias("spend"),
            (pl.col("sales_micros").sum() / MICROS).alias("sales"),
            (pl.col("match_type") == "exact").any().alias("exact"),
        )
        .sort(KEY)
    )


def b1_published(terms: pl.DataFrame, target_acos: float) -> pl.DataFrame:
    """B1, ppcopt: no order, and 10 clicks or a spend of 2 x target ACoS x sales per click.

    The second limit compares total spend with twice the affordable cost of one click, so it fires after about two
    clicks: a unit error, kept here as published.
    """
    return _b1(terms, 2 * target_acos * mean(terms, "sales", "clicks"))


def b1_fixed(terms: pl.DataFrame, target_acos: float) -> pl.DataFrame:
    """B1 with its unit error mended: the spend limit is 2 x target ACoS x order value."""
    return _b1(terms, 2 * target_acos * mean(terms, "sales", "orders"))


def b2(terms: pl.DataFrame) -> pl.DataFrame:
    """B2, Shirtmagic: no order after a spend of 10 and 5 clicks; of 5 and 3 clicks a phrase, if it has 3 words.

    A phrase also silences every other term of its ad group that contains it. Money is in dollars, as published.
    """
    none, limit = pl.col("orders") == 0, _B2_PHRASE
    exact = none & (pl.col("spend") >= _B2_EXACT["spend"]) & (pl.col("clicks") >= _B2_EXACT["clicks"])
    words = pl.col("search_term").str.split(" ").list.len()
    enough = (pl.col("spend") >= limit["spend"]) & (pl.col("clicks") >= limit["clicks"])
    phrases = terms.filter(none & enough & (words >= limit["words"]))
    return pl.concat([negated(terms, exact), _containing(terms, phrases)]).unique().sort(KEY)


def b3_balanced(terms: pl.DataFrame) -> pl.DataFrame:
    """B3, SADDL 2.0 balanced: no sales after max(10, 1.5 / conversion rate) clicks, exact keywords left alone.

    The conversion rate is the account's, between 1 % and 20 %.
    """
    low, high = _B3_CVR
    cvr = min(max(mean(terms, "orders", "clicks"), low), high)
    enough = pl.col("clicks") >= max(_B3_CLICKS, _B3_ORDERS_MISSED / cvr)
    return negated(terms, ~pl.col("exact") & (pl.col("sales") == 0) & enough)


def b3_rows(rows: pl.DataFrame) -> pl.DataFrame:
    """B3', ppcsuite 3.2: row by row, nothing summed. A row without sales, not of an exact keyword, and 15 clicks;
    or 10 clicks, a spend of 5 and an order to be expected at its campaign's conversion rate.
    """
    limit = _B3_ROW
    cvr = pl.col("orders").sum().over("campaign") / pl.col("clicks").sum().over("campaign")
    expected = pl.col("clicks") * cvr >= limit["expected"]
    spent = pl.col("spend_micros") >= limit["spend"] * MICROS
    enough = ((pl.col("clicks") >= limit["clicks"]) & spent & expected) | (
        pl.col("clicks") >= limit["clicks_alone"]
    )
    hit = (pl.col("sales_micros") == 0) & (pl.col("match_type") != "exact") & enough
    return rows.filter(hit).select(KEY).unique().sort(KEY)


def b4(terms: pl.DataFrame) -> pl.DataFrame:
    """B4, natureswaysoil: no order after 12 clicks or a spend of 8; or one order at an ACoS of 1 and a spend of 10.

    Its list of wrong phrases, written by hand for one seller, is left out.
    """
    none, dear = _B4_NO_ORDER, _B4_DEAR
    never = (pl.col("orders") == 0) & (
        (pl.col("clicks") >= none["clicks"]) | (pl.col("spend") >= none["spend"])
    )
    seldom = (pl.col("orders") <= dear["orders"]) & (pl.col("sales") > 0) & (pl.col("spend") >= dear["spend"])
    return negated(terms, never | (seldom & (pl.col("spend") >= dear["acos"] * pl.col("sales"))))


def b9_ten_clicks(terms: pl.DataFrame) -> pl.DataFrame:
    """B9: 10 clicks and no order."""
    return negated(terms, (pl.col("orders") == 0) & (pl.col("clicks") >= _B9_CLICKS))


def b14(terms: pl.DataFrame) -> pl.DataFrame:
    """B14: P(conversion rate >= .5 %) under 5 % after Jeffreys' prior, or no order after more than 20 clicks."""
    orders, clicks = terms["orders"].to_numpy(), terms["clicks"].to_numpy()
    misses = (clicks - orders).clip(0)
    chance = pl.Series(chance_above(orders + _JEFFREYS, misses + _JEFFREYS, _B14["cvr"]))
    never = (pl.col("orders") == 0) & (pl.col("clicks") > _B14["clicks"])
    return negated(terms, (chance < _B14["chance"]) | never)


def b21(terms: pl.DataFrame) -> pl.DataFrame:
    """B21, Scale Insights: a spend of 10 with no order, or at an ACoS of 50 % and more (90 days; here all that's seen)."""
    dear = (pl.col("orders") == 0) | (pl.col("spend") >= _B21["acos"] * pl.col("sales"))
    return negated(terms, (pl.col("spend") >= _B21["spend"]) & dear)


def missed_orders(terms: pl.DataFrame, orders: float) -> pl.DataFrame:
    """No order after so many clicks that the account's conversion rate would have brought ``orders`` of them.

    1, 2 and 3 missed orders are 63 %, 86 % and 95 % sure (the rule of three) if every term converted alike.
    """
    expected = pl.col("clicks") * mean(terms, "orders", "clicks")
    return negated(terms, (pl.col("orders") == 0) & (expected >= orders))


def _b1(terms: pl.DataFrame, spend_limit: float) -> pl.DataFrame:
    spent = (pl.col("clicks") > 0) & (pl.col("spend") >= spend_limit)
    return negated(terms, (pl.col("orders") == 0) & ((pl.col("clicks") >= _B1_CLICKS) | spent))


def _containing(terms: pl.DataFrame, phrases: pl.DataFrame) -> pl.DataFrame:
    """Terms that contain a phrase of their own ad group as whole words in order."""
    place = KEY[:2]
    pairs = terms.join(phrases.select(*place, phrase="search_term"), on=place)
    whole, part = pl.format(" {} ", "search_term"), pl.format(" {} ", "phrase")
    return pairs.filter(whole.str.contains(part, literal=True)).select(KEY).unique()


def mean(terms: pl.DataFrame, over: str, under: str) -> float:
    """Ratio of two sums; infinite where there is nothing to divide by, so that no limit on it is ever reached."""
    total = float(terms[under].sum())
    return float(terms[over].sum()) / total if total else float("inf")


def negated(terms: pl.DataFrame, rule: pl.Expr) -> pl.DataFrame:
    """The `KEY` columns of the terms to which the rule applies, sorted."""
    return terms.filter(rule).select(KEY).sort(KEY)
