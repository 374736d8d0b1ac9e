"""Which worlds there are, what brings each, and whether it is here: installed, or its data given."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import import_module
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from adopt.errors import SettingsError
from adopt.lab.outside.environment import Environment

_CLASSES = {
    "adcraft": "AdCraft",
    "auction_gym": "AuctionGym",
    "price_curves": "PriceCurves",
    "rtbgym": "RtbGym",
}


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(files("adopt.lab.outside").joinpath("worlds.toml").read_text(encoding="utf-8"))


def outside_names() -> tuple[str, ...]:
    """Names of all worlds, installed or not."""
    return tuple(_data()["worlds"])


def outside_world(name: str) -> Mapping[str, Any]:
    """The world's parameters.

    Raises:
        SettingsError: there is no such world.
    """
    if name not in _data()["worlds"]:
        raise SettingsError(f"world is '{name}'; expected one of {', '.join(outside_names())}")
    world: Mapping[str, Any] = _data()["worlds"][name]
    return world


def missing(name: str, prices: Path | None = None) -> str | None:
    """What is to be installed or given before the world can be played, and how; None where it can.

    Args:
        name: of the world.
        prices: file or folder of real prices, where one is given.
    """
    needed = _data()["environments"][outside_world(name)["environment"]]
    # Only the outermost package is looked for: looking deeper would run its code.
    here = find_spec(needed["module"].split(".")[0]) if "module" in needed else prices
    return None if here else f"{needed['package']}: {needed['get']}"


def environment(name: str, seed: int, prices: Path | None = None) -> Environment:
    """A fresh account of the world; the same seed gives the same one. ``prices`` as in `missing`."""
    world = outside_world(name)
    kind = world["environment"]
    maker = getattr(import_module(f"adopt.lab.outside.{kind}"), _CLASSES[kind])
    made: Environment = maker(seed, {**world, "prices": prices})
    return made
