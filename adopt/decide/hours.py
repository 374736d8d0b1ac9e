"""B303: raise a campaign's bids in its better hours, by a schedule that the seller makes in the console.

Bulk sheets know no hours; a schedule bid rule of the console does, and only raises. So the base comes down, by B301, and
better hours are raised from it. No download shows such rules: what one adds is told in the settings (``hours.in_force``),
or B301 would put the base up again. Always the seller's decision. Formulas: docs/decisions.md.
"""

from __future__ import annotations

from typing import Any

import dataframely as dy
import numpy as np
import polars as pl
from scipy import special

from adopt.decide.actions import actions
from adopt.decide.blocks import Blocks, Hourly, best_blocks
from adopt.decide.level import WEEK
from adopt.estimate.hours import Hours
from adopt.estimate.targets import running_campaigns
from adopt.schema import Action, Consent, TargetEvidence
from adopt.settings import Settings

_WAIT = 4  # windows as long as this one; what needs more isn't waited for
_TAIL = 1.645  # a central 90 % interval of a normal


def hour_schedules(
    found: Hours, targets: dy.DataFrame[TargetEvidence], days: int, settings: Settings
) -> dy.DataFrame[Action]:
    """Schedules worth making, and campaigns whose hours have too few clicks to say.

    Args:
        found: what a click is worth in each hour.
        targets: evidence of targets; campaigns with an enabled one are decided upon.
        days: with figures by hour.
        settings: of the run.
    """
    places = {campaign: place for place, campaign in enumerate(found.campaigns)}
    made = []
    for campaign in running_campaigns(targets).iter_rows(named=True):
        place = places.get(campaign["campaign_id"])
        if place is not None and campaign["campaign"] not in settings.hours.in_force:
            made += _of_campaign(found, place, campaign, days, settings)
    if not made:
        return Action.validate(Action.create_empty())
    return actions(pl.DataFrame(made, infer_schema_length=None, schema_overrides=_KINDS))


_KINDS = dict.fromkeys(("ad_group_id", "target_id", "join_reason", "detail"), pl.String) | {
    "clicks_needed": pl.Int64,
    "to_value": pl.Float64,
}


def _of_campaign(
    found: Hours, place: int, campaign: dict[str, Any], days: int, settings: Settings
) -> list[dict[str, Any]]:
    """The campaign's row, if it has one."""
    sums = {name: values[place] for name, values in found.sums.items()}
    row = _told(sums, campaign, days, float(found.order_value[place].mean()))
    needed = _needed(row["clicks"], row["orders"], days, settings)
    if needed:
        waits = needed <= _WAIT * row["clicks"]
        return [row | _watched("hours_thin", needed)] if waits else []
    value = campaign["cvr"] * campaign["order_value"] * campaign["margin"]
    hourly = Hourly(found.worth[place], sums["clicks"], sums["spend"], value)
    blocks = best_blocks(hourly, campaign["bid_multiplier"], settings)
    if blocks is None:
        return []
    probability = _probability(found, place, blocks, 1 + settings.hours.min_change / 100)
    if probability < settings.hours.sure:
        return []
    return [row | _asked(blocks, probability, days)]


def _needed(clicks: int, orders: int, days: int, settings: Settings) -> int:
    """Further clicks until the report covers days, clicks and orders enough; 0 where it does."""
    own = settings.hours
    times = max(own.min_days / days, own.min_clicks / max(clicks, 1), own.min_orders / max(orders, 0.5))
    return max(int(np.ceil(clicks * times)) - clicks, 1) if times > 1 else 0


def _told(sums: dict[str, np.ndarray], campaign: dict[str, Any], days: int, value: float) -> dict[str, Any]:
    """What all rows say of a campaign."""
    clicks, orders = int(sums["clicks"].sum()), int(sums["orders"].sum())
    cpc = float(sums["spend"].sum()) / max(clicks, 1)
    spread = _TAIL * float(np.sqrt(campaign["cvr"] * (1 - campaign["cvr"]) / max(clicks, 1)))
    return {
        **{name: campaign[name] for name in ("campaign_id", "campaign", "margin", "margin_source", "cvr")},
        "code": "B303",
        "entity": "Campaign",
        "ad_group": "*",
        "targeting": campaign["campaign"],
        "match_type": "-",
        "join": "target",
        **dict.fromkeys(("ad_group_id", "target_id", "join_reason", "detail", "clicks_needed", "to_value")),
        "impressions": int(sums["impressions"].sum()),
        "clicks": clicks,
        "orders": orders,
        "spend": float(sums["spend"].sum()),
        "sales": float(sums["sales"].sum()),
        "days": days,
        "cpc": cpc,
        "order_value": value,
        "cvr_low": max(campaign["cvr"] - spread, 0.0),
        "cvr_high": min(campaign["cvr"] + spread, 1.0),
        "break_even_cvr": cpc / (value * campaign["margin"]),
        "bid_multiplier": campaign["bid_multiplier"],
        "from_value": 0.0,
    }


def _watched(reason: str, needed: int) -> dict[str, Any]:
    watch = Consent.WATCH.value
    return {
        "consent": watch,
        "reason": reason,
        "clicks_needed": needed,
        "money_per_week": 0.0,
        "probability": 0.5,
    }


def _asked(blocks: Blocks, probability: float, days: int) -> dict[str, Any]:
    """The schedule: ``detail`` has its raised blocks as hours and points (``18-23:35 7-12:20``)."""
    raised = [
        f"{hours[0]}-{(hours[-1] + 1) % 24 or 24}:{points}"
        for hours, points in zip(blocks.hours, blocks.raises, strict=True)
        if points
    ]
    return {
        "consent": Consent.ASK.value,
        "reason": "hours_differ",
        "detail": " ".join(raised),
        "to_value": blocks.added,
        "measured": max(blocks.worth) / min(blocks.worth),
        "money_per_week": blocks.gain / days * WEEK,
        "probability": probability,
    }


def _probability(found: Hours, place: int, blocks: Blocks, times: float) -> float:
    """P(a click in the best block is worth more than ``times`` one in the weakest)."""
    best, weakest = int(np.argmax(blocks.worth)), int(np.argmin(blocks.worth))
    clicks = found.sums["clicks"][place]
    weight, off = np.zeros(clicks.size), []
    for block, sign in ((best, 1.0), (weakest, -1.0)):
        hours = list(blocks.hours[block])
        part = clicks[hours] / max(float(clicks[hours].sum()), 1e-9)
        weight[hours] = sign * part
        off.append(sign * float(part @ np.log(found.order_value[place][hours])))
    middle = found.curve[:, place] @ weight + sum(off) - np.log(times)
    spread = np.einsum("h,shk,k->s", weight, found.covariance[:, place], weight)
    spread = spread + (weight**2 * found.value_variance[place]).sum()
    above = special.ndtr(middle / np.sqrt(np.maximum(spread, 1e-12)))
    return float(np.clip(found.weights @ above, 0, 1))
