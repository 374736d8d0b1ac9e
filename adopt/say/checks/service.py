"""What customer service says."""

from __future__ import annotations

from adopt.say.checks.words import Words
from adopt.say.translate import later

_FINE = later("Nothing to do.")
_APPEAL = later(
    "Appeal with evidence that wasn't in your answer and enter the moment in appealed_at, or enter withdrawn as the decision if the "
    "claim was right."
)

SERVICE = {
    "message_late": Words(
        later("Waiting for {waited}: late by {over} (limit {target}).{claim_from}{order}"),
        later(
            "Answer now, even if only to say when you will know more; refund or replace where you are at fault."
        ),
    ),
    "message_claimable": Words(
        later(
            "Waiting for {waited}: late by {over} (limit {target}). Since {claimable} the buyer may open an A-to-z claim.{order}"
        ),
        later("Answer at once with a refund or a replacement: it costs less than a claim that is granted."),
    ),
    "message_due": Words(
        later("{left} left to answer (due {due}).{order}"),
        later('Answer it now. If it needs no answer, mark it "no response needed" at Amazon.'),
    ),
    "message_open": Words(
        later("{left} left to answer (due {due}).{order}"),
        later("Answer it today; weekends and holidays count."),
    ),
    "messages_answered": Words(later("No message waits for an answer (in your list: {answered})."), _FINE),
    "answers_in_time": Words(
        later(
            "Answered after {limit} or not at all: {n} of {of} messages of the last {days}, {value} (at most {target}; 95% interval "
            "{low} to {high}). Mean time to an answer: {mean}. Closed without a time, so not counted: {untold}."
        ),
        _FINE,
    ),
    "answers_late": Words(
        later(
            "Answered after {limit} or not at all: {n} of {of} messages of the last {days}, {value} (at most {target}; 95% interval "
            "{low} to {high}). Mean time to an answer: {mean}. Closed without a time, so not counted: {untold}."
        ),
        later("Have someone look at the messages twice a day, weekends too, and mark what needs no answer."),
    ),
    "no_messages": Words(
        later("No message of the last 90 days is answered or overdue: there is nothing to judge by."),
        later("Keep the list up to date: a row for each message, with the moments of both."),
    ),
    "claim_unanswered": Words(
        later("{type} on order {order}: {hours} left to answer Amazon (due {due})."),
        later("Answer Amazon today with tracking, proof of delivery and your messages, or refund the buyer."),
    ),
    "claim_overdue": Words(
        later("{type} on order {order}: the time to answer Amazon ended {hours} ago (it was due {due})."),
        later("Answer at once all the same; if it is granted, appeal."),
    ),
    "claim_waiting": Words(
        later("{type} on order {order}: answered {since}, Amazon hasn't decided."),
        later("Look for questions from Amazon, and enter the decision when it comes."),
    ),
    "claim_appeal": Words(
        later("{type} on order {order}, granted: {left} left to appeal (until {due})."),
        _APPEAL,
    ),
    "claim_appeal_undated": Words(
        later(
            "{type} on order {order}, granted: your list doesn't say when. From then you have {whole} to appeal."
        ),
        _APPEAL,
    ),
    "claim_unlisted": Words(
        later(
            "The returns report marks order {subject} with an A-to-z claim that your list of claims lacks."
        ),
        later("Look it up in Seller Central > Performance > A-to-z claims and enter it with its moments."),
    ),
    "claims_settled": Words(later("No claim waits for you or for Amazon (in your list: {claims})."), _FINE),
    "odr_no_claims": Words(
        later("No open claim; {n} of {of} orders have a defect ({value}; limit {target}, window {window})."),
        _FINE,
    ),
    "odr_over_no_claims": Words(
        later(
            "The rate is over the limit already, and no claim is open: {n} of {of} orders have a defect ({value}; limit {target}, "
            "window {window}). {clean} without a defect would bring it back."
        ),
        later(
            "Appeal claims that were granted wrongly, and ask Amazon to remove feedback that breaks its rules."
        ),
    ),
    "odr_kept": Words(
        later(
            "Were all open claims granted ({claims}), {n} of {of} orders would have a defect: {value} (now {now}; limit {target}, "
            "window {window}). {more} more would then pass the limit."
        ),
        _FINE,
    ),
    "odr_breaks": Words(
        later(
            "Were all open claims granted ({claims}), {n} of {of} orders would have a defect: {value} (now {now}), over the limit of "
            "{target} (window {window}). {clean} without a defect would bring it back."
        ),
        later(
            "Settle the open claims first: refund the buyers who are right, and answer the others with evidence."
        ),
    ),
    "odr_over_anyway": Words(
        later(
            "The rate is over the limit already ({now}); were all open claims granted ({claims}), it would be {value}: {n} of {of} "
            "orders (limit {target}, window {window}). {clean} without a defect would bring it back."
        ),
        later(
            "Settle the open claims first: refund the buyers who are right, and answer the others with evidence."
        ),
    ),
    "claims_no_channel": Words(
        later("Who shipped these orders with an open claim isn't known, so they are left out: {orders}."),
        later("Enter MFN or AFN in the column channel of your claims, or add the report of all orders."),
    ),
    "returns_high": Words(
        later(
            "{back} came back for {shipped} shipped in {days}: {value} (95% interval {low} to {high}), the limit is {target}. "
            "Reasons: {reasons}."
        ),
        later(
            "Read the buyers' comments, hold the description and photos against them, and check a unit of the stock."
        ),
    ),
    "returns_usual": Words(
        later(
            "{back} came back for {shipped} shipped of the others ({skus}) in {days}: {value} (95% interval {low} to {high}). "
            "Reasons: {reasons}. Returned of products not shipped in these days: {apart}."
        ),
        _FINE,
    ),
    "returns_apart": Words(
        later("The returns and the units shipped tell of no common days, or of no product."),
        later("Download both for the same last 90 days."),
    ),
    "returns_rising": Words(
        later(
            "Returned in {back} for {shipped} shipped ({value}); before, in {before} for {shipped_before} ({then}). Among all "
            "products tested, a rise like this is chance in at most {chance} of the cases told. Reasons: {reasons}."
        ),
        later(
            "Find what changed: a batch, a supplier, the listing, the packaging. Stop ads for it until you know."
        ),
    ),
    "returns_steady": Words(
        later("No rise beyond chance in {skus} ({window} against the days before)."), _FINE
    ),
    "returns_too_few": Words(
        later("No product has enough units shipped and returns to tell a rise from chance."), _FINE
    ),
    "returns_too_short": Words(
        later("The files tell of no days before {window}, with which the window could be compared."),
        later("Download returns and units shipped for the last 90 days."),
    ),
}
