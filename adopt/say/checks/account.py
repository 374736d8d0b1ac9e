"""What account health says."""

from __future__ import annotations

from adopt.say.checks.words import Words
from adopt.say.translate import later

_NOTHING = later("Nothing to do.")
_LOOK = later("Open Account Health in Seller Central, see what Amazon lists under it, and answer that today.")

_RATES = {
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

_RATING = {
    "ahr_assured": Words(
        later(
            "The rating is {value}: healthy, {left} above the limit of {target}, and enough for Account Health Assurance ({assured}). "
            "Amazon says {amazon}{was}."
        ),
        _NOTHING,
    ),
    "ahr_healthy": Words(
        later(
            "The rating is {value}: healthy, {left} above the limit of {target}. Account Health Assurance asks for {assured}. Amazon "
            "says {amazon}{was}."
        ),
        _NOTHING,
    ),
    "ahr_at_risk": Words(
        later(
            "The rating is {value}: at risk, {left} under the limit of {target}. Amazon says {amazon}{was}. About {orders} without a "
            "new violation would bring it back."
        ),
        later(
            "Answer the open violations in Account Health, those of high impact first: each one cleared gives its points back."
        ),
    ),
    "ahr_critical": Words(
        later(
            "The rating is {value}: Amazon may deactivate the account, {left} under the limit of {target}. Amazon says "
            "{amazon}{was}. About {orders} without a new violation would bring it back."
        ),
        later("Answer every open violation in Account Health today, and prepare an appeal: adopt appeal."),
    ),
    "ahr_bad": Words(
        later(
            "Amazon says {amazon}{was}, though the rating of {value} is {left} above the limit of {target}."
        ),
        _LOOK,
    ),
    "ahr_word_fine": Words(later("Amazon says {amazon}, without a score."), _NOTHING),
    "ahr_word_bad": Words(
        later("Amazon says {amazon}, without a score."),
        later(
            "Answer the open violations in Account Health, those of high impact first: each one cleared gives its points back."
        ),
    ),
}

_POLICIES = {
    "policy_bad": Words(
        later("{value} {policy} (should be {target}, window {window}). Amazon says {amazon}{was}."),
        later(
            "Open each in Account Health: remove what is wrong, or appeal with evidence; adopt appeal drafts it."
        ),
    ),
    "policy_count": Words(
        later("{value} {policy} (should be {target}, window {window}), though Amazon says {amazon}{was}."),
        later("Open each in Account Health and see whether it still waits for you; they count for 180 days."),
    ),
    "policy_fine": Words(later("{clear} of {all} policy counts are at 0, to {window}."), _NOTHING),
    "standing_status": Words(
        later("Amazon's status of the account in {store} is {amazon}."),
        later(
            "Read Amazon's newest performance notification, and answer it before its deadline: adopt appeal drafts the answer."
        ),
    ),
    "standing_warning": Words(
        later("Amazon warns of {warning} in {store}: {amazon}."),
        later("Stop what it warns of today, and read the notification that came with it."),
    ),
    "standing_fine": Words(
        later("{good} of {all} statuses and warnings are fine; accounts in good standing: {stores}."),
        _NOTHING,
    ),
}

_CHANGES = {
    "account_no_history": Words(
        later("No earlier report is known, so it can't be told what has changed."),
        later("Run adopt daily with --home: it remembers each day's report."),
    ),
    "account_turned": Words(
        later("The {metric} has turned from {old} to {amazon} since {since}: {then} then, {now} now."), _LOOK
    ),
    "account_word_turned": Words(
        later("The {metric} has turned from {old} to {amazon} since {since}."), _LOOK
    ),
    "account_worse": Words(
        later("The {metric} has become worse since {since}: {then} then, {now} now. Amazon says {amazon}."),
        later("See in Account Health which orders or listings came on top."),
    ),
    "account_rest": Words(
        later("Since the report of {since}, better: {better}; as before: {same}."), _NOTHING
    ),
}

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
    **_RATES,
    **_RATING,
    **_POLICIES,
    **_CHANGES,
}
