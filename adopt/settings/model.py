"""The settings, typed and bounded."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from adopt.words.named import REPORT, columns_of, report_of

Share = Annotated[float, Field(gt=0, lt=1)]
Positive = Annotated[float, Field(gt=0)]
Count = Annotated[int, Field(ge=0)]


class _Part(BaseModel):
    """A part of the settings: unknown names and infinite numbers are errors, values don't change after loading."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


class Protect(_Part):
    """Search terms that are never negated."""

    brands: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    asins: tuple[str, ...] = ()


class Negate(_Part):
    """When a search term is negated; ``promise`` is the share of wrong negations a run may expect."""

    promise: Share
    luck: Annotated[float, Field(ge=1)]
    min_clicks: Annotated[int, Field(ge=1)]
    watch_clicks: Annotated[int, Field(ge=1)]
    horizon_days: Annotated[int, Field(ge=1)]
    with_orders: Literal["ask", "safe"]
    phrase_terms: Annotated[int, Field(ge=2)]
    phrase_clicks: Annotated[int, Field(ge=1)]
    phrase_gain: Share


class Bid(_Part):
    """How bids are set; factors are of the bid, shares are fractions."""

    shade: Annotated[float, Field(gt=0, le=1)]
    max_step: Annotated[float, Field(gt=1)]
    cap: Positive
    min_clicks: Annotated[int, Field(ge=1)]
    min_change: Share
    optimism_days: Annotated[int, Field(ge=1)]
    click_elasticity: Annotated[float, Field(ge=0, le=2)]
    cpc_elasticity: Annotated[float, Field(ge=0, le=1)]


class Harvest(_Part):
    """When a search term gets a keyword of its own, and when the ad group that found it lets go of it."""

    sure: Share
    min_orders: Annotated[int, Field(ge=1)]
    min_gain: Share
    consent: Literal["ask", "safe"]
    hand_over: Literal["ask", "safe"]
    served: Annotated[int, Field(ge=1)]


class Tacos(_Part):
    """How TACoS steers the level of bids; ``least`` and ``most`` bound it, as multiples of a click's value."""

    steer: bool
    eta: Annotated[float, Field(gt=0, le=1)]
    max_step: Share
    window_days: Annotated[int, Field(ge=7)]
    least: Share
    most: Annotated[float, Field(ge=1, le=3)]


class Budget(_Part):
    """When a daily budget is raised, and by how much."""

    consent: Literal["ask", "safe"]
    headroom: Annotated[float, Field(ge=1)]
    max_step: Annotated[float, Field(gt=1)]
    window_days: Annotated[int, Field(ge=7)]
    touched: Share
    min_days: Annotated[int, Field(ge=1)]
    sure: Share


class Launch(_Part):
    """Patience with new products."""

    patience_days: Count


class Estimate(_Part):
    """How conversion rates, costs and order values are estimated."""

    level_clicks: Positive
    text_c: Positive
    folds: Annotated[int, Field(ge=2)]
    min_orders: Count
    default_cvr: Share
    default_strength: Positive
    strength: Positive
    strength_spread: Positive
    floor: Annotated[float, Field(ge=0, le=1)]
    cpc_clicks: Positive
    order_value_orders: Positive


class FromHistory(_Part):
    """What a run takes from history; ``use_days`` before the day of the run, 0 for nothing."""

    use_days: Count


class Rules(_Part):
    """Rules from outside adopt; those ``trusted`` may write, others ask."""

    trusted: tuple[str, ...]


class Settings(_Part):
    """Every choice of a run."""

    marketplace: str
    objective: Literal["profit", "acos", "tacos"]
    account: Annotated[str, Field(max_length=80, pattern=r"^[^\x00-\x1f]*$")]
    target_acos: Annotated[float, Field(gt=0, le=1)]
    tacos_low: Share
    tacos_high: Share
    max_age_days: Count
    margins: dict[str, Share]
    protect: Protect
    negate: Negate
    bid: Bid
    harvest: Harvest
    tacos: Tacos
    budget: Budget
    launch: Launch
    estimate: Estimate
    history: FromHistory
    rules: Rules
    headers: dict[str, dict[str, str]]

    @field_validator("headers")
    @classmethod
    def _our_columns(cls, names: dict[str, dict[str, str]]) -> dict[str, dict[str, str]]:
        for columns in names.values():
            report = report_of(columns)
            if not (known := columns_of(report)):
                raise ValueError(f"unknown report: {report}; adopt identify shows the kinds")
            if unknown := sorted(set(columns) - {REPORT, *known}):
                raise ValueError(
                    f"unknown columns: {', '.join(unknown)}; expected some of {', '.join(known)}"
                )
        return names

    @model_validator(mode="after")
    def _band(self) -> Settings:
        if self.tacos_low >= self.tacos_high:
            raise ValueError("tacos_low must be less than tacos_high")
        return self
