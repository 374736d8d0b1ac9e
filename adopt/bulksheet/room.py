"""How much fits into an account, a campaign and an ad group."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from adopt.bulksheet.fault import NONE, fault
from adopt.bulksheet.parents import GROUP
from adopt.bulksheet.sheet import ROW, TARGETS, Against
from adopt.schema import Bulk
from adopt.words import bulksheet

_ACCOUNT = "account"


def room_faults(rows: pl.DataFrame, against: Against) -> Iterator[pl.DataFrame]:
    """Rows that create more than third parties say Amazon takes, counted on from what the download has.

    Args:
        rows: in Amazon's words.
        against: the download.
    """
    created = rows.filter(pl.col("operation") == "Create").sort(ROW)
    account, bulk = bulksheet()["account"], against.bulk
    campaigns = created.filter(pl.col("entity") == "Campaign")
    yield _beyond(campaigns, [], account["max_campaigns"], bulk, "campaign_id", "too_many_campaigns")
    groups = created.filter(pl.col("entity") == "Ad Group")
    yield _beyond(
        groups, ["campaign_id"], account["max_ad_groups"], bulk, "ad_group_id", "too_many_ad_groups"
    )
    targets = created.filter(pl.col("entity").is_in(TARGETS))
    most = bulksheet()["ad_group"]["max_targets"]
    yield _beyond(targets, GROUP, most, bulk, "ad_group_id", "too_many_targets")


def _beyond(
    rows: pl.DataFrame, within: list[str], most: int, bulk: Bulk | None, column: str, rule: str
) -> pl.DataFrame:
    """The rows after the last that fits; ``within`` nothing, all of the account count together."""
    if rows.is_empty():
        return NONE
    keys = within or [_ACCOUNT]
    counted = rows.with_columns(pl.lit(0).alias(_ACCOUNT), held=pl.lit(0, dtype=pl.UInt32))
    counted = counted.with_columns(place=pl.int_range(1, pl.len() + 1).over(keys))
    if bulk is not None:
        live = _live(bulk, rule).with_columns(pl.lit(0).alias(_ACCOUNT)).group_by(keys).agg(there=pl.len())
        counted = counted.join(live, on=keys, how="left", maintain_order="left")
        counted = counted.with_columns(held=pl.col("there").fill_null(0))
    return fault(counted, pl.col("place") + pl.col("held") > most, column, rule, f"{most:,}")


def _live(bulk: Bulk, rule: str) -> pl.DataFrame:
    frames = {
        "too_many_campaigns": bulk.campaigns,
        "too_many_ad_groups": bulk.ad_groups,
        "too_many_targets": bulk.targets,
    }
    return frames[rule].filter(pl.col("state") != "archived")
