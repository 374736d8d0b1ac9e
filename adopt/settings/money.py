"""Settings of bids, budgets and of what sets them: aims over sales, places, hours."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from adopt.settings.part import Days, Part, Positive, Share, UnfitError

USUAL_SHADE = 0.8
"""Share of a click's value that is bid where nothing says better."""


class Bid(Part):
    """How bids are set; factors are of the bid, shares are fractions. A ``shade`` of 0 is measured."""

    shade: Annotated[float, Field(ge=0, le=1)]
    best_cost: Share
    max_step: Annotated[float, Field(gt=1)]
    cut_sure: Share
    max_cut: Annotated[float, Field(gt=1)]
    cap: Positive
    min_clicks: Annotated[int, Field(ge=1)]
    sure: Share
    min_change: Share
    optimism: Annotated[float, Field(ge=0, le=1)]
    optimism_days: Annotated[Days, Field(ge=1)]
    click_elasticity: Annotated[float, Field(ge=0, le=2)]
    cpc_elasticity: Annotated[float, Field(ge=0, le=1)]
    unseen: Literal["ask", "safe"]
    unseen_clicks: Positive

    @property
    def share(self) -> float:
        """``shade``, or the usual share where it wasn't measured yet."""
        return self.shade or USUAL_SHADE


class Tacos(Part):
    """How TACoS steers the level of bids; ``least`` and ``most`` bound it, as multiples of a click's value."""

    steer: bool
    eta: Annotated[float, Field(gt=0, le=1)]
    max_step: Share
    window_days: Annotated[Days, Field(ge=7)]
    least: Share
    most: Annotated[float, Field(ge=1, le=3)]


class Budget(Part):
    """When a daily budget is raised, and by how much."""

    consent: Literal["ask", "safe"]
    headroom: Annotated[float, Field(ge=1)]
    max_step: Annotated[float, Field(gt=1)]
    window_days: Annotated[Days, Field(ge=7)]
    touched: Share
    min_days: Annotated[Days, Field(ge=1)]
    sure: Share


class Placement(Part):
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
            raise UnfitError("min_change must not be more than max_step")
        return self


class Hours(Part):
    """When a campaign's hours differ enough for a schedule; ``in_force``: what schedules add to a campaign's mean bid."""

    min_days: Annotated[Days, Field(ge=7)]
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
            raise UnfitError("min_change must not be more than most")
        return self
