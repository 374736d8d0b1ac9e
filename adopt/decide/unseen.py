"""B304: raise the bid of a target that is hardly seen.

B301 needs clicks, so a bid that came down until nobody saw its target would stay there for ever. Such a target is bid what
its ad group's clicks are worth, within B301's bounds, as long as its impressions are too few to say anything. Formulas:
docs/decisions.md.
"""

from __future__ import annotations

import dataframely as dy
import polars as pl

from adopt.decide.actions import actions
from adopt.decide.aims import aims
from adopt.decide.bid import LAST_DIGIT, bounded
from adopt.decide.in_force import blocked_by, with_words
from adopt.decide.level import with_level
from adopt.decide.steered import with_kappa
from adopt.decide.tacos import Knob
from adopt.estimate.above import chance_above
from adopt.estimate.unseen import expected_clicks
from adopt.schema import Action, Bulk, Consent, TargetEvidence, TermEvidence
from adopt.settings import Settings
from adopt.words import Market

_EVEN = 0.5


def unseen_raises(
    knob: Knob,
    unseen: dy.DataFrame[TargetEvidence],
    terms: dy.DataFrame[TermEvidence],
    bulk: Bulk | None,
    settings: Settings,
    market: Market | None,
    decimals: int,
) -> dy.DataFrame[Action]:
    """Raises of targets without a click that were hardly shown, up to the level of their ad group's clicks.

    Args:
        knob: the level that bids carry, as in `adopt.decide.steered.steered_bids`.
        unseen: evidence of targets without a click (`adopt.estimate.unseen.unseen_targets`).
        terms: evidence of all search terms.
        bulk: the download; without one there are none.
        settings, market, decimals: as in `adopt.decide.bid_changes`.
    """
    if bulk is None:
        return Action.validate(Action.create_empty())
    hidden = _hidden(unseen, bulk, settings).join(
        _low_on_purpose(bulk, terms), on="target_id", how="anti", maintain_order="left"
    )
    leveled = _leveled(with_kappa(knob, hidden, settings), settings)
    moved = bounded(leveled, settings, market, decimals)
    enough = pl.col("to_bid") / pl.col("base_bid") - 1 >= settings.bid.min_change - LAST_DIGIT
    a_coin = pl.col("to_bid") - pl.col("base_bid") > 10.0**-decimals / 2
    return actions(_described(moved.filter(enough & a_coin), settings))


def _hidden(unseen: pl.DataFrame, bulk: Bulk, settings: Settings) -> pl.DataFrame:
    """Those that run, are past their campaign's first days, and whose impressions are too few to say anything."""
    due = unseen.join(expected_clicks(bulk), on="target_id", how="left", maintain_order="left")
    return due.filter(
        (pl.col("state") == "enabled")
        & (pl.col("bid") > 0)
        & (pl.col("order_value") > 0)
        & (pl.col("age_days") >= settings.launch.patience_days)
        & (pl.col("expected") < settings.bid.unseen_clicks)
    )


def _low_on_purpose(bulk: Bulk, terms: pl.DataFrame) -> pl.DataFrame:
    """Targets (target_id) whose own bid is meant to be low, or that no bid would show.

    Those of one search term that was negated or handed over somewhere, or that has clicks of its own elsewhere and was judged
    by them; and keywords that a negative phrase shuts out where they stand.
    """
    own = aims(bulk.targets)
    enabled = bulk.negatives.filter(pl.col("state") == "enabled")
    phrases = pl.col("match_type") == "negativePhrase"
    negated = with_words(enabled.filter(~phrases)).select("is_asin", "words")
    clicked = terms.filter(pl.col("clicks") > 0).select("is_asin", "words")
    keywords = bulk.targets.filter(pl.col("kind") == "keyword").with_columns(
        search_term="targeting", is_asin=pl.lit(value=False)
    )
    shut = keywords.filter(blocked_by(keywords, enabled.filter(phrases)).is_not_null())
    meant = own.join(pl.concat([negated, clicked]), on=["is_asin", "words"], how="semi")
    return pl.concat([part.select("target_id") for part in (meant, shut)]).unique()


def _leveled(targets: pl.DataFrame, settings: Settings) -> pl.DataFrame:
    """The level of B301 at the multiple that a row's bid aims at; its margin stays the true one."""
    aimed = targets.with_columns(pl.col("margin") * pl.col("kappa"), true_margin="margin")
    return with_level(aimed, settings).with_columns(margin="true_margin")


def _described(raised: pl.DataFrame, settings: Settings) -> pl.DataFrame:
    at_most = pl.col("to_bid") * pl.col("bid_multiplier")
    worth = pl.col("order_value") * pl.col("margin")
    earns = pl.col("cvr") * worth >= at_most
    rows = raised.with_columns(needed=(at_most / worth).clip(0, 1))
    pays = chance_above(*(rows[name].to_numpy() for name in ("alpha", "beta", "needed")))
    rows = rows.with_columns(probability=pl.Series(pays, dtype=pl.Float64))
    sure = earns & (pl.col("probability") >= _EVEN)
    keyword = pl.col("match_type") != "-"
    return rows.with_columns(
        code=pl.lit("B304"),
        entity=pl.when(keyword).then(pl.lit("Keyword")).otherwise(pl.lit("Product Targeting")),
        reason=pl.when(earns).then(pl.lit("hardly_seen")).otherwise(pl.lit("hardly_seen_hoped")),
        consent=pl.when(sure).then(pl.lit(settings.bid.unseen)).otherwise(pl.lit(Consent.ASK.value)),
        kappa=pl.when(pl.col("kappa") != 1).then("kappa"),
        from_bid=pl.col("bid"),
        measured=pl.col("expected"),
        against=pl.lit(settings.bid.unseen_clicks),
        money_per_week=pl.lit(0.0),
    )
