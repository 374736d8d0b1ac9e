"""The campaigns of a launch with another daily budget in sum."""

from __future__ import annotations

from collections.abc import Mapping

import dataframely as dy
import polars as pl

from adopt.schema import Accepted, NewEntity


def as_accepted(
    created: dy.DataFrame[NewEntity], accepted: dy.DataFrame[Accepted] | None, digits: int
) -> dy.DataFrame[NewEntity]:
    """The rows as the seller resized their launches in the review, as they are where there was none.

    Args:
        created: what actions create.
        accepted: what the seller accepted; None where nobody reviewed the plan.
        digits: decimals of the currency.
    """
    if accepted is None:
        return created
    launched = pl.col("key").is_in(created["key"].implode())
    sums = accepted.drop_nulls("to_value").filter(launched).select("key", "to_value")
    return resized(created, dict(sums.iter_rows()), digits)


def resized(
    created: dy.DataFrame[NewEntity], totals: Mapping[str, float], digits: int
) -> dy.DataFrame[NewEntity]:
    """The rows with their campaigns' budgets in the same proportion, to the currency's smallest unit.

    What rounding leaves over goes to the last campaign of the launch.

    Args:
        created: what actions create.
        totals: daily budget in sum (currency), by the key of the action.
        digits: decimals of the currency.
    """
    if not totals:
        return created
    asked = pl.DataFrame(
        {"key": list(totals), "total": list(totals.values())}, schema={"key": pl.String, "total": pl.Float64}
    )
    known = created.join(asked, on="key", how="left", maintain_order="left")
    campaign = pl.col("entity") == "Campaign"
    share = pl.col("budget") / pl.col("budget").filter(campaign).sum().over("key")
    part = (pl.col("total") * share).round(digits)
    last = pl.col("place") == pl.col("place").filter(campaign).max().over("key")
    before = part.filter(campaign & ~last).sum().over("key")
    own = pl.when(last).then(pl.col("total") - before).otherwise(part).round(digits)
    changed = pl.when(campaign & pl.col("total").is_not_null()).then(own).otherwise("budget")
    return NewEntity.validate(known.with_columns(budget=changed).select(created.columns))
