"""Rows that Amazon won't look at, because it refuses the row that creates their parent."""

from __future__ import annotations

import polars as pl

from adopt.bulksheet.fault import YES, fault
from adopt.bulksheet.sheet import PARENTS, ROW
from adopt.words.rules import ERROR, sheet_rules


def orphan_faults(rows: pl.DataFrame, faults: pl.DataFrame) -> pl.DataFrame:
    """Created children, sound themselves, of new campaigns and ad groups with an error.

    Args:
        rows: in Amazon's words.
        faults: those that were found in them.
    """
    errors = [code for code, rule in sheet_rules().items() if rule.level == ERROR]
    refused = faults.filter(pl.col("rule").is_in(errors)).select(pl.col("row").alias(ROW)).unique()
    created = rows.filter(pl.col("operation") == "Create")
    broken = created.join(refused, on=ROW, how="semi")
    campaigns, groups = (broken.filter(pl.col("entity") == parent) for parent in PARENTS)
    sound = created.join(refused, on=ROW, how="anti")
    of_campaign = _below(sound.filter(pl.col("entity") != PARENTS[0]), campaigns, ["campaign_id"])
    leaves = sound.filter(~pl.col("entity").is_in(PARENTS)).join(of_campaign, on=ROW, how="anti")
    of_group = _below(leaves, groups, ["campaign_id", "ad_group_id"])
    told = [
        fault(found.sort(ROW), YES, column, "not_processed", pl.col("parent_row"))
        for found, column in ((of_campaign, "campaign_id"), (of_group, "ad_group_id"))
    ]
    return pl.concat(told)


def _below(rows: pl.DataFrame, parents: pl.DataFrame, keys: list[str]) -> pl.DataFrame:
    first = parents.group_by(keys).agg(parent_row=pl.col(ROW).min())
    return rows.join(first, on=keys)
