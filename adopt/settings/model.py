"""The settings, typed and bounded."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, field_validator, model_validator

from adopt.settings.aim import Aim, Stage, refuse_twins
from adopt.settings.hygiene import Hygiene
from adopt.settings.launch import Launch
from adopt.settings.money import Bid, Budget, Hours, Placement, Tacos
from adopt.settings.part import Days, Part, Share, UnfitError
from adopt.settings.run import Apply, Estimate, FromHistory, Limits, Review, Rules
from adopt.settings.terms import Harvest, Negate, Protect
from adopt.settings.thresholds import known_thresholds
from adopt.words.checking import Value
from adopt.words.named import REPORT, columns_of, report_of


class Settings(Part):
    """Every choice of a run."""

    marketplace: str
    objective: Literal["profit", "acos", "tacos"]
    account: Annotated[str, Field(max_length=80, pattern=r"^[^\x00-\x1f]*$")]
    target_acos: Annotated[float, Field(gt=0, le=1)]
    tacos_low: Share
    tacos_high: Share
    max_age_days: Days
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
    checks: dict[str, Value] = Field(default={})
    hygiene: Hygiene
    headers: dict[str, dict[str, str]]

    def margins_in(self, marketplace: str | None) -> dict[str, float]:
        """Contribution margins before ads by SKU (a vendor's ASIN): those given with a launch there first, then ``margins``."""
        launched = self.launch.products_in(marketplace)
        return self.margins | {sku: one.margin for sku, one in launched.items() if one.margin is not None}

    def without_amounts(self) -> Settings:
        """The same without amounts of money, for an account of another currency: its launches go by what is known there."""
        return self.model_copy(update={"launch": self.launch.without_amounts()})

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
                raise UnfitError("unknown report: {report}; adopt identify shows the kinds", report=report)
            if unknown := sorted(set(columns) - {REPORT, *known}):
                raise UnfitError(
                    "unknown columns: {unknown}; expected some of {known}",
                    unknown=", ".join(unknown),
                    known=", ".join(known),
                )
        return names

    @model_validator(mode="after")
    def _band(self) -> Settings:
        if self.tacos_low >= self.tacos_high:
            raise UnfitError("tacos_low must be less than tacos_high")
        return self
