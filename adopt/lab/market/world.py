"""The parameters of a simulated marketplace, as data."""

from __future__ import annotations

import tomllib
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from adopt.errors import SettingsError
from adopt.lab.world import World, load_world

PLACES = ("placementTop", "placementRestOfSearch", "placementProductPage")
"""Amazon's placements that have traffic of their own, in the order of every array with an axis for them."""

_Hours = Annotated[tuple[float, ...], Field(min_length=24, max_length=24)]


class Place(BaseModel):
    """One placement: its traffic, its rivals, its shoppers, and how clicks fall with the position."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    traffic: float
    price: float
    cvr: float
    positions: tuple[float, ...]


class Event(BaseModel):
    """Days, counted from the first, on which queries, conversion rates and rivals' bids differ by factors."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    day: int
    days: int
    queries: float
    cvr: float
    bids: float


class MarketWorld(BaseModel):
    """Parameters of a marketplace; ``worlds.toml`` says what each means. ``pool`` is the laboratory's world behind it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    pool: World
    first_day: date
    report_days: int
    known_days: int
    rivals: float
    rivals_sd: float
    rival_sd: float
    price_level: float
    price_cvr: float
    price_sd: float
    reserve: float
    quality_sd: float
    near_quality: float
    appeal_sd: float
    near_appeal: float
    foresight: float
    foresight_sd: float
    ceiling: float
    place_cvr_sd: float
    day_sd: float
    organic_gain: float
    organic_half_life: float
    budget_scale: float
    regime_day: int
    regime_factor: float
    launch_days: int
    launch_cvr: float
    hours: _Hours
    hours_cvr: _Hours
    top: Place
    rest: Place
    page: Place
    events: tuple[Event, ...]

    @property
    def places(self) -> tuple[Place, Place, Place]:
        """The three placements, in the order of `PLACES`."""
        return self.top, self.rest, self.page


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(files("adopt.lab.market").joinpath("worlds.toml").read_text(encoding="utf-8"))


def market_worlds() -> tuple[str, ...]:
    """Names of all worlds of the marketplace."""
    return tuple(_table()["worlds"])


def load_market(name: str, changes: dict[str, Any] | None = None, **pool: float) -> MarketWorld:
    """The world of that name.

    Args:
        name: as in ``worlds.toml``.
        changes: to parameters of the marketplace.
        pool: changes to parameters of the laboratory's world behind it, such as ``clicks_per_day=60``.

    Raises:
        SettingsError: there is no such world.
    """
    worlds = _table()["worlds"]
    if name not in worlds:
        raise SettingsError(f"world is '{name}'; expected one of {', '.join(market_worlds())}")
    base = _table()["base"]
    chosen = {**base, **worlds[name], **(changes or {})}
    inner = {**base["changes"], **worlds[name].get("changes", {}), **pool}
    chosen.pop("changes")
    return MarketWorld(name=name, **{**chosen, "pool": load_world(chosen["pool"], **inner)})
