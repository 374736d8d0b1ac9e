"""The smallest change of evidence, of one kind alone, that would flip an action.

Each decision is asked again, by its own rule, with a little more evidence of one kind, until it says something else.
What the other rows of the account say stays as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import NamedTuple

import dataframely as dy
import polars as pl

from adopt.decide.bid import bid_moves
from adopt.decide.changed import with_more
from adopt.decide.flip_search import Question, smallest
from adopt.decide.harvest import harvestable
from adopt.decide.isolate import isolable
from adopt.decide.ladder import HEIGHTS, Ladder
from adopt.decide.losing import WAITING, surely_losing, verdicts
from adopt.decide.promised import CODES
from adopt.decide.unnegate import earning
from adopt.schema import Action, Consent
from adopt.settings import Settings
from adopt.words import Market

FLIPS = {
    "flip_orders": pl.Int64,
    "flip_clicks": pl.Int64,
    "flip_margin": pl.Float64,
    "flip_cpc": pl.Float64,
    "flip_known": pl.Boolean,
}
"""What `with_flips` adds: further orders; further clicks without one; the margin and the CPC at which it flips; whether
flips were looked for."""

_LOST = {"orders": 1, "margin": 1, "cpc": -1}
_LOST_BID = {"orders": 1, "margin": 1}
_WON = {"clicks": 1, "margin": -1, "cpc": 1}


class _Kind(NamedTuple):
    """Actions that one rule decides: which they are, what could flip them (and in which direction), the rule."""

    of: pl.Expr
    ways: dict[str, int]
    says: Callable[[pl.DataFrame], pl.Series]


def with_flips(
    actions: dy.DataFrame[Action],
    settings: Settings,
    market: Market | None,
    decimals: int,
    looked_for: Collection[str] = tuple(HEIGHTS),
) -> pl.DataFrame:
    """The actions, in their order, with the columns of `FLIPS`; null where no such change alone flips an action.

    Flips are known of actions that evidence decided: not of terms that something protects or that can't be written, nor
    of negatives that hand a term over.

    Args:
        actions: of a plan.
        settings: of its run.
        market, decimals: as in `adopt.decide.bid.bid_changes`.
        looked_for: of orders, clicks, margin and cpc; the others stay null.
    """
    rows = actions.with_row_index("place").with_columns(
        margin=pl.col("break_even_acos"), bid=pl.coalesce("base_bid", "from_bid")
    )
    rows = rows.with_columns(paid=pl.col("base_bid") * pl.col("bid_multiplier"))
    rows = rows.with_columns(p_profitable=_p_profitable(rows))
    parts = [
        _flipped(part, kind, decimals, looked_for)
        for kind in _kinds(settings, market, decimals)
        if (part := rows.filter(kind.of & pl.col("alpha").is_not_null())).height
    ]
    empty = pl.DataFrame(schema={"place": rows.schema["place"], **FLIPS})
    found = pl.concat([empty, *parts])
    return (
        actions.with_row_index("place")
        .join(found, on="place", how="left", maintain_order="left")
        .drop("place")
    )


def _p_profitable(rows: pl.DataFrame) -> pl.Series:
    """As the evidence has it; an action's own probability may be of something else."""
    nothing = pl.repeat(0, rows.height, dtype=pl.Int64, eager=True)
    known = rows.with_columns(pl.col("alpha", "beta").fill_null(1.0))
    return with_more(known, nothing, nothing)["p_profitable"]


def _kinds(settings: Settings, market: Market | None, decimals: int) -> list[_Kind]:
    code, reason = pl.coalesce("waits_for", "code"), pl.col("reason")
    watched = pl.col("consent") == Consent.WATCH.value
    bids = (settings, market, decimals)
    decided = ["loses_money", "less_sure", "loses_money_with_orders", "sells_elsewhere"]
    single, raises = code.is_in(CODES), pl.col("to_bid") > pl.col("base_bid")

    def negated(rows: pl.DataFrame) -> pl.Series:
        return (verdicts(rows, settings) == "loses_money").fill_null(value=False)

    def proven(rows: pl.DataFrame) -> pl.Series:
        return negated(rows) & surely_losing(rows)

    def isolated(rows: pl.DataFrame) -> pl.Series:
        return isolable(rows, *bids)

    def moves(rows: pl.DataFrame) -> pl.Series:
        aimed = pl.col("margin") * pl.col("kappa").fill_null(1.0)
        return bid_moves(rows.with_columns(margin=aimed), *bids)

    return [
        _Kind(single & reason.is_in(decided), _LOST, negated),
        _Kind(single & reason.is_in(WAITING) & watched, _WON, negated),
        _Kind(single & (reason == "proved_to_lose"), _LOST, proven),
        _Kind(code == "N103", _LOST, lambda rows: rows["p_profitable"] <= rows["p_limit"]),
        _Kind((code == "H201") & (reason != "hand_over"), _WON, lambda rows: harvestable(rows, *bids)),
        # What a term that waits for the promise becomes within it depends on its orders elsewhere, too.
        _Kind((code == "H202") & reason.is_in(["promise_spent", "unproved"]), _LOST_BID, isolated),
        _Kind((code == "H202") & (reason == "loses_with_orders"), _LOST_BID | {"clicks": 1}, isolated),
        _Kind(code == "U101", _WON, lambda rows: rows.select(earning(settings)).to_series()),
        _Kind((code == "B301") & ~watched & raises, {"clicks": 1, "margin": -1}, moves),
        _Kind((code == "B301") & ~watched & ~raises, _LOST_BID, moves),
        _Kind(
            (code == "B301") & watched & reason.is_in(["thin_evidence", "first_days"]), {"clicks": 1}, moves
        ),
    ]


def _flipped(rows: pl.DataFrame, kind: _Kind, decimals: int, looked_for: Collection[str]) -> pl.DataFrame:
    found = {name: pl.Series([None] * rows.height, dtype=dtype) for name, dtype in FLIPS.items()}
    ladders = [Ladder(what, way, decimals) for what, way in kind.ways.items() if what in looked_for]
    now = kind.says(rows)
    found["flip_known"] = _confirmed(rows, now)
    asked = found["flip_known"].fill_null(value=False).to_numpy()
    question = Question(rows, ladders, kind.says, now.to_numpy())
    for ladder, steps in zip(ladders, smallest(question, asked), strict=True):
        name = f"flip_{ladder.what}"
        found[name] = ladder.value(rows, steps).cast(FLIPS[name])
    return rows.select("place").with_columns(**found)


def _confirmed(rows: pl.DataFrame, says: pl.Series) -> pl.Series:
    """Whether the rule says of each row what the action is; where not (by figures that were rounded), nothing is told."""
    return (says.cast(pl.Int8) != 0) == (rows["consent"] != Consent.WATCH.value)
