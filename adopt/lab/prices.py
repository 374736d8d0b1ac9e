"""What adopt's terms go on at that aren't sure enough to be negated: the bid of a keyword of their own.

Such a term gets a keyword (H202), or it has one: then that keyword's bid comes down to what its clicks are worth (B301), a step
a day, and the ad group that found the term hands it over. The bids of all that finds more than one term stand still here.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import polars as pl

from adopt.decide import as_measured, bid_changes, hand_overs, isolations
from adopt.decide.aims import aims
from adopt.decide.places import found_in, running
from adopt.estimate.evidence import target_evidence
from adopt.estimate.paid import newest_costs, paid_of_bids
from adopt.estimate.targets import target_entities
from adopt.estimate.text import term_words
from adopt.estimate.value import ad_group_margins
from adopt.lab.baselines import KEY
from adopt.lab.case import Case, cells_of, joined
from adopt.schema import Consent, Target
from adopt.words import markets

_MARKET, _DECIMALS = "US", 2
_NEXT_RUN = 1
_AT_ONCE = 1e6
_KEYWORD = ("target_id", "bid", "home", "text")


def lower_prices(case: Case, moves: pl.DataFrame) -> pl.DataFrame:
    """Terms that go on at a lower bid of their own, one row an ad group in which they lose, and their keywords' new bids.

    One keyword serves all ad groups of a product in which the term loses: each hands it over.

    Args:
        case: as from `measured`.
        moves: of `moved_bids`.

    Returns:
        `KEY`; price, as a share of what is bid for the term there today; made, whether the keyword was made for this ad
        group; days until it holds: until the keyword is live, or its bid has come down; the keyword's target_id and bid
        (dollars), and of one that is made its ad group (home) and text.
    """
    falls = moves.filter(pl.col("to_bid") < pl.col("from_bid"))
    own = pl.concat([_new_keywords(case), _handed_over(case, falls)], how="diagonal")
    view, terms = case.view, case.terms().evidence
    loses = pl.col("cvr") * pl.col("order_value") * pl.col("margin") < pl.col("cpc")
    found = found_in(terms, view.bulk, running(view.bulk, view.as_of)).drop("target_id")
    named = found.join(own, on=KEY).select(
        "products",
        "words",
        "is_asin",
        *_KEYWORD,
        "effective",
        "days_until",
        from_key=pl.struct(KEY),
        made="made",
    )
    one = named.sort("effective", "from_key").unique(
        ["products", "words", "is_asin"], keep="first", maintain_order=True
    )
    lost = found.filter(loses & ~pl.col("exact_target")).join(one, on=["products", "words", "is_asin"])
    price = (pl.col("effective") / pl.col("paid")).clip(0.0, 1.0)
    here = pl.col("made") & (pl.struct(KEY) == pl.col("from_key"))
    handed = lost.select(*KEY, *_KEYWORD, price=price, made=here, days="days_until").unique(KEY)
    return pl.concat([handed, _themselves(handed, falls, terms)], how="diagonal").sort(KEY)


def _themselves(handed: pl.DataFrame, falls: pl.DataFrame, terms: pl.DataFrame) -> pl.DataFrame:
    """The same term at keywords that were there: what they find by themselves costs what they bid, too."""
    there = handed.filter(pl.col("home").is_null()).unique("target_id").select("target_id", "bid")
    return (
        terms.filter("exact_target")
        .select(*KEY, "target_id")
        .join(there, on="target_id")
        .join(falls, on="target_id", how="left")
        .select(
            *KEY,
            "target_id",
            "bid",
            price=(pl.col("to_bid") / pl.col("from_bid")).fill_null(1.0),
            made=pl.lit(value=False),
            days=pl.col("runs").fill_null(0) + _NEXT_RUN,
        )
        .unique(KEY)
    )


def new_prices(served: pl.DataFrame, moves: pl.DataFrame) -> pl.DataFrame:
    """Terms that went on at their own keywords' bids before, where these bids move now: `KEY`, price, days, target_id and bid.

    Args:
        served: as in `Seen`.
        moves: of `moved_bids`.
    """
    moved = moves.select("target_id", "to_bid", days="runs")
    price = (pl.col("price") * pl.col("to_bid") / pl.col("bid")).clip(0.0, 1.0)
    return (
        served.join(moved, on="target_id")
        .select(*KEY, "target_id", "days", price=price, bid="to_bid")
        .sort(KEY)
    )


def measured(case: Case) -> Case:
    """The case with the share of a click's value, and the answer of cost to bids, that its clicks' costs tell (`adopt.decide.shade`)."""
    costs = joined(newest_costs(case.view.rows))
    entities = target_entities(costs, case.view.bulk, case.view.as_of, case.view.days)
    return replace(case, settings=as_measured(case.settings, paid_of_bids(costs, entities)))


def _new_keywords(case: Case) -> pl.DataFrame:
    view, settings, terms = case.view, case.settings, case.terms().evidence
    made = isolations(terms, case.negated, view.bulk, settings, view.as_of, markets()[_MARKET], _DECIMALS)
    return made.select(
        *KEY,
        target_id=pl.format("own {} {}", "to_ad_group_id", "to_text"),
        bid="to_bid",
        home="to_ad_group_id",
        text="to_text",
        effective=pl.col("to_bid") * pl.col("bid_multiplier"),
        made=pl.lit(value=True),
        days_until=pl.lit(_NEXT_RUN, pl.Int64),
    )


def _handed_over(case: Case, falls: pl.DataFrame) -> pl.DataFrame:
    """Terms that have a keyword of their own, at the bid that it comes down to."""
    view, settings, terms = case.view, case.settings, case.terms().evidence
    later = view.bulk.targets.join(
        falls.select("target_id", "to_bid"), on="target_id", how="left", maintain_order="left"
    )
    targets = later.with_columns(bid=pl.coalesce("to_bid", "bid")).select(Target.column_names())
    bulk = replace(view.bulk, targets=Target.validate(targets))
    gone = hand_overs(terms, case.negated, bulk, settings, view.as_of).filter(pl.col("code") == "H202")
    live = aims(targets).select(
        "target_id", "words", "is_asin", to_ad_group_id="ad_group_id", bid=pl.coalesce("bid", "default_bid")
    )
    return (
        gone.drop("target_id")
        .with_columns(is_asin=pl.col("entity") == "Negative Product Targeting")
        .with_columns(words=term_words())
        .join(live, on=["to_ad_group_id", "words", "is_asin"])
        .join(falls.select("target_id", "runs"), on="target_id", how="left")
        .select(
            *KEY,
            "target_id",
            "bid",
            effective=pl.col("bid") * pl.col("bid_multiplier"),
            made=pl.lit(value=False),
            days_until=pl.col("runs").fill_null(0) + _NEXT_RUN,
        )
    )


def moved_bids(case: Case) -> pl.DataFrame:
    """Keywords of a single term whose bid moves: target_id, from_bid and to_bid at the end (dollars), and how many runs it takes."""
    view, settings = case.view, case.settings
    cells = cells_of(view)
    entities = target_entities(cells, view.bulk, view.as_of, view.days)
    margins = ad_group_margins(view.bulk, settings.margins)
    evidence = target_evidence(cells, case.terms(), entities, margins, view.days, settings)
    unbound = {"max_step": _AT_ONCE, "max_cut": _AT_ONCE}
    whole = settings.model_copy(update={"bid": settings.bid.model_copy(update=unbound)})
    moved = bid_changes(evidence, whole, markets()[_MARKET], _DECIMALS)
    steps = (pl.col("from_bid") / pl.col("to_bid")).log().abs() / np.log(settings.bid.max_step)
    single = aims(view.bulk.targets).select("target_id")
    return (
        moved.filter(pl.col("consent") != Consent.WATCH.value)
        .join(single, on="target_id", how="semi")
        .select("target_id", "from_bid", "to_bid", runs=(steps - 1e-9).ceil().cast(pl.Int64))
    )
