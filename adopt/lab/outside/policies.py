"""Who bids: adopt, adopt without its bounds, today's rules, and two who don't look."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

import numpy as np
import polars as pl

from adopt.decide.bid import bid_changes
from adopt.decide.level import with_level
from adopt.decide.shade import as_measured, with_shade
from adopt.decide.tacos import Knob
from adopt.decide.unseen import unseen_raises
from adopt.lab.outside.evidence import Seen, download_of, evidence_of, paid_of, terms_of
from adopt.lab.outside.rules import at_once, nudged, revived, stepped
from adopt.schema import Consent, TargetEvidence
from adopt.settings import Settings

OURS = "adopt"
LEAST = "lowest bid"
_CENTS = 2
_WEEK = 7


class Policy(NamedTuple):
    """``bid`` gives every target's new bid from what is seen; it is asked every ``every`` days.

    ``first`` is its bid on the first day (currency), None for the environment's.
    """

    bid: Callable[[Seen, Settings], np.ndarray]
    every: int = 1
    first: float | None = None


def adopt_bids(seen: Seen, settings: Settings) -> np.ndarray:
    """Bids after adopt's bid changes (B301) and raises of what is hardly seen (B304), those it asks for too."""
    terms, own = terms_of(seen, settings), as_measured(settings, paid_of(seen))
    evidence = evidence_of(seen, settings, terms)
    unclicked = TargetEvidence.cast(evidence.filter(pl.col("clicks") == 0))
    raised = unseen_raises(Knob(), unclicked, terms.evidence, download_of(seen), own, None, _CENTS)
    changes = bid_changes(evidence, own, None, _CENTS)
    accepted = pl.concat([changes.filter(pl.col("consent") != Consent.WATCH.value), raised])
    bids = seen.bids.copy()
    bids[accepted["target_id"].cast(pl.Int64).to_numpy()] = accepted["to_bid"].to_numpy()
    return bids


def adopt_level(seen: Seen, settings: Settings) -> np.ndarray:
    """The level that adopt's bids move towards, at once and for every target, those without a click too."""
    evidence = evidence_of(seen, settings).sort("target_id")
    if not evidence["sales"].sum():
        return seen.bids  # nothing is known of an order's value yet
    level = with_level(evidence, as_measured(settings, paid_of(seen)))
    return level.select(pl.min_horizontal("level", "highest")).to_series().to_numpy()


def adopt_unshaded(seen: Seen, settings: Settings) -> np.ndarray:
    """`adopt_bids` where a bid is all that a click is worth: right where a click costs the next bid, whatever one bids."""
    return adopt_bids(seen, with_shade(settings, 1.0))


def adopt_impatient(seen: Seen, settings: Settings) -> np.ndarray:
    """`adopt_bids` without patience: in these worlds all campaigns are new, and for a fortnight bids come down by own clicks alone."""
    launch = settings.launch.model_copy(update={"patience_days": 0})
    return adopt_bids(seen, settings.model_copy(update={"launch": launch}))


def _ruled(rule: Callable[[Seen], np.ndarray], every: int = 1) -> Policy:
    return Policy(lambda seen, _: rule(seen), every)


TODAY: dict[str, Policy] = {
    "RPC x T, ±25 % a day": _ruled(partial(stepped, step=0.25)),
    "RPC x T, ±25 % a week": _ruled(partial(stepped, step=0.25), _WEEK),
    "RPC x T, ±25 % a day, silent up": _ruled(partial(revived, step=0.25)),
    "RPC x T at once": _ruled(at_once),
    "±10 % a day": _ruled(partial(nudged, step=0.10)),
}
"""Today's rules."""

POLICIES: dict[str, Policy] = {
    OURS: Policy(adopt_bids),
    "adopt, level at once": Policy(adopt_level),
    "adopt, shade 1": Policy(adopt_unshaded),
    "adopt, no patience": Policy(adopt_impatient),
    **TODAY,
    "first bid kept": _ruled(lambda seen: seen.bids),
    LEAST: Policy(lambda seen, _: np.zeros_like(seen.bids), first=0.0),
}
"""All who play, by name; the first is the one that the others are compared with."""
