"""What account health says of parcels and invoices: valid tracking, on-time delivery, invoice defects."""

from __future__ import annotations

from adopt.say.checks.words import Words
from adopt.say.translate import later

_NOTHING = later("Nothing to do.")
_LOOK = later("Open Account Health in Seller Central, see what Amazon lists under it, and answer that today.")

PARCELS = {
    "vtr_fine": Words(
        later(
            "{n} of {of} shipments have valid tracking ({value}; at least {target}, window {window}). Amazon says {amazon}{was}. "
            "{more} more without it would miss the target.{between}"
        ),
        _NOTHING,
    ),
    "vtr_near": Words(
        later(
            "{n} of {of} shipments have valid tracking ({value}; at least {target}, window {window}), and {more} more without it "
            "misses the target. Amazon says {amazon}{was}.{between}"
        ),
        later(
            "Check carrier and number of every shipment that you confirm today; they can be mended for 24 hours."
        ),
    ),
    "vtr_over": Words(
        later(
            "{n} of {of} shipments have valid tracking: {value}, at least {target} is asked for (window {window}). Amazon says "
            "{amazon}{was}. {clean} more with it would bring it back.{between}"
        ),
        later(
            'Choose the carrier by the name that Amazon integrates, not "Other", use a tracked service, and mend numbers within '
            "24 hours of confirmation."
        ),
    ),
    "vtr_bad": Words(
        later(
            "Amazon says {amazon}{was}, though {n} of {of} shipments have valid tracking ({value}; at least {target}, window "
            "{window}). It judges each product category by itself."
        ),
        _LOOK,
    ),
    "otd_fine": Words(
        later(
            "{n} of {of} arrived on time ({value}; at least {target}, window {window}). Amazon says {amazon}{was}. {more} more "
            "late would miss the target.{between}"
        ),
        _NOTHING,
    ),
    "otd_near": Words(
        later(
            "{n} of {of} arrived on time ({value}; at least {target}, window {window}), and {more} more late would miss the target. "
            "Amazon says {amazon}{was}.{between}"
        ),
        later("Ship today's orders by a faster service, or lengthen the transit time that you promise."),
    ),
    "otd_low": Words(
        later(
            "{n} of {of} arrived on time ({value}; at least {target}, window {window}): enough, but under the {better} that Amazon "
            "recommends. Amazon says {amazon}{was}.{between}"
        ),
        later(
            "See in the on-time delivery defects which products and services arrive late, and change these first."
        ),
    ),
    "otd_over": Words(
        later(
            "{n} of {of} arrived on time: {value}, at least {target} is asked for (window {window}). Amazon says {amazon}{was}. "
            "{clean} more on time would bring it back.{between}"
        ),
        later(
            "See in the on-time delivery defects which products and services arrive late; change the service or lengthen handling "
            "and transit times, and buy protected labels."
        ),
    ),
    "otd_bad": Words(
        later(
            "Amazon says {amazon}{was}, though {n} of {of} arrived on time ({value}; at least {target}, window {window})."
        ),
        _LOOK,
    ),
    "invoice_fine": Words(
        later(
            "{n} of {of} business orders have no invoice, or a late one ({value}; limit {target}, window {window}). Amazon says "
            "{amazon}{was}. {more} more would pass the limit.{between}"
        ),
        _NOTHING,
    ),
    "invoice_near": Words(
        later(
            "{n} of {of} business orders have no invoice, or a late one ({value}; limit {target}, window {window}), and {more} more "
            "passes the limit. Amazon says {amazon}{was}.{between}"
        ),
        later("Upload the invoices of yesterday's business orders today."),
    ),
    "invoice_over": Words(
        later(
            "{n} of {of} business orders have no invoice, or a late one: {value}, the limit is {target} (window {window}). Amazon "
            "says {amazon}{was}. {clean} with an invoice in time would bring it back.{between}"
        ),
        later(
            "Upload the missing invoices, and each new one within a day of shipping; Amazon's VAT service does so by itself."
        ),
    ),
    "invoice_bad": Words(
        later(
            "Amazon says {amazon}{was}, though {n} of {of} invoice defects ({value}) are within the limit of {target} "
            "(window {window})."
        ),
        _LOOK,
    ),
    "invoice_elsewhere": Words(
        later("Only business orders in Europe are held to it; this marketplace isn't."), _NOTHING
    ),
}
