"""Sound sheets to break: what creates a campaign and all in it, what changes and archives, and a download beside them."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import polars as pl

from adopt.bulksheet import FIRST_ROW, Against, Sheet, check, wide_limits
from adopt.bulksheet.sheet import ROW, headers, sheet_columns
from adopt.schema import Ad, AdGroup, Bulk, Campaign, Negative, Placement, Target, bulk_frames
from adopt.words.rules import sheet_rules

DAY = date(2026, 11, 1)
CAMPAIGN, AUTO_CAMPAIGN, GONE_CAMPAIGN, ENDED_CAMPAIGN = (f"10000000000000{n}" for n in (1, 2, 3, 4))
GROUP, AUTO_GROUP, GONE_GROUP, PRODUCTS = (f"20000000000000{n}" for n in (1, 2, 3, 4))
KEYWORD, PRODUCT, GONE_KEYWORD, NEGATIVE, OTHER_KEYWORD = (f"30000000000000{n}" for n in (1, 2, 3, 4, 5))
AD = "400000000000001"

Row = dict[str, str | None]


def row(entity: str, operation: str = "Create", **cells: str | None) -> Row:
    state = {} if operation == "Archive" or entity == "Bidding Adjustment" else {"state": "enabled"}
    return {"product": "Sponsored Products", "entity": entity, "operation": operation, **state, **cells}


_NEW, _NEW_AUTO = (
    {"campaign_id": "Mats", "ad_group_id": "Mats all"},
    {"campaign_id": "Auto", "ad_group_id": "Auto all"},
)
_CREATED = {"start_date": "20261101", "daily_budget": "20", "bidding_strategy": "Dynamic bids - down only"}


def created() -> list[Row]:
    """A manual campaign and an automatic one, each with all that can be in it. Rows 2 to 17."""
    clauses = ("close-match", "loose-match", "substitutes", "complements")
    products = {**_NEW, "ad_group_id": "Mats products"}
    return [
        row(
            "Campaign",
            campaign_id="Mats",
            campaign_name="Mats",
            targeting_type="MANUAL",
            end_date="20261231",
            **_CREATED,
        ),
        row("Ad Group", **_NEW, ad_group_name="All", ad_group_default_bid="0.75"),
        row("Product Ad", **_NEW, sku="MAT-1"),
        row("Keyword", **_NEW, keyword_text="yoga mat", match_type="exact", bid="1.5"),
        row("Keyword", **_NEW, keyword_text="mat", match_type="phrase"),
        row("Negative Keyword", **_NEW, keyword_text="door mat", match_type="negativePhrase"),
        row("Campaign Negative Keyword", campaign_id="Mats", keyword_text="free", match_type="negativeExact"),
        row("Negative Product Targeting", **_NEW, product_targeting_expression='asin="B0ABCDEFGH"'),
        row("Bidding Adjustment", campaign_id="Mats", placement="Placement Top", percentage="50"),
        row("Ad Group", **products, ad_group_name="Products", ad_group_default_bid="0.75"),
        row("Product Ad", **products, sku="MAT-1"),
        row("Product Targeting", **products, product_targeting_expression='asin="B0ZZZZZZZZ"', bid="0.5"),
        row(
            "Product Targeting",
            **products,
            product_targeting_expression='category="123" price<10 rating=4-5',
            bid="0.5",
        ),
        row("Campaign", campaign_id="Auto", campaign_name="Auto", targeting_type="AUTO", **_CREATED),
        row("Ad Group", **_NEW_AUTO, ad_group_name="All", ad_group_default_bid="0.75"),
        row("Product Ad", **_NEW_AUTO, sku="MAT-1"),
        *(
            row("Product Targeting", **_NEW_AUTO, product_targeting_expression=one, bid="0.4")
            for one in clauses
        ),
    ]


def changed() -> list[Row]:
    """What is there is changed, archived and added to. Rows 2 to 14."""
    held, auto = (
        {"campaign_id": CAMPAIGN, "ad_group_id": GROUP},
        {"campaign_id": AUTO_CAMPAIGN, "ad_group_id": AUTO_GROUP},
    )
    products = {"campaign_id": CAMPAIGN, "ad_group_id": PRODUCTS}
    campaign = {
        "campaign_name": "Mats",
        "daily_budget": "25",
        "bidding_strategy": "Fixed bid",
        "start_date": "20260101",
    }
    return [
        row(
            "Campaign",
            "Update",
            campaign_id=CAMPAIGN,
            portfolio_id="500000000000001",
            end_date="20261231",
            **campaign,
        ),
        row("Ad Group", "Update", **held, ad_group_name="All", ad_group_default_bid="0.8"),
        row("Product Ad", "Update", **held, ad_id=AD),
        row(
            "Keyword", "Update", **held, keyword_id=KEYWORD, bid="1.2", keyword_text="mat", match_type="broad"
        ),
        row("Product Targeting", "Update", **products, product_targeting_id=PRODUCT, bid="1.2"),
        row("Negative Keyword", "Archive", **held, keyword_id=NEGATIVE),
        row("Keyword", "Create", **held, keyword_text="thick mat", match_type="exact", bid="1"),
        row(
            "Product Targeting",
            "Create",
            **products,
            product_targeting_expression='asin="B0YYYYYYYY"',
            bid="1",
        ),
        row("Negative Keyword", "Create", **auto, keyword_text="door mat", match_type="negativeExact"),
        row(
            "Campaign Negative Keyword",
            "Create",
            campaign_id=AUTO_CAMPAIGN,
            keyword_text="free",
            match_type="negativePhrase",
        ),
        row("Bidding Adjustment", "Update", campaign_id=CAMPAIGN, placement="placementTop", percentage="900"),
        row("Product Ad", "Create", **held, sku="MAT-2"),
        row(
            "Ad Group",
            "Create",
            campaign_id=CAMPAIGN,
            ad_group_id="Spare",
            ad_group_name="Spare",
            ad_group_default_bid="1",
        ),
    ]


def sheet_of(rows: list[Row], absent: tuple[str, ...] = ()) -> Sheet:
    """The rows as a sheet, from row 2 on."""
    frame = pl.DataFrame(
        [{name: one.get(name) for name in sheet_columns()} for one in rows],
        schema=dict.fromkeys(sheet_columns(), pl.String),
    )
    return Sheet(frame.with_row_index(ROW, offset=FIRST_ROW), frozenset(absent))


def with_cells(rows: list[Row], place: int, **cells: str | None) -> list[Row]:
    """The rows with some cells of the one in sheet row ``place`` replaced."""
    return [one | cells if at == place else one for at, one in enumerate(rows, FIRST_ROW)]


def found(
    rows: list[Row], *, marketplace: str | None = "US", bulk: Bulk | None = None, level: str | None = "error"
) -> list[tuple[int, str, str]]:
    """Row, our name of the column and rule of each fault of a level."""
    faults = check(sheet_of(rows), Against(wide_limits(marketplace), DAY, bulk))
    ours = {header: name for name, header in headers().items()}
    return [
        (at, ours[column], rule)
        for at, column, rule in faults.select("row", "column", "rule").rows()
        if level is None or sheet_rules()[rule].level == level
    ]


def download() -> Bulk:
    """A download of the account that `changed` changes."""
    metrics = dict.fromkeys(("impressions", "clicks", "orders", "units", "spend_micros", "sales_micros"), 0)
    campaigns = [
        (CAMPAIGN, "Mats", "manual", "enabled", "500000000000001", date(2026, 12, 31)),
        (AUTO_CAMPAIGN, "Auto", "auto", "enabled", None, None),
        (GONE_CAMPAIGN, "Gone", "manual", "archived", None, None),
        (ENDED_CAMPAIGN, "Ended", "manual", "enabled", None, date(2026, 10, 31)),
    ]
    groups = [
        (CAMPAIGN, GROUP, "All", "enabled"),
        (AUTO_CAMPAIGN, AUTO_GROUP, "All", "enabled"),
        (CAMPAIGN, GONE_GROUP, "Gone", "archived"),
        (CAMPAIGN, PRODUCTS, "Products", "enabled"),
    ]
    targets = [
        (KEYWORD, "keyword", CAMPAIGN, GROUP, "mat", "broad", "enabled"),
        (OTHER_KEYWORD, "keyword", CAMPAIGN, GROUP, "rug", "exact", "enabled"),
        (GONE_KEYWORD, "keyword", CAMPAIGN, GROUP, "old", "exact", "archived"),
        (PRODUCT, "product", CAMPAIGN, PRODUCTS, 'asin="B0ZZZZZZZZ"', "-", "enabled"),
        ("300000000000006", "product", AUTO_CAMPAIGN, AUTO_GROUP, "close-match", "-", "enabled"),
    ]
    live: dict[str, Any] = {
        "campaign_state": "enabled",
        "ad_group_state": "enabled",
        "campaign": "",
        "ad_group": "",
    }
    return bulk_frames(
        campaigns=_frame(
            Campaign,
            [
                metrics
                | {
                    "campaign_id": id_,
                    "campaign": name,
                    "targeting_type": kind,
                    "state": state,
                    "portfolio_id": portfolio,
                    "start_date": date(2026, 1, 1),
                    "end_date": end,
                    "budget": 20.0,
                    "strategy": "Fixed bid",
                }
                for id_, name, kind, state, portfolio, end in campaigns
            ],
        ),
        ad_groups=_frame(
            AdGroup,
            [
                metrics
                | {
                    "campaign_id": campaign,
                    "ad_group_id": id_,
                    "ad_group": name,
                    "state": state,
                    "campaign_state": "enabled",
                    "default_bid": 0.75,
                }
                for campaign, id_, name, state in groups
            ],
        ),
        targets=_frame(
            Target,
            [
                metrics
                | live
                | {
                    "target_id": id_,
                    "kind": kind,
                    "campaign_id": campaign,
                    "ad_group_id": group,
                    "targeting": text,
                    "match_type": match_type,
                    "state": state,
                    "bid": 1.0,
                    "default_bid": 0.75,
                }
                for id_, kind, campaign, group, text, match_type, state in targets
            ],
        ),
        negatives=_frame(
            Negative,
            [
                _negative(NEGATIVE, "ad_group", "keyword", GROUP, "wall mat", "negativeExact"),
                _negative(None, "campaign", "keyword", None, "cheap", "negativePhrase"),
                _negative(None, "ad_group", "product", GROUP, 'asin="B0NNNNNNNN"', "-"),
            ],
        ),
        placements=_frame(
            Placement,
            [metrics | {"campaign_id": CAMPAIGN, "placement": "placementTop", "percentage": 20.0}],
        ),
        ads=_frame(
            Ad,
            [
                metrics
                | {
                    "ad_id": AD,
                    "campaign_id": CAMPAIGN,
                    "ad_group_id": GROUP,
                    "sku": sku,
                    "asin": None,
                    "state": "enabled",
                }
                for sku in ("MAT-1",)
            ]
            + [
                metrics
                | {
                    "ad_id": "400000000000002",
                    "campaign_id": CAMPAIGN,
                    "ad_group_id": PRODUCTS,
                    "sku": "B0OWNSKU00",
                    "asin": None,
                    "state": "enabled",
                }
            ],
        ),
    )


def _negative(
    id_: str | None, level: str, kind: str, group: str | None, text: str, match_type: str
) -> dict[str, Any]:
    return {
        "negative_id": id_,
        "level": level,
        "kind": kind,
        "campaign_id": CAMPAIGN,
        "ad_group_id": group,
        "text": text,
        "match_type": match_type,
        "state": "enabled",
    }


def _frame(schema: Any, rows: list[dict[str, Any]]) -> Any:
    numbered = [{"row": at, **one} for at, one in enumerate(rows, FIRST_ROW)]
    return schema.validate(pl.DataFrame(numbered, schema=schema.create_empty().schema))


TAB = "Sponsored Products Campaigns"


def written(
    folder: Path,
    rows: list[Row],
    *,
    tab: str = TAB,
    names: dict[str, str] | None = None,
    more: tuple[str, ...] = (),
    name: str = "sheet.xlsx",
) -> Path:
    """The rows in a workbook, every cell a text; ``names``: other headers, ``more``: columns that Amazon doesn't know."""
    book = openpyxl.Workbook()
    page = book.active
    page.title = tab
    columns = headers() | (names or {})
    page.append([*columns.values(), *more])
    for one in rows:
        page.append([*(one.get(column) for column in columns), *("x" for _ in more)])
    path = folder / name
    book.save(path)
    return path
