"""Settings of a run: how it estimates, what it may change, and how it is answered."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from adopt.settings.part import Count, Days, Part, Positive, Share


class Estimate(Part):
    """How conversion rates, costs and order values are estimated."""

    level_clicks: Positive
    text_c: Positive
    folds: Annotated[int, Field(ge=2)]
    min_orders: Count
    default_cvr: Share
    default_strength: Positive
    strength: Positive
    strength_spread: Positive
    target_strength: Positive
    target_strength_spread: Positive
    level_doubt: Annotated[float, Field(ge=0)]
    floor: Annotated[float, Field(ge=0, le=1)]
    cpc_clicks: Positive
    order_value_orders: Positive
    goods_orders: Positive
    mix_days: Annotated[Days, Field(ge=1)]
    mix_clicks: Positive
    refit_days: Days


class Apply(Part):
    """How old a plan may be that is applied after its review."""

    max_age_days: Days


class FromHistory(Part):
    """What a run takes from history; ``use_days`` before the day of the run, 0 for nothing."""

    use_days: Days


class Limits(Part):
    """What a day's safe actions may do together, and how long things rest after a change.

    Shares are of the window's spend or orders, and may be more than 1.
    """

    over: Literal["stop", "warn"]
    negated_spend: Positive
    negated_orders: Annotated[float, Field(ge=0)]
    cut_spend: Positive
    raised_spend: Positive
    changes: Annotated[int, Field(ge=1)]
    cooldown_days: Days
    cooldown_budget_days: Days
    cooldown_placement_days: Days
    pending_days: Days
    declined_days: Days


class Rules(Part):
    """Rules from outside adopt; those ``trusted`` may write, others ask."""

    trusted: tuple[str, ...]


class Review(Part):
    """The workbook: asked rows worth under ``small`` of the account's weekly spend go to a sheet of their own."""

    small: Annotated[float, Field(ge=0, lt=1)]
