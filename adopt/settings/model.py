"""The settings, typed and bounded."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from adopt.settings.aim import Aim, Stage, refuse_twins
from adopt.settings.hygiene import Hygiene
from adopt.settings.thresholds import known_thresholds
from adopt.words import markets
from adopt.words.checking import Value
from adopt.words.named import REPORT, columns_of, report_of

Share = Annotated[float, Field(gt=0, lt=1)]
Positive = Annotated[float, Field(gt=0)]
Count = Annotated[int, Field(ge=0)]
USUAL_SHADE = 0.8
"""Share of a click's value that is bid where nothing says better."""

KeywordText = Annotated[str, Field(min_length=1, max_length=80)]


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
    stays: Annotated[float, Field(gt=0, le=1)]
    min_clicks: Annotated[int, Field(ge=1)]
    watch_clicks: Annotated[int, Field(ge=1)]
    horizon_days: Annotated[int, Field(ge=1)]
    with_orders: Literal["ask", "safe"]
    phrase_terms: Annotated[int, Field(ge=2)]
    phrase_clicks: Annotated[int, Field(ge=1)]
    phrase_gain: Share


class Bid(_Part):
    """How bids are set; factors are of the bid, shares are fractions. A ``shade`` of 0 is measured."""

    shade: Annotated[float, Field(ge=0, le=1)]
    best_cost: Share
    max_step: Annotated[float, Field(gt=1)]
    cap: Positive
    min_clicks: Annotated[int, Field(ge=1)]
    min_change: Share
    optimism_days: Annotated[int, Field(ge=1)]
    click_elasticity: Annotated[float, Field(ge=0, le=2)]
    cpc_elasticity: Annotated[float, Field(ge=0, le=1)]
    unseen: Literal["ask", "safe"]
    unseen_clicks: Positive

    @property
    def share(self) -> float:
        """``shade``, or the usual share where it wasn't measured yet."""
        return self.shade or USUAL_SHADE


class Harvest(_Part):
    """When a search term gets a keyword of its own, and when the ad group that found it lets go of it."""

    sure: Share
    min_orders: Annotated[int, Field(ge=1)]
    min_gain: Share
    isolate_clicks: Annotated[int, Field(ge=1)]
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


class NewProduct(_Part):
    """A new product, named by its SKU; what isn't given is taken from a listings report, ``[margins]`` or nowhere.

    Attributes:
        marketplace: the only one in which it is launched; empty: wherever no ad sells it.
        start: the day from which it may be launched without asking; None asks.
        keywords: exact keywords to begin with.
        like: SKU of a product that sells to the same shoppers: its best search terms are begun with as well.
        asin: of the product.
        price: in the account's currency.
        margin: contribution margin before ads, a share of the price.
    """

    marketplace: str = ""
    start: date | None = None
    keywords: Annotated[tuple[KeywordText, ...], Field(max_length=200)] = ()
    like: Annotated[str, Field(max_length=40)] = ""
    asin: Annotated[str, Field(pattern=r"^([A-Z0-9]{10})?$")] = ""
    price: Positive | None = None
    margin: Share | None = None

    @field_validator("marketplace")
    @classmethod
    def _known(cls, code: str) -> str:
        if code and code not in markets():
            raise ValueError(f"expected one of {', '.join(markets())}")
        return code


class Placement(_Part):
    """When a placement's percentage changes, by how many points, and what equal placements are worth before any data."""

    consent: Literal["ask", "safe"]
    sure: Annotated[float, Field(ge=0.5, lt=1)]
    min_clicks: Annotated[int, Field(ge=1)]
    min_change: Annotated[int, Field(ge=1, le=900)]
    max_step: Annotated[int, Field(ge=1, le=900)]
    strength: Positive
    account_strength: Positive

    @model_validator(mode="after")
    def _steps(self) -> Placement:
        if self.min_change > self.max_step:
            raise ValueError("min_change must not be more than max_step")
        return self


class Hours(_Part):
    """When a campaign's hours differ enough for a schedule; ``in_force``: what schedules add to a campaign's mean bid."""

    min_days: Annotated[int, Field(ge=7)]
    min_clicks: Annotated[int, Field(ge=1)]
    min_orders: Annotated[int, Field(ge=1)]
    sure: Annotated[float, Field(ge=0.5, lt=1)]
    min_change: Annotated[int, Field(ge=1, le=900)]
    most: Annotated[int, Field(ge=1, le=900)]
    blocks: Annotated[int, Field(ge=2, le=4)]
    in_force: dict[str, Annotated[float, Field(gt=0, le=9)]]

    @model_validator(mode="after")
    def _raises(self) -> Hours:
        if self.min_change > self.most:
            raise ValueError("min_change must not be more than most")
        return self


class Launch(_Part):
    """New products: patience with them, and the campaigns that they begin with."""

    patience_days: Count
    consent: Literal["ask", "safe"]
    budget: Annotated[float, Field(ge=0)]
    auto_share: Share
    name: Annotated[str, Field(max_length=50)]
    like_keywords: Count
    new_days: Count
    products: dict[Annotated[str, Field(min_length=1, max_length=40)], NewProduct]

    @field_validator("name")
    @classmethod
    def _tells_campaigns_apart(cls, name: str) -> str:
        fields = re.findall(r"\{(.*?)\}", name)
        if not {"sku", "kind"} <= set(fields) <= {"sku", "asin", "kind", "start"} or re.search(
            r"[{}]", re.sub(r"\{\w+\}", "", name)
        ):
            raise ValueError("must have {sku} and {kind}, may have {asin} and {start}, and no other braces")
        return name

    @field_validator("products")
    @classmethod
    def _unlike_itself(cls, products: dict[str, NewProduct]) -> dict[str, NewProduct]:
        if alike := sorted(sku for sku, product in products.items() if product.like == sku):
            raise ValueError(f"like must name another product than itself: {', '.join(alike)}")
        return products


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
    refit_days: Count


class Apply(_Part):
    """How old a plan may be that is applied after its review."""

    max_age_days: Count


class FromHistory(_Part):
    """What a run takes from history; ``use_days`` before the day of the run, 0 for nothing."""

    use_days: Count


class Limits(_Part):
    """What a day's safe actions may do together, and how long things rest after a change.

    Shares are of the window's spend or orders, and may be more than 1.
    """

    over: Literal["stop", "warn"]
    negated_spend: Positive
    negated_orders: Annotated[float, Field(ge=0)]
    cut_spend: Positive
    raised_spend: Positive
    changes: Annotated[int, Field(ge=1)]
    cooldown_days: Count
    cooldown_budget_days: Count
    cooldown_placement_days: Count
    pending_days: Count
    declined_days: Count


class Rules(_Part):
    """Rules from outside adopt; those ``trusted`` may write, others ask."""

    trusted: tuple[str, ...]


class Review(_Part):
    """The workbook: asked rows worth under ``small`` of the account's weekly spend go to a sheet of their own."""

    small: Annotated[float, Field(ge=0, lt=1)]


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
    aims: tuple[Aim, ...] = ()
    stages: dict[str, Stage]
    protect: Protect
    negate: Negate
    bid: Bid
    harvest: Harvest
    tacos: Tacos
    budget: Budget
    placement: Placement
    hours: Hours
    launch: Launch
    estimate: Estimate
    history: FromHistory
    apply: Apply
    limits: Limits
    rules: Rules
    review: Review
    checks: dict[str, Value] = {}
    hygiene: Hygiene
    headers: dict[str, dict[str, str]]

    @field_validator("aims")
    @classmethod
    def _titles(cls, aims: tuple[Aim, ...]) -> tuple[Aim, ...]:
        return refuse_twins(aims)

    @field_validator("checks")
    @classmethod
    def _our_thresholds(cls, given: dict[str, Value]) -> dict[str, Value]:
        return known_thresholds(given)

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
