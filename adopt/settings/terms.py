"""Settings of search terms: what is protected, negated and harvested."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from adopt.settings.part import Asin, Days, Part, Share


class Protect(Part):
    """Search terms that are never negated."""

    brands: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    asins: tuple[Asin, ...] = ()


class Negate(Part):
    """When a search term is negated; ``promise`` is the share of wrong negations a run may expect."""

    promise: Share
    luck: Annotated[float, Field(ge=1)]
    single: Annotated[float, Field(ge=1)]
    stays: Annotated[float, Field(gt=0, le=1)]
    min_clicks: Annotated[int, Field(ge=1)]
    watch_clicks: Annotated[int, Field(ge=1)]
    horizon_days: Annotated[Days, Field(ge=1)]
    with_orders: Literal["ask", "safe"]
    phrase_terms: Annotated[int, Field(ge=2)]
    phrase_clicks: Annotated[int, Field(ge=1)]
    phrase_gain: Share


class Harvest(Part):
    """When a search term gets a keyword of its own, and when the ad group that found it lets go of it."""

    sure: Share
    min_orders: Annotated[int, Field(ge=1)]
    min_gain: Share
    isolate_clicks: Annotated[int, Field(ge=1)]
    consent: Literal["ask", "safe"]
    hand_over: Literal["ask", "safe"]
    served: Annotated[int, Field(ge=1)]
