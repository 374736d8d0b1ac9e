"""What account health says of rates that have no check of their own."""

from __future__ import annotations

from adopt.say.checks.words import Words
from adopt.say.translate import later

_NOTHING = later("Nothing to do.")
_LOOK = later("Open Account Health in Seller Central, see what Amazon lists under it, and answer that today.")

OTHERS = {
    "account_other_fine": Words(
        later(
            "{n} of {of}: {value}; the report's own target is {target} (window {window}). Amazon says {amazon}{was}. {more} more the "
            "wrong way would miss it.{between}"
        ),
        _NOTHING,
    ),
    "account_other_near": Words(
        later(
            "{n} of {of}: {value}; the report's own target is {target} (window {window}), and {more} more the wrong way misses it. "
            "Amazon says {amazon}{was}.{between}"
        ),
        _LOOK,
    ),
    "account_other_over": Words(
        later(
            "{n} of {of}: {value} misses the report's own target of {target} (window {window}). Amazon says {amazon}{was}.{between}"
        ),
        _LOOK,
    ),
    "account_other_bad": Words(
        later(
            "Amazon says {amazon}{was}, though {n} of {of} ({value}) keeps the report's own target of {target} (window {window})."
        ),
        _LOOK,
    ),
    "account_others_none": Words(later("The report has no other rate than those above."), _NOTHING),
    "account_rate_fine": Words(
        later(
            "The rate is {value} (target {target}, window {window}). Amazon says {amazon}{was}, and doesn't tell the orders."
        ),
        _NOTHING,
    ),
    "account_rate_over": Words(
        later(
            "The rate is {value}; the target is {target} (window {window}). Amazon says {amazon}{was}, and doesn't tell the orders."
        ),
        _LOOK,
    ),
    "account_rate_bad": Words(
        later(
            "Amazon says {amazon}{was}, though the rate of {value} keeps the target of {target} (window {window})."
        ),
        _LOOK,
    ),
    "account_no_target": Words(
        later("Neither Amazon's rules nor the report name a target for this marketplace."),
        later("Look at Account Health in Seller Central."),
    ),
}
