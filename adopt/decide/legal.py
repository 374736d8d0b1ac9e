"""Which texts Amazon takes as a keyword or a negative keyword."""

from __future__ import annotations

import polars as pl

from adopt.words import bulksheet

_LETTER = r"\p{L}\p{M}"


def keyword_problem(text: pl.Expr, match_type: str = "negativeExact") -> pl.Expr:
    """Why Amazon would refuse ``text`` as a keyword; null where it would not.

    Codes, the first that applies: ``empty``, ``outer_space``, ``forbidden_character``, ``misplaced_dot`` (a dot
    at the start or end), ``misplaced_sign`` (a hyphen or plus that isn't inside a word), ``unpaired_quote``,
    ``too_long``, ``too_many_words``. Letters that Amazon's list lacks are not refused: `negative_keyword_doubt`.

    Args:
        text: keyword texts.
        match_type: ``negativeExact`` or ``exact`` (10 words at most), ``negativePhrase`` (4).

    Source: Amazon Ads documentation, limits page; the figures are in ``adopt.words.bulksheet()``.
    """
    rules = bulksheet()["keyword"]
    most_words = rules["max_words"][match_type]
    refused = {
        "empty": text.str.strip_chars() == "",
        "outer_space": text.str.contains(r"^\s|\s$"),
        "forbidden_character": text.str.contains(rf"[^{rules['listed']}{_LETTER}]"),
        "misplaced_dot": text.str.contains(r"^\.|\.$"),
        "misplaced_sign": text.str.contains(r"(?:^|[\s+-])[+-]|[+-](?:\s|$)"),
        "unpaired_quote": text.str.count_matches('"', literal=True) % 2 == 1,
        "too_long": text.str.len_chars() > rules["max_chars"],
        "too_many_words": text.str.count_matches(r"\S+") > most_words,
    }
    return pl.coalesce(pl.when(broken).then(pl.lit(code)) for code, broken in refused.items())


def negative_keyword_doubt(text: pl.Expr) -> pl.Expr:
    """``unlisted_letter`` where ``text`` has a letter that Amazon's list lacks (Cyrillic, Hangul, ø), else null.

    The list is known to be incomplete, so such texts are written and only noted.
    """
    unlisted = text.str.replace_all(rf"[{bulksheet()['keyword']['listed']}]", "").str.contains(
        rf"[{_LETTER}]"
    )
    return pl.when(unlisted).then(pl.lit("unlisted_letter"))
