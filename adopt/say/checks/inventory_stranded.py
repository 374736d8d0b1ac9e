"""What is said of stock that no offer sells."""

from __future__ import annotations

from adopt.say.checks.words import Words
from adopt.say.translate import later

_NOTHING = later("Nothing to do.")

STRANDED = {
    "stranded_none": Words(later("No unit is stranded."), _NOTHING),
    "stranded": Words(
        later("{value} at Amazon without an offer since {since}, {fit} of them sellable. Reason: {why}."),
        later("Relist or fix the listing in Seller Central > Inventory > Fix stranded inventory."),
    ),
    "stranded_removed": Words(
        later(
            "{value} at Amazon without an offer since {since}, {fit} of them sellable. Reason: {why}. Amazon removes them by itself "
            "on {removal}."
        ),
        later(
            "Relist or fix the listing before {removal}: Seller Central > Inventory > Fix stranded inventory."
        ),
    ),
    "stranded_late": Words(
        later(
            "{value} at Amazon without an offer since {since}, {fit} of them sellable. Reason: {why}. The day of their automatic "
            "removal, {removal}, is past."
        ),
        later(
            "Relist or fix the listing today, or look for the removal order in Seller Central > Inventory > Fix stranded "
            "inventory."
        ),
    ),
}
