"""What account health says of orders: defects, late dispatch, cancellations."""

from __future__ import annotations

from adopt.say.checks.words import Words
from adopt.say.translate import later

_NOTHING = later("Nothing to do.")
_LOOK = later("Open Account Health in Seller Central, see what Amazon lists under it, and answer that today.")

ORDERS = {
    "odr_fine": Words(
        later(
            "{n} of {of} orders have a defect ({value}; limit {target}, window {window}). Amazon says {amazon}{was}. {more} more "
            "would pass the limit.{between}"
        ),
        _NOTHING,
    ),
    "odr_near": Words(
        later(
            "{n} of {of} orders have a defect ({value}; limit {target}, window {window}), and {more} more passes the limit. "
            "Amazon says {amazon}{was}.{between}"
        ),
        later(
            "Answer open claims and new negative feedback before anything else today, while nothing is broken yet."
        ),
    ),
    "odr_over": Words(
        later(
            "{n} of {of} orders have a defect: {value}, the limit is {target} (window {window}). Amazon says {amazon}{was}. "
            "{clean} without a defect would bring it back.{between}"
        ),
        later(
            "Answer each claim and negative review of the window, refund where you are at fault, and appeal what isn't yours."
        ),
    ),
    "odr_bad": Words(
        later(
            "Amazon says {amazon}{was}, though {n} of {of} orders with a defect ({value}) are within the limit of {target} "
            "(window {window})."
        ),
        _LOOK,
    ),
    "lsr_fine": Words(
        later(
            "{n} of {of} orders were confirmed late ({value}; limit {target}, window {window}). Amazon says {amazon}{was}. "
            "{more} more would pass the limit.{between}"
        ),
        _NOTHING,
    ),
    "lsr_near": Words(
        later(
            "{n} of {of} orders were confirmed late ({value}; limit {target}, window {window}), and {more} more passes the "
            "limit. Amazon says {amazon}{was}.{between}"
        ),
        later(
            "Confirm every order due today before its ship-by time; lengthen the handling time if you can't."
        ),
    ),
    "lsr_over": Words(
        later(
            "{n} of {of} orders were confirmed late: {value}, the limit is {target} (window {window}). Amazon says {amazon}{was}. "
            "{clean} confirmed in time would bring it back.{between}"
        ),
        later(
            "Confirm every open order in time, lengthen the handling time of what you can't ship, and find out why these were late."
        ),
    ),
    "lsr_bad": Words(
        later(
            "Amazon says {amazon}{was}, though {n} of {of} late orders ({value}) are within the limit of {target} (window {window})."
        ),
        _LOOK,
    ),
    "cancel_fine": Words(
        later(
            "You cancelled {n} of {of} orders before shipping ({value}; limit {target}, window {window}). Amazon says "
            "{amazon}{was}. {more} more would pass the limit.{between}"
        ),
        _NOTHING,
    ),
    "cancel_near": Words(
        later(
            "You cancelled {n} of {of} orders before shipping ({value}; limit {target}, window {window}), and {more} more passes "
            "the limit. Amazon says {amazon}{was}.{between}"
        ),
        later("Cancel no order yourself; check the stock of what you ship before you sell more of it."),
    ),
    "cancel_over": Words(
        later(
            "You cancelled {n} of {of} orders before shipping: {value}, the limit is {target} (window {window}). Amazon says "
            "{amazon}{was}. {clean} that you ship would bring it back.{between}"
        ),
        later(
            "Set the quantity of what you can't ship to 0, and cancel no order yourself: ask buyers to do so on Amazon."
        ),
    ),
    "cancel_bad": Words(
        later(
            "Amazon says {amazon}{was}, though {n} of {of} cancelled orders ({value}) are within the limit of {target} "
            "(window {window})."
        ),
        _LOOK,
    ),
}
