from __future__ import annotations

import polars as pl
import pytest

from adopt.estimate.text import protecting_words


def _protected(term: str, *phrases: str) -> str | None:
    found: str | None = pl.select(protecting_words(pl.lit(term), phrases)).item()
    return found


@pytest.mark.parametrize(
    ("term", "phrase"),
    [
        ("acme pan", "Acme"),
        ("acme's pan", "Acme"),
        ("acme\u2019s pan", "Acme"),
        ("acmes pan", "Acme"),
        ("acme-pan", "Acme"),
        ("pan (acme)", "Acme"),
        ("o'neill board", "O'Neill"),
        ("oneill board", "O'Neill"),
        ("h&m shirt", "H & M"),
        ("steel pans for eggs", "steel pan"),
        ("\u4e0d\u9508\u94a2\u7092\u9505", "\u7092\u9505"),
        ("loreal shampoo", "L'Oréal"),
        ("l´oreal shampoo", "L'Oréal"),
        ("acmé pan", "Acme"),
        ("cafe royal capsules", "Cafe\u0301 Royal"),
        ("muller becher", "Müller"),
        ("mueller becher", "Müller"),
        ("mueller becher", "Mu\u0308ller"),
        ("weissblau", "WEIẞBLAU"),
        ("acme® pan", "Acme"),
        ("acme pan", "Acme™"),
        ("ａｃｍｅ フライパン", "Acme"),
        ("ｱｸﾒ 鍋", "アクメ"),
        ("malpa klocki", "Małpa"),
        ("ışık lamba", "IŞIK"),
        ("isik lamba", "Işık"),
        ("sostrene kerze", "Søstrene"),
        ("encyclopaedia of pans", "Encyclopædia"),
    ],
)
def test_a_phrase_is_found_whatever_its_dress(term: str, phrase: str) -> None:
    assert _protected(term, "other", phrase) == phrase


@pytest.mark.parametrize(
    ("term", "phrase"),
    [
        ("acmeville pan", "Acme"),
        ("pan steel", "steel pan"),
        ("pan", "&"),
        ("pan", ""),
        ("a pan", "A+"),
        ("ハス", "バス"),
        ("pan", "®"),
    ],
)
def test_a_phrase_that_is_not_there(term: str, phrase: str) -> None:
    assert _protected(term, phrase) is None
