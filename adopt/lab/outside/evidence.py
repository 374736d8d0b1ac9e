"""Days of an environment become adopt's own evidence of targets, by the code that reads reports."""

from __future__ import annotations

from typing import NamedTuple

import dataframely as dy
import numpy as np
import polars as pl

from adopt.estimate.evidence import TARGET, Terms, target_evidence, term_evidence
from adopt.estimate.goods import with_goods
from adopt.estimate.maturity import PPM
from adopt.estimate.paid import Paid, paid_of_bids
from adopt.estimate.value import ad_group_margins
from adopt.lab.outside.environment import Day
from adopt.schema import MICROS, Bulk, Target, TargetEvidence, bulk_frames
from adopt.settings import Settings


class Seen(NamedTuple):
    """What is known on a morning: days played, sums of all of them and of the last seven, and the bids in force."""

    days: int
    sums: Day
    week: Day
    bids: np.ndarray


def cells(sums: Day, margin: float) -> pl.DataFrame:
    """The sums as the evidence table has them: each target an exact keyword, its own only search term.

    Orders show up at once in these worlds, so every click counts as mature. An order's sales are its worth / ``margin``,
    so that sales x margin is what the environment pays.
    """
    count = sums.clicks.size
    micros = [np.rint(money * MICROS).astype(np.int64) for money in (sums.spend, sums.worth / margin)]
    names = pl.Series([f"target {at:04}" for at in range(count)], dtype=pl.String)
    told = pl.DataFrame(
        {
            "campaign_id": ["1"] * count,
            "ad_group_id": ["1"] * count,
            "target_id": [f"{at:04}" for at in range(count)],
            "campaign": ["outside"] * count,
            "ad_group": ["outside"] * count,
            "targeting": names,
            "match_type": ["exact"] * count,
            "search_term": names,
            "impressions": sums.impressions,
            "clicks": sums.clicks,
            "orders": sums.orders,
            "units": sums.orders,
            "spend_micros": micros[0],
            "sales_micros": micros[1],
            "effective_ppm": sums.clicks * PPM,
            "newest_clicks": sums.clicks,
            "join": ["target"] * count,
        }
    ).with_columns(join_reason=pl.lit(None, dtype=pl.String))
    return with_goods(told, None)


def download_of(seen: Seen) -> Bulk:
    """What a download would say of the targets, as `evidence_of` has them: no negatives, no budgets, no placements."""
    table = cells(seen.sums, 1.0)
    told = table.select(
        *("target_id", "campaign_id", "ad_group_id", "campaign", "ad_group", "targeting", "match_type"),
        *("impressions", "clicks", "orders", "units", "spend_micros", "sales_micros"),
        bid=pl.Series(seen.bids, dtype=pl.Float64),
        kind=pl.lit("keyword"),
        **{name: pl.lit("enabled") for name in ("state", "campaign_state", "ad_group_state")},
    ).with_row_index("row")
    missing = {name: kind for name, kind in Target.create_empty().schema.items() if name not in told.columns}
    nothing = [pl.lit(None, dtype=kind).alias(name) for name, kind in missing.items()]
    return bulk_frames(targets=Target.cast(told.with_columns(nothing)))


def terms_of(seen: Seen, settings: Settings) -> Terms:
    """Adopt's evidence of every target's only search term."""
    table = cells(seen.sums, settings.target_acos)
    return term_evidence(table, ad_group_margins(None, settings.margins), max(seen.days, 1), settings)


def evidence_of(seen: Seen, settings: Settings, terms: Terms | None = None) -> dy.DataFrame[TargetEvidence]:
    """Adopt's evidence of every target, one row each in their order: what a download would say is made up from ``seen``.

    No placement percentages, no budget that binds; campaign and product are as old as the days played. ``terms`` are `terms_of`
    these, where somebody has made them already.
    """
    table = cells(seen.sums, settings.target_acos)
    margins = ad_group_margins(None, settings.margins)
    days = max(seen.days, 1)
    entities = table.select(TARGET).with_columns(
        bid=pl.Series(seen.bids, dtype=pl.Float64),
        bid_multiplier=pl.lit(1.0),
        age_days=pl.lit(seen.days, dtype=pl.Int64),
        known_days=pl.lit(seen.days, dtype=pl.Int64),
        budget=pl.lit(None, dtype=pl.Float64),
        state=pl.lit("enabled"),
    )
    return target_evidence(table, terms or terms_of(seen, settings), entities, margins, days, settings)


def paid_of(seen: Seen) -> Paid:
    """What the newest week's clicks cost of the bids in force."""
    names = [f"{at:04}" for at in range(seen.bids.size)]
    spend = np.rint(seen.week.spend * MICROS).astype(np.int64)
    costs = pl.DataFrame({"target_id": names, "clicks": seen.week.clicks, "spend_micros": spend})
    targets = pl.DataFrame({"target_id": names, "bid": seen.bids}).with_columns(bid_multiplier=pl.lit(1.0))
    return paid_of_bids(costs, targets)
