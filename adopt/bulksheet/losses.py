"""What a row would undo, or what can't be undone."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from adopt.bulksheet.fault import YES, fault
from adopt.bulksheet.ids import own_id
from adopt.bulksheet.sheet import Against


def loss_faults(rows: pl.DataFrame, against: Against) -> Iterator[pl.DataFrame]:
    """Blank cells that take something away, and archiving.

    Args:
        rows: in Amazon's words, archived ones too.
        against: the download tells whether there is anything to lose.
    """
    campaigns = rows.filter(pl.col("entity") == "Campaign", pl.col("operation") == "Update")
    lost = {"portfolio_id": "removes_portfolio", "end_date": "removes_end_date"}
    if against.bulk is not None:
        held = against.bulk.campaigns.select(
            "campaign_id", *(pl.col(name).alias(f"held_{name}") for name in lost)
        )
        held = held.unique("campaign_id", keep="first", maintain_order=True)
        campaigns = campaigns.join(held, on="campaign_id", how="left", maintain_order="left")
    for column, rule in lost.items():
        had = pl.col(f"held_{column}").is_not_null() if against.bulk is not None else pl.lit(value=True)
        yield fault(campaigns, pl.col(column).is_null() & had, column, rule)
    yield from _archived(rows)


def _archived(rows: pl.DataFrame) -> Iterator[pl.DataFrame]:
    gone = (pl.col("operation") == "Archive") | (
        (pl.col("operation") == "Update") & (pl.col("state") == "archived")
    )
    archived = rows.filter(gone)
    by_state = pl.col("operation") == "Update"
    yield fault(archived, ~by_state, "operation", "archive")
    yield fault(archived, by_state, "state", "archive")
    for entity, column in (("Campaign", "campaign_id"), ("Ad Group", "ad_group_id")):
        parents = archived.filter(pl.col("entity") == entity).select(column).drop_nulls().unique()
        inside = archived.filter(pl.col("entity") != entity, own_id() != pl.col(column).fill_null(""))
        yield fault(inside.join(parents, on=column, how="semi"), YES, column, "archived_with_parent")
