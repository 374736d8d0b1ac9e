"""What is said of policy counts, of the account's standing, and of what changed in them."""

from __future__ import annotations

from adopt.say.checks.words import Words
from adopt.say.translate import later

_NOTHING = later("Nothing to do.")
_LOOK = later("Open Account Health in Seller Central, see what Amazon lists under it, and answer that today.")

POLICIES = {
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

CHANGES = {
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
