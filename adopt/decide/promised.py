"""What the run's promise keeps of the negations: the surest, as far as their doubts together leave room."""

from __future__ import annotations

from functools import partial

import dataframely as dy
import numpy as np
import polars as pl

from adopt.decide.promise import admitted_up_to, luck_at, within_promise
from adopt.decide.waiting import clicks_needed
from adopt.estimate.threads import by_pieces
from adopt.schema import Action, Consent
from adopt.settings import Settings

CODES = ("N101", "N102")
"""Decisions that the promise is for. Chosen as the surest of many: it corrects their probabilities for luck."""
_ROUNDING = 1e-12
"""1 less a probability isn't the doubt to its last bit."""


def within_the_promise(judged: pl.DataFrame, settings: Settings, orders: int) -> pl.DataFrame:
    """The rows, surest first, with kept and p_limit: the highest P(profitable) that the promise would admit.

    Args:
        judged: `TermEvidence` columns, and reason: null for the candidates.
        settings: of the run.
        orders: that the account's evidence holds.
    """
    judged = judged.sort(
        "p_profitable", "campaign", "ad_group", "search_term", "campaign_id", "ad_group_id", nulls_last=True
    )
    candidate = judged["reason"].is_null().to_numpy()
    kept, limits = candidate.copy(), np.zeros(candidate.size)
    room = _room(settings, orders)
    p_wrong = judged["p_profitable"].to_numpy()[candidate]
    kept[candidate] = within_promise(p_wrong, room)
    limits[candidate], limits[~candidate] = admitted_up_to(p_wrong, room)
    return judged.with_columns(kept=pl.Series(kept), p_limit=pl.Series(limits))


def still_promised(actions: dy.DataFrame[Action], settings: Settings, orders: int) -> dy.DataFrame[Action]:
    """The actions, in their order; the least sure negations wait where those left would break the promise.

    What stands against a negation, or an earlier change, takes sure ones from the list that the promise was kept for.

    Args:
        actions: of a run; those that were taken from the list are watched by now.
        settings: of the run.
        orders: that the account's evidence holds.
    """
    made = actions.filter(pl.col("code").is_in(CODES) & (pl.col("consent") != Consent.WATCH.value))
    p_wrong = 1 - made["probability"].to_numpy()
    kept = within_promise(p_wrong, _room(settings, orders) + _ROUNDING)
    if kept.all():
        return actions
    waits = made.filter(~kept)
    told = waits.select(
        "key", needed=needed_by(waits, settings), limit=pl.lit(p_wrong[kept].max(initial=0.0))
    )
    hit = pl.col("limit").is_not_null()
    watched = actions.join(told, on="key", how="left", maintain_order="left").with_columns(
        consent=pl.when(hit).then(pl.lit(Consent.WATCH.value)).otherwise("consent"),
        reason=pl.when(hit).then(pl.lit("promise_spent")).otherwise("reason"),
        detail=pl.when(~hit).then("detail"),
        to_text=pl.when(~hit).then("to_text"),
        p_limit=pl.coalesce("limit", "p_limit"),
        clicks_needed=pl.coalesce("needed", "clicks_needed"),
    )
    return Action.validate(watched.select(Action.column_names()))


def doubtful(settings: Settings) -> pl.Expr:
    """Whether a term is too likely to earn for a negation by itself, however sure others are: the seller decides."""
    return pl.col("p_profitable") > settings.negate.single * settings.negate.promise


def needed_by(waits: pl.DataFrame, settings: Settings) -> pl.Expr:
    """How many more clicks without an order each row needs to be negated: `TermEvidence` columns."""
    facts = (waits[name].to_numpy() for name in ("alpha", "beta", "break_even_cvr"))
    more = by_pieces(partial(clicks_needed, chance=settings.negate.promise), *facts)
    short = settings.negate.min_clicks - pl.col("clicks")
    return pl.max_horizontal(pl.Series(more, dtype=pl.Int64), short, pl.lit(1))


def _room(settings: Settings, orders: int) -> float:
    """The promise, less what whoever picks the surest terms picks of luck."""
    return settings.negate.promise / luck_at(settings.negate.luck, orders)
