"""What is said of products that are out of stock."""

from __future__ import annotations

from adopt.say.checks.words import Words
from adopt.say.translate import later

_NOTHING = later("Nothing to do.")

OUT = {
    "stockout_fine": Words(later("{n} of {of} selling products are in stock."), _NOTHING),
    "stockout_long": Words(
        later(
            "Out of stock for {value} (limit {target}): at {pace} a day before, about {lost} not sold. Inbound: {inbound}."
        ),
        later(
            "Hurry what is inbound, or order today if nothing is; ship from your own stock meanwhile, and pause its ads until it "
            "is back."
        ),
    ),
    "stockout_short": Words(
        later("Out of stock for {value}: at {pace} a day before, about {lost} not sold. Inbound: {inbound}."),
        later(
            "Order today if nothing is inbound; ship from your own stock if it won't arrive within the week."
        ),
    ),
    "stockout_least": Words(
        later(
            "Out of stock, and nothing shipped for at least {value} (the inventory report doesn't tell the day): at {pace} a day "
            "before, about {lost} or more not sold. Inbound: {inbound}."
        ),
        later(
            "Hurry what is inbound, or order today if nothing is; ship from your own stock meanwhile. The inventory ledger would "
            "tell the day."
        ),
    ),
    "stockout_new": Words(
        later(
            "Out of stock now; {shipped} still left in the last 7 days, at {pace} a day. Inbound: {inbound}."
        ),
        later(
            "Order today if nothing is inbound; ship from your own stock if it won't arrive within the week."
        ),
    ),
    "stockout_now": Words(
        later("Out of stock now, at {pace} a day lately. Inbound: {inbound}."),
        later(
            "Order today if nothing is inbound; ship from your own stock if it won't arrive within the week."
        ),
    ),
}
