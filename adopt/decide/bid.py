"""B301: set a target's bid to what its clicks are worth.

The level is set, not nudged: shade x value of an order x (expected conversion rate + optimism x its spread), divided
by what placement percentages add. Each day it may move by a bounded factor; down, as far as is sure. Formulas and sources:
docs/decisions.md.
"""

from __future__ import annotations

import dataframely as dy
import numpy as np
import polars as pl
from scipy import special

from adopt.decide.actions import actions
from adopt.decide.coins import down_to_coins, up_to_coins
from adopt.decide.level import RIVALRY, gain_per_week, with_level
from adopt.decide.patience import with_patience
from adopt.estimate.above import chance_above
from adopt.schema import Action, Consent, TargetEvidence
from adopt.settings import Settings
from adopt.words import Market

_EVEN = 0.5
_NOTABLE = 0.1
LAST_DIGIT = 1e-9
"""A quotient of two prices may differ by its last digit between a column of one row and of many."""


def bid_changes(
    targets: dy.DataFrame[TargetEvidence],
    settings: Settings,
    market: Market | None,
    decimals: int,
    *,
    nearest: bool = False,
) -> dy.DataFrame[Action]:
    """Bid changes worth making, and targets whose clicks are still too few to judge.

    Args:
        targets: evidence of targets on the search terms that stay.
        settings: of the run.
        market: for bid limits; None where the marketplace isn't known.
        decimals: of the currency, 2 for most, 0 for yen.
        nearest: round bids to the nearest coin, not towards today's bid.
    """
    running = targets.filter(pl.col("state").is_in(["enabled", "unknown"]) & (pl.col("order_value") > 0))
    if running.is_empty():
        return Action.validate(Action.create_empty())
    return actions(_described(_moved(running, settings, market, decimals, nearest=nearest), settings))


def bid_moves(rows: pl.DataFrame, settings: Settings, market: Market | None, decimals: int) -> pl.Series:
    """Where the evidence of each row moves its bid: 1 up, -1 down, 0 nowhere; also 0 where it is too thin to say.

    Args:
        rows: `TargetEvidence` columns but for its state.
        settings, market, decimals: as in `bid_changes`.
    """
    moved = _moved(rows.with_row_index("at"), settings, market, decimals)
    decided = moved.filter(~_thin(settings) & ~pl.col("spared"))
    ways = decided.select("at", way=(pl.col("to_bid") - pl.col("base_bid")).sign())
    joined = rows.with_row_index("at").select("at").join(ways, on="at", how="left", maintain_order="left")
    return joined["way"].fill_null(0).cast(pl.Int8)


def _thin(settings: Settings) -> pl.Expr:
    """Whether clicks are too few, those counted that a single term's others lend (none in plans of earlier versions).

    A raise needs no more of them where it is sure without: what the account's other clicks tell may leave little doubt.
    """
    sure = (pl.col("to_bid") > pl.col("base_bid")) & (pl.col("probability") >= settings.bid.sure)
    return _few(settings) & ~sure


def _few(settings: Settings) -> pl.Expr:
    return pl.col("clicks") + pl.col("lent").fill_null(0) < settings.bid.min_clicks


def _moved(
    rows: pl.DataFrame, settings: Settings, market: Market | None, decimals: int, *, nearest: bool = False
) -> pl.DataFrame:
    """The rows whose new bid is worth a change, with it and the probability that it lies on the better side of today's."""
    # A bounded step from nothing leads nowhere: no bid, and clicks that cost nothing.
    clicked = rows.filter(pl.col("clicks") > 0)
    leveled = with_level(clicked, settings).filter(pl.col("base_bid") > 0)
    moved = bounded(leveled, settings, market, decimals, nearest=nearest)
    pays = gain_per_week(pl.col("hoped_cvr"), settings.bid, rivalry=RIVALRY) > 0
    # Before rounding as well: else one order more might undo a cut, and the next bring it back a coin smaller.
    pays_unrounded = moved.with_columns(to_bid="unrounded").select(pays).to_series()
    change = (pl.col("to_bid") / pl.col("base_bid") - 1).abs()
    smallest = 10.0**-decimals
    worth_a_row = (change >= settings.bid.min_change - LAST_DIGIT) & (
        (pl.col("to_bid") - pl.col("base_bid")).abs() > smallest / 2
    )
    # Over the cap a bid comes down whatever is expected of it: where clicks hardly cost more for a higher bid, a deep cut would
    # pay, a middling one not, and so an order more would undo it.
    over = (pl.col("cpc") > 0) & (pl.col("base_bid") > pl.col("highest") + LAST_DIGIT)
    # Patience comes after what pays: else one order more might stop a cut halfway, where it doesn't, and undo it.
    worth_making = with_patience(
        moved.filter(worth_a_row & (over | (pays & pays_unrounded))), settings, decimals
    )
    return worth_making.with_columns(
        probability=pl.Series(_probability(worth_making, settings), dtype=pl.Float64)
    )


def bounded(
    leveled: pl.DataFrame, settings: Settings, market: Market | None, decimals: int, *, nearest: bool = False
) -> pl.DataFrame:
    """Adds to_bid, the level within its bounds; unrounded, the same to its last digit; and detail, the bound that cut last: cap, step,
    budget, market.

    Args:
        leveled: rows of `adopt.decide.level.with_level` with their budget.
        settings, market, decimals, nearest: as in `bid_changes`.
    """
    step, base = settings.bid.max_step, pl.col("base_bid")
    # Every day that a bid is surely too high costs money; one that is too low can wait for more clicks.
    surely = pl.min_horizontal(base / step, pl.Series(_at_most(leveled, settings)))
    lowest = pl.max_horizontal(surely, base / settings.bid.max_cut)
    # Rounding is towards today's bid, and that may lie above the budget.
    budget = down_to_coins(pl.col("budget"), decimals)
    bounds = [
        ("cap", None, pl.col("highest")),
        ("step", lowest, base * step),
        ("budget", None, budget),
    ]
    bid, detail = pl.col("level"), pl.lit(None, dtype=pl.String)
    for name, low, high in bounds:
        cut = bid if low is None else pl.max_horizontal(bid, low)
        cut = pl.min_horizontal(cut, high)
        detail = pl.when((cut - bid).abs() > 10.0**-decimals / 2).then(pl.lit(name)).otherwise(detail)
        bid = cut
    rounded = _rounded(bid, base, decimals)
    if nearest:
        near = bid.round(decimals)
        # A bound must not be passed, not by half a coin either.
        inside = near <= pl.min_horizontal(pl.col("highest"), base * step, budget)
        rounded = pl.when(inside & (near >= lowest)).then(near).otherwise(rounded)
    within, exact = (one.clip(market.bid_min, market.bid_max) if market else one for one in (rounded, bid))
    detail = pl.when(within != rounded).then(pl.lit("market")).otherwise(detail)
    return leveled.with_columns(to_bid=within, unrounded=exact, detail=detail)


def _at_most(leveled: pl.DataFrame, settings: Settings) -> np.ndarray:
    """The bid (currency) that a click is worth at most, by ``cut_sure``: the level at that quantile of the conversion rate."""
    highest = special.betaincinv(
        leveled["alpha"].to_numpy(), leveled["beta"].to_numpy(), settings.bid.cut_sure
    )
    return np.asarray(settings.bid.share * leveled["worth"].to_numpy() * highest)


def _rounded(bid: pl.Expr, base: pl.Expr, decimals: int) -> pl.Expr:
    """To the currency's smallest unit, towards today's bid, so that rounding never passes a bound."""
    return pl.when(bid < base).then(up_to_coins(bid, decimals)).otherwise(down_to_coins(bid, decimals))


def _described(changed: pl.DataFrame, settings: Settings) -> pl.DataFrame:
    raises = pl.col("to_bid") > pl.col("base_bid")
    thin = _thin(settings)
    gain = gain_per_week(pl.col("cvr"), settings.bid, rivalry=RIVALRY)
    sure = (pl.col("probability") >= _EVEN) & (gain > 0)
    upwards = pl.when(_few(settings)).then(pl.lit("surely_below_value")).otherwise(pl.lit("bid_below_value"))
    reason = pl.when(raises).then(upwards).otherwise(pl.lit("bid_above_value"))
    consent = (
        pl.when(sure & pl.col("bid").is_not_null())
        .then(pl.lit(Consent.SAFE.value))
        .otherwise(pl.lit(Consent.ASK.value))
    )
    keyword, patient = pl.col("match_type") != "-", pl.col("spared")
    watched = thin | patient
    return changed.with_columns(
        code=pl.lit("B301"),
        entity=pl.when(keyword).then(pl.lit("Keyword")).otherwise(pl.lit("Product Targeting")),
        reason=pl.when(patient)
        .then(pl.lit("first_days"))
        .when(thin)
        .then(pl.lit("thin_evidence"))
        .otherwise(reason),
        consent=pl.when(watched).then(pl.lit(Consent.WATCH.value)).otherwise(consent),
        detail=pl.when(patient).then(pl.col("known_days").cast(pl.String)).otherwise("detail"),
        clicks_needed=pl.when(thin & ~patient).then(
            (settings.bid.min_clicks - pl.col("clicks") - pl.col("lent")).ceil().cast(pl.Int64)
        ),
        from_bid=pl.col("bid"),
        towards=pl.when(~watched).then(pl.min_horizontal("level", "highest")),
        lent=pl.when(pl.col("lent") > 0).then("lent"),
        measured=pl.when((pl.col("mix") - 1).abs() >= _NOTABLE).then("mix"),
        money_per_week=gain,
    )


def _probability(changed: pl.DataFrame, settings: Settings) -> np.ndarray:
    """P(a bid on the new bid's side of today's is the better one): the value of a click lies on that side."""
    needed = (changed["base_bid"] / (settings.bid.share * changed["worth"])).to_numpy()
    above = chance_above(changed["alpha"].to_numpy(), changed["beta"].to_numpy(), needed)
    raises = (changed["to_bid"] > changed["base_bid"]).to_numpy()
    return np.asarray(np.where(raises, above, 1 - above))
