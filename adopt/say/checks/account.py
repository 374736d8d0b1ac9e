"""What account health says."""

from __future__ import annotations

from adopt.say.checks.account_orders import ORDERS
from adopt.say.checks.account_others import OTHERS
from adopt.say.checks.account_parcels import PARCELS
from adopt.say.checks.account_policies import CHANGES, POLICIES
from adopt.say.checks.account_rating import RATING
from adopt.say.checks.words import Words
from adopt.say.translate import later

_NOTHING = later("Nothing to do.")

ACCOUNT = {
    "metric_absent": Words(
        later(
            "The account performance report doesn't tell of it: Amazon leaves out what it has nothing to count for."
        ),
        later("Look at Account Health in Seller Central."),
    ),
    "no_orders": Words(
        later("Nothing was counted for it (window {window}): there is nothing to judge by."), _NOTHING
    ),
    "rate_untold": Words(
        later("The report names it without a rate and its counts (window {window}), so it can't be judged."),
        later("Look at Account Health in Seller Central."),
    ),
    **ORDERS,
    **PARCELS,
    **OTHERS,
    **RATING,
    **POLICIES,
    **CHANGES,
}
