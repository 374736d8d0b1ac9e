"""Who bids what for which search term in which placement, and who of the account is served."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import polars as pl

from adopt.lab.market.matching import matches, targets_in_force, unblocked
from adopt.lab.market.world import PLACES

if TYPE_CHECKING:
    from adopt.lab.market.market import Market


class Lineup(NamedTuple):
    """The account's bidders, P pairs of a target and a search term, sorted by term, then by who is served on a tie.

    Attributes:
        targets: running targets by their numbers: target_id, campaign_id, ad_group_id, kind, bid, strategy.
        target, term: P, numbers of each pair.
        factor: P x 3, effective bid / bid per placement: placement adjustment x strategy.
        starts: first pair of each term that has any; group: P, which of them a pair belongs to.
        campaign: P, number of the pair's campaign in ``campaigns``.
        campaigns: IDs of the running campaigns, sorted.
        budget: dollars a day of each.
    """

    targets: pl.DataFrame
    target: np.ndarray
    term: np.ndarray
    factor: np.ndarray
    starts: np.ndarray
    group: np.ndarray
    campaign: np.ndarray
    campaigns: tuple[str, ...]
    budget: np.ndarray

    @property
    def bid(self) -> np.ndarray:
        """P x 3, effective bids in dollars."""
        return np.asarray(self.targets["bid"].to_numpy()[self.target][:, None] * self.factor)


def lineup(market: Market, entities: pl.DataFrame, day: date | None = None) -> Lineup:
    """The bidders among the entities of an account.

    Args:
        market: whose search terms they meet.
        entities: as `adopt.lab.layout.ENTITY` has them.
        day: campaigns that start later don't run yet; None: all do.
    """
    selling = targets_in_force(entities, day)
    pairs = matches(selling, market.terms, market.categories)
    pairs = unblocked(pairs, selling, market.terms, entities).sort("term", "closeness", "target")
    targets = selling.drop("sku", "text").unique("target", keep="first", maintain_order=True)
    target, term = pairs["target"].to_numpy(), pairs["term"].to_numpy()
    starts = np.flatnonzero(np.diff(term, prepend=-1)) if term.size else np.zeros(0, dtype=np.int64)
    campaigns = targets["campaign_id"].unique().sort()
    numbers = {name: number for number, name in enumerate(campaigns)}
    of_target = np.array([numbers[name] for name in targets["campaign_id"]], dtype=np.int64)
    return Lineup(
        targets=targets,
        target=target,
        term=term,
        factor=_factors(market, targets, entities, target, term),
        starts=starts,
        group=np.repeat(np.arange(starts.size), np.diff(starts, append=term.size)),
        campaign=of_target[target],
        campaigns=tuple(campaigns),
        budget=_budgets(entities, campaigns),
    )


def _budgets(entities: pl.DataFrame, campaigns: pl.Series) -> np.ndarray:
    own = entities.filter(pl.col("entity") == "Campaign").select("campaign_id", "budget")
    known = campaigns.to_frame("campaign_id").join(own, on="campaign_id", how="left", maintain_order="left")
    return known["budget"].to_numpy()


def _factors(
    market: Market, targets: pl.DataFrame, entities: pl.DataFrame, target: np.ndarray, term: np.ndarray
) -> np.ndarray:
    """Amazon: placement percentages multiply the bid; "down only" lowers it, "up and down" also raises it, where a
    click is foreseen to be worth less, or more, than usual (bid controls page).
    """
    rows = entities.filter((pl.col("entity") == "Bidding Adjustment") & pl.col("placement").is_in(PLACES))
    raised = targets.select("campaign_id").with_columns(
        pl.col("campaign_id")
        .replace_strict(
            dict(rows.filter(placement=place).select("campaign_id", "percentage").iter_rows()),
            default=0.0,
            return_dtype=pl.Float64,
        )
        .alias(place)
        for place in PLACES
    )
    placed = 1 + raised.select(PLACES).to_numpy() / 100
    strategy = targets["strategy"].to_numpy()[target]
    foreseen = market.terms["foreseen"].to_numpy()[term]
    turned = np.where(strategy == "Fixed bid", 1.0, np.minimum(foreseen, market.world.ceiling))
    turned = np.where(strategy == "Dynamic bids - down only", np.minimum(turned, 1.0), turned)
    return np.asarray(placed[target] * turned[:, None])


def served(bidders: Lineup, running: np.ndarray | None = None) -> tuple[np.ndarray, np.ndarray]:
    """Which pairs are served: the highest effective bid for each term and placement, the closest match on a tie.

    An account's targets never bid against each other (Sponsored Products help: ads of one seller don't compete).

    Args:
        bidders: of the account.
        running: by campaign, False where the budget is spent; None: all run.

    Returns:
        Numbers of the pairs, and of the placements, one of each per served term and placement.
    """
    bid = bidders.bid
    if running is not None:
        bid = np.where(running[bidders.campaign][:, None], bid, 0.0)
    if not bid.size:
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
    best = np.maximum.reduceat(bid, bidders.starts, axis=0)[bidders.group]
    pairs, places = [], []
    for place in range(len(PLACES)):
        top = np.flatnonzero((bid[:, place] >= best[:, place]) & (bid[:, place] > 0))
        first = top[np.flatnonzero(np.diff(bidders.group[top], prepend=-1))]
        pairs.append(first)
        places.append(np.full(first.size, place))
    return np.concatenate(pairs), np.concatenate(places)


def rivals_within(bidders: Lineup) -> tuple[np.ndarray, np.ndarray]:
    """The account's best other bid on each pair's term: its amount, and the pair it is of (-1: there is none); P x 3."""
    bid = bidders.bid
    first, second = np.full(bid.shape, -1), np.full(bid.shape, -1)
    for order in (first, second):
        left = np.where(np.arange(bid.shape[0])[:, None] == first, 0.0, bid)
        for place in range(len(PLACES)):
            best = np.maximum.reduceat(left[:, place], bidders.starts)[bidders.group]
            top = np.flatnonzero((left[:, place] >= best) & (best > 0))
            leads = top[np.flatnonzero(np.diff(bidders.group[top], prepend=-1))]
            found = np.full(bidders.starts.size, -1)
            found[bidders.group[leads]] = leads
            order[:, place] = found[bidders.group]
    own = first == np.arange(bid.shape[0])[:, None]
    other = np.where(own, second, first)
    amount = np.where(other >= 0, np.take_along_axis(bid, np.maximum(other, 0), axis=0), 0.0)
    return amount, other
