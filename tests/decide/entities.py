"""A small download for tests of decisions: an automatic ad group, and one of exact keywords, of the same product."""

from __future__ import annotations

from datetime import date
from typing import Any

import dataframely as dy
import polars as pl

from adopt.schema import Ad, AdGroup, Bulk, Campaign, Negative, Target, bulk_frames

DAY = date(2026, 3, 10)
_METRICS = {"impressions": 0, "clicks": 0, "orders": 0, "units": 0, "spend_micros": 0, "sales_micros": 0}
_LIVE = {"state": "enabled", "campaign_state": "enabled", "ad_group_state": "enabled"}
_CAMPAIGN = {"start_date": date(2025, 1, 1), "budget": 50.0, "targeting_type": "manual", **_LIVE}
AUTO = {"campaign_id": "1", "ad_group_id": "11"}
EXACT = {"campaign_id": "2", "ad_group_id": "22"}
PRODUCT = {"campaign_id": "3", "ad_group_id": "33"}


def keyword(text: str, **changes: Any) -> dict[str, Any]:
    """An enabled exact keyword of the exact ad group, shown often."""
    return {
        "kind": "keyword",
        "targeting": text,
        "match_type": "exact",
        "impressions": 900,
        **EXACT,
        **changes,
    }


def product(asin: str, **changes: Any) -> dict[str, Any]:
    """An enabled target of one product, in the ad group of such targets."""
    made = {"kind": "product", "targeting": f'asin="{asin}"', "match_type": "-", "impressions": 900}
    return {**made, **PRODUCT, **changes}


def negative(text: str, **changes: Any) -> dict[str, Any]:
    """An enabled negative exact of the automatic ad group."""
    made = {"negative_id": "51", "level": "ad_group", "kind": "keyword", "match_type": "negativeExact"}
    return {**made, "text": text, **AUTO, **_LIVE, **changes}


def download(
    *targets: dict[str, Any],
    negatives: tuple[dict[str, Any], ...] = (),
    campaigns: tuple[dict[str, Any], ...] = (),
    ad_groups: tuple[dict[str, Any], ...] = (),
    ads: tuple[dict[str, Any], ...] = (),
) -> Bulk:
    """An automatic (1, 11), an exact (2, 22) and a product (3, 33) ad group of SKU A, with the targets given as well.

    ``campaigns``, ``ad_groups`` and ``ads`` are added; one with an ID that is there already replaces it.
    """
    auto = {
        "kind": "product",
        "targeting": "close-match",
        "match_type": "-",
        "target_id": "111",
        "bid": 1.0,
        **AUTO,
    }
    held = [auto, keyword("held pan"), product("B0HELDHELD"), *targets]
    numbered = [{"target_id": str(500 + place), "bid": 1.0, **row} for place, row in enumerate(held)]
    groups = [
        {**AUTO, "ad_group": "pans"},
        {**EXACT, "ad_group": "exact"},
        {**PRODUCT, "ad_group": "product"},
    ]
    sold = [{"ad_id": f"9{row['ad_group_id']}", "sku": "A", **row} for row in (AUTO, EXACT, PRODUCT)]
    names = {"1": "pans auto", "2": "pans exact", "3": "pans product"}
    kinds: dict[str, dict[str, Any]] = {"1": {"targeting_type": "auto"}, "2": {}, "3": {}}
    runs = [{"campaign_id": id_, "campaign": name, **kinds[id_]} for id_, name in names.items()]
    return bulk_frames(
        campaigns=_frame(Campaign, _over(runs, campaigns, "campaign_id"), _CAMPAIGN),
        ad_groups=_frame(AdGroup, _over(groups, ad_groups, "ad_group_id"), _LIVE),
        targets=_frame(Target, numbered, {"campaign": "", "ad_group": "", **_LIVE}),
        negatives=_frame(Negative, list(negatives), {}),
        ads=_frame(Ad, _over(sold, ads, "ad_id"), _LIVE),
    )


def begun(start: date) -> tuple[dict[str, Any], ...]:
    """All campaigns of `download` as begun on this day: then its product is as new."""
    return tuple({"campaign_id": id_, "start_date": start} for id_ in "123")


def _over(rows: list[Any], more: tuple[dict[str, Any], ...], key: str) -> list[Any]:
    known = {row[key]: row for row in rows}
    for row in more:
        known[row[key]] = {**known.get(row[key], {}), **row}
    return list(known.values())


def _frame(schema: type[dy.Schema], rows: list[dict[str, Any]], common: dict[str, Any]) -> Any:
    columns = schema.column_names()
    full = [
        {**dict.fromkeys(columns), **_METRICS, "row": number, **common, **row}
        for number, row in enumerate(rows, 2)
    ]
    made = [{name: row[name] for name in columns} for row in full]
    return schema.validate(pl.DataFrame(made, schema=schema.create_empty().schema))
