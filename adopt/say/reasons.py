"""Why adopt recommends an action: one sentence with the numbers of its row."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from adopt.say.notes import join_reason
from adopt.say.speaker import Speaker
from adopt.say.translate import later

if TYPE_CHECKING:  # frames are slow to import, and a sentence without rows needs none
    import dataframely as dy

    from adopt.schema import Action

_NEGATE = {
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
    "phrase_loses": later(
        "Every search term of the campaign with these words loses ({detail}): together {clicks} cost {spend} and "
        "brought {orders}; at their expected conversion rate of {cvr} ({low} to {high}) a click is worth {value} and "
        "costs {cpc}. The money is what today's single negations leave."
    ),
    "thin_evidence": later("{clicks} cost {spend} and brought {orders}: too little to decide."),
    "worth_waiting": later(
        "{clicks} cost {spend} and brought {orders}; it may still pay (conversion rate {low} to {high}, needed "
        "{break_even}), and what more clicks teach is worth more than they cost."
    ),
    "promise_spent": later(
        "{clicks} cost {spend} and brought {orders}; the evidence leans against it, but this run's promise on wrong "
        "negations is used up by surer terms."
    ),
    "new_product": later(
        "{clicks} cost {spend} and brought {orders}, but its campaign is {detail} days old: nothing is negated in a "
        "product's first days."
    ),
    "proved_to_lose": later(
        "{clicks} cost {spend} and brought {orders}. Its campaign is {detail} days old, but these clicks alone prove, at "
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

_BID = {
    "bid_above_value": later(
        "{clicks} brought {orders}; at the expected conversion rate of {cvr} ({low} to {high}) a click is worth "
        "{value}. After your profit and placements, that is a bid of less than {from_bid}."
    ),
    "bid_below_value": later(
        "{clicks} brought {orders}; at the expected conversion rate of {cvr} ({low} to {high}) a click is worth "
        "{value}. After your profit and placements, that is a bid of more than {from_bid}."
    ),
    "thin_evidence": later("{clicks} cost {spend} and brought {orders}: too little to change its bid."),
    "not_joined": later("Not found in the bulk download: {unjoined}."),
    "not_enabled": later("Its target, ad group or campaign is not enabled."),
}

_OWN = {
    "worth_more": later(
        "{clicks} cost {spend} and brought {orders} ({sales}); at the expected conversion rate of {cvr} ({low} to "
        "{high}) a click is worth {value} and costs {cpc}. A target of its own, in {home}, can bid {to_bid}."
    ),
    "no_home": later(
        "{clicks} cost {spend} and brought {orders} ({sales}); at the expected conversion rate of {cvr} ({low} to "
        "{high}) a click is worth {value} and costs {cpc}. There is no exact ad group for this product yet: make a "
        "manual one for exact keywords that advertises {detail}, and add it there with a bid of {to_bid}."
    ),
    "no_home_for_products": later(
        "{clicks} cost {spend} and brought {orders} ({sales}); at the expected conversion rate of {cvr} ({low} to "
        "{high}) a click is worth {value} and costs {cpc}. There is no ad group of single product targets for this "
        "product yet: make a manual one that advertises {detail}, and add it there with a bid of {to_bid}."
    ),
    "home_unknown": later(
        "{clicks} cost {spend} and brought {orders} ({sales}); at the expected conversion rate of {cvr} ({low} to "
        "{high}) a click is worth {value} and costs {cpc}. A target of its own can bid {to_bid}; which ad group of its "
        "product has such targets, only a bulk download says."
    ),
    "promise_spent": later(
        "{clicks} cost {spend} and brought {orders}; at the expected conversion rate of {cvr} ({low} to {high}) a click "
        "is worth {value} and costs {cpc}, but this run's promise on wrong negations is used up by surer terms. It is "
        "worth a bid of {to_bid} of its own, in {home}. The gain comes once it is negated here: after its own target "
        "has been shown."
    ),
    "loses_with_orders": later(
        "{clicks} cost {spend} and brought {orders} ({sales}); still, at the expected conversion rate of {cvr} ({low} "
        "to {high}) a click is worth {value} and costs {cpc}. It is worth a bid of {to_bid} of its own, in {home}. The "
        "gain comes once it is negated here: after its own target has been shown."
    ),
    "hand_over": later(
        "{clicks} cost {spend} and brought {orders} here, though a target of its own, in {home}, is live and has been "
        "shown: its own bid fits what a click is worth ({value}) better."
    ),
    "earned_before": later(
        "{clicks} cost {spend} and brought {orders} ({sales}) before a negative in {level} ({text}) acted; at the "
        "expected conversion rate of {cvr} ({low} to {high}) a click is worth {value} and costs {cpc}."
    ),
}

_STEER = {
    "tacos_above": later(
        "In {days} days spend was {measured} of all sales (TACoS), above your band, which ends at {against}. Bids now aim "
        "at {from_share} of the level that earns most; TACoS asks for {to_share}."
    ),
    "tacos_below": later(
        "In {days} days spend was {measured} of all sales (TACoS), below your band, which begins at {against}. Bids now "
        "aim at {from_share} of the level that earns most; TACoS asks for {to_share}."
    ),
    "tacos_within": later(
        "In {days} days spend was {measured} of all sales (TACoS), within your band. Bids keep to {to_share} of the level "
        "that earns most, so that it stays there."
    ),
    "tacos_room": later(
        "In {days} days spend was {measured} of all sales (TACoS), below your band, which begins at {against}. Bids at what "
        'clicks are worth earn most, so it may stay there; with objective = "tacos" you would buy growth at a loss.'
    ),
    "budget_binds": later(
        "Lately spend reached the daily budget of {from_money} on {touched}. More of these clicks earn: at the expected "
        "conversion rate of {cvr} a click is worth {value} and costs {cpc}."
    ),
    "budget_binds_bids_fall": later(
        "Lately spend reached the daily budget of {from_money} on {touched}, but it isn't sure that more of these clicks "
        "earn: at the expected conversion rate of {cvr} a click is worth {value} and costs {cpc}. The budget stays; lower "
        "bids, {detail} of them today, get more clicks for the same money."
    ),
    "budget_binds_bids_stay": later(
        "Lately spend reached the daily budget of {from_money} on {touched}, but it isn't sure that more of these clicks "
        "earn: at the expected conversion rate of {cvr} a click is worth {value} and costs {cpc}. The budget stays; no bid "
        "comes down today, as they fit what clicks are worth or have too few clicks."
    ),
}

_STEERED = {
    "safe": later("Today's bids carry it."),
    "ask": later("Set tacos.steer = true in adopt.toml, and bids carry it."),
}

_LEVELS = {"ad_group": later("this ad group"), "campaign": later("the whole campaign")}

_BOUND = {
    "step": later("Today's step is limited; the rest follows on later days."),
    "cap": later("The new bid stops at your cap."),
    "budget": later("The new bid stops at the campaign's daily budget."),
    "market": later("The new bid stops at the marketplace's limit."),
}

_SENTENCES = {"N": _NEGATE, "B": _BID, "H": _OWN, "U": _OWN, "T": _STEER}

_RULE = {
    "empty": later("it is empty"),
    "outer_space": later("it starts or ends with a space"),
    "forbidden_character": later("it has a character that Amazon forbids"),
    "misplaced_dot": later("it starts or ends with a dot"),
    "misplaced_sign": later("it has a hyphen or plus that isn't inside a word"),
    "unpaired_quote": later("it has a quote without its pair"),
    "too_long": later("it is longer than 80 characters"),
    "too_many_words": later("it has more than 10 words"),
}


def reason_sentences(actions: dy.DataFrame[Action], currency: str, language: str) -> list[str]:
    """A sentence for each action, in its order.

    Args:
        actions: what is recommended.
        currency: ISO 4217 code of their money.
        language: ``en`` or ``zh``.
    """
    speaker = Speaker(language, currency)
    return [_reason(row, speaker) for row in actions.iter_rows(named=True)]


def _reason(row: Mapping[str, Any], speaker: Speaker) -> str:
    sentences = _SENTENCES.get(row["code"][:1], _NEGATE)
    reason = _variant(row)
    if reason not in sentences:
        return f"{reason}: {row['detail'] or ''}".rstrip(": ")
    first = speaker.say(sentences[reason], **_values(row, speaker))
    # Chinese sentences end in a full-width stop that needs no space after it.
    return ("" if speaker.language == "zh" else " ").join([first, *_more(row, speaker)])


def _variant(row: Mapping[str, Any]) -> str:
    """A term "with orders" may have them in other ad groups only; a product needs another ad group than words."""
    if row["reason"] == "no_home" and row["entity"] == "Product Targeting":
        return "no_home_for_products"
    elsewhere = row["reason"] == "loses_money_with_orders" and not row["orders"]
    return "loses_money_sold_elsewhere" if elsewhere else str(row["reason"])


def _more(row: Mapping[str, Any], speaker: Speaker) -> list[str]:
    """What follows the reason: what is still needed, what bounded a bid, what can be done instead."""
    more = []
    if row["reason"] == "thin_evidence" and row["clicks_needed"]:
        more.append(_needed(row, speaker))
    if row["reason"] in {"bid_above_value", "bid_below_value"} and row["detail"] in _BOUND:
        more.append(speaker.say(_BOUND[row["detail"]]))
    more += _steered(row, speaker)
    if row["alternative"]:
        more.append(
            speaker.say(
                'Best alternative: the negative phrase "{alternative}".', alternative=row["alternative"]
            )
        )
    return more


def _steered(row: Mapping[str, Any], speaker: Speaker) -> list[str]:
    """What the level of bids or a budget comes with: a step, a loss, and whether it happens."""
    more = []
    if row["code"] == "T402" and row["detail"] == "step":
        more.append(speaker.say(_BOUND["step"]))
    if row["code"] == "T401" and (row["to_value"] or 0) > 1:
        more.append(speaker.say("That buys growth at a loss: the dearest clicks cost more than they earn."))
    if row["code"] == "T401" and row["consent"] in _STEERED:
        more.append(speaker.say(_STEERED[row["consent"]]))
    if row["code"] == "B301" and row["kappa"]:
        more.append(
            speaker.say("TACoS sets all bids at {kappa} of that (T401).", kappa=speaker.share(row["kappa"]))
        )
    return more


def _needed(row: Mapping[str, Any], speaker: Speaker) -> str:
    if row["code"].startswith("B"):
        return speaker.say.plural(
            "{n} more click would decide.", "{n} more clicks would decide.", row["clicks_needed"]
        )
    return speaker.say.plural(
        "{n} more click without an order would decide.",
        "{n} more clicks without an order would decide.",
        row["clicks_needed"],
    )


def _quoted(name: str, speaker: Speaker) -> str:
    return f"“{name}”" if speaker.language == "zh" else f'"{name}"'


def _values(row: Mapping[str, Any], speaker: Speaker) -> dict[str, str]:
    rule = _RULE.get(row["detail"])
    return {
        "clicks": speaker.clicks(row["clicks"]),
        "orders": speaker.orders(row["orders"]),
        "spend": speaker.money(row["spend"]),
        "sales": speaker.money(row["sales"]),
        "cvr": speaker.share(row["cvr"]),
        "low": speaker.share(row["cvr_low"]),
        "high": speaker.share(row["cvr_high"]),
        "break_even": speaker.share(row["break_even_cvr"]),
        "value": speaker.money(row["cvr"] * row["order_value"] * row["break_even_acos"]),
        "cpc": speaker.money(row["cpc"]),
        "from_bid": speaker.money(row["cpc"] if row["from_bid"] is None else row["from_bid"]),
        "to_bid": speaker.money(row["to_bid"] or 0),
        **_amounts(row, speaker),
        "home": _quoted(f"{row['to_campaign']} > {row['to_ad_group']}", speaker),
        "level": speaker.say(_LEVELS[row["detail"]]) if row["detail"] in _LEVELS else "",
        "text": row["to_text"] or "",
        "detail": row["detail"] or "",
        "rule": speaker.say(rule) if rule else row["detail"] or "",
        "unjoined": join_reason(row["join_reason"], speaker.say),
    }


def _amounts(row: Mapping[str, Any], speaker: Speaker) -> dict[str, str]:
    """What T401 to T403 measure and change."""
    return {
        "days": str(row["days"]),
        "measured": speaker.share(row["measured"] or 0),
        "against": speaker.share(row["against"] or 0),
        "from_share": speaker.share(row["from_value"] or 0),
        "to_share": speaker.share(row["to_value"] or 0),
        "from_money": speaker.money(row["from_value"] or 0),
        "touched": speaker.say.plural("{n} day", "{n} days", int(row["against"] or 0)),
    }
