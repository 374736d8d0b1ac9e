"""Why the level of all bids or a budget moves."""

from __future__ import annotations

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
