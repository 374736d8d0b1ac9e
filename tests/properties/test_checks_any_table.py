"""Whatever a readable table holds, the checks say something of it that both languages can tell: no error, no gap, no key twice."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adopt.checks import Desk, Table
from adopt.checks.found import frame_of, told_apart
from adopt.checks.run import FUNCTIONS
from adopt.reports.companion_columns import layout_schema
from adopt.say import Speaker
from adopt.say.findings import Findings
from adopt.settings import load_settings
from adopt.words import markets
from adopt.words.checking import checks
from adopt.words.companions import cells, companions

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
SETTINGS = load_settings()
READ = {
    "account": ["account_performance"],
    "notices": ["notices"],
    "orders": ["unshipped_orders", "orders_api", "shipments", "otdr_defect_download", "vtr_defect_download"],
    "service": [
        *("tickets", "claims", "account_performance", "all_orders", "ledger_summary", "mfn_returns"),
        *("fba_returns", "fba_inventory_planning"),
    ],
    "hygiene": ["tickets"],
    "inventory": [
        *("fba_inventory_planning", "restock_recommendations", "ledger_summary", "lead_times", "ipi"),
        *("stranded_inventory", "sales_dashboard"),
    ],
    "listing": [
        *("asin_page_views", "business_report_child_item", "h10_keyword_tracker", "search_query_performance"),
        *("listings_suppressed_fyp", "experiments", "fba_inventory_planning"),
    ],
    "prices": [
        *("fba_inventory_planning", "keepa_product_viewer", "keepa_history", "competitor_prices", "costs"),
        *("listings_all", "fee_preview_us", "business_report_child_item"),
    ],
    "channels": ["shopify_orders", "channel_spend", "all_orders"],
    "clock": ["promotions", "promotion_performance", "coupon_performance", "all_orders"],
}
"""The kinds that the checks of a module read, needed or not."""

HOURS = (0, 0.01, 1, 23.99, 24, 24.01, 47, 48, 72, 100, 240, 480, 720, 2280, 9000, -1, -30, -300)
DAYS = (0, 1, 2, 3, 6, 7, 13, 29, 30, 60, 90, 400, -1, -10)
COUNTS = (0, 0, 1, 2, 3, 5, 30, 100, 1000, 10**9, -1, -40)
NUMBERS = (0.0, 0.0099, 0.01, 0.04, 0.333333, 0.95, 1.0, 1.7, -0.2, 99.0, 199.0, 250.0)
MONEY = (0, 1, 4_990_000, 5_000_000, 15_990_000, 10**12, -5_000_000)
PLACES = ("US", "ATVPDKIKX0DER", "Amazon.com", "DE", "A1PA6795UKMFR9", "nowhere")
TEXTS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("marketplace", "sales_channel", "origin_country", "dest_country"), PLACES),
    "metric": (
        *(name for names in cells()["performance"]["rates"].values() for name in names),
        *(
            "accountHealthRating",
            "accountStatus",
            "warning.LISTING",
            "policyViolationWarnings",
            "somethingNew",
        ),
    ),
    "status": ("GOOD", "BAD", "NONE", "NORMAL", "open", "closed", "Unshipped", "Pending", " "),
    "channel": ("mfn", "AFN", "FBA", "claim", "?"),
    "condition": ("LESS_THAN", "GREATER_THAN", "EQUALS", "?"),
    "fulfillment_channel": ("Amazon", "Merchant"),
    "order_status": ("Shipped", "Cancelled", "Pending"),
    "decision": ("granted", "denied"),
    "type": ("claim", "notice", "A-to-z"),
    "currency": ("USD", "EUR", "usd"),
    **dict.fromkeys(("carrier", "carrier_code"), ("Yanwen", "other", "Other: 4PX", "USPS", "Bob's vans")),
    "service": ("First Class", "USPS First Class Mail envelopes", "Standard"),
    "tracking_id": ("UY123456789CN", "9400110200881234567890", "1"),
    "asin": ("B000000001", "b000000002 B000000001"),
    "subject": ("100% of your listing", "您的商品"),
}


def cell(chance: random.Random, name: str, kind: pl.DataType) -> Any:
    """A value of a column's type: the edges of the rules, a negative, one that is far away."""
    if kind.is_integer():
        return chance.choice(MONEY if name.endswith("_micros") else COUNTS)
    if kind.is_float():
        return chance.choice(NUMBERS)
    if kind == pl.Date:
        return NOW.date() - timedelta(days=chance.choice(DAYS))
    if isinstance(kind, pl.Datetime):
        moment = NOW - timedelta(hours=chance.choice(HOURS))
        return moment if kind.time_zone else moment.replace(tzinfo=None)
    return chance.random() < 0.5 if kind == pl.Boolean else chance.choice(TEXTS.get(name, ("a", "b", "c")))


def table(chance: random.Random, kind: str) -> Table:
    """A table as a reader may give it: only what a row needs is never blank; rows may be there twice."""
    layout, blank, height = companions()[kind], chance.choice((0, 0.3, 0.95)), chance.choice((1, 2, 8))
    needed = {column.ours for column in layout.columns if column.needed}
    schema = layout_schema(layout)
    rows = [
        {
            name: cell(chance, name, type_) if name in needed or chance.random() >= blank else None
            for name, type_ in schema.items()
        }
        for _ in range(height)
    ]
    frame = pl.DataFrame(rows * chance.choice((1, 2)), schema=schema)
    return Table(kind, frame.with_row_index("row", offset=2), f"{kind}.csv", None, NOW.date())


def any_desk(chance: random.Random, kinds: list[str]) -> Desk:
    market = markets()[code] if (code := chance.choice(("US", "DE", "JP", None))) else None
    return Desk(
        now=NOW,
        market=market,
        currency=market.currency if market else None,
        settings=SETTINGS,
        tables={kind: table(chance, kind) for kind in kinds if chance.random() < 0.8},
        before={kind: table(chance, kind) for kind in kinds if chance.random() < 0.5},
    )


def can_be_carried_out(code: str, desk: Desk) -> bool:
    needs = checks()[code].needs
    return not needs or any(all(desk.has(kind) for kind in kinds) for kinds in needs)


def found_by(module: str, desk: Desk) -> pl.DataFrame:
    """What the checks of a module find whose tables are there; by key, none twice."""
    own = [
        code for code, check in checks().items() if check.module == module and can_be_carried_out(code, desk)
    ]
    said = {code: FUNCTIONS[code](desk) for code in own}
    assert all(said.values()), "silence is no pass"
    return frame_of([(code, one) for code in own for one in told_apart(said[code])]).sort("key")


@pytest.mark.parametrize("module", READ)
@settings(max_examples=25, deadline=None, derandomize=True)
@given(st.randoms(use_true_random=True))
def test_any_table_is_told_in_both_languages(module: str, chance: random.Random) -> None:
    desk = any_desk(chance, READ[module])
    found = found_by(module, desk)
    for language in ("en", "zh"):
        speech = Findings(Speaker(language, desk.currency or "XXX"), desk.zone)
        sentences: tuple[Callable[[dict[str, Any]], str], ...] = (speech.task, speech.why, speech.do)
        for row in found.iter_rows(named=True):
            for sentence in sentences:
                assert_whole(sentence(row))


@pytest.mark.parametrize("module", READ)
@settings(max_examples=15, deadline=None, derandomize=True)
@given(st.randoms(use_true_random=True))
def test_the_order_of_rows_of_any_table_does_not_matter(module: str, chance: random.Random) -> None:
    desk = any_desk(chance, READ[module])
    found = found_by(module, desk)
    other = replace(desk, tables={kind: shuffled(one, chance) for kind, one in desk.tables.items()})
    assert found_by(module, other).equals(found)


def shuffled(table: Table, chance: random.Random) -> Table:
    places = chance.sample(range(table.frame.height), table.frame.height)
    return table._replace(frame=table.frame[places])


def assert_whole(sentence: str) -> None:
    assert sentence.strip()
    assert not re.search(r"[{}]|\bNone\b|\bnan\b|\binf\b|  | [,.;:)]|\( ", sentence), sentence
