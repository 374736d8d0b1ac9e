"""What is wrong with rows of orders and tracking results, and what to do."""

from __future__ import annotations

from typing import NamedTuple

from adopt.say.translate import Translate, later


class FaultWords(NamedTuple):
    """Marked by `adopt.say.later`; filled with the fault's ``value`` and ``detail``."""

    what: str
    do: str


FAULTS = {
    "no_order": FaultWords(later("The order ID is missing."), later("Download the report again.")),
    "quantity": FaultWords(
        later("The quantity is '{value}'; expected a whole number above 0."), later("Correct the number.")
    ),
    "no_address": FaultWords(
        later("The buyer's address is incomplete: nothing stands in this column."),
        later(
            "Download the unshipped orders from Seller Central, where the address is shown, or ask the buyer."
        ),
    ),
    "no_customs": FaultWords(
        later("The table of customs declarations has no SKU '{value}'."),
        later("Add a row for it: names, weight, value."),
    ),
    "customs_row": FaultWords(
        later("This row of the table of customs declarations can't be used; there: '{value}'."),
        later("Fill in the column as 'adopt template customs' explains it."),
    ),
    "customs_zero": FaultWords(
        later("The weight and the declared value of a product must be above 0."),
        later("Fill in what one unit weighs and is worth."),
    ),
    "too_many_items": FaultWords(
        later("The order has {value} products; a row of the carrier's sheet has room for {detail}."),
        later("Enter this parcel by hand, or ship it as several."),
    ),
    "currencies": FaultWords(
        later("Its products are declared in several currencies: {value}; expected one."),
        later("Declare them in one currency in the table of customs declarations."),
    ),
    "order_form": FaultWords(
        later("'{value}' isn't an order ID of Amazon's; expected 3, 7 and 7 digits: 058-3563777-5518068."),
        later(
            "Write Amazon's order ID there. A program that made a number or a date of it needs the column as text."
        ),
    ),
    "order_unknown": FaultWords(
        later("The report of unshipped orders has no order {value}: it is confirmed already, or cancelled."),
        later("Look it up in Manage Orders; download the report again if it is older than the order."),
    ),
    "item_form": FaultWords(
        later("'{value}' isn't an order-item-id; expected digits alone."),
        later("Copy it from the report of unshipped orders, or leave it blank to confirm the whole order."),
    ),
    "item_unknown": FaultWords(
        later("The order has no item {value} left to ship; there are: {detail}."),
        later("Copy it from the report of unshipped orders, or leave it blank to confirm the whole order."),
    ),
    "quantity_over": FaultWords(
        later("More is confirmed than is left to ship ({detail})."),
        later("Correct the quantity, or the rows of the same item."),
    ),
    "quantity_of_which": FaultWords(
        later("{value} of {detail} units left are confirmed, and the row doesn't say of which item."),
        later("Fill in order-item-id, or leave the quantity blank to confirm all that is left."),
    ),
    "several_parcels": FaultWords(
        later("The order has several tracking numbers, and the row doesn't say which item is in which parcel."),
        later("Add columns order-item-id and quantity, and fill them in for each parcel."),
    ),
    "row_twice": FaultWords(
        later("The row says again what another says ({value}); it is written once."), later("Nothing to do.")
    ),
    "day_unread": FaultWords(
        later("'{value}' isn't a day; expected 2026-11-25."),
        later("Write it so, or leave it blank for the day of --ship-date."),
    ),
    "day_ahead": FaultWords(
        later("The ship date {value} is later than today on the marketplace ({detail})."),
        later("Confirm it on the day on which it leaves."),
    ),
    "day_before": FaultWords(
        later("The ship date {value} is earlier than the order (bought on {detail} or later)."),
        later("Correct the day."),
    ),
    "tracking_eaten": FaultWords(
        later("A spreadsheet program has taken the tracking number for a number and lost its last digits: {value}."),
        later("Export the carrier's table again and open the column as text, or write the whole number by hand."),
    ),
    "tracking_form": FaultWords(
        later("'{value}' can't be a tracking number; expected 5 to 50 letters and digits."),
        later("Copy it from the carrier's page."),
    ),
    "no_carrier": FaultWords(
        later("No carrier is named; Amazon refuses a confirmation without one."),
        later("Add a column carrier, or give --carrier."),
    ),
    "carrier_long": FaultWords(
        later("The carrier's name has more than {detail} characters."), later("Shorten it.")
    ),
    "carrier_unlisted": FaultWords(
        later("'{value}' isn't in adopt's table of Amazon's carriers: it is written as Other with that name."),
        later("Look whether Amazon's list has it: a carrier of the list under Other makes the tracking invalid."),
    ),
    "tracking_other": FaultWords(
        later("{value} looks like the number of another carrier than {detail}."),
        later("Correct the carrier or the number."),
    ),
    "no_tracking": FaultWords(
        later("The tracking number is missing."),
        later("Fill it in; what has none is better confirmed by hand in Manage Orders."),
    ),
    "no_method": FaultWords(
        later("The service is missing; it was written without one."),
        later("Give --method, or a column ship-method: Amazon asks for it in Europe, and reads from it whether a parcel is tracked."),
    ),
}  # fmt: skip


def fault_said(rule: str, value: str, detail: str, say: Translate) -> tuple[str, str]:
    """What is wrong, and what to do."""
    words = FAULTS[rule]
    return say(words.what, value=value, detail=detail), say(words.do, value=value, detail=detail)
