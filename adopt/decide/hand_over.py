"""H201 and H202, the second step: a negative in the ad group that found a term, once its own keyword is live.

Until then the term keeps what it has: a negative comes only where an own keyword stands ready and isn't seen to lose. Where
the term earns, that keyword must also have been shown. Where it loses, it needn't: a keyword at a lower bid is hardly shown
as long as the ad group that found the term bids more for it. Rules: docs/decisions.md.
"""

from __future__ import annotations

from datetime import date

import dataframely as dy
import polars as pl

from adopt.decide.account import with_account
from adopt.decide.actions import actions
from adopt.decide.aims import aims
from adopt.decide.coming import at_coming_bids, then, today
from adopt.decide.legal import keyword_problem
from adopt.decide.own_bid import with_values
from adopt.decide.patience import young
from adopt.decide.places import found_in, running, shut_out
from adopt.decide.protect import protections
from adopt.schema import Action, Bulk, Consent, TermEvidence
from adopt.settings import Bid, Settings

_STOPPERS = ("aimed", "blocked", "paused_negative", "stopped", "nowhere")
_GROUP = ["campaign_id", "ad_group_id"]


def hand_overs(
    terms: dy.DataFrame[TermEvidence],
    negated: pl.DataFrame,
    bulk: Bulk | None,
    settings: Settings,
    as_of: date,
    coming: pl.DataFrame | None = None,
) -> dy.DataFrame[Action]:
    """Negatives of terms whose own keyword of the same product has taken over, each in one ad group that found it.

    Args:
        terms: evidence of the account's search terms.
        negated: as in `adopt.decide.isolate.isolations`; a term that is negated anyway isn't handed over as well, unless that is
            less sure than a negation should be: where it goes on instead it costs less and may earn.
        bulk: the download; without one there are none.
        settings, as_of: of the run.
        coming: bids that are about to fall, as in `adopt.decide.isolations`.
    """
    if bulk is None:
        return Action.create_empty()
    groups = running(bulk, as_of)
    own = _own_targets(bulk, groups)
    found = found_in(_elsewhere(terms, negated, settings), bulk, groups)
    found = _as_they_will_cost(at_coming_bids(found, coming, settings.bid), settings.bid)
    pairs = found.join(own, on=["products", "is_asin", "words"], maintain_order="left").filter(
        pl.col("to_ad_group_id") != pl.col("ad_group_id")
    )
    pairs = pairs.filter(~shut_out(pairs, bulk.negatives))
    pairs = _not_losing(pairs, terms)
    pairs = pairs.unique([*_GROUP, "search_term"], keep="first", maintain_order=True)
    valued = with_values(pairs.with_columns(base_bid=pl.col("paid") / pl.col("bid_multiplier")), settings)
    worth_it = (pl.col("cost") > 0) & (pl.col("gain") >= settings.harvest.min_gain * pl.col("cost"))
    ready = valued.filter(worth_it & _ready(settings))
    return actions(today(_described(_free(ready, terms, bulk, settings, as_of), settings)))


def _as_they_will_cost(found: pl.DataFrame, settings: Bid) -> pl.DataFrame:
    """The terms with what they will cost where they lose today, and without those that earn by then where they are.

    A winner is held against today's price: that its ad group will bid less for it makes it no better elsewhere.
    """
    wins = _earns()
    by_then = then(
        found.with_columns(
            won=wins,
            later_paid=pl.when(wins).then("paid").otherwise("later_paid"),
            later_cpc=pl.when(wins).then("cpc").otherwise("later_cpc"),
        ),
        settings,
    )
    return by_then.filter(pl.col("won") | ~_earns()).drop("won")


def _earns() -> pl.Expr:
    return pl.col("cvr") * pl.col("order_value") * pl.col("margin") >= pl.col("cpc")


def _ready(settings: Settings) -> pl.Expr:
    """Whether a term may be handed over: a winner only to a keyword that has been shown, and on enough clicks."""
    shown = (pl.col("shown") >= settings.harvest.served) & (pl.col("today_clicks") >= settings.bid.min_clicks)
    return shown | ~_earns()


def _elsewhere(terms: pl.DataFrame, negated: pl.DataFrame, settings: Settings) -> pl.DataFrame:
    """Terms that no exact target of their ad group aims at, and that aren't negated today."""
    kept = [*_GROUP, "search_term"]
    gone = negated.filter((pl.col("consent") != Consent.WATCH.value) & (pl.col("reason") != "less_sure"))
    fewest = min(settings.bid.min_clicks, settings.harvest.isolate_clicks)
    # Before an account's first sale nobody can say what a click is worth, nor which bid fits it.
    worth_known = pl.col("order_value") * pl.col("margin") > 0
    found = terms.filter((pl.col("clicks") >= fewest) & worth_known & ~pl.col("exact_target"))
    # A negative exact stops a term's plural with it: where that one sells, both stay.
    sellers = terms.filter(pl.col("orders") > 0).select(*_GROUP, "is_asin", "words", seller="search_term")
    twins = (
        found.select(*kept, "is_asin", "words")
        .join(sellers, on=[*_GROUP, "is_asin", "words"])
        .filter(pl.col("seller") != pl.col("search_term"))
    )
    out = pl.concat([twins.select(kept), gone.select(kept)])
    return found.join(out, on=kept, how="anti", maintain_order="left")


def _own_targets(bulk: Bulk, groups: pl.DataFrame) -> pl.DataFrame:
    """Own keywords and product targets that run, with the impressions they were shown; the most shown first."""
    live = aims(bulk.targets.filter(pl.col("state") == "enabled"))
    return (
        live.select(
            *_GROUP,
            "words",
            "is_asin",
            "target_id",
            shown="impressions",
            to_bid=pl.coalesce("bid", "default_bid"),
        )
        .join(groups.drop("budget", "age_days"), on=_GROUP)
        .filter(pl.col("to_bid") > 0)
        .sort(-pl.col("shown"), "target_id")
        .select(
            "shown",
            "products",
            "is_asin",
            "words",
            "bid_multiplier",
            "to_bid",
            to_campaign_id="campaign_id",
            to_ad_group_id="ad_group_id",
            to_campaign="campaign",
            to_ad_group="ad_group",
        )
    )


def _not_losing(pairs: pl.DataFrame, terms: pl.DataFrame) -> pl.DataFrame:
    """Without pairs whose own keyword loses on the term at its bid of today; ``proved`` where it has orders and has earned.

    What is bid bounds what a click costs, but for dynamic bids: one that was dear before the bid came down says nothing
    against the keyword, and nothing for it either.
    """
    there = terms.select(
        "search_term",
        to_campaign_id="campaign_id",
        to_ad_group_id="ad_group_id",
        worth_there=pl.col("cvr") * pl.col("order_value") * pl.col("margin"),
        cpc_there="cpc",
        orders_there="orders",
    )
    most = pl.col("to_bid") * pl.col("bid_multiplier")
    earns = pl.col("worth_there") >= pl.min_horizontal("cpc_there", most)
    earned = pl.col("worth_there") >= pl.col("cpc_there")
    on = ["to_campaign_id", "to_ad_group_id", "search_term"]
    return (
        pairs.join(there, on=on, how="left", maintain_order="left")
        .with_columns(proved=earned & (pl.col("orders_there") > 0))
        .filter(earns.fill_null(value=True))
    )


def _free(
    pairs: pl.DataFrame, terms: pl.DataFrame, bulk: Bulk, settings: Settings, as_of: date
) -> pl.DataFrame:
    """Those that nothing protects and no negative blocks already, and that Amazon takes as a negative."""
    known = with_account(pairs, terms, bulk, as_of)
    protected = [word for _, word in protections(settings.protect, bulk)]
    illegal = pl.when(~pl.col("is_asin")).then(keyword_problem(pl.col("search_term")))
    in_the_way = [*protected, illegal, *(pl.col(name) for name in _STOPPERS)]
    return known.filter(~young(settings) & pl.all_horizontal(word.is_null() for word in in_the_way))


def _described(pairs: pl.DataFrame, settings: Settings) -> pl.DataFrame:
    negative = pl.format('asin="{}"', pl.col("search_term").str.to_uppercase())
    return pairs.with_columns(
        code=pl.when(_earns()).then(pl.lit("H201")).otherwise(pl.lit("H202")),
        reason=pl.lit("hand_over"),
        entity=pl.when("is_asin")
        .then(pl.lit("Negative Product Targeting"))
        .otherwise(pl.lit("Negative Keyword")),
        to_text=pl.when("is_asin").then(negative).otherwise("search_term"),
        # A keyword that hasn't sold yet may be shown and still not carry the term.
        consent=pl.when(pl.col("proved").fill_null(value=False))
        .then(pl.lit(settings.harvest.hand_over))
        .otherwise(pl.lit(Consent.ASK.value)),
        money_per_week=pl.col("true_gain"),
        probability=pl.col("p_gain"),
        # A negative goes where the term was found; its keyword's bid stays as it is.
        to_bid=pl.lit(None, dtype=pl.Float64),
    )
