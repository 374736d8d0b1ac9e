"""What orders and shipping say."""

from __future__ import annotations

from adopt.say.checks.words import Words
from adopt.say.translate import later

_NOTHING = later("Nothing to do.")

_WAITING = {
    "order_due": Words(
        later("{value} left to ship: by {due}."),
        later(
            "Ship it today and confirm it with its tracking number; 'adopt ship' writes the labels' file and the confirmation."
        ),
    ),
    "order_warned": Words(
        later("Amazon itself warns that it will be late: {value} left, until {due}."),
        later("Ship it first, and confirm it with its tracking number before that moment."),
    ),
    "order_ahead": Words(later("Time left: {others}; the next ship-by is {first}."), _NOTHING),
    "order_none_ahead": Words(later("No order waits with its ship-by ahead (late ones: {late})."), _NOTHING),
    "order_late": Words(
        later(
            "Its ship-by was {ship_by}: late by {late}. Amazon cancels it by itself on {cancelled}, or later if public holidays lie between."
        ),
        later(
            "Ship and confirm it now. If it can't be shipped, tell the buyer: a late order counts once, a cancelled one again."
        ),
    ),
    "order_lapsed": Words(
        later("Its ship-by was {ship_by}, and by our reckoning Amazon has cancelled it since {cancelled}."),
        later("Look it up in Manage Orders: if it is cancelled, don't ship it; download the report again."),
    ),
    "order_none_late": Words(later("No unshipped order is late (waiting: {waiting})."), _NOTHING),
    "order_unconfirmed": Words(
        later(
            "Waiting longer than {target} for a confirmation (a house rule): {older} of {every}, the oldest for {oldest}."
        ),
        later("Confirm what has left. Amazon's own limit is the ship-by of each order."),
    ),
    "order_fresh": Words(
        later(
            "No order waits longer than {target} for its confirmation; the oldest of {every} has waited for {oldest}."
        ),
        _NOTHING,
    ),
    "order_none_waiting": Words(later("No order waits for its confirmation."), _NOTHING),
}

_SENT = {
    "ship_none_sent": Words(
        later("Your log of shipments has none that was confirmed in the last weeks."),
        later("Add each shipment to the table 'shipments' when you confirm it."),
    ),
    "ship_silent": Words(
        later("Confirmed {confirmed}, and no scan for {silent} (tracking number: {tracking})."),
        later("Ask the carrier whether it has the parcel, and look whether the number is right."),
    ),
    "ship_silent_long": Words(
        later(
            "Confirmed {confirmed}, and no scan for {silent} (tracking number: {tracking}): it was not handed over, or the number is wrong."
        ),
        later(
            "Find the parcel today: hand it over, or correct the number. Tell the buyer if it is lost, and send another."
        ),
    ),
    "ship_scanned": Words(later("Scanned, or confirmed a short while ago: {others}."), _NOTHING),
    "carrier_missing": Words(
        later("No carrier is named; Amazon asks for one since April 2021."),
        later("Enter it in Manage Orders before {until}; after that it can't be corrected."),
    ),
    "carrier_missing_past": Words(
        later("No carrier was named, and the time to correct it ended {until}."),
        later("Name the carrier in each confirmation from now on: without it the tracking is invalid."),
    ),
    "carrier_other": Words(
        later(
            "'{said}' was entered, but Amazon's list has {name}: with Other, the tracking of a carrier of the list is invalid."
        ),
        later(
            "Choose {name} from the list in Manage Orders before {until}; after that it can't be corrected."
        ),
    ),
    "carrier_other_past": Words(
        later(
            "'{said}' was entered, but Amazon's list has {name}: its tracking counts as invalid since {until}."
        ),
        later("Choose {name} from the list from now on."),
    ),
    "carrier_spelt": Words(
        later("'{said}' was entered; Amazon's list has it as {name}, to the letter."),
        later("Choose {name} from the list in Manage Orders before {until}."),
    ),
    "carrier_spelt_past": Words(
        later(
            "'{said}' was entered; Amazon's list has it as {name}, to the letter. The time to correct it ended {until}."
        ),
        later("Choose {name} from the list from now on."),
    ),
    "carrier_number": Words(
        later("'{said}' was entered, but {tracking} looks like a number of {name}."),
        later("Correct the carrier or the number in Manage Orders before {until}."),
    ),
    "carrier_number_past": Words(
        later(
            "'{said}' was entered, but {tracking} looks like a number of {name}. The time to correct it ended {until}."
        ),
        later("Look up which of the two was right, and enter both together the next time."),
    ),
    "carrier_fine": Words(later("Carrier named as in Amazon's list, or not on it: {others}."), _NOTHING),
    "proof_missing": Words(
        later(
            "By {service}, confirmed {value} ago, and no scan at the door. It isn't late by that, but there is no proof that it arrived."
        ),
        later(
            "Look it up at the carrier and keep what it shows: without proof an A-to-z claim about it is lost. Send what is dear with delivery confirmation."
        ),
    ),
    "proof_none_needed": Words(
        later("No parcel by USPS First-Class waits longer than {days} for its scan at the door."), _NOTHING
    ),
    "ship_none_counted": Words(
        later("No parcel to a US buyer in your log that Amazon's valid tracking would count by now."),
        _NOTHING,
    ),
    "tracking_missing": Words(
        later("It has no tracking number, and needs one (from {origin}, scans needed: {target})."),
        later("Enter the number before {until}; after that it can't be corrected."),
    ),
    "tracking_missing_past": Words(
        later(
            "It has no tracking number, and needed one (from {origin}); the time to enter it ended {until}."
        ),
        later(
            "Use a service with tracking: without it you also lose A-to-z claims about parcels that didn't arrive."
        ),
    ),
    "tracking_few_scans": Words(
        later(
            "{days} after its confirmation {tracking} has {value} of the {target} scans that it needs (from {origin})."
        ),
        later(
            "Ask the carrier for proof of delivery and use a fully tracked service: from this value on Amazon asks for a first scan and one at the door."
        ),
    ),
    "tracking_fine": Words(
        later("With a tracking number, and the scans asked for or time for them: {others}."), _NOTHING
    ),
    "own_vtr_fine": Words(
        later(
            "{n} of {of} parcels have the scans that they need ({value}; at least {target}, confirmed {window}). {more} more without would miss it. Can't be told yet: {open}."
        ),
        _NOTHING,
    ),
    "vtr_low": Words(
        later(
            "{n} of {of} parcels have the scans that they need: {value}, at least {target} is asked for (confirmed {window}). {clean} with valid tracking would bring it back. Can't be told yet: {open}."
        ),
        later(
            "Enter missing numbers today, and move to services with a scan at the door. Amazon judges each product category by itself."
        ),
    ),
    "own_lsr_none": Words(
        later("No order with a ship-by in its window ({window}): there is nothing to judge by."), _NOTHING
    ),
    "own_lsr_fine": Words(
        later(
            "{n} of {of} orders were late: {value}, the limit is {target} ({window}). {more} more would pass it."
        ),
        _NOTHING,
    ),
    "own_lsr_near": Words(
        later(
            "{n} of {of} orders were late: {value}, under Amazon's {target} ({window}), but {on_time} on time is less than the {house} of the house rule. {more} more being late would pass Amazon's limit."
        ),
        later(
            "Confirm on the day of the hand-over, or lengthen the handling time of products that you can't ship in time."
        ),
    ),
    "own_lsr_over": Words(
        later(
            "{n} of {of} orders were late: {value}, the limit is {target} ({window}). {clean} on time would bring it back."
        ),
        later(
            "Ship what is late first, then lengthen the handling time, so that new orders get a ship-by that you can keep."
        ),
    ),
}

_DEFECTS = {
    "otdr_none": Words(later("Amazon's download has no late delivery."), _NOTHING),
    "otdr_carrier": Words(
        later("{n} of {of} late deliveries went with it: {confirmed} confirmed late, {unscanned} never scanned, {scanned} scanned after the ship-by, {road} slow on the road."),
        later("Late confirmations: ship earlier or lengthen the handling time. Slow on the road: lengthen the transit time, or change the service. Labels of Buy Shipping with OTDR protection don't count."),
    ),
    "invalid_none": Words(later("Amazon's download has no shipment without valid tracking."), _NOTHING),
    "invalid_origin": Words(
        later("{n} of {of} shipments without valid tracking came from there: {number} without a number, {scan} without any scan, {door} without a scan at the door, {other} for another cause (such as a carrier named wrong)."),
        later("Use a fully tracked service, and name the carrier as Amazon's list does."),
    ),
}  # fmt: skip

ORDERS = {**_WAITING, **_SENT, **_DEFECTS}
