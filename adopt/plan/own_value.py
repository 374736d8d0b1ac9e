"""A value of the seller's own in place of a proposed one: another bid, budget, percentage or match type."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

import polars as pl

from adopt.decide.legal import keyword_problem
from adopt.words import bulksheet, currency_signs

_TARGETS = ("Keyword", "Product Targeting", "Ad Group")
_NEGATIVES = ("Negative Keyword", "Campaign Negative Keyword")
_WRITTEN = re.compile(
    r"(?:(?P<word>[^\d%]*[^\W\d_])(?:(?:[,;:、]?\s*|\s+[,;:、]\s+)(?=[+-]?\d)|[^\w%]*(?=%|$)))?"
    r"(?P<number>[+-]?\d+(?:\.\d+)?)?\s*(?P<percent>%?)"
)
"""A sign parts a word and a number only where it can't be the number's own: ``,45`` and ``phrase ,45`` mean .45 or 45."""
_RESIDUE = 1e-6


class Own(NamedTuple):
    """What the seller changes of an action; None stands as proposed."""

    to_bid: float | None = None
    to_value: float | None = None
    match_type: str | None = None

    def changes(self) -> dict[str, Any]:
        """As columns of `adopt.schema.Accepted`."""
        return self._asdict()


class _Said(NamedTuple):
    """A text in its parts."""

    word: str
    amount: float | None
    percent: bool


class Problem(NamedTuple):
    """Why an answer can't be followed: a code, what was expected, and what a rule of Amazon's tells of the fault."""

    code: str
    expected: str | None = None
    detail: str | None = None


class Bounds(NamedTuple):
    """What own values are held against; money in the plan's currency.

    Attributes:
        currency: ISO 4217.
        digits: decimals of the currency.
        bids, budgets: least and highest of the marketplace.
        budget_of: daily budget of each campaign.
        highest_bid: highest live bid of each campaign.
        launched: for each action that creates campaigns, their (budget, highest bid).
    """

    currency: str
    digits: int
    bids: tuple[float, float]
    budgets: tuple[float, float]
    budget_of: Mapping[str, float]
    highest_bid: Mapping[str, float]
    launched: Mapping[str, tuple[tuple[float, float], ...]]


_Read = Callable[[_Said, Mapping[str, Any], Mapping[str, str], Bounds], Own | Problem]


def own_value(
    text: str, row: Mapping[str, Any], match_types: Mapping[str, str], bounds: Bounds
) -> Own | Problem:
    """The change that a text means for an action, or why it means none that Amazon would take.

    Args:
        text: as the seller wrote it: ``0.85``, ``phrase``, ``phrase, 0.85``, ``20%``.
        row: of `adopt.schema.Action`.
        match_types: names of match types, folded, and Amazon's tokens.
        bounds: of the account.
    """
    written = _WRITTEN.fullmatch(_bare(text, bounds))
    if written is None:
        return Problem("not_readable")
    number = written["number"]
    said = _Said(written["word"] or "", float(number) if number else None, percent=bool(written["percent"]))
    kind = next((read for fits, read in _KINDS if fits(row)), None)
    return kind(said, row, match_types, bounds) if kind else Problem("nothing_to_change")


def fold_word(text: str) -> str:
    """A word as it is compared: without case, full widths, spaces and signs around it; signs alone as they are seen."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return re.sub(r"[\W_]+", "", plain) or "".join(
        one for one in plain if unicodedata.category(one)[0] in "PS"
    )


def _bare(text: str, bounds: Bounds) -> str:
    """Full-width letters as plain ones, without signs of the currency; those of another one stay, and can't be read.

    Thousands are parted as adopt writes money: beside a sign, and with all decimals. A comma alone may be a decimal one.
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    signs = (unicodedata.normalize("NFKC", one) for one in currency_signs(bounds.currency))
    any_sign = "|".join(re.escape(one) for one in sorted(signs, key=len, reverse=True))
    bare = re.sub(rf"(?i)(?<![^\W\d_])(?:{any_sign})(?![^\W\d_])", "", plain).strip()
    decimals = rf"\.\d{{{bounds.digits}}}" if bounds.digits else ""
    written = bare != plain and re.fullmatch(rf"\d{{1,3}}(?:,\d{{3}})+{decimals}", bare)
    return bare.replace(",", "") if written else bare


def _bid(
    said: _Said, row: Mapping[str, Any], match_types: Mapping[str, str], bounds: Bounds
) -> Own | Problem:
    """Another bid; of a new keyword another match type, or both."""
    own = Own()
    if said.percent:
        return Problem("no_percentage")
    if said.word:
        keyword = row["entity"] == "Keyword" and row["to_text"] is not None
        found = _match_type(said.word, row, match_types) if keyword else Problem("number_only")
        if isinstance(found, Problem):
            return found
        own = found
    if said.amount is None:
        return own if said.word else Problem("not_readable")
    most = bounds.budget_of.get(row["to_campaign_id"] or row["campaign_id"] or "", math.inf)
    problem = _amount(said.amount, bounds.bids, bounds, "bid_limits")
    if not problem and said.amount > most + _RESIDUE:
        problem = Problem("over_budget", _figure(most, bounds))
    return problem or own._replace(to_bid=said.amount)


def _negative(
    said: _Said, row: Mapping[str, Any], match_types: Mapping[str, str], _: Bounds
) -> Own | Problem:
    if said.amount is not None or said.percent or not said.word:
        return Problem("match_type", _legal(row["entity"]))
    return _match_type(said.word, row, match_types)


def _percentage(said: _Said, _: Mapping[str, Any], __: Mapping[str, str], ___: Bounds) -> Own | Problem:
    most, amount = bulksheet()["percentage"]["most"], said.amount
    if said.word or amount is None or amount != round(amount) or not 0 <= amount <= most:
        return Problem("percentage", f"0 – {most}")
    return Own(to_value=amount)


def _budget(said: _Said, row: Mapping[str, Any], _: Mapping[str, str], bounds: Bounds) -> Own | Problem:
    """A daily budget, of a campaign or of the campaigns that a launch creates in sum."""
    launched = bounds.launched.get(row["key"], ())
    if row["campaign_id"] is None and not launched:
        return Problem("nothing_to_change")
    if said.word or said.percent or said.amount is None:
        return Problem("number_only")
    if problem := _amount(said.amount, bounds.budgets, bounds, "budget_limits"):
        return problem
    parts = launched or ((row["to_value"], bounds.highest_bid.get(row["campaign_id"], 0.0)),)
    whole = sum(budget for budget, _ in parts)
    least = max(max(bid, bounds.budgets[0]) * whole / budget for budget, bid in parts)
    if said.amount < least - _RESIDUE:
        return Problem("under_bids", _figure(_up(least, bounds.digits), bounds))
    return Own(to_value=said.amount)


def _up(amount: float, digits: int) -> float:
    """The least amount of the currency that isn't under ``amount``."""
    step: float = 10.0**digits
    return math.ceil(amount * step - _RESIDUE) / step


def _match_type(word: str, row: Mapping[str, Any], match_types: Mapping[str, str]) -> Own | Problem:
    legal = bulksheet()["match_types"].get(row["entity"], [])
    token = match_types.get(fold_word(word), word)
    negative = f"negative{token.capitalize()}"
    chosen = negative if negative in legal else token
    if chosen not in legal:
        return Problem("match_type", _legal(row["entity"]))
    problem = pl.select(keyword_problem(pl.lit(row["to_text"]), chosen)).item()
    return Problem("keyword_illegal", f"{chosen}: {problem}") if problem else Own(match_type=chosen)


def _legal(entity: str) -> str:
    return ", ".join(bulksheet()["match_types"].get(entity, []))


def _amount(amount: float, limits: tuple[float, float], bounds: Bounds, code: str) -> Problem | None:
    if abs(round(amount, bounds.digits) - amount) > _RESIDUE * 10**-bounds.digits:
        return Problem("decimals", str(bounds.digits))
    return None if limits[0] <= amount <= limits[1] else Problem(code, _span(limits, bounds))


def _span(limits: tuple[float, float], bounds: Bounds) -> str:
    """The limits as amounts; the highest bid isn't known of each marketplace."""
    least, most = limits
    return (
        f"≥ {_figure(least, bounds)}"
        if math.isinf(most)
        else f"{_figure(least, bounds)} – {_figure(most, bounds)}"
    )


def _figure(amount: float, bounds: Bounds) -> str:
    """An amount of the plan's currency, as it may be written into the cell but for the commas."""
    return f"{amount:,.{bounds.digits}f}"


def _moves(row: Mapping[str, Any]) -> bool:
    """Whether a bid, a budget or a match type of an action may be another: archives, states, hours and TACoS have none."""
    return row["code"] not in ("U101", "B303", "T401") and not row["to_state"]


_KINDS: tuple[tuple[Callable[[Mapping[str, Any]], bool], _Read], ...] = (
    (lambda row: _moves(row) and row["entity"] in _NEGATIVES, _negative),
    (lambda row: _moves(row) and row["entity"] in _TARGETS, _bid),
    (lambda row: _moves(row) and row["entity"] == "Campaign" and row["to_value"] is not None, _budget),
    (lambda row: row["entity"] == "Bidding Adjustment", _percentage),
)
"""What may be changed of an action, and what reads it."""
