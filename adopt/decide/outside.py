"""Rules from outside adopt: what one is, what it is shown, and what becomes of what it decides.

A rule is a pure function like adopt's own decisions. It may ask, and where the seller trusts it write; it may not lift a
protection, and nothing that it returns is dropped in silence: rows that make no sense stop the run.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from string import Formatter
from typing import NamedTuple

import dataframely as dy
import polars as pl

from adopt.decide.outside_consent import consented
from adopt.decide.outside_rows import outside_rows
from adopt.errors import AdoptError, SettingsError
from adopt.schema import Action, Bulk, RuleWords, TargetEvidence, TermEvidence, Text
from adopt.schema.rule import FIELDS, OURS
from adopt.settings import Settings


class View(NamedTuple):
    """What a rule is shown: the evidence that adopt's own decisions rest on.

    Attributes:
        terms: a row per search term of an ad group.
        targets: a row per keyword or product target, on the terms that stay today.
        bulk: the download: states, bids, negatives in force, keywords without a click; None without one.
        settings: of the run.
        as_of: the day of the run: the only clock that a rule may have.
        days: length of the reports' window.
        currency: ISO 4217 code of all money.
    """

    terms: dy.DataFrame[TermEvidence]
    targets: dy.DataFrame[TargetEvidence]
    bulk: Bulk | None
    settings: Settings
    as_of: date
    days: int
    currency: str


@dataclass(frozen=True, kw_only=True)
class Rule(RuleWords):
    """A decision of somebody else's: its words, and a pure function from evidence to actions.

    Attributes:
        decide: returns rows of ``view.terms`` or ``view.targets`` with what to do about them: ``entity`` (Amazon's),
            ``reason`` (one of `reasons`), ``money_per_week``, ``probability``, and what of `adopt.schema.Action` it
            has more to say of: ``to_text`` of a negative, ``to_bid``, ``detail``. ``consent`` is *ask* unless it says so.

    Raises:
        SettingsError: the code is adopt's or no code, or a text is empty or has an unknown or a formatted field.
    """

    decide: Callable[[View], pl.DataFrame]

    def __post_init__(self) -> None:
        if not re.fullmatch(r"[A-Z]\d{3}", self.code) or self.code[0] in OURS:
            raise SettingsError(
                "a rule's code is '{code}'; expected a letter and three digits, as X101, not beginning with any of "
                "{ours}, which are adopt's",
                code=self.code,
                ours=", ".join(OURS),
            )
        texts = {"name": self.name, "about": self.about, "risk": self.risk, "undo": self.undo}
        sentences = {f"reasons['{code}']": text for code, text in self.reasons.items()}
        for place, text in (texts | sentences).items():
            if not isinstance(text, Text) or not all(isinstance(one, str) and one.strip() for one in text):
                raise SettingsError(
                    "rule {rule}: {place} has no text in each language; expected Text(en=..., zh=...)",
                    rule=self.code,
                    place=place,
                )
        for place, text in sentences.items():
            for one in text:
                _check_fields(self.code, place, one)


def outside_actions(rules: Sequence[Rule], view: View) -> list[dy.DataFrame[Action]]:
    """The actions of each rule, in the order of their codes.

    Raises:
        SettingsError: a rule raises or returns what is no list of actions, two have one code, or ``rules.trusted`` names
            a rule that isn't there.
    """
    ordered = sorted(rules, key=lambda rule: rule.code)
    _check_codes(ordered, view.settings)
    return [
        consented(outside_rows(rule, _asked(rule, view)), view.terms, view.bulk, view.settings, view.as_of)
        for rule in ordered
    ]


def _asked(rule: Rule, view: View) -> object:
    try:
        return rule.decide(view)
    except AdoptError:
        raise
    except Exception as error:  # whatever somebody else's code raises
        raise SettingsError(
            "rule {rule} failed with {kind}: {why}; mend it, or uninstall it",
            rule=rule.title,
            kind=type(error).__name__,
            why=" ".join(str(error).split()),
        ) from error


def _check_codes(ordered: Sequence[Rule], settings: Settings) -> None:
    codes = [rule.code for rule in ordered]
    for one, other in pairwise(ordered):
        if one.code == other.code:
            raise SettingsError(
                "two rules have the code {code}: {one} and {other}; a code belongs to one rule",
                code=one.code,
                one=one.source or one.name.en,
                other=other.source or other.name.en,
            )
    for code in settings.rules.trusted:
        if code not in codes:
            raise SettingsError(
                "rules.trusted names {code}, but there is no such rule; there are: {codes}",
                code=code,
                codes=", ".join(codes) or "-",
            )


def _check_fields(code: str, place: str, sentence: str) -> None:
    try:
        fields = [parts[1:] for parts in Formatter().parse(sentence) if parts[1] is not None]
    except ValueError:
        fields = [(sentence, None, None)]
    names = [name or "" for name, _, _ in fields]
    if unknown := [name for name in names if name not in FIELDS]:
        raise SettingsError(
            "rule {rule}: {place} names {{{name}}}; expected some of {fields}, each in braces",
            rule=code,
            place=place,
            name=unknown[0],
            fields=", ".join(FIELDS),
        )
    # Figures are texts by then, written for the currency and the language.
    if formatted := [name for name, spec, conversion in fields if spec or conversion]:
        raise SettingsError(
            "rule {rule}: {place} formats {{{name}}} itself; expected the name alone in braces: figures come written, "
            "with currency and digits",
            rule=code,
            place=place,
            name=formatted[0],
        )
