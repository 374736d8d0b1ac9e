"""Why a bid changes, and what bounded it."""

from __future__ import annotations

from adopt.say.translate import later

_IS_WORTH = later(
    "{clicks} brought {orders}; at the expected conversion rate of {cvr} ({low} to {high}) a click is worth "
    "{value}. After your profit and placements, that is a bid of about {towards}."
)

TOWARDS = {
    "bid_above_value": _IS_WORTH,
    "bid_below_value": _IS_WORTH,
    "surely_below_value": later(
        "{clicks} brought {orders}: too little by itself, but by what your account's other clicks tell a click is worth {value}, at a "
        "conversion rate of {cvr} ({low} to {high}). After your profit and placements, that is a bid of about {towards}, and today's "
        "{from_bid} is surely too low."
    ),
}
"""Where it is told which bid the steps lead to; plans of earlier versions don't say."""

STEP = later("Today's step ends at {to_bid}; the rest follows on later days.")

BID = {
    "bid_above_value": later(
        "{clicks} brought {orders}; at the expected conversion rate of {cvr} ({low} to {high}) a click is worth "
        "{value}. After your profit and placements, that is a bid of less than {from_bid}."
    ),
    "bid_below_value": later(
        "{clicks} brought {orders}; at the expected conversion rate of {cvr} ({low} to {high}) a click is worth "
        "{value}. After your profit and placements, that is a bid of more than {from_bid}."
    ),
    "surely_below_value": later(
        "{clicks} brought {orders}: too little by itself, but by what your account's other clicks tell a click is worth {value}, at a "
        "conversion rate of {cvr} ({low} to {high}). After your profit and placements, that is surely a bid of more than {from_bid}."
    ),
    "thin_evidence": later("{clicks} cost {spend} and brought {orders}: too little to change its bid."),
    "first_days": later(
        "{clicks} brought {orders}, but its product has been advertised for {detail} days: in a product's first days a bid comes down only as "
        "far as its own clicks make sure, unless no likely conversion rate is worth it."
    ),
    "not_joined": later("Not found in the bulk download: {unjoined}."),
    "not_enabled": later("Its target, ad group or campaign is not enabled."),
}

MIX = later(
    "The search terms that it finds of late convert at {measured} of the rate of all its terms; its bid is set by them."
)

LENT = later("Clicks on the same search term in your other targets count too, as {lent} would here.")

BOUND = {
    "step": later("Today's step is limited; the rest follows on later days."),
    "cap": later("The new bid stops at your cap."),
    "budget": later("The new bid stops at the campaign's daily budget."),
    "patience": later(
        "In its product's first days it comes down only as far as its own clicks make sure; the rest waits."
    ),
    "market": later("The new bid stops at the marketplace's limit."),
}
