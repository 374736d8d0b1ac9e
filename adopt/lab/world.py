"""The simulated worlds and their words, as data."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from pydantic import BaseModel, ConfigDict

from adopt.errors import SettingsError


class World(BaseModel):
    """Parameters of a simulated marketplace; ``worlds.toml`` says what each means."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    clicks_per_day: float
    terms_per_product: int
    asins_per_product: int
    zipf: float
    head: float
    base_cvr: float
    token_sd: float
    core_sd: float
    wrong_effect: float
    wrong_share: float
    near_effect: float
    near_share: float
    term_sd: float
    asin_sd: float
    junk_share: float
    junk_effect: float
    bid_level: float
    bid_sd: float
    click_elasticity: float
    cpc_elasticity: float
    cpc_level: float
    cpc_sd: float
    click_noise: float
    ctr: float
    halo: float
    second_unit: float
    organic: float
    weekdays: tuple[float, float, float, float, float, float, float]
    place_sd: float
    shuffled: bool
    drift_sd: float
    regime_day: int
    regime_share: float
    regime_sd: float
    new_campaigns: bool
    history_days: int
    horizon_days: int
    look_every: int
    late_days: int
    uploaded: float

    @property
    def days(self) -> int:
        """Days from the first click to the end of the horizon."""
        return self.history_days + self.horizon_days

    @property
    def looks(self) -> range:
        """Days, counted from the first click, on whose morning decisions are made."""
        every = self.look_every or self.horizon_days
        return range(self.history_days or every, self.days, every)


class Product(BaseModel):
    """A product of the made-up seller; ``price`` in dollars, ``margin`` a fraction of it, before ads."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    sku: str
    asin: str
    price: float
    margin: float
    category: str
    category_id: str
    portfolio: str
    cores: tuple[str, ...]
    near: tuple[str, ...]


class CampaignKind(BaseModel):
    """How a kind of campaign is set up: its share of clicks, keywords, daily budget, strategy, top-of-search %."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    kind: str
    weight: float
    keywords: int
    budget: float
    strategy: str
    top: float


class Vocabulary(BaseModel):
    """The seller's brand and products, the words around them, and the campaigns of each product."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    brand: str
    front: tuple[str, ...]
    back: tuple[str, ...]
    wrong: tuple[str, ...]
    products: tuple[Product, ...]
    campaigns: tuple[CampaignKind, ...]


@cache
def _table(name: str) -> dict[str, Any]:
    return tomllib.loads(files("adopt.lab").joinpath(name).read_text(encoding="utf-8"))


def world_names() -> tuple[str, ...]:
    """Names of all simulated worlds."""
    return tuple(_table("worlds.toml")["worlds"])


def load_world(name: str, **changes: float) -> World:
    """The world of that name, with ``changes`` to single parameters.

    Raises:
        SettingsError: there is no such world.
    """
    worlds = _table("worlds.toml")
    if name not in worlds["worlds"]:
        raise SettingsError(f"world is '{name}'; expected one of {', '.join(world_names())}")
    return World(name=name, **{**worlds["base"], **worlds["worlds"][name], **changes})


def vocabulary() -> Vocabulary:
    """The made-up seller."""
    return Vocabulary(**_table("vocabulary.toml"))
