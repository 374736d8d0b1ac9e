"""What ``adopt daily`` found, in lines of money: what happens unless the seller says no, and what waits for a word."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import polars as pl

from adopt.plan import Kinds, Plan, kinds, weekly
from adopt.say import Speaker
from adopt.say.reasons.steer import stays


def money_lines(plan: Plan, speaker: Speaker) -> list[str]:
    """The plan in a few lines: negations and what waits always, everything else where there is some."""
    found = kinds(plan.actions)
    return [*_of_terms(plan, found, speaker), *_of_money(found, speaker), *_waiting(found, speaker)]


def _of_terms(plan: Plan, found: Kinds, speaker: Speaker) -> Iterator[str]:
    if found.negations.is_empty():
        # The share counts negations that wait for the seller as well: beside none it would seem to be of none.
        yield speaker.say("Negate no search term today.")
    yield from plural(
        "Negate {n} search term: stops about {money} of loss a week. Expected to be wrong: {share} (promise {promise}).",
        "Negate {n} search terms: stops about {money} of loss a week. Expected to be wrong: {share} (promise {promise}).",
        found.negations,
        speaker,
        share=speaker.share(plan.facts.promised_share),
        promise=speaker.share(plan.settings.negate.promise),
    )
    yield from plural(
        "Give {n} search term a keyword of its own: worth about {money} of profit a week.",
        "Give {n} search terms keywords of their own: worth about {money} of profit a week.",
        found.keywords,
        speaker,
    )


def _of_money(found: Kinds, speaker: Speaker) -> Iterator[str]:
    yield from plural(
        "Change {n} bid: worth about {money} of profit a week.",
        "Change {n} bids: worth about {money} of profit a week.",
        found.bids,
        speaker,
    )
    yield from plural(
        "Raise {n} daily budget, by {more} a day: worth about {money} of profit a week.",
        "Raise {n} daily budgets, by {more} a day in sum: worth about {money} of profit a week.",
        found.budgets,
        speaker,
        more=speaker.money(_more(found.budgets)),
    )
    yield from plural(
        "Launch {n} new product: may spend {budget} a day, an investment.",
        "Launch {n} new products: may spend {budget} a day, an investment.",
        found.launches,
        speaker,
        budget=speaker.money(float(found.launches["to_value"].sum())),
    )
    yield from plural(
        "Change {n} placement percentage: worth about {money} of profit a week.",
        "Change {n} placement percentages: worth about {money} of profit a week.",
        found.placements,
        speaker,
    )
    yield from plural(
        "{n} row of rules of others that you trust: worth about {money} of profit a week.",
        "{n} rows of rules of others that you trust: worth about {money} of profit a week.",
        found.outside,
        speaker,
    )


def _more(budgets: pl.DataFrame) -> float:
    return float((budgets["to_value"] - budgets["from_value"]).sum())


def _waiting(found: Kinds, speaker: Speaker) -> Iterator[str]:
    yield from plural(
        "If you agree, give {n} losing search term, too doubtful to negate, a lower bid of its own: about {money} a week.",
        "If you agree, give {n} losing search terms, too doubtful to negate, lower bids of their own: about {money} a week.",
        found.lower_bids,
        speaker,
    )
    for row in found.steering.iter_rows(named=True):
        yield _steering(row, speaker)
    yield from plural(
        "{n} more waits for your word, worth about {money} a week; watched, no change yet: {watched}.",
        "{n} more wait for your word, worth about {money} a week; watched, no change yet: {watched}.",
        found.waiting,
        speaker,
        watched=f"{found.watched.height:,}",
        always=True,
    )


def _steering(row: Mapping[str, Any], speaker: Speaker) -> str:
    """What T401 would come to; most levels but that of value cost profit."""
    gain = row["money_per_week"]
    if stays(row) and gain <= 0:
        return speaker.say(
            "TACoS asks for bids to stay at their level: that costs about {money} of profit a week, if you let it steer (T401).",
            money=speaker.money(-gain),
        )
    if gain < 0:
        return speaker.say(
            "TACoS asks for another level of all bids: that costs about {money} of profit a week, if you let it steer (T401).",
            money=speaker.money(-gain),
        )
    return speaker.say(
        "TACoS asks for another level of all bids: about {money} of profit a week, if you let it steer (T401).",
        money=speaker.money(gain),
    )


def plural(
    one: str, many: str, rows: pl.DataFrame, speaker: Speaker, *, always: bool = False, **more: str
) -> Iterator[str]:
    """The message for so many rows, with their money; none for no rows, unless it is said always."""
    if always or rows.height:
        yield speaker.say.plural(one, many, rows.height, money=speaker.money(weekly(rows)), **more)
