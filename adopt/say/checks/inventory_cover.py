"""What is said of how long stock lasts."""

from __future__ import annotations

from adopt.say.checks.words import Words
from adopt.say.translate import later

_NOTHING = later("Nothing to do.")

COVER = {
    "cover_unknown": Words(
        later("{all}, and none sold lately: how long the stock lasts isn't known."), _NOTHING
    ),
    "stock_old": Words(
        later("The stock reports end on {window}: more than {age} ago, too old to go by."),
        later("Download the FBA inventory report again."),
    ),
    "stock_elsewhere": Words(
        later("The stock reports name no product with known stock in this marketplace."),
        later(
            "Download the FBA inventory report of this marketplace, and see that the marketplace set is the right one."
        ),
    ),
    "cover_fine": Words(
        later(
            "{n} of {of} selling products have stock for {target} or more and need no order yet. "
            "{unknown} without recent sales: their cover isn't known."
        ),
        _NOTHING,
    ),
    "cover_order": Words(
        later(
            "{available} available, {inbound} inbound: {value} of sales at {pace} a day{forecast}, {whole} with all inbound. An order takes "
            "{lead} (± {lead_sd}); it was due when stock and inbound came down to {point} ({service} service level), on {order_by}."
        ),
        later("Order {quantity} today{rounded}."),
    ),
    "cover_order_usual": Words(
        later(
            "{available} available, {inbound} inbound: {value} of sales at {pace} a day{forecast}, {whole} with all inbound. With the "
            "usual lead time ({lead} ± {lead_sd}; your table lead_times has no row of it), an order was due at {point}, on "
            "{order_by}."
        ),
        later(
            "Order {quantity} today{rounded}, or put its true lead time, cartons and smallest order into lead_times."
        ),
    ),
    "cover_soon": Words(
        later(
            "{available} available, {inbound} inbound: {value} of sales at {pace} a day{forecast}, {whole} with all inbound. An order takes "
            "{lead} (± {lead_sd}); it is due when stock and inbound come down to {point} ({service} service level)."
        ),
        later("Order {quantity} by {order_by}{rounded}."),
    ),
    "cover_soon_usual": Words(
        later(
            "{available} available, {inbound} inbound: {value} of sales at {pace} a day{forecast}, {whole} with all inbound. The usual lead "
            "time stands in ({lead} ± {lead_sd}; your table lead_times has no row of it): an order is due at {point}."
        ),
        later("Order {quantity} by {order_by}{rounded}, and put its true lead time into lead_times."),
    ),
    "cover_inbound": Words(
        later(
            "{available} available: {value} of sales at {pace} a day{forecast}; {inbound} inbound make it {whole}. The next order is due "
            "on {order_by}."
        ),
        later("See that what is inbound arrives in time; nothing to order yet."),
    ),
    "cover_inbound_usual": Words(
        later(
            "{available} available: {value} of sales at {pace} a day{forecast}; {inbound} inbound make it {whole}. With the usual lead time "
            "({lead} ± {lead_sd}; your table lead_times has no row of it), the next order is due on {order_by}."
        ),
        later("See that what is inbound arrives in time; nothing to order yet."),
    ),
    "cover_enough": Words(
        later(
            "{available} available, nothing known to be inbound: {value} of sales at {pace} a day. An order takes {lead} (± "
            "{lead_sd}), so the next one is due on {order_by}."
        ),
        later("Nothing to order yet."),
    ),
    "cover_enough_usual": Words(
        later(
            "{available} available, nothing known to be inbound: {value} of sales at {pace} a day. With the usual lead time "
            "({lead} ± {lead_sd}; your table lead_times has no row of it), the next order is due on {order_by}."
        ),
        later("Nothing to order yet; put its true lead time into lead_times."),
    ),
}
