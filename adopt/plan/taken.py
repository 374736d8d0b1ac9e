"""The actions of a plan as they went to Amazon: those accepted, with what the seller changed of them."""

from __future__ import annotations

from collections.abc import Collection

import dataframely as dy
import polars as pl

from adopt.decide.made import created_match_type
from adopt.decide.needless import without_needless
from adopt.schema import Accepted, Action, Consent

MADE = "made_match_type"
"""Column of the match type of what an action creates; null for product targets and for what creates nothing."""


def accepted_actions(actions: dy.DataFrame[Action], accepted: dy.DataFrame[Accepted] | None) -> pl.DataFrame:
    """The accepted actions in the order of the plan, edits in them, with `MADE` beside their own columns.

    Exact negatives that an accepted phrase makes needless aren't among them: no upload file holds them.

    Args:
        actions: of the plan.
        accepted: what was accepted; None where nobody reviewed it: the *safe* ones then.
    """
    if accepted is None:
        chosen = actions.filter(pl.col("consent") == Consent.SAFE.value)
        edits = Accepted.create_empty()
    else:
        chosen = actions.filter(pl.col("key").is_in(accepted["key"].implode()))
        edits = accepted
    edited = chosen.join(
        edits.rename({name: f"edited_{name}" for name in edits.columns if name != "key"}),
        on="key",
        how="left",
        maintain_order="left",
    )
    # A negative that is taken back is one of a single term: decide.unnegate leaves phrases alone.
    restored = (pl.col("code") == "U101") & pl.col("entity").str.ends_with("Keyword")
    made = pl.when(restored).then(pl.lit("negativeExact")).otherwise(created_match_type())
    changed = (
        edited.with_columns(
            *(pl.coalesce(f"edited_{name}", name).alias(name) for name in ("to_bid", "to_value")),
            to_match_type=pl.coalesce("edited_match_type", "to_match_type"),
        )
        .with_columns(made.alias(MADE))
        .select(*actions.columns, MADE)
    )
    return without_needless(changed)


def missing(keys: Collection[str], actions: pl.DataFrame) -> tuple[str, ...]:
    """Those of the keys that no action has, in their order."""
    known = set(actions["key"])
    return tuple(key for key in keys if key not in known)
