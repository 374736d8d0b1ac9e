"""What Amazon would refuse in rows that archive, and what would archive something else than is meant."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from adopt.schema import Bulk
from adopt.write.fault import fault

_ARCHIVED = "archived"
_KINDS = {"Keyword": "keyword", "Product Targeting": "product"}


def archived_faults(rows: pl.DataFrame, bulk: Bulk) -> Iterator[pl.DataFrame]:
    """Broken rules of the rows whose operation is Archive, beyond those of single cells.

    Rules: ``unknown_entity`` (not a live one of this kind, in this place, in the download), ``duplicate`` (twice in the
    sheet). Nothing brings back what was archived: a row that can't be proved to name what it means is a fault.

    Args:
        rows: of a sheet, with sheet_row.
        bulk: the download that the rows refer to.
    """
    live = bulk.campaigns.filter(pl.col("state") != _ARCHIVED).select("campaign_id")
    campaigns = rows.filter(pl.col("entity") == "Campaign")
    yield _strange(campaigns, live, "campaign_id", ["campaign_id"])
    yield fault(campaigns, pl.col("campaign_id").is_duplicated(), "campaign_id", "duplicate")
    for entity, known in _known(bulk).items():
        column = "keyword_id" if entity.endswith("Keyword") else "product_targeting_id"
        mine = rows.filter(pl.col("entity") == entity)
        yield _strange(
            mine, known.rename({"entity_id": column}), column, ["campaign_id", "ad_group_id", column]
        )
        yield fault(mine, pl.col(column).is_duplicated(), column, "duplicate")


def _known(bulk: Bulk) -> dict[str, pl.DataFrame]:
    """Live targets and negatives of the download by Amazon's entity: campaign_id, ad_group_id, entity_id."""
    place = ["campaign_id", "ad_group_id"]
    targets = bulk.targets.filter(pl.col("state") != _ARCHIVED)
    negatives = bulk.negatives.filter(pl.col("state") != _ARCHIVED).select(
        *place, "kind", "level", entity_id="negative_id"
    )
    of_group, of_campaign = (negatives.filter(level=level) for level in ("ad_group", "campaign"))
    found = {
        entity: targets.filter(kind=kind).select(*place, entity_id="target_id")
        for entity, kind in _KINDS.items()
    }
    found |= {
        f"Negative {entity}": of_group.filter(kind=kind).select(*place, "entity_id")
        for entity, kind in _KINDS.items()
    }
    return found | {
        "Campaign Negative Keyword": of_campaign.filter(kind="keyword").select(*place, "entity_id")
    }


def _strange(rows: pl.DataFrame, known: pl.DataFrame, column: str, on: list[str]) -> pl.DataFrame:
    strange = rows.join(known, on=on, how="anti", nulls_equal=True)
    return fault(strange, pl.lit(value=True), column, "unknown_entity")
