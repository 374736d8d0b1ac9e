"""Why a new product's campaigns are proposed, what they cost, and what is still missing for them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from adopt.say.speaker import Speaker
from adopt.say.translate import later

LAUNCH = {
    "launch": later(
        "No ad sells {sku} yet. An automatic campaign (close-match, loose-match, substitutes, complements) and an exact one "
        "({detail}) begin with {budget} a day together, and with {days} days of patience."
    ),
    "keyword_refused": later(
        "No ad sells {sku} yet. An automatic and an exact campaign could begin with {budget} a day together, but Amazon "
        "refuses these keywords of yours: {detail}. Change them in adopt.toml."
    ),
    "like_unknown": later(
        "No ad sells {sku} yet. An automatic and an exact campaign could begin with {budget} a day together, but no ad group "
        "advertises {detail} alone, from which keywords should come (like). Change it in adopt.toml."
    ),
    "launched_before": later(
        "{sku} had ads, which are archived now. An automatic campaign (close-match, loose-match, substitutes, complements) and an "
        "exact one ({detail}) could begin anew with {budget} a day together. Say Yes if it shall be launched again; take it out "
        "of adopt.toml if not."
    ),
    "launch_without_ad": later(
        "No ad sells {sku}, but campaigns that have the names of its launch are there: {detail}. Amazon may have refused the ad: add "
        "it there in the console. Say Yes only if other campaigns shall begin, with {budget} a day together."
    ),
    "launch_large": later(
        "No ad sells {sku} yet. An automatic and an exact campaign ({detail}) could begin with {budget} a day together, more than "
        "is usual in this marketplace by far: say Yes only if launch.budget in adopt.toml is meant in this currency."
    ),
    "new_listing": later(
        "{sku} is a new listing, and no ad sells it. To launch it, name it in adopt.toml: "
        '[launch.products."{sku}"] with start, keywords (or like, the SKU of a similar product) and margin.'
    ),
    "sku_or_asin": later(
        "{sku} can't be advertised under this name: sellers name the SKU, vendors the ASIN. Change it in adopt.toml."
    ),
    "no_price": later(
        "No ad sells {sku} yet, but its price isn't known, and bids rest on it: give it in adopt.toml, "
        '[launch.products."{sku}"] price, or put a listings report beside the others.'
    ),
    "no_budget": later(
        "No ad sells {sku} yet, but the marketplace isn't known, and with it the least budget: set marketplace or "
        "launch.budget in adopt.toml."
    ),
    "launch_budget_high": later(
        "No ad sells {sku} yet, but one of its campaigns would have more than the {total} a day that Amazon takes: lower "
        "launch.budget in adopt.toml."
    ),
    "launch_name_long": later(
        "No ad sells {sku} yet, but the name of its campaign would be longer than Amazon takes: {detail}. Shorten launch.name "
        "in adopt.toml."
    ),
    "no_keywords": later(
        "No ad sells {sku} yet, but there is no keyword to begin with: give some in adopt.toml, "
        '[launch.products."{sku}"] keywords, or like, the SKU of a similar product.'
    ),
    "launch_budget_low": later(
        "{detail} is in its first days, and its campaigns have {total} a day together: less than the {least} from which "
        "they can learn. All of them are raised by the same factor."
    ),
}

_BEGINS = {"launch", "no_start", "not_yet"}


def launch_reason(reason: str) -> str:
    """The name of the sentence: a launch that doesn't start unasked is told as one that does, and why it doesn't."""
    return "launch" if reason in _BEGINS else reason


def launch_sentences(row: Mapping[str, Any], speaker: Speaker) -> list[str]:
    """What a launch is expected to cost, and what keeps it from starting; of an L501 row.

    Args:
        row: an action.
        speaker: of the reader.
    """
    say, told = speaker.say, []
    if re.search(r"\([0-9]+/[0-9]+\)", row["detail"] or "") and row["reason"] in _BEGINS:
        told.append(
            say("In brackets: orders / clicks that the similar product has from the keyword's search term.")
        )
    if row["reason"] == "no_start":
        told.append(
            say('Set start in [launch.products."{sku}"], and adopt writes them.', sku=row["targeting"])
        )
    if row["reason"] == "not_yet":
        told.append(say("Its start in adopt.toml is still to come."))
    if row["to_value"] is not None:
        told.append(_money(row, speaker))
    return told


def _money(row: Mapping[str, Any], speaker: Speaker) -> str:
    figures = {
        "cvr": speaker.share(row["cvr"]),
        "low": speaker.share(row["cvr_low"]),
        "high": speaker.share(row["cvr_high"]),
        "value": speaker.money(row["cvr"] * row["order_value"] * row["break_even_acos"]),
        "cpc": speaker.money(row["cpc"]),
    }
    if row["reason"] == "launch_budget_low":
        return speaker.say(
            "An investment, no gain: expected is a conversion rate of {cvr} ({low} to {high}), at which a click is worth "
            "{value} and costs about {cpc}.",
            **figures,
        )
    return speaker.say(
        "An investment, no gain: they may spend {most} in these days. Expected, as far as other products tell, is a "
        "conversion rate of {cvr} ({low} to {high}), at which a click is worth {value} and costs about {cpc}.",
        most=speaker.money(row["measured"]),
        **figures,
    )


def launch_values(row: Mapping[str, Any], speaker: Speaker) -> dict[str, str]:
    """What the sentences of an L501 row are filled with beside what every sentence is."""
    if row["code"] != "L501":
        return {}
    return {
        "sku": row["targeting"],
        "budget": speaker.money(row["to_value"] or 0),
        "days": f"{row['against'] or 0:.0f}",
        "total": speaker.money(row["measured"] or 0),
        "least": speaker.money(row["against"] or 0),
    }
