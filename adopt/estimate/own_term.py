"""What a target's own search term has done elsewhere: exact keywords and targets of single products aim at one.

Their few clicks are judged with those of the same term in the account's other targets: all of them in the same ad group, the
share in other ad groups that `adopt.estimate.elsewhere` finds. Targets of many terms learn from their own sums.
"""

from __future__ import annotations

import numpy as np
import polars as pl

from adopt.estimate.elsewhere import Lent
from adopt.estimate.maturity import PPM
from adopt.estimate.rows import UNIT
from adopt.estimate.text import ONE_PRODUCT


def lendings(terms: pl.DataFrame, lent: Lent, cells: pl.DataFrame) -> pl.DataFrame:
    """What there is to lend, by `UNIT`: seen_clicks and seen_orders of the ad group itself, lent_clicks and lent_orders of others.

    Args:
        terms: effective_clicks and orders of each term of an ad group.
        lent: what these take from other ad groups.
        cells: sums per target and term; terms that no target of their ad group aims at are left out.
    """
    known = terms.select(
        *UNIT,
        seen_clicks="effective_clicks",
        seen_orders="orders",
        lent_clicks=pl.Series(lent.clicks, dtype=pl.Float64),
        lent_orders=pl.Series(lent.orders, dtype=pl.Float64),
    )
    aimed = cells.filter(_single()).select(UNIT)
    return known.join(aimed, on=UNIT, how="semi", nulls_equal=True, maintain_order="left")


def own_term(targets: pl.DataFrame, cells: pl.DataFrame, known: pl.DataFrame | None, keys: list[str]) -> Lent:
    """What each target is lent, in the order of ``targets``: nothing where it aims at many terms, or nothing is known.

    Args:
        targets: with ``keys``.
        cells: sums per target and term, with ``keys``, in any order that is always the same.
        known: of `lendings`.
        keys: what names a target.
    """
    if known is None:
        return Lent(np.zeros(targets.height), np.zeros(targets.height))
    aimed = cells.filter(_single())
    orders = pl.col("seen_orders") - pl.col("orders")
    # More orders than clicks occur, and rates need at least as many trials as successes.
    clicks = pl.max_horizontal(pl.col("seen_clicks") - pl.col("effective_ppm") / PPM, orders)
    sums = (
        aimed.join(known, on=UNIT, nulls_equal=True, maintain_order="left")
        .group_by(keys, maintain_order=True)
        .agg(
            clicks=(clicks + pl.col("lent_clicks")).sum(),
            orders=(orders + pl.col("lent_orders")).sum(),
        )
    )
    found = targets.select(keys).join(sums, on=keys, how="left", nulls_equal=True, maintain_order="left")
    return Lent(*(found[name].fill_null(0).cast(pl.Float64).to_numpy() for name in ("clicks", "orders")))


def _single() -> pl.Expr:
    return (pl.col("match_type") == "exact") | pl.col("targeting").str.contains(ONE_PRODUCT)
