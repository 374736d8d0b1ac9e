"""Whether changed terms sold more, since, than the plans that chose them believed: the engine's own error, learned."""

from __future__ import annotations

from datetime import timedelta

import numpy as np
import polars as pl

from adopt.estimate.outcome.draws import REPEATS, curse, generator
from adopt.estimate.outcome.terms import term_parts

STEADY_ORDERS = 10.0
"""Orders that the belief in the plans' conversion rates is worth. A choice."""
_STREAM = 5


def surprise(changes: pl.DataFrame, days: pl.DataFrame) -> np.ndarray:
    """Orders that came / orders foretold for the clicks that came, of changed terms wherever they ran on.

    A term was chosen for what was seen before it; what it sold since, in whatever ad group, is evidence that had no part
    in the choice. Gamma(k + orders that came) / (k + orders foretold), k `STEADY_ORDERS`: a number for each repeat.

    Args:
        changes: `Applied` with number.
        days: of the account, from `adopt.estimate.outcome.days.ripe_days`.
    """
    about = changes.select("number", "alpha", "beta", "needed", "luck")
    foretold = pl.col("alpha") / (pl.col("alpha") + pl.col("beta")) * pl.Series("curse", curse(about))
    parts = term_parts(changes, days)
    known = parts.join(about.with_columns(rate=foretold).select("number", "rate"), on="number")
    of_term = known.group_by("search_term").agg(pl.col("on").min(), pl.col("rate").mean())
    since = days.join(of_term, on="search_term", how="inner", maintain_order="left").filter(
        pl.col("day") > pl.col("on") + timedelta(days=1)
    )
    came = float(since["orders"].sum())
    expected = float((since["clicks"] * since["rate"]).sum())
    rng = generator(_STREAM)
    return np.asarray(rng.gamma(STEADY_ORDERS + came, 1.0, REPEATS) / (STEADY_ORDERS + expected))
