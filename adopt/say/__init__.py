"""Sentences for people, in English and Chinese: reasons, risks, notes, rules, money."""

from adopt.say.advice import action_name, action_names, risk_sentences, undo_sentences
from adopt.say.explain import explain, rule_codes
from adopt.say.money import currency_symbol, money_format, share
from adopt.say.notes import (
    download_to_make,
    join_name,
    join_reason,
    kind_name,
    rejected,
    rejection,
    warning,
    withheld,
)
from adopt.say.reasons import reason_sentences
from adopt.say.speaker import Speaker
from adopt.say.translate import LANGUAGES, Translate, later, translator
from adopt.words.currencies import currency_digits

__all__ = [
    "LANGUAGES",
    "Speaker",
    "Translate",
    "action_name",
    "action_names",
    "currency_digits",
    "currency_symbol",
    "download_to_make",
    "explain",
    "join_name",
    "join_reason",
    "kind_name",
    "later",
    "money_format",
    "reason_sentences",
    "rejected",
    "rejection",
    "risk_sentences",
    "rule_codes",
    "share",
    "translator",
    "undo_sentences",
    "warning",
    "withheld",
]
