"""What is said of fees on stock that is too little or too old."""

from __future__ import annotations

from adopt.say.checks.words import Words
from adopt.say.translate import later

_NOTHING = later("Nothing to do.")

FEES = {
    "low_level_unknown": Words(
        later("The inventory report doesn't tell historical days of supply here."), _NOTHING
    ),
    "low_level_fine": Words(
        later(
            "{n} of {of} products pay no low-inventory-level fee ({free} exempt by Amazon, {rare} that sell fewer than {least} "
            "a week)."
        ),
        _NOTHING,
    ),
    "low_level_charged": Words(
        later(
            "Amazon charges the low-inventory-level fee this week. Supply: {supply}, {target} are asked for. {week} shipped in 7 "
            "days make {least} to {most} a week, by the product's size. Available: {available}; inbound: {inbound}."
        ),
        later("Ship more in, and raise the price until it is there. Amazon's minimum level: {needed}."),
    ),
    "low_level_charged_unpriced": Words(
        later(
            "Amazon charges the low-inventory-level fee this week. Supply: {supply}, {target} are asked for. Shipped in 7 days: "
            "{week}; available: {available}; inbound: {inbound}."
        ),
        later("Ship more in, and raise the price until it is there. Amazon's minimum level: {needed}."),
    ),
    "low_level_due": Words(
        later(
            "{value} of supply where {target} are asked for; Amazon doesn't say yet that it charges. {week} shipped in 7 days "
            "would make {least} to {most} a week, by the product's size. Available: {available}; inbound: {inbound}."
        ),
        later("Ship more in before Amazon charges. Its minimum level: {needed}."),
    ),
    "low_level_due_unpriced": Words(
        later(
            "{value} of supply where {target} are asked for; Amazon doesn't say yet that it charges. Shipped in 7 days: {week}; "
            "available: {available}; inbound: {inbound}."
        ),
        later("Ship more in before Amazon charges. Its minimum level: {needed}."),
    ),
    "aged_unknown": Words(later("The inventory report doesn't tell how old stock is."), _NOTHING),
    "aged_fine": Words(
        later("{n} of {of} products have no unit that is charged for its age on {snapshot}."), _NOTHING
    ),
    "aged_charged": Words(
        later(
            "Amazon will charge {value} for their age on {snapshot}: {stake}. {old} are 181 days old or more; by then about "
            "{at_181} more get to 181 days, {at_271} to 271 and {at_366} to 366."
        ),
        later(
            "Lower the price, make a deal or a removal order before {snapshot}: the oldest units leave first."
        ),
    ),
    "aged_unpriced": Words(
        later(
            "Amazon will charge {value} for their age on {snapshot}. {old} are 181 days old or more; by then about {at_181} more "
            "get to 181 days, {at_271} to 271 and {at_366} to 366."
        ),
        later(
            "Lower the price, make a deal or a removal order before {snapshot}: the oldest units leave first."
        ),
    ),
    "aged_crossing": Words(
        later(
            "At its pace about {at_181} get to 181 days by {snapshot}, {at_271} to 271 and {at_366} to 366 ({old} are 181 days "
            "old or more)."
        ),
        later("Lower the price or advertise it more, so that they are sold before {snapshot}."),
    ),
}
