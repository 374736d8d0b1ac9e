"""Words and tables that are data: header names, marketplaces, bulk sheet rules, default curves."""

from adopt.words.load import (
    Market,
    answer_words,
    bulksheet,
    currency_signs,
    headers,
    languages,
    longest_name,
    markets,
    maturity_curve,
    sureness,
)

__all__ = [
    "Market",
    "answer_words",
    "bulksheet",
    "currency_signs",
    "headers",
    "languages",
    "longest_name",
    "markets",
    "maturity_curve",
    "sureness",
]
