"""Ad groups that advertise the same products sell the same goods."""

from __future__ import annotations

import polars as pl

from adopt.estimate.goods import with_goods
from adopt.schema import Ad, Bulk, bulk_frames

_METRICS = {"impressions": 0, "clicks": 0, "orders": 0, "units": 0, "spend_micros": 0, "sales_micros": 0}
_Ad = tuple[str, str | None, str | None, str]


def _bulk(*ads: _Ad) -> Bulk:
    """Ads as ad group, SKU, ASIN and state."""
    rows = [
        {
            **_METRICS,
            "row": at,
            "ad_id": str(at),
            "campaign_id": "1",
            "ad_group_id": group,
            "sku": sku,
            "asin": asin,
            "state": state,
        }
        for at, (group, sku, asin, state) in enumerate(ads)
    ]
    return bulk_frames(ads=Ad.cast(pl.DataFrame(rows, infer_schema_length=None)))


def _goods(bulk: Bulk | None, *groups: str | None) -> list[int | None]:
    cells = pl.DataFrame(
        {"campaign_id": ["1"] * len(groups), "ad_group_id": groups},
        schema_overrides={"ad_group_id": pl.String},
    )
    return with_goods(cells, bulk)["goods"].to_list()


def test_the_same_products_are_the_same_goods_in_whatever_order() -> None:
    bulk = _bulk(
        ("11", "A", None, "enabled"), ("11", "B", None, "paused"),
        ("12", "B", None, "enabled"), ("12", "A", None, "enabled"), ("12", "A", None, "enabled"),
        ("13", "A", None, "enabled"),
    )  # fmt: skip
    first, second, other, first_again = _goods(bulk, "11", "12", "13", "11")
    assert first == second == first_again
    assert first != other


def test_archived_ads_do_not_count_and_a_vendors_ad_has_its_asin() -> None:
    bulk = _bulk(
        ("11", "A", "B000000001", "enabled"), ("11", "B", "B000000002", "archived"), ("12", "A", "B000000001", "enabled"),
        ("13", None, "B000000001", "enabled"), ("14", None, "B000000001", "enabled"),
    )  # fmt: skip
    assert len(set(_goods(bulk, "11", "12", "13", "14"))) == 1


def test_where_all_ads_are_archived_they_tell_what_was_sold() -> None:
    bulk = _bulk(("11", "A", None, "archived"), ("12", "A", None, "enabled"), ("12", "B", None, "archived"))
    assert len(set(_goods(bulk, "11", "12"))) == 1


def test_two_skus_of_one_product_are_the_same_goods() -> None:
    bulk = _bulk(("11", "A", "B000000001", "enabled"), ("12", "A-FBM", "B000000001", "enabled"))
    assert len(set(_goods(bulk, "11", "12"))) == 1


def test_what_the_download_does_not_tell_is_not_known() -> None:
    bulk = _bulk(("11", "A", None, "enabled"), ("12", None, None, "enabled"))
    assert _goods(bulk, "12", "99", None) == [None, None, None]
    assert _goods(None, "11") == [None]


def test_neither_rows_nor_their_order_change() -> None:
    bulk = _bulk(("11", "A", None, "enabled"), ("12", "A", None, "enabled"))
    cells = pl.DataFrame(
        {"campaign_id": ["1"] * 4, "ad_group_id": ["12", "11", "99", "12"], "clicks": [1, 2, 3, 4]}
    )
    assert with_goods(cells, bulk).drop("goods").equals(cells)
