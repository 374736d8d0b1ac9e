"""Why a search term or phrase is negated, or isn't."""

from __future__ import annotations

from adopt.say.translate import later

NEGATE = {
    "loses_money": later(
        "{clicks} cost {spend} and brought {orders}; at the expected conversion rate of {cvr} ({low} to {high}) "
        "a click is worth {value} and costs {cpc}."
    ),
    "loses_money_with_orders": later(
        "{clicks} cost {spend} and brought {orders} ({sales}); still, at the expected conversion rate of {cvr} "
        "({low} to {high}) a click is worth {value} and costs {cpc}."
    ),
    "loses_money_sold_elsewhere": later(
        "{clicks} cost {spend} and brought no order here, though some in other ad groups; at the expected conversion "
        "rate of {cvr} ({low} to {high}) a click is worth {value} and costs {cpc}."
    ),
    "less_sure": later(
        "{clicks} cost {spend} and brought {orders}; at the expected conversion rate of {cvr} ({low} to {high}) a click is "
        "worth {value} and costs {cpc}. By itself that is less sure than a negation should be: it is yours to decide."
    ),
    "phrase_loses": later(
        "Every search term of the campaign with these words loses ({detail}): together {clicks} cost {spend} and "
        "brought {orders}; at their expected conversion rate of {cvr} ({low} to {high}) a click is worth {value} and "
        "costs {cpc}. The money is what today's single negations leave."
    ),
    "phrase_loses_here": later(
        "Every search term of this ad group with these words loses ({detail}): together {clicks} cost {spend} and "
        "brought {orders}; at their expected conversion rate of {cvr} ({low} to {high}) a click is worth {value} and "
        "costs {cpc}. The money is what today's single negations leave. In the whole campaign these words aren't bad "
        "everywhere, or there is too little to say so."
    ),
    "phrase_stands": later(
        "Every search term of the campaign with these words loses and is negated today one by one ({detail}): together "
        "{clicks} cost {spend} and brought {orders}; at their expected conversion rate of {cvr} ({low} to {high}) a click "
        "is worth {value} and costs {cpc}. One row does what many do; the money is counted with them."
    ),
    "phrase_stands_here": later(
        "Every search term of this ad group with these words loses and is negated today one by one ({detail}): together "
        "{clicks} cost {spend} and brought {orders}; at their expected conversion rate of {cvr} ({low} to {high}) a click "
        "is worth {value} and costs {cpc}. One row does what many do; the money is counted with them. In the whole "
        "campaign these words aren't bad everywhere, or there is too little to say so."
    ),
    "has_earned": later(
        "{clicks} cost {spend} and brought {orders} ({sales}): they have paid for themselves so far, and nothing is negated that has. "
        "At the expected conversion rate of {cvr} ({low} to {high}) a click is worth {value} and costs {cpc}."
    ),
    "thin_evidence": later("{clicks} cost {spend} and brought {orders}: too little to decide."),
    "worth_waiting": later(
        "{clicks} cost {spend} and brought {orders}; it may still pay (conversion rate {low} to {high}, needed "
        "{break_even}), and what more clicks teach is worth more than they cost."
    ),
    "promise_spent": later(
        "{clicks} cost {spend} and brought {orders}; the evidence leans against it, but not surely enough for this run's "
        "promise on wrong negations."
    ),
    "new_product": later(
        "{clicks} cost {spend} and brought {orders}, but its product has been advertised for {detail} days: nothing is negated in a "
        "product's first days."
    ),
    "proved_to_lose": later(
        "{clicks} cost {spend} and brought {orders}. Its product has been advertised for {detail} days, but these clicks alone prove, at "
        "95%, that it converts below the {break_even} that pays for a click."
    ),
    "protected_brand": later(
        '{clicks} cost {spend} and brought {orders}, but it contains "{detail}", a brand that you protect.'
    ),
    "protected_term": later(
        '{clicks} cost {spend} and brought {orders}, but it contains "{detail}", which you protect.'
    ),
    "protected_asin": later(
        "{clicks} cost {spend} and brought {orders}, but {detail} is a product that you protect."
    ),
    "sells_elsewhere": later(
        '{clicks} cost {spend} and brought {orders} here; it earns in campaign "{detail}", but at the conversion rate '
        "expected here ({cvr}; {low} to {high}) a click is worth {value} and costs {cpc}."
    ),
    "twin_earns": later(
        '{clicks} cost {spend} and brought {orders}, but a negative of it would block "{detail}" too, which earns here.'
    ),
    "negative_paused": later(
        "{clicks} cost {spend} and brought {orders}; {detail} would stop it, but is paused: enable it again."
    ),
    "exact_keyword": later("This ad group targets exactly this: lower its bid or pause it instead."),
    "already_negated": later("{detail} negates it already: these clicks came before, or it acts soon."),
    "cannot_be_written": later(
        "{clicks} cost {spend} and brought {orders}; Amazon refuses it as a negative: {rule}."
    ),
    "not_joined": later(
        "{clicks} cost {spend} and brought {orders}; not found in the bulk download: {unjoined}."
    ),
    "not_enabled": later("Its campaign or ad group is {detail}: there is nothing to stop."),
}

STOPPED = {
    "paused": later("paused"),
    "archived": later("archived"),
    "ended": later("over"),
}
"""States of a campaign or ad group that doesn't run."""

RULE = {
    "empty": later("it is empty"),
    "outer_space": later("it starts or ends with a space"),
    "forbidden_character": later("it has a character that Amazon forbids"),
    "misplaced_dot": later("it starts or ends with a dot"),
    "misplaced_sign": later("it has a hyphen or plus that isn't inside a word"),
    "unpaired_quote": later("it has a quote without its pair"),
    "too_long": later("it is longer than 80 characters"),
    "too_many_words": later("it has more than 10 words"),
}
