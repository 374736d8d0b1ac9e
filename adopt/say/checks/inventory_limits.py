"""What is said of the inventory performance index and of room in the warehouses."""

from __future__ import annotations

from adopt.say.checks.words import Words
from adopt.say.translate import later

_NOTHING = later("Nothing to do.")

LIMITS = {
    "ipi_absent": Words(
        later("Your table ipi has no score of this marketplace."),
        later("Copy it from Seller Central > Inventory > Inventory Performance."),
    ),
    "ipi_old": Words(
        later("The newest score, {value} of {day}, is {age} old: it is renewed each week."),
        later("Copy today's from Seller Central > Inventory > Inventory Performance."),
    ),
    "ipi_low": Words(
        later(
            "{value} on {day}, {room} under the threshold of {target} ({before} on {before_day}): Amazon may limit your storage."
        ),
        later("Sell or remove excess and old stock, fix stranded units, and keep what sells in stock."),
    ),
    "ipi_low_first": Words(
        later("{value} on {day}, {room} under the threshold of {target}: Amazon may limit your storage."),
        later("Sell or remove excess and old stock, fix stranded units, and keep what sells in stock."),
    ),
    "ipi_near": Words(
        later("{value} on {day}, only {room} over the threshold of {target} ({before} on {before_day})."),
        later("Look at excess, aged and stranded stock first: they move the score most."),
    ),
    "ipi_near_first": Words(
        later("{value} on {day}, only {room} over the threshold of {target}."),
        later("Look at excess, aged and stranded stock first: they move the score most."),
    ),
    "ipi_fine": Words(
        later("{value} on {day}, {room} over the threshold of {target} ({before} on {before_day})."), _NOTHING
    ),
    "ipi_fine_first": Words(later("{value} on {day}, {room} over the threshold of {target}."), _NOTHING),
    "storage_full": Words(
        later(
            "{used} of {granted} cubic feet are used ({value}): Amazon charges for what is over the limit."
        ),
        later("Remove or sell what doesn't move, and hold back shipments or ask for more capacity."),
    ),
    "storage_short": Words(
        later("{used} of {granted} cubic feet are used ({value}, the limit here is {target})."),
        later("Plan the next shipments by what fits, or ask for more capacity."),
    ),
}
