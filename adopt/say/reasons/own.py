"""Why a search term gets a target of its own, or its freedom back."""

from __future__ import annotations

from adopt.say.translate import later

OWN = {
    "worth_more": later(
        "{clicks} cost {spend} and brought {orders} ({sales}); at the expected conversion rate of {cvr} ({low} to "
        "{high}) a click is worth {value} and costs {cpc}. A target of its own, in {home}, can bid {to_bid}."
    ),
    "no_home": later(
        "{clicks} cost {spend} and brought {orders} ({sales}); at the expected conversion rate of {cvr} ({low} to "
        "{high}) a click is worth {value} and costs {cpc}. There is no exact ad group for this product yet: make a "
        "manual one for exact keywords that advertises {detail}, and add it there with a bid of {to_bid}."
    ),
    "no_home_for_products": later(
        "{clicks} cost {spend} and brought {orders} ({sales}); at the expected conversion rate of {cvr} ({low} to "
        "{high}) a click is worth {value} and costs {cpc}. There is no ad group of single product targets for this "
        "product yet: make a manual one that advertises {detail}, and add it there with a bid of {to_bid}."
    ),
    "home_unknown": later(
        "{clicks} cost {spend} and brought {orders} ({sales}); at the expected conversion rate of {cvr} ({low} to "
        "{high}) a click is worth {value} and costs {cpc}. A target of its own can bid {to_bid}; which ad group of its "
        "product has such targets, only a bulk download says."
    ),
    "promise_spent": later(
        "{clicks} cost {spend} and brought {orders}; at the expected conversion rate of {cvr} ({low} to {high}) a click "
        "is worth {value} and costs {cpc}, but it isn't sure enough to lose for this run's promise on wrong negations. It "
        "is worth a bid of {to_bid} of its own, in {home}. The gain comes once it is negated here: as soon as its own "
        "target is live."
    ),
    "unproved": later(
        "{clicks} cost {spend} and brought {orders}: too little to negate it. At the expected conversion rate of {cvr} "
        "({low} to {high}) a click is worth {value} and costs {cpc}; it is worth a bid of {to_bid} of its own, in {home}. "
        "The gain comes once it is negated here: as soon as its own target is live."
    ),
    "loses_with_orders": later(
        "{clicks} cost {spend} and brought {orders} ({sales}); still, at the expected conversion rate of {cvr} ({low} "
        "to {high}) a click is worth {value} and costs {cpc}. It is worth a bid of {to_bid} of its own, in {home}. The "
        "gain comes once it is negated here: as soon as its own target is live."
    ),
    "hand_over": later(
        "{clicks} cost {spend} and brought {orders} here, though a target of its own, in {home}, is live: its own "
        "bid fits what a click is worth ({value}) better."
    ),
    "earned_before": later(
        "{clicks} cost {spend} and brought {orders} ({sales}) before a negative in {level} ({text}) acted; at the "
        "expected conversion rate of {cvr} ({low} to {high}) a click is worth {value} and costs {cpc}."
    ),
}

LATER = later(
    "Once the bid that finds it has come down to what that target's clicks are worth, a click of it will cost about {cost}: "
    "the gain is counted from there."
)

LEVELS = {"ad_group": later("this ad group"), "campaign": later("the whole campaign")}
