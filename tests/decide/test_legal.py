from __future__ import annotations

import polars as pl
import pytest

from adopt.decide.legal import keyword_problem, negative_keyword_doubt


def _problem(text: str, match_type: str = "negativeExact") -> str | None:
    problem: str | None = pl.select(keyword_problem(pl.lit(text), match_type)).item()
    return problem


@pytest.mark.parametrize(
    "text",
    [
        "yoga mat",
        "4.5 mm mat",
        "b-12 vitamin",
        "a+b",
        'the "big" mat',
        "men's mat",
        "抹茶 粉",
        "まっちゃ",
        "größe mat",
        "mat & strap",
        "коврик для йоги",
        "요가 매트",
        "x" * 80,
        " ".join("abcdefghij"),
    ],
)
def test_legal_texts_have_no_problem(text: str) -> None:
    assert _problem(text) is None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "empty"),
        ("  ", "empty"),
        (" mat", "outer_space"),
        ("mat ", "outer_space"),
        ("mat.", "misplaced_dot"),
        (".5 mm", "misplaced_dot"),
        ("-mat", "misplaced_sign"),
        ("mat -strap", "misplaced_sign"),
        ("mat - strap", "misplaced_sign"),
        ("mat+", "misplaced_sign"),
        ("a--b", "misplaced_sign"),
        ('40" screen', "unpaired_quote"),
        ("x" * 81, "too_long"),
        (" ".join("abcdefghijk"), "too_many_words"),
    ],
)
def test_broken_rules_have_their_code(text: str, code: str) -> None:
    assert _problem(text) == code


@pytest.mark.parametrize("sign", "/,;:%#@!?*()=_|~^<>$€½™")
def test_forbidden_characters(sign: str) -> None:
    assert _problem(f"mat {sign} strap") == "forbidden_character"


def test_a_phrase_has_four_words_at_most() -> None:
    assert _problem("a b c d", "negativePhrase") is None
    assert _problem("a b c d e", "negativePhrase") == "too_many_words"


@pytest.mark.parametrize(
    ("text", "doubt"),
    [
        ("yoga mat", None),
        ("抹茶", None),
        ("größe", None),
        ("коврик", "unlisted_letter"),
        ("요가", "unlisted_letter"),
        ("øl", "unlisted_letter"),
    ],
)
def test_letters_that_amazon_does_not_list_are_only_noted(text: str, doubt: str | None) -> None:
    assert pl.select(negative_keyword_doubt(pl.lit(text))).item() == doubt


def test_null_has_no_problem() -> None:
    assert pl.select(keyword_problem(pl.lit(None, dtype=pl.String))).item() is None
