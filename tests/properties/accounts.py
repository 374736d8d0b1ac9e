"""Small accounts for property tests: report rows and a download that names their entities."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import dataframely as dy
import numpy as np
import polars as pl
from hypothesis import strategies as st

from adopt.daily import plan_for
from adopt.plan import Plan
from adopt.reports.sources import Sources
from adopt.rules import Rule
from adopt.schema import MICROS, Ad, AdGroup, Bulk, Campaign, Negative, SearchTermRow, Target, bulk_frames
from adopt.settings import Settings, load_settings
from adopt.words import Market
from tests.plan.readings import reading

FIRST, DAYS = date(2026, 8, 1), 30
LAST = FIRST + timedelta(days=DAYS - 1)
AS_OF = LAST + timedelta(days=1)
SETTINGS = load_settings(
    protect={"brands": ["acme"], "terms": ["gift"], "asins": ["B0AAAAAAA1"]}, target_acos=0.3
)
CENT = MICROS // 100

# campaign, ad group, targeting, match type
_TARGETS = [
    ("pans auto", "pans", "close-match", "-"),
    ("pans auto", "pans", "substitutes", "-"),
    ("pans manual", "broad", "steel pan", "broad"),
    ("pans manual", "broad", "steel pan", "phrase"),
    ("pans manual", "exact", "pan 3", "exact"),
]
_WORDS = ("steel", "pan", "blue", "acme", "gift", "lid", "wok", "b0aaaaaaa1", "c++", "egg's")
_METRICS = {"impressions": 0, "clicks": 0, "orders": 0, "units": 0, "spend_micros": 0, "sales_micros": 0}


def _term(rng: np.random.Generator, number: int) -> str:
    if number % 9 == 0:
        return f"b0{number:08d}" if number else "b0aaaaaaa1"
    words = rng.choice(_WORDS, size=rng.integers(1, 4), replace=False)
    return " ".join([*words, str(number)])


def account(seed: int, terms: int = 40) -> dy.DataFrame[SearchTermRow]:
    """Daily rows of ``terms`` search terms in three ad groups: some sell, most don't, a few earn a lot."""
    rng = np.random.default_rng(seed)
    made: list[dict[str, Any]] = []
    for number in range(terms):
        term, rate = _term(rng, number), rng.choice([0.0, 0.02, 0.1, 0.3], p=[0.5, 0.2, 0.2, 0.1])
        some = rng.choice(len(_TARGETS), size=rng.integers(1, 3), replace=False)
        for place in sorted(some):
            made += [_row(rng, term, rate, _TARGETS[place]) for _ in range(rng.integers(1, 5))]
    frame = pl.DataFrame(made, schema=SearchTermRow.create_empty().schema)
    return SearchTermRow.validate(frame.with_columns(row=pl.int_range(2, frame.height + 2, dtype=pl.UInt32)))


def _row(rng: np.random.Generator, term: str, rate: float, target: tuple[str, ...]) -> dict[str, Any]:
    clicks = int(rng.integers(0, 25))
    orders = int(rng.binomial(clicks, rate))
    day = FIRST + timedelta(days=int(rng.integers(0, DAYS)))
    campaign, ad_group, targeting, match_type = target
    return dict.fromkeys(SearchTermRow.column_names()) | {
        "row": 0,
        "campaign": campaign,
        "ad_group": ad_group,
        "targeting": targeting,
        "match_type": match_type,
        "search_term": term,
        "first_day": day,
        "last_day": day,
        "impressions": clicks * 30 + int(rng.integers(0, 50)),
        "clicks": clicks,
        "orders": orders,
        "units": orders,
        "spend_micros": clicks * int(rng.integers(40, 160)) * CENT,
        "sales_micros": orders * int(rng.integers(1500, 4000)) * CENT,
    }


def download(
    negatives: tuple[dict[str, Any], ...] = (),
    budget: float = 50.0,
    bid: float = 1.0,
    worth: int = 1,
    keywords: tuple[dict[str, Any], ...] = (),
) -> Bulk:
    """Every campaign, ad group and target of `account`: enabled and old enough for any decision.

    Budget and bids are in a currency of which ``worth`` units make a dollar. ``keywords`` are exact ones added.
    """
    campaigns = sorted({target[0] for target in _TARGETS})
    groups = sorted({target[:2] for target in _TARGETS})
    c_ids = {name: str(100 + place) for place, name in enumerate(campaigns)}
    g_ids = {names: str(200 + place) for place, names in enumerate(groups)}
    live = {"state": "enabled", "campaign_state": "enabled", "ad_group_state": "enabled"}
    return bulk_frames(
        campaigns=_frame(
            Campaign,
            [
                {
                    "campaign": name,
                    "campaign_id": c_ids[name],
                    "start_date": date(2025, 1, 1),
                    "targeting_type": "auto" if name.endswith("auto") else "manual",
                    "budget": budget * worth,
                    **live,
                }
                for name in campaigns
            ],
        ),
        ad_groups=_frame(
            AdGroup,
            [
                {"campaign_id": c_ids[names[0]], "ad_group_id": g_ids[names], "ad_group": names[1], **live}
                for names in groups
            ],
        ),
        targets=_frame(
            Target,
            [
                {
                    "target_id": str(300 + place),
                    "kind": "product" if match_type == "-" else "keyword",
                    "campaign_id": c_ids[campaign],
                    "ad_group_id": g_ids[campaign, ad_group],
                    "campaign": campaign,
                    "ad_group": ad_group,
                    "targeting": targeting,
                    "match_type": match_type,
                    "bid": round(bid + place / 10, 2) * worth,
                    "impressions": 1000,
                    **live,
                }
                for place, (campaign, ad_group, targeting, match_type) in enumerate(_TARGETS)
            ]
            + [
                {
                    "kind": "keyword",
                    "match_type": "exact",
                    "campaign": "",
                    "ad_group": "",
                    "impressions": 1000,
                    **live,
                    **keyword,
                }
                for keyword in keywords
            ],
        ),
        negatives=_frame(Negative, [{**live, **negative} for negative in negatives]),
        ads=_frame(
            Ad,
            [
                {
                    "ad_id": id_,
                    "campaign_id": c_ids[names[0]],
                    "ad_group_id": id_,
                    "asin": "B0AAAAAAA2",
                    **live,
                }
                for names, id_ in g_ids.items()
            ],
        ),
    )


def _frame(schema: type[dy.Schema], rows: list[dict[str, Any]]) -> Any:
    columns = schema.column_names()
    full = [
        {**dict.fromkeys(columns), **_METRICS, "row": number, **row} for number, row in enumerate(rows, 2)
    ]
    made = [{name: row[name] for name in columns} for row in full]
    return schema.validate(pl.DataFrame(made, schema=schema.create_empty().schema))


def plan(
    rows: pl.DataFrame,
    bulk: Bulk | None = None,
    settings: Settings = SETTINGS,
    currency: str = "USD",
    market: Market | None = None,
    rules: tuple[Rule, ...] = (),
) -> Plan:
    """The plan for rows that were read already."""
    sources = Sources(
        rows=rows.with_columns(seen_on=pl.lit(AS_OF)),
        daily=True,
        first_day=FIRST,
        last_day=LAST,
        window_days=7,
        bulk=bulk,
        sales=None,
        account=None,
        marketplace=None,
        currency=currency,
        market=market,
        used=(reading(data=rows),),
        notes=(),
    )
    return plan_for(sources, settings, AS_OF, rules=rules)


def console_csv(rows: pl.DataFrame) -> str:
    """The rows as the console's report, saved as CSV."""
    return rows.select(
        pl.col("first_day").alias("Date"),
        pl.lit("USD").alias("Currency"),
        pl.col("campaign").alias("Campaign Name"),
        pl.col("ad_group").alias("Ad Group Name"),
        pl.col("targeting").alias("Targeting"),
        pl.col("match_type").str.to_uppercase().alias("Match Type"),
        pl.col("search_term").alias("Customer Search Term"),
        pl.col("impressions").alias("Impressions"),
        pl.col("clicks").alias("Clicks"),
        (pl.col("spend_micros") / MICROS).alias("Spend"),
        (pl.col("sales_micros") / MICROS).alias("7 Day Total Sales "),
        pl.col("orders").alias("7 Day Total Orders (#)"),
        pl.col("units").alias("7 Day Total Units (#)"),
    ).write_csv(float_precision=2)


seeds = st.integers(0, 2**32 - 1)
