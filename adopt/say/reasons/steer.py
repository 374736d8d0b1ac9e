"""Why the level of all bids or a budget moves."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from adopt.say.translate import later

STEER = {
    "tacos_above": later(
        "In {days} days spend was {measured} of all sales (TACoS), above your band, which ends at {against}. Bids now aim "
        "at {from_share} of the level that earns most; TACoS asks for {to_share}."
    ),
    "tacos_below": later(
        "In {days} days spend was {measured} of all sales (TACoS), below your band, which begins at {against}. Bids now "
        "aim at {from_share} of the level that earns most; TACoS asks for {to_share}."
    ),
    "tacos_above_stays": later(
        "In {days} days spend was {measured} of all sales (TACoS), above your band, which ends at {against}. Bids aim at "
        "{from_share} of the level that earns most already: TACoS asks for nothing lower, and would leave them there."
    ),
    "tacos_below_stays": later(
        "In {days} days spend was {measured} of all sales (TACoS), below your band, which begins at {against}. Bids aim at "
        "{from_share} of the level that earns most already: TACoS asks for nothing higher, and would leave them there."
    ),
    "tacos_within": later(
        "In {days} days spend was {measured} of all sales (TACoS), within your band. Bids keep to {to_share} of the level "
        "that earns most, so that it stays there."
    ),
    "tacos_room": later(
        "In {days} days spend was {measured} of all sales (TACoS), below your band, which begins at {against}. Bids at what "
        'clicks are worth earn most, so it may stay there; with objective = "tacos" you would buy growth at a loss.'
    ),
    "budget_binds": later(
        "Lately spend reached the daily budget of {from_money} on {touched}. More of these clicks earn: at the expected "
        "conversion rate of {cvr} a click is worth {value} and costs {cpc}."
    ),
    "budget_binds_bids_fall": later(
        "Lately spend reached the daily budget of {from_money} on {touched}, but it isn't sure that more of these clicks "
        "earn: at the expected conversion rate of {cvr} a click is worth {value} and costs {cpc}. The budget stays; lower "
        "bids, {detail} of them today, get more clicks for the same money."
    ),
    "budget_binds_bids_stay": later(
        "Lately spend reached the daily budget of {from_money} on {touched}, but it isn't sure that more of these clicks "
        "earn: at the expected conversion rate of {cvr} a click is worth {value} and costs {cpc}. The budget stays; no bid "
        "comes down today, as they fit what clicks are worth or have too few clicks."
    ),
}

ALIKE = 1e-6
"""Levels that differ by less differ by rounding: a plan's file has six digits."""


def stays(row: Mapping[str, Any]) -> bool:
    """Whether T401 asks bids to stay where they are: they lie at or beyond the last level that TACoS may ask for."""
    if row["code"] != "T401" or row["from_value"] is None or row["to_value"] is None:
        return False
    return bool(abs(row["from_value"] - row["to_value"]) <= ALIKE)


AT_A_LOSS = later("That buys growth at a loss: the dearest clicks cost more than they earn.")

AIMED = {
    "plain": later('By your aim "{aim}".'),
    "bid": later('Your aim "{aim}" sets its bids at {level} of the level that earns most.'),
    "more": later(
        'Your aim "{aim}" counts an order as {level} of what it earns, so that growth may cost something.'
    ),
}
"""By what the aim does to the row: sets what it is held against, moves the bid, or tolerates a loss."""

STEERED = {
    "safe": later(
        "Today's bids carry it, whatever you answer here; tacos.steer = false in adopt.toml takes it out of them."
    ),
    "ask": later("Set tacos.steer = true in adopt.toml, and bids carry it."),
}
