"""What an account's bids are expected to bring, on an ordinary day and before budgets: for oracles and for scoring."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import numpy as np
import polars as pl
from scipy import sparse

from adopt.lab.market.auction import meet
from adopt.lab.market.calendar import Weather, ordinary
from adopt.lab.market.lineup import Lineup, lineup, rivals_within, served
from adopt.lab.market.market import Market
from adopt.lab.market.world import PLACES


class Curves(NamedTuple):
    """What each target (rows) would bring at its bid x each factor (columns), all other targets' bids as they are.

    Expected values per ordinary day, before budgets; money in dollars.

    Attributes:
        targets: IDs of the running targets, sorted.
        bids: targets x factors, dollars before placement and strategy; not rounded to cents.
        impressions, clicks, spend, orders, sales: of the target itself.
        profit: of the target itself: orders x their worth before ads - spend.
        gain: profit of the target and of those that are served in its place where it isn't: the account's profit as
            far as it depends on this bid. Its highest point is the bid that is best for the account.
    """

    targets: tuple[str, ...]
    bids: np.ndarray
    impressions: np.ndarray
    clicks: np.ndarray
    spend: np.ndarray
    orders: np.ndarray
    sales: np.ndarray
    profit: np.ndarray
    gain: np.ndarray


def response(market: Market, entities: pl.DataFrame, day: date | None = None) -> pl.DataFrame:
    """What every served target is expected to bring for each search term and placement, per ordinary day.

    An ordinary day has no weekday, event or chance; budgets don't bind.

    Args:
        market: the truth.
        entities: the account, with the columns of `adopt.lab.layout.ENTITY`.
        day: whose reviews (a launch) and rivals (a change for good) count, and whose campaigns run; None: those in the
            end.

    Returns:
        One row per (target_id, search_term, placement) that is served, sorted so. Columns: target_id, campaign_id,
        ad_group_id, sku, term, search_term, is_asin, placement, bid (effective, dollars), impressions, clicks, spend
        (dollars), cpc, cvr, order_value (dollars of sales per order), margin (share of it left before ads, other
        products' orders included), orders, sales, profit (dollars).
    """
    bidders, today = lineup(market, entities, day), ordinary(market, day)
    pair, place = served(bidders)
    term, bid = bidders.term[pair], bidders.bid[pair, place]
    met = meet(market.table, term, place, bid, today.bids)
    auctions = market.traffic[term, place] * today.queries[market.product[term]]
    truth = market.terms.select("term", "sku", "search_term", "is_asin", "order_value", "worth")
    return (
        pl.DataFrame(
            {
                "target": bidders.target[pair],
                "term": term,
                "place": place,
                "bid": bid,
                "impressions": auctions * met.shown,
                "clicks": auctions * met.clicks,
                "cpc": met.price,
                "cvr": _rates(market, term, place, today),
            },
            schema_overrides={"target": pl.UInt32, "term": pl.UInt32},
        )
        .filter(pl.col("impressions") > 0)
        .join(bidders.targets.drop("bid"), on="target")
        .join(truth, on="term")
        .with_columns(
            placement=pl.lit(pl.Series(PLACES)).gather(pl.col("place")),
            spend=pl.col("clicks") * pl.col("cpc"),
            orders=pl.col("clicks") * pl.col("cvr"),
            margin=pl.col("worth") / pl.col("order_value"),
        )
        .with_columns(
            sales=pl.col("orders") * pl.col("order_value"),
            profit=pl.col("orders") * pl.col("worth") - pl.col("spend"),
        )
        .select(_COLUMNS)
        .sort("target_id", "search_term", "placement", "sku")
    )


_COLUMNS = [
    "target_id", "campaign_id", "ad_group_id", "sku", "term", "search_term", "is_asin", "placement", "bid",
    "impressions", "clicks", "spend", "cpc", "cvr", "order_value", "margin", "orders", "sales", "profit",
]  # fmt: skip


def _rates(market: Market, term: np.ndarray, place: np.ndarray, today: Weather) -> np.ndarray:
    return np.asarray(np.minimum(market.cvr[term, place] * today.cvr[market.product[term]], 1.0))


def bid_curves(
    market: Market,
    entities: pl.DataFrame,
    factors: np.ndarray,
    day: date | None = None,
    bidders: Lineup | None = None,
) -> Curves:
    """What each target would bring at other bids, by itself.

    Args:
        market: the truth.
        entities: the account.
        factors: of today's bids, such as ``np.geomspace(0.2, 3, 25)``.
        day: as in `response`.
        bidders: of these entities, where the caller has them already.
    """
    bidders = bidders or lineup(market, entities, day)
    today = ordinary(market, day)
    # Only pairs that meet anyone: no search happens on a product's page.
    pair, place = np.nonzero(market.traffic[bidders.term] > 0)
    target, term = bidders.target[pair], bidders.term[pair]
    rival, other = (array[pair, place][:, None] for array in rivals_within(bidders))
    bid = bidders.bid[pair, place][:, None] * factors
    # On a tie the pair that stands first is served.
    wins = (bid > rival) | ((bid == rival) & (pair[:, None] < other))
    met = meet(market.table, term[:, None], place[:, None], bid, today.bids)
    auctions = (market.traffic[term, place] * today.queries[market.product[term]])[:, None] * wins
    impressions, clicks = auctions * met.shown, auctions * met.clicks
    spend, orders = clicks * met.price, clicks * _rates(market, term, place, today)[:, None]
    value, worth = (market.terms[name].to_numpy()[term][:, None] for name in ("order_value", "worth"))
    profit = orders * worth - spend
    instead = np.where(wins, 0.0, _profit_of(market, bidders, other[:, 0], place, today)[:, None])
    count = bidders.targets.height
    into = sparse.csr_matrix((np.ones(pair.size), (target, np.arange(pair.size))), shape=(count, pair.size))
    return Curves(
        targets=tuple(bidders.targets["target_id"]),
        bids=bidders.targets["bid"].to_numpy()[:, None] * factors,
        impressions=into @ impressions,
        clicks=into @ clicks,
        spend=into @ spend,
        orders=into @ orders,
        sales=into @ (orders * value),
        profit=into @ profit,
        gain=into @ (profit + instead),
    )


def _profit_of(
    market: Market, bidders: Lineup, pair: np.ndarray, place: np.ndarray, today: Weather
) -> np.ndarray:
    """Profit per day of the pairs in these placements where they are served; 0 for the pair -1."""
    known = np.maximum(pair, 0)
    term = bidders.term[known]
    met = meet(market.table, term, place, bidders.bid[known, place], today.bids)
    worth = market.terms["worth"].to_numpy()[term]
    per_click = _rates(market, term, place, today) * worth - met.price
    auctions = market.traffic[term, place] * today.queries[market.product[term]]
    return np.asarray(np.where(pair >= 0, auctions * met.clicks * per_click, 0.0))
