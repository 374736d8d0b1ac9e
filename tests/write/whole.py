"""The small account with what updates of campaigns, ad groups and negatives begin from."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import polars as pl

from adopt.schema import AdGroup, Bulk, Campaign, Negative, UploadRow
from tests.write.conftest import CAMPAIGN, GROUP

OLD, OF_CAMPAIGN, PAGE, PAGE_OF_CAMPAIGN = "400", "401", "402", "403"
"""IDs of negatives: of the ad group and of the campaign, keywords and products."""


def whole(bulk: Bulk) -> Bulk:
    """The account with IDs of its negatives, and upload rows of its campaign and ad groups."""
    return replace(
        bulk,
        campaigns=Campaign.validate(
            bulk.campaigns.with_columns(
                strategy=pl.lit("Fixed bid"),
                targeting_type=pl.lit("manual"),
                start_date=pl.lit(date(2026, 1, 5)),
            )
        ),
        # The first is the one whose upload row is known.
        ad_groups=AdGroup.validate(bulk.ad_groups.with_columns(row=pl.Series([3, 94, 95], dtype=pl.UInt32))),
        negatives=Negative.validate(pl.DataFrame(_negatives(), schema=Negative.create_empty().schema)),
        uploads=UploadRow.validate(pl.concat([bulk.uploads, _begun()])),
    )


def _negatives() -> list[dict[str, object]]:
    of_group = {"campaign_id": CAMPAIGN, "ad_group_id": GROUP, "level": "ad_group", "state": "enabled"}
    of_campaign = of_group | {"ad_group_id": None, "level": "campaign"}
    text = {"kind": "keyword", "match_type": "negativeExact", "text": "old mat"}
    phrase = {"kind": "keyword", "match_type": "negativePhrase", "text": "cheap mat"}
    product = {"kind": "product", "match_type": "-", "text": 'asin="B0ABCDEFGH"'}
    return [
        of_group | text | {"row": 6, "negative_id": OLD},
        of_campaign | phrase | {"row": 7, "negative_id": OF_CAMPAIGN},
        of_group | product | {"row": 8, "negative_id": PAGE},
        of_campaign | product | {"row": 9, "negative_id": PAGE_OF_CAMPAIGN},
    ]


def _begun() -> pl.DataFrame:
    known = {"product": "Sponsored Products", "campaign_id": CAMPAIGN, "state": "Enabled"}
    campaign = {
        "row": 2,
        "entity": "Campaign",
        "campaign_name": "Mats",
        "portfolio_id": "77",
        "daily_budget": "20",
        "targeting_type": "Manual",
    }
    group = {
        "row": 3,
        "entity": "Ad group",
        "ad_group_id": GROUP,
        "ad_group_name": "Mats broad",
        "ad_group_default_bid": "0.75",
    }
    return pl.DataFrame([known | campaign, known | group], schema=UploadRow.create_empty().schema)
