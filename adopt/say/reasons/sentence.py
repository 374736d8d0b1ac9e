"""Why adopt recommends an action: one sentence with the numbers of its row."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from adopt.say.money import share
from adopt.say.notes import join_reason
from adopt.say.numbers import told_apart
from adopt.say.reasons.bid import BID, BOUND, LENT, MIX, STEP, TOWARDS
from adopt.say.reasons.conflict import CONFLICT
from adopt.say.reasons.launch import LAUNCH, launch_reason, launch_sentences, launch_values
from adopt.say.reasons.negate import NEGATE, RULE, STOPPED
from adopt.say.reasons.outside import OUTSIDE
from adopt.say.reasons.own import LATER, LEVELS, OWN
from adopt.say.reasons.past import PAST, past_sentences, past_values
from adopt.say.reasons.place import FOLLOWS, PLACE, place_values
from adopt.say.reasons.steer import AIMED, ALIKE, AT_A_LOSS, STEER, STEERED, stays
from adopt.say.reasons.stock import STOCK, stock_values
from adopt.say.reasons.unseen import UNSEEN, unseen_values
from adopt.say.reasons.wait import wait_sentences
from adopt.say.speaker import Speaker

if TYPE_CHECKING:  # frames are slow to import, and a sentence without rows needs none
    import dataframely as dy

    from adopt.schema import Action, RuleWords


_BIDS = {"B301", "B304"}
_MOVED = {"bid_above_value", "bid_below_value", "surely_below_value"}
_BOUNDED = _MOVED | UNSEEN.keys()
_THIN = {"placement_thin", "placement_unsure", "hours_thin"}
_SENTENCES = {"N": NEGATE, "B": BID | PLACE | UNSEEN, "H": OWN, "U": OWN, "T": STEER, "L": LAUNCH}


def reason_sentences(
    actions: dy.DataFrame[Action], currency: str, language: str, rules: Iterable[RuleWords] = ()
) -> list[str]:
    """A sentence for each action, in its order.

    Args:
        actions: what is recommended.
        currency: ISO 4217 code of their money.
        language: ``en`` or ``zh``.
        rules: words of rules from outside that took part.
    """
    speaker = Speaker(language, currency, rules)
    return [_reason(row, speaker) for row in actions.iter_rows(named=True)]


def _reason(row: Mapping[str, Any], speaker: Speaker) -> str:
    decision = row["waits_for"] or row["code"]
    sentences = CONFLICT | _SENTENCES.get(decision[:1], NEGATE | OUTSIDE) | PAST | STOCK
    reason = _variant(row)
    rule = speaker.rules.get(row["code"])
    if rule and reason in rule.reasons:
        return rule.reasons[reason].said(speaker.language).format_map(_values(row, speaker))
    if reason not in sentences:
        return f"{reason}: {row['detail'] or ''}".rstrip(": ")
    if row["towards"] is not None:
        sentences = sentences | TOWARDS
    first = speaker.say(sentences[reason], **_values(row, speaker))
    # Chinese sentences end in a full-width stop that needs no space after it.
    return ("" if speaker.language == "zh" else " ").join([first, *_more(row, speaker)])


def _variant(row: Mapping[str, Any]) -> str:
    """A term "with orders" may have them elsewhere only; products need another ad group than words; bids may stay."""
    if row["code"] == "L501":
        return launch_reason(row["reason"])
    if row["reason"] == "no_home" and row["entity"] == "Product Targeting":
        return "no_home_for_products"
    if row["reason"] in {"tacos_above", "tacos_below"} and stays(row):
        return f"{row['reason']}_stays"
    elsewhere = row["reason"] == "loses_money_with_orders" and not row["orders"]
    return "loses_money_sold_elsewhere" if elsewhere else str(row["reason"])


def _more(row: Mapping[str, Any], speaker: Speaker) -> list[str]:
    """What follows the reason: what is still needed, what bounded a bid, what can be done instead."""
    # Right behind the bid that it is a share of.
    more = [] if row["reason"] in PAST | STOCK else _by_tacos(row, speaker)
    more += wait_sentences(row, speaker) if row["waits_for"] else []
    more += launch_sentences(row, speaker) if row["code"] == "L501" else []
    if row["reason"] in _THIN and row["clicks_needed"]:
        more.append(
            speaker.say.plural(
                "{n} more click would decide.", "{n} more clicks would decide.", row["clicks_needed"]
            )
        )
    if row["reason"] in _MOVED and round(row["lent"] or 0):
        more.append(speaker.say(LENT, lent=speaker.clicks(round(row["lent"]))))
    if row["reason"] in _MOVED and row["measured"] is not None:
        more.append(speaker.say(MIX, measured=speaker.share(row["measured"])))
    if row["reason"] in _BOUNDED and row["detail"] in BOUND:
        more.append(_bound(row, speaker))
    more += past_sentences(row, speaker)
    if row["reason"] in PAST | STOCK:
        return more
    if row["stands_for"]:
        more.append(
            speaker.say.plural(
                "It makes {n} exact negative of this plan needless: {terms}.",
                "It makes {n} exact negatives of this plan needless: {terms}.",
                row["stands_for"],
                terms=row["stands_for_terms"],
            )
        )
    if row["code"].startswith("H") and row["reason"] in OWN and row["measured"] is not None:
        more.append(speaker.say(LATER, cost=speaker.money(row["measured"])))
    more += _steered(row, speaker)
    more += _aimed(row, speaker)
    if row["alternative"]:
        more.append(
            speaker.say(
                'Best alternative: the negative phrase "{alternative}".', alternative=row["alternative"]
            )
        )
    return more


def _by_tacos(row: Mapping[str, Any], speaker: Speaker) -> list[str]:
    """What the level of bids that T401 sets makes of this one."""
    kappa = (row["kappa"] or 1) / (row["aim_level"] or 1)
    if row["code"] not in _BIDS or abs(kappa - 1) <= ALIKE:
        return []
    return [speaker.say("TACoS sets all bids at {kappa} of that (T401).", kappa=speaker.share(kappa))]


def _bound(row: Mapping[str, Any], speaker: Speaker) -> str:
    """What bounded the new bid."""
    if row["detail"] == "step" and row["towards"] is not None:
        return speaker.say(STEP, to_bid=speaker.money(row["to_bid"]))
    return speaker.say(BOUND[row["detail"]])


def _steered(row: Mapping[str, Any], speaker: Speaker) -> list[str]:
    """What the level of bids or a budget comes with: a step, a loss, and whether it happens."""
    more = []
    if row["code"] == "T402" and row["detail"] == "step":
        more.append(speaker.say(BOUND["step"]))
    if row["code"] == "T401" and (row["to_value"] or 0) > 1:
        more.append(speaker.say(AT_A_LOSS))
    if row["code"] == "B302" and row["consent"] in FOLLOWS:
        more.append(speaker.say(FOLLOWS[row["consent"]]))
    if row["code"] == "T401" and row["consent"] in STEERED:
        more.append(speaker.say(STEERED[row["consent"]]))
    return more


def _aimed(row: Mapping[str, Any], speaker: Speaker) -> list[str]:
    """The aim that covers the row, and what its level does."""
    if not row["aim"]:
        return []
    level = row["aim_level"] or 1
    which = "plain" if level == 1 else "bid" if row["code"] in _BIDS else "more" if level > 1 else "plain"
    more = [speaker.say(AIMED[which], aim=row["aim"], level=speaker.share(level))]
    if level > 1 and row["code"] in _BIDS:
        more.append(speaker.say(AT_A_LOSS))
    return more


def _quoted(name: str, speaker: Speaker) -> str:
    return f"“{name}”" if speaker.language == "zh" else f'"{name}"'


def _detail(row: Mapping[str, Any], speaker: Speaker) -> str:
    """What the reason names: a term, a campaign, a state."""
    detail = row["detail"] or ""
    stopped = row["reason"] == "not_enabled" and detail in STOPPED
    return speaker.say(STOPPED[detail]) if stopped else detail


def _values(row: Mapping[str, Any], speaker: Speaker) -> dict[str, str]:
    rule = RULE.get(row["detail"])
    return {
        "impressions": f"{row['impressions']:,}",
        "clicks": speaker.clicks(row["clicks"]),
        "orders": speaker.orders(row["orders"]),
        "spend": speaker.money(row["spend"]),
        "sales": speaker.money(row["sales"]),
        "cvr": speaker.share(row["cvr"]),
        "low": speaker.share(row["cvr_low"]),
        "high": speaker.share(row["cvr_high"]),
        "break_even": speaker.share(row["break_even_cvr"]),
        **_worth_and_cost(row, speaker),
        "from_bid": speaker.money(row["cpc"] if row["from_bid"] is None else row["from_bid"]),
        "to_bid": speaker.money(row["to_bid"] or 0),
        # Before TACoS and an aim: a sentence of their own says what they make of it.
        "towards": speaker.money((row["towards"] or 0) / (row["kappa"] or 1)),
        **_amounts(row, speaker),
        **place_values(row, speaker),
        "home": _quoted(f"{row['to_campaign']} > {row['to_ad_group']}", speaker),
        "level": speaker.say(LEVELS[row["detail"]]) if row["detail"] in LEVELS else "",
        "text": row["to_text"] or "",
        "detail": _detail(row, speaker),
        "rule": speaker.say(rule) if rule else row["detail"] or "",
        "unjoined": join_reason(row["join_reason"], speaker.say),
        **launch_values(row, speaker),
        **unseen_values(row, speaker),
        **past_values(row),
        **stock_values(row, speaker),
    }


def _worth_and_cost(row: Mapping[str, Any], speaker: Speaker) -> dict[str, str]:
    """What a click is worth and costs; where both round to one amount, with the decimals that tell them apart."""
    worth, cost = row["cvr"] * row["order_value"] * row["break_even_acos"], row["cpc"]
    said = {"value": speaker.money(worth), "cpc": speaker.money(cost)}
    if said["value"] != said["cpc"]:
        return said
    value = told_apart(worth, cost, speaker.finer)
    cpc = told_apart(cost, worth, speaker.finer)
    return {"value": value, "cpc": cpc} if value != cpc else said


def _measured(row: Mapping[str, Any], speaker: Speaker) -> str:
    """A share; TACoS beside the edge of its band never reads like it."""
    measured, against = row["measured"] or 0, row["against"]
    if row["code"] != "T401" or against is None:
        return speaker.share(measured)
    return told_apart(measured, against, share)


def _amounts(row: Mapping[str, Any], speaker: Speaker) -> dict[str, str]:
    """What T401 to T403, B302 and B303 measure and change."""
    return {
        "days": str(row["days"]),
        "measured": _measured(row, speaker),
        "against": speaker.share(row["against"] or 0),
        "from_share": speaker.share(row["from_value"] or 0),
        "to_share": speaker.share(row["to_value"] or 0),
        "from_money": speaker.money(row["from_value"] or 0),
        "touched": speaker.say.plural("{n} day", "{n} days", int(row["against"] or 0)),
    }
