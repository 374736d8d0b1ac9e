"""What account health says."""

from __future__ import annotations

from adopt.say.checks.words import Words
from adopt.say.translate import later

ACCOUNT = {
    "metric_absent": Words(
        later("The account performance report doesn't tell of it."),
        later("Look at Account Health in Seller Central."),
    ),
    "no_orders": Words(
        later("No order in its window ({window}): there is nothing to judge by."), later("Nothing to do.")
    ),
    "odr_fine": Words(
        later(
            "{n} of {of} orders have a defect ({value}; limit {target}, window {window}). Amazon says {amazon}. {more} more "
            "would pass the limit."
        ),
        later("Nothing to do."),
    ),
    "odr_over": Words(
        later(
            "{n} of {of} orders have a defect: {value}, the limit is {target} (window {window}). Amazon says {amazon}. "
            "{clean} without a defect would bring it back."
        ),
        later(
            "Answer each claim and negative review of the window, refund where you are at fault, and appeal what isn't yours."
        ),
    ),
}
