"""One thing has one name in Chinese: the one that Amazon's console gives it, or the sheet beside it."""

from __future__ import annotations

from pathlib import Path

import pytest

from adopt.say import catalogue, translator

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("other", "right"),
    [
        ("账户健康", "账户状况"),
        ("曝光", "展示"),
        ("已采纳", "已接受"),
        ("收割", "收获"),
        ("迟到的配送", "延迟送达"),
    ],
)
def test_no_other_word_is_used_for_it(other: str, right: str) -> None:
    said = [catalogue.po_file("zh"), ROOT / "README.zh.md", *(ROOT / "adopt" / "words").rglob("*.toml")]
    texts = [path.read_text(encoding="utf-8") for path in said]
    assert not [path.name for path, text in zip(said, texts, strict=True) if other in text]
    assert any(right in text for text in texts)


def test_an_aside_has_the_brackets_of_its_language() -> None:
    assert translator("en").aside("N101") == " (N101)"
    assert translator("zh").aside("N101") == "（N101）"
